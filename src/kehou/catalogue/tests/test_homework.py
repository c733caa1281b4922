"""What a plan may not say (5.3.a)."""

import pytest

from kehou.catalogue.core.homework import speaks_of_homework


@pytest.mark.parametrize(
    "text",
    [
        "每次课后布置少量作业。",
        "课后作业：练习运球",
        "学生回家练习二十分钟，下次检查。",
        "每周有家庭作业一份",
        "The teacher sets homework every week.",
        "Homework is set after each lesson.",
    ],
)
def test_a_plan_that_sets_homework_is_noticed(text: str) -> None:
    assert speaks_of_homework("一起下棋。", text)


@pytest.mark.parametrize(
    "text",
    [
        "本课程不布置任何形式的作业。",
        "不给学生布置作业",
        "没有家庭作业",
        "禁止布置课后作业",
        "There is never any homework.",
        "The club sets no homework.",
        "学生现场完成作品，当堂展示。",
        "",
    ],
)
def test_a_plan_that_sets_none_may_say_so(text: str) -> None:
    assert not speaks_of_homework(text)
