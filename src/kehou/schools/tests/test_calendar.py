from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.kernel.spans import Days
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.spoken import spoken
from kehou.schools.core.calendar import DayKind, DayRule, SchoolCalendar, as_ics
from kehou.schools.core.holidays.public_days import (
    is_working_day,
    public_day,
    read_year,
    working_days_after,
)

AUTUMN = Days(date(2026, 9, 1), date(2027, 1, 16))
PLAIN = SchoolCalendar(AUTUMN, {}, {})
NATIONAL = Bilingual("国庆节", "National Day")
NATIONAL_DAYS = [date(2026, 10, n) for n in range(1, 8)]
MAKE_UP_SUNDAY, MAKE_UP_SATURDAY = date(2026, 9, 20), date(2026, 10, 10)
RULES = st.builds(
    DayRule,
    is_open=st.booleans(),
    reason=st.just("台风"),
    follows_weekday=st.none() | st.integers(1, 5),
    serves=st.booleans(),
)
SOME_RULES = st.dictionaries(st.dates(date(2026, 8, 25), date(2027, 1, 25)), RULES, max_size=12)


def test_the_national_days_of_2026_are_off_and_two_weekend_days_make_up_for_them() -> None:
    days = [PLAIN.day(day) for day in NATIONAL_DAYS]

    assert {day.kind for day in days} == {DayKind.HOLIDAY}
    assert days[0].why == Reason("public_holiday", "3.2", {"festival": NATIONAL})
    for day in (MAKE_UP_SUNDAY, MAKE_UP_SATURDAY):
        assert PLAIN.day(day).kind == DayKind.MAKE_UP
        assert PLAIN.day(day).why == Reason("make_up_day", "3.2", {"festival": NATIONAL})
        assert day in PLAIN.class_days()


def test_the_whole_year_2026_is_as_announced() -> None:
    spoken_of = {
        day: public
        for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
        if (public := public_day(day)) is not None
    }

    worked = [f"{day:%m-%d}" for day, public in spoken_of.items() if not public.is_off]
    off = [f"{day:%m-%d}" for day, public in spoken_of.items() if public.is_off]
    assert worked == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
    assert (off[0], off[-1], len(off)) == ("01-01", "10-07", 33)


def test_the_mid_autumn_weekend_of_2026_begins_on_a_friday() -> None:
    assert [PLAIN.day(date(2026, 9, n)).kind for n in (24, 25, 26, 27, 28)] == [
        DayKind.CLASS,
        *[DayKind.HOLIDAY] * 3,
        DayKind.CLASS,
    ]


def test_a_make_up_day_has_no_timetable_until_one_is_announced() -> None:
    city = {MAKE_UP_SUNDAY: DayRule(True, "按周二课表上课", follows_weekday=2)}
    school = {MAKE_UP_SUNDAY: DayRule(True, "按周三课表上课", follows_weekday=3)}

    assert PLAIN.day(MAKE_UP_SUNDAY).follows_weekday is None
    assert SchoolCalendar(AUTUMN, city, {}).day(MAKE_UP_SUNDAY).follows_weekday == 2
    assert SchoolCalendar(AUTUMN, city, school).day(MAKE_UP_SUNDAY).follows_weekday == 3
    assert PLAIN.notes()[1:] == (
        Reason("timetable_unannounced", "3.2", {"day": MAKE_UP_SUNDAY}),
        Reason("timetable_unannounced", "3.2", {"day": MAKE_UP_SATURDAY}),
    )


def test_a_year_without_its_notice_says_what_it_lacks() -> None:
    note = PLAIN.notes()[0]

    assert (note.code, note.facts["year"]) == ("public_holidays_incomplete", 2027)
    assert note.facts["certain"] == Bilingual(
        "仅为法定节假日；补休和调休上班日尚未公布",
        "statutory days only; make-up days not yet announced",
    )
    assert SchoolCalendar(Days(date(2026, 3, 2), date(2026, 4, 1)), {}, {}).notes() == ()


@pytest.mark.parametrize(
    ("year", "festivals"),
    [
        (
            2027,
            {"春节": ["02-05", "02-06", "02-07", "02-08"], "清明": ["04-05"], "中秋": ["09-15"]},
        ),
        (
            2028,
            {"春节": ["01-25", "01-26", "01-27", "01-28"], "清明": ["04-04"], "中秋": ["10-03"]},
        ),
    ],
)
def test_a_year_the_library_lacks_has_its_statutory_days_and_no_others(
    year: int, festivals: dict[str, list[str]]
) -> None:
    first = date(year, 1, 1)
    found: dict[str, list[str]] = {}
    for day in (first + timedelta(days=n) for n in range(366)):
        public = public_day(day) if day.year == year else None
        if public is not None:
            assert public.is_off
            found.setdefault(public.festival.zh, []).append(f"{day:%m-%d}")

    assert {name: found[name] for name in festivals} == festivals
    assert found["元旦"] == ["01-01"]
    assert found["劳动节"] == ["05-01", "05-02"]
    assert sorted(found) == sorted(["元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆节"])


