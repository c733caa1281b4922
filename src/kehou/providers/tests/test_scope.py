"""Which courses by their names tutor in an exam subject (5.3.b)."""

import pytest

from kehou.providers.core.scope import tutoring_among


@pytest.mark.parametrize(
    "course",
    [
        *("数学", "三年级数学提高", "英语同步辅导", "奥数入门", "物理竞赛", "作文与语文培优"),
        *("Mathematics", "English tutoring", "maths olympiad"),
    ],
)
def test_tutoring_is_found_under_whatever_name(course: str) -> None:
    assert tutoring_among(["武术", course]) == (course,)


@pytest.mark.parametrize(
    "course",
    [
        *(
            "少儿合唱",
            "编程",
            "化学小实验",
            "历史文化研学",
            "生物标本制作",
            "英语戏剧",
            "数学家的故事",
        ),
        *("Chess", "English theatre", "History of our town"),
    ],
)
def test_a_club_of_a_subject_is_no_tutoring(course: str) -> None:
    assert tutoring_among([course]) == ()
