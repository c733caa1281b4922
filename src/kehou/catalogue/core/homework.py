"""Whether a plan sets homework, as far as its words tell (5.3.a). The reviewers read on."""

import re

HOMEWORK = re.compile(
    r"(?P<none>(?:不|无|没有|禁止)[^。；，,;.]{0,6}?|\b(?:no|not|never|without)\b[^.;,]{0,12}?)?"
    r"(?:布置[^。；，,;.]{0,8}作业|课后作业|家庭作业|回家(?:作业|完成|练习)"
    r"|\b(?:sets?|setting|gives?|giving|any) homework\b|\bhomework (?:is|will be) (?:set|given)\b)",
    re.IGNORECASE,
)


def speaks_of_homework(*texts: str) -> bool:
    """Whether a text sets work for home; one that says it sets none does not."""
    found = (match for text in texts for match in HOMEWORK.finditer(text))
    return any(match["none"] is None for match in found)