def test_a_year_nobody_has_written_down_keeps_the_fixed_days_and_says_so() -> None:
    calendar = SchoolCalendar(Days(date(2035, 1, 1), date(2035, 12, 31)), {}, {})

    off = [day.day for day in calendar.days() if day.kind == DayKind.HOLIDAY]

    assert [f"{day:%m-%d}" for day in off] == [
        *("01-01", "05-01", "05-02", "10-01", "10-02", "10-03")
    ]
    assert [note.facts["year"] for note in calendar.notes()] == [2035]


def test_a_file_completed_after_the_notice_carries_make_up_days_and_no_note(tmp_path: Path) -> None:
    file = tmp_path / "2031.toml"
    file.write_text(
        'certain = ""\ncertain_zh = ""\nsource = "notice"\n'
        '[[off]]\nfirst = 2031-10-01\ndays = 7\nzh = "国庆节"\nen = "National Day"\n'
        '[[work]]\nfirst = 2031-09-28\ndays = 1\nzh = "国庆节"\nen = "National Day"\n',
        "utf-8",
    )

    known = read_year(file, 2031)

    assert (known.lacks, len(known.days)) == (None, 8)
    assert not known.days[date(2031, 9, 28)].is_off
    assert known.days[date(2031, 10, 7)].is_off


def test_city_and_school_close_days_and_add_class_days() -> None:
    typhoon, sports, saturday = date(2026, 9, 8), date(2026, 9, 9), date(2026, 9, 12)
    calendar = SchoolCalendar(
        AUTUMN,
        {typhoon: DayRule(False, "台风停课")},
        {
            sports: DayRule(False, "校运会"),
            saturday: DayRule(True, "补9月8日的课", follows_weekday=2),
        },
    )

    assert calendar.day(typhoon).why == Reason("closed_by_city", "3.2", {"reason": "台风停课"})
    assert calendar.day(sports).why == Reason("closed_by_school", "3.2", {"reason": "校运会"})
    assert (calendar.day(saturday).kind, calendar.day(saturday).follows_weekday) == (
        DayKind.EXTRA,
        2,
    )
    assert saturday in calendar.service_days()
    assert PLAIN.day(saturday).kind == DayKind.WEEKEND


def test_a_class_day_without_service_is_no_service_day() -> None:
    exam = date(2027, 1, 8)
    calendar = SchoolCalendar(AUTUMN, {}, {exam: DayRule(True, "期末考试", serves=False)})

    assert exam in calendar.class_days()
    assert exam not in calendar.service_days()
    assert calendar.day(exam).why == Reason(
        "class_day_without_service", "3.2", {"reason": "期末考试"}
    )
    assert calendar.day(exam).follows_weekday == 5


def test_a_term_has_a_last_day() -> None:
    with pytest.raises(ValueError, match="last day"):
        SchoolCalendar(Days(date(2026, 9, 1)), {}, {})


def test_outside_the_term_nothing_is_a_class_day() -> None:
    day = PLAIN.day(date(2026, 8, 31))

    assert (day.kind, day.has_classes, day.serves) == (DayKind.OUTSIDE_TERM, False, False)


@pytest.mark.parametrize(
    ("day", "rule", "codes"),
    [
        (date(2026, 9, 12), DayRule(True, "补课日"), []),
        (date(2026, 10, 1), DayRule(False, "国庆"), []),
        (date(2026, 10, 1), DayRule(True, "开放日"), ["no_classes_on_a_holiday"]),
        (date(2026, 9, 8), DayRule(True, "照常上课"), ["not_open_against_the_city"]),
        (date(2026, 9, 8), DayRule(False, "停课"), []),
        (date(2026, 8, 31), DayRule(True, ""), ["outside_term", "day_set_without_reason"]),
    ],
)
def test_a_school_cannot_reopen_what_was_closed_above_it(
    day: date, rule: DayRule, codes: list[str]
) -> None:
    calendar = SchoolCalendar(AUTUMN, {date(2026, 9, 8): DayRule(False, "台风停课")}, {})

    verdict = calendar.admits(day, rule)

    assert [reason.code for reason in verdict.against] == codes
    assert {reason.clause for reason in verdict.against} <= {"3.2"}


