"""The activities of the demo city, each through every gate of review (5.4.b)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from kehou.catalogue.core.plan import Plan, Slot
from kehou.catalogue.models import Activity, ActivitySlot, ActivityVersion, Review
from kehou.platform import bulk

# Title, what it is about, the educations it serves.
CLUBS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("围棋", "从吃子、做眼到简单布局，在对弈中学会思考和尊重对手。", ("intellectual", "moral")),
    ("合唱", "练习发声与配合，每学期排练两首歌曲。", ("aesthetic",)),
    ("篮球", "运球、传球与小场比赛。", ("physical",)),
    ("足球", "球感、传接与五人制比赛。", ("physical",)),
    ("书法", "楷书基本笔画与结构，体会汉字之美。", ("aesthetic", "moral")),
    ("国画", "花鸟与山水入门。", ("aesthetic",)),
    ("陶艺", "揉泥、拉坯与上釉，完成一件自己的作品。", ("labour", "aesthetic")),
    ("机器人", "搭建与编程，小组完成任务挑战。", ("intellectual", "labour")),
    ("编程", "用图形化编程做小游戏和动画。", ("intellectual",)),
    ("科学实验", "动手做二十个小实验，学会记录与解释。", ("intellectual",)),
    ("戏剧", "读剧本、练台词、排短剧。", ("aesthetic", "moral")),
    ("舞蹈", "形体训练与一支民族舞。", ("aesthetic", "physical")),
    ("武术", "基本功与一套少年拳。", ("physical", "moral")),
    ("跳绳", "花样跳绳与双摇。", ("physical",)),
    ("乒乓球", "握拍、发球与对打。", ("physical",)),
    ("羽毛球", "步法、发球与单打。", ("physical",)),
    ("剪纸", "从窗花到生肖，学习传统剪纸。", ("aesthetic", "labour")),
    ("种植园", "翻土、播种、浇水，观察记录一学期。", ("labour", "intellectual")),
    ("小厨房", "安全用具与家常小食。", ("labour",)),
    ("小记者", "采访、拍摄与写稿，办一期校园小报。", ("intellectual", "moral")),
    ("红色故事", "读革命故事，讲身边榜样。", ("moral",)),
    ("阅读", "整本书共读与分享。", ("intellectual", "moral")),
    ("摄影", "构图与光线，记录校园四季。", ("aesthetic",)),
    ("木工", "认识工具，做一个小木盒。", ("labour",)),
)
PUPILS_PER_CLUB = 40
WEEKDAYS = range(1, 6)
PERIODS = (1, 2)


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who writes, reviews and leads at one school, and which rooms its campuses have."""

    school_id: int
    term_id: int
    grades: range
    rooms: dict[int, list[int]]
    leaders: Sequence[int]
    office_id: int
    principal_id: int
    district_id: int


@dataclass(frozen=True, slots=True)
class SeededActivity:
    activity_id: int
    campus_id: int
    room_id: int
    title: str
    grades: tuple[int, ...]
    slots: tuple[Slot, ...]
    is_fall_back: bool


def seed_activities(
    chance: Random, staffing: Staffing, *, pupils: int, at: datetime
) -> list[SeededActivity]:
    """The approved activities of a school: homework time on every campus, clubs by its size."""
    plans = [(plan, campus) for plan, campus in _plans(chance, staffing, pupils)]
    ids = bulk.reserve_ids(Activity, len(plans))
    made = [
        SeededActivity(
            activity_id=activity_id,
            campus_id=campus_id,
            room_id=plan.room_id,
            title=plan.title,
            grades=plan.grades,
            slots=plan.slots,
            is_fall_back=plan.kind in Activity.FALL_BACKS,
        )
        for activity_id, (plan, campus_id) in zip(ids, plans, strict=True)
    ]
    _write(staffing, made, [plan for plan, _ in plans], at)
    _pass_the_gates(staffing, at)
    return made


