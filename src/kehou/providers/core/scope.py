"""Whether the name of a course speaks of tutoring in an exam subject (5.3.b). Reviewers read on."""

import re
from collections.abc import Iterable

# As exam subjects are called on posters, and the words behind them where marks are the aim.
_SUBJECT = "语文|数学|英语|外语|物理|化学|生物|历史|地理|道德与法治|政治|奥数"
_FOR_MARKS = (
    "同步|辅导|补习|补课|补差|培优|提优|提高|提升|强化|冲刺|"
    "预习|复习|作业|习题|竞赛|思维|应试|课程|课"
)
_ENGLISH = (
    r"chinese|mathematics|maths?|english|physics|chemistry|biology|history|geography|"
    r"foreign language|morality and law"
)
_TUTORING = re.compile(
    rf"(?:小学|初中|中考|[一二三四五六七八九]年级)?(?:{_SUBJECT})(?:{_FOR_MARKS}|$)|奥数|中考"
    rf"|^(?:{_ENGLISH})$"
    rf"|\b(?:{_ENGLISH}) (?:tutoring|lessons?|homework|olympiad|revision|course)\b",
    re.IGNORECASE,
)


def tutoring_among(courses: Iterable[str]) -> tuple[str, ...]:
    """The courses that by their names teach an exam subject for marks; a club of it does not."""
    return tuple(course for course in courses if _TUTORING.search(course.strip()))