@pytest.mark.parametrize("weekday", [0, 6, 7])
def test_no_day_follows_the_timetable_of_a_weekend(weekday: int) -> None:
    with pytest.raises(ValueError, match="weekday 1 to 5"):
        DayRule(True, "补课", follows_weekday=weekday)


@given(SOME_RULES, SOME_RULES)
def test_nobody_reopens_a_day_that_was_closed_above(
    city: dict[date, DayRule], school: dict[date, DayRule]
) -> None:
    calendar = SchoolCalendar(AUTUMN, city, school)

    for day in calendar.days():
        public = public_day(day.day)
        closed_above = (public is not None and public.is_off) or any(
            not rules[day.day].is_open for rules in (city, school) if day.day in rules
        )
        assert not (closed_above and day.has_classes)
        assert day.serves <= day.has_classes
        if day.kind == DayKind.CLASS:
            assert day.follows_weekday in {1, 2, 3, 4, 5}
        if not day.has_classes:
            assert day.follows_weekday is None


def test_five_working_days_of_a_notice_pass_over_the_holiday_and_count_make_up_days() -> None:
    assert working_days_after(date(2026, 9, 29), 1) == date(2026, 9, 30)
    assert working_days_after(date(2026, 9, 29), 2) == date(2026, 10, 8)
    assert working_days_after(date(2026, 9, 29), 4) == MAKE_UP_SATURDAY
    assert working_days_after(date(2026, 9, 29), 5) == date(2026, 10, 12)


def test_no_working_days_are_not_counted() -> None:
    with pytest.raises(ValueError, match="at least one"):
        working_days_after(date(2026, 9, 29), 0)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 1)), st.integers(1, 15))
def test_between_a_day_and_the_nth_working_day_lie_exactly_n(day: date, count: int) -> None:
    last = working_days_after(day, count)

    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(last)


def test_the_file_to_subscribe_to_holds_each_run_of_days_once() -> None:
    term = Days(date(2026, 9, 18), date(2026, 10, 12))
    text = as_ics(
        SchoolCalendar(term, {}, {date(2026, 9, 30): DayRule(True, "考试", serves=False)}),
        name="光明小学,校历",
        identity="2144000001.kehou",
        at=datetime(2026, 8, 20, 4, 30, tzinfo=UTC),
        say=lambda reason: f"{reason.code}；{spoken(next(iter(reason.facts.values())), 'zh')}",
    )

    lines = text.split("\r\n")
    assert [lines[0], lines[-2], lines[-1]] == ["BEGIN:VCALENDAR", "END:VCALENDAR", ""]
    assert "X-WR-CALNAME:光明小学\\,校历" in lines
    assert "DTSTAMP:20260820T043000Z" in lines
    starts = [line.partition(":")[2] for line in lines if line.startswith("DTSTART")]
    ends = [line.partition(":")[2] for line in lines if line.startswith("DTEND")]
    assert list(zip(starts, ends, strict=True)) == [
        ("20260920", "20260921"),
        ("20260925", "20260928"),
        ("20260930", "20261001"),
        ("20261001", "20261008"),
        ("20261010", "20261011"),
    ]
    assert "SUMMARY:public_holiday；国庆节" in lines


def test_a_line_is_folded_only_where_it_must_be() -> None:
    text = as_ics(
        PLAIN, name="x" * 150, identity="x", at=datetime(2026, 8, 20, tzinfo=UTC), say=str
    )

    name = text.split("\r\n")[4:7]
    assert name == ["X-WR-CALNAME:" + "x" * 62, " " + "x" * 74, " " + "x" * 14]


@given(st.text(st.sampled_from("课a,;\\\n"), max_size=120))
def test_long_lines_are_folded_without_loss(words: str) -> None:
    day = date(2026, 9, 7)
    calendar = SchoolCalendar(Days(day, date(2026, 9, 8)), {day: DayRule(False, words)}, {})
    text = as_ics(
        calendar,
        name="x",
        identity="x",
        at=datetime(2026, 8, 20, tzinfo=UTC),
        say=lambda reason: str(reason.facts["reason"]),
    )

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (summary,) = [
        line for line in text.replace("\r\n ", "").split("\r\n") if line.startswith("SUMMARY:")
    ]
    unescaped = summary.removeprefix("SUMMARY:").replace("\\\\", "\0")
    for sign, stood_for in (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\0", "\\")):
        unescaped = unescaped.replace(sign, stood_for)
    assert unescaped == words