def _plans(chance: Random, staffing: Staffing, pupils: int) -> Iterator[tuple[Plan, int]]:
    leaders = iter(staffing.leaders)
    for campus_id, rooms in staffing.rooms.items():
        suffix = (
            f"（{list(staffing.rooms).index(campus_id) + 1}）" if len(staffing.rooms) > 1 else ""
        )
        yield _homework(staffing, rooms[0], suffix, next(leaders)), campus_id
        for number in range(pupils // len(staffing.rooms) // PUPILS_PER_CLUB):
            title, summary, educations = CLUBS[number % len(CLUBS)]
            turn = number // len(CLUBS)
            name = f"{title}{'ⅡⅢⅣⅤ'[turn - 1] if turn else ''}{suffix}"
            weekday = WEEKDAYS[number % len(WEEKDAYS)]
            periods = PERIODS if number % 3 else (chance.choice(PERIODS),)
            plan = Plan(
                title=name,
                kind="club" if number % 4 else "school_course",
                summary=summary,
                educations=educations,
                grades=_grades(chance, staffing.grades),
                slots=tuple(Slot(weekday, period) for period in periods),
                # From the back, so that homework time finds the first rooms free.
                room_id=rooms[-1 - number // len(WEEKDAYS) % len(rooms)],
                leader_id=next(leaders),
                smallest=6,
                largest=chance.choice((20, 24, 30, 36)),
            )
            yield plan.in_order(), campus_id


def _homework(staffing: Staffing, room_id: int, suffix: str, leader_id: int) -> Plan:
    return Plan(
        title=f"自主作业与答疑{suffix}",
        kind="homework_time",
        summary="学生自主安排当天的学习，教师在旁答疑，不讲新课。",
        educations=("intellectual",),
        grades=tuple(staffing.grades),
        slots=tuple(Slot(weekday, period) for weekday in WEEKDAYS for period in PERIODS),
        room_id=room_id,
        leader_id=leader_id,
        smallest=1,
        largest=2000,
    ).in_order()


def _grades(chance: Random, grades: range) -> tuple[int, ...]:
    first = chance.choice(grades)
    return tuple(grade for grade in grades if first <= grade < first + 4 or grade == grades[0])


def _write(staffing: Staffing, made: list[SeededActivity], plans: list[Plan], at: datetime) -> None:
    common = (staffing.school_id, staffing.term_id)
    bulk.copy(
        Activity,
        (
            *("id", "school_id", "term_id", "title", "kind", "summary", "to_bring"),
            *("educations", "grades", "campus_id", "room_id", "leader_id", "smallest", "largest"),
            *("subject", "by_class", "state", "state_since", "version", "written_by_id"),
        ),
        (
            (
                *(one.activity_id, *common, plan.title, plan.kind, plan.summary, ""),
                *(list(plan.educations), list(plan.grades), one.campus_id, plan.room_id),
                *(plan.leader_id, plan.smallest, plan.largest),
                *("", False, "draft", at, 1, staffing.office_id),
            )
            for one, plan in zip(made, plans, strict=True)
        ),
    )
    bulk.copy(
        ActivityVersion,
        ("school_id", "activity_id", "version", "plan", "written_by_id", "written_at"),
        (
            (
                *(staffing.school_id, one.activity_id, 1),
                *(json.dumps(plan.as_written(), ensure_ascii=False), staffing.office_id, at),
            )
            for one, plan in zip(made, plans, strict=True)
        ),
    )
    bulk.copy(
        ActivitySlot,
        ("school_id", "activity_id", "weekday", "period"),
        ((staffing.school_id, one.activity_id, *slot) for one in made for slot in one.slots),
    )


def _pass_the_gates(staffing: Staffing, at: datetime) -> None:
    """Submit, review by the school, review by the district: no gate is jumped, not even here."""
    steps = (
        (Activity.State.SUBMITTED, None, 0),
        (Activity.State.SCHOOL_APPROVED, Review.Stage.SCHOOL, staffing.principal_id),
        (Activity.State.APPROVED, Review.Stage.DISTRICT, staffing.district_id),
    )
    activities = Activity.objects.filter(school_id=staffing.school_id, term_id=staffing.term_id)
    for day, (state, stage, reviewer_id) in enumerate(steps, start=1):
        then = at + timedelta(days=day)
        if stage is not None:
            Review.objects.bulk_create(
                Review(
                    school_id=staffing.school_id,
                    activity=activity,
                    version=1,
                    stage=stage,
                    outcome=Review.Outcome.APPROVED,
                    checked=list(Review.Point.values),
                    written_by_id=staffing.office_id,
                    reviewed_by_id=reviewer_id,
                    at=then,
                )
                for activity in activities
            )
        activities.update(state=state, state_since=then)
