from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from kehou.enrolment.models import Application
from kehou.enrolment.testing import an_application, an_open_window
from kehou.funds.actions import settle_month
from kehou.funds.models import MonthSettlement
from kehou.funds.testing import (
    OCTOBER,
    SEPTEMBER,
    WEDNESDAYS,
    WHEN_FAMILIES_CHOSE,
    ServedSchool,
    a_closed_day,
    a_correction,
    a_served_school,
    a_settlement,
)
from kehou.kernel.explained import Refused
from kehou.kernel.money import Money
from kehou.ordinance.roles import Role
from kehou.ordinance.wording import worded
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody
from kehou.platform import reach
from kehou.platform.clock import CITY_ZONE
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import Term
from kehou.schools.testing import a_school

FIRST, SECOND, THIRD = WEDNESDAYS
SETTLED = {"act": "funds.month_settled"}


def settled(
    served: ServedSchool, month: date = SEPTEMBER, at: datetime = AFTERNOON
) -> MonthSettlement:
    return settle_month(actor=served.finance, at=at, school=served.school, month=month)


def a_september() -> ServedSchool:
    """Of three who applied, one attends thrice, one once, one never; one never applied."""
    served = a_served_school()
    always, once, _ = served.applied
    a_closed_day(served, FIRST, there=[always, once, served.never_applied])
    a_closed_day(served, SECOND, there=[always])
    a_closed_day(served, THIRD, there=[always])
    return served


def figures(settlement: MonthSettlement) -> tuple[int, int, int, int, Money]:
    return (
        settlement.applied,
        settlement.participants,
        settlement.service_days,
        settlement.attendances,
        Money(settlement.ceiling_fen),
    )


@pytest.mark.django_db
def test_counts_a_month_from_its_closed_days() -> None:
    served = a_september()

    settlement = settled(served)

    assert figures(settlement) == (3, 2, 3, 5, Money.yuan(1000))
    assert (settlement.version, settlement.settled_by_id) == (1, served.finance.person_id)
    entry = JournalEntry.objects.get(act="funds.month_settled")
    assert (entry.actor_person_id, entry.school_id) == (served.finance.person_id, served.school.pk)
    assert entry.detail == {
        "month": "2026-09-01",
        "version": 1,
        "archive": settlement.archive_hash,
    }


@pytest.mark.django_db
def test_tells_how_it_counted_by_every_definition() -> None:
    settlement = settled(a_september())
    settlement.refresh_from_db()

    by_definition = {s.facts["definition"]: s.facts["pupils"] for s in settlement.told_steps[:3]}

    assert by_definition == {"applied": 3, "attended_once": 2, "attended_half": 1}
    (semester,) = worded(settlement.told_steps[3:], "en")
    assert semester.text == "Semester 1: 2 pupils at 500.00 yuan each, 1,000.00 yuan in all."


@pytest.mark.django_db
def test_a_later_month_counts_its_own_days_and_the_semester_s_participants() -> None:
    served = a_september()
    a_closed_day(served, date(2026, 10, 14), there=[served.applied[2]])

    assert figures(settled(served, OCTOBER)) == (3, 3, 1, 1, Money.yuan(1500))
    assert figures(settled(served, SEPTEMBER)) == (3, 2, 3, 5, Money.yuan(1000))


@pytest.mark.django_db
def test_who_withdrew_after_attending_stays_counted() -> None:
    served = a_september()
    Application.objects.filter(pupil=served.applied[1]).update(
        withdrawn_at=WHEN_FAMILIES_CHOSE + timedelta(days=10), ends_before=SECOND
    )

    assert figures(settled(served)) == (3, 2, 3, 5, Money.yuan(1000))


@pytest.mark.django_db
def test_a_school_to_which_nobody_came_has_a_ceiling_of_nothing() -> None:
    served = a_served_school()
    a_closed_day(served, FIRST, there=[served.never_applied])

    assert figures(settled(served)) == (3, 0, 1, 1, Money(0))


@pytest.mark.django_db
def test_a_month_begun_before_the_term_counts_from_its_first_day() -> None:
    served = a_september()
    Term.objects.update(first_day=SECOND)

    assert figures(settled(served)) == (3, 1, 2, 2, Money.yuan(500))


@pytest.mark.django_db
def test_the_last_month_of_a_term_is_settled_when_the_term_is_over() -> None:
    served = a_served_school()
    a_closed_day(served, date(2027, 1, 20), there=served.applied[:1])

    settlement = settled(served, date(2027, 1, 1), datetime(2027, 2, 3, 9, tzinfo=CITY_ZONE))

    assert figures(settlement) == (3, 1, 1, 1, Money.yuan(500))


@pytest.mark.django_db
def test_the_second_semester_adds_to_the_first() -> None:
    served = a_september()
    settled(served)
    spring = Term.objects.create(
        school_year=2026, half=2, first_day=date(2027, 2, 22), last_day=date(2027, 7, 9)
    )
    opens = datetime(2027, 2, 22, 8, tzinfo=CITY_ZONE)
    window = an_open_window(
        served.school, opens=opens, closes=opens + timedelta(days=3), term=spring
    )
    pupil = served.applied[0]
    guardian = pupil.guardianships.get().person
    an_application(pupil, window=window, guardian=guardian, sent_at=opens)
    a_closed_day(served, date(2027, 3, 3), there=[pupil])

    settlement = settled(served, date(2027, 3, 1), datetime(2027, 4, 1, 9, tzinfo=CITY_ZONE))

    assert figures(settlement) == (1, 1, 1, 1, Money.yuan(2 * 500 + 1 * 500))


@pytest.mark.django_db
def test_a_corrected_archive_makes_a_further_version_beside_the_first() -> None:
    served = a_september()
    first = settled(served)
    a_correction(served.applied[1], FIRST)

    second = settled(served)

    assert (second.version, figures(second)) == (2, (3, 1, 3, 4, Money.yuan(500)))
    assert first.archive_hash != second.archive_hash
    assert MonthSettlement.objects.filter(school=served.school).count() == 2


@pytest.mark.django_db
def test_a_family_that_applied_later_makes_a_further_version() -> None:
    served = a_september()
    settled(served)
    late = a_pupil(served.school)
    an_application(late, guardian=a_guardian(late).person, sent_at=WHEN_FAMILIES_CHOSE)

    second = settled(served)

    assert (second.version, figures(second)) == (2, (4, 2, 3, 5, Money.yuan(1000)))


@pytest.mark.django_db
def test_refuses_an_unchanged_archive_and_changes_nothing() -> None:
    served = a_september()
    settled(served)

    with pytest.raises(Refused, match="month_settled_already") as refused:
        settled(served)

    assert worded(refused.value.against, "zh-hans")[0].text.startswith("2026年9月已核算（第1版）")
    assert MonthSettlement.objects.count() == 1
    assert JournalEntry.objects.filter(**SETTLED).count() == 1


@pytest.mark.django_db
def test_refuses_a_month_without_closed_days_and_changes_nothing() -> None:
    served = a_september()

    with pytest.raises(Refused, match="month_without_closed_days") as refused:
        settled(served, OCTOBER)

    assert "October 2026 has no closed" in worded(refused.value.against, "en")[0].text
    assert not MonthSettlement.objects.exists()
    assert not JournalEntry.objects.filter(**SETTLED).exists()


@pytest.mark.django_db
def test_refuses_a_month_outside_every_term_and_changes_nothing() -> None:
    served = a_september()

    with pytest.raises(Refused, match="month_outside_term"):
        settled(served, date(2026, 7, 1))

    assert not MonthSettlement.objects.exists()


@pytest.mark.django_db
def test_nobody_but_the_school_s_own_finance_may() -> None:
    served, foreign = a_september(), a_september()
    settled(foreign)
    strangers = [foreign.finance]
    strangers += [somebody(role, served.school) for role in Role if role is not Role.SYSTEM]
    strangers = [s for s in strangers if s.role is not Role.SCHOOL_FINANCE or s is foreign.finance]

    for stranger in strangers:
        with pytest.raises(Forbidden):
            settle_month(actor=stranger, at=AFTERNOON, school=served.school, month=SEPTEMBER)

    assert not MonthSettlement.objects.filter(school=served.school).exists()
    assert JournalEntry.objects.filter(**SETTLED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_settling_at_once_settle_once() -> None:
    served = a_september()

    def attempt(_: int) -> str:
        try:
            with reach.of(served.finance):
                settled(served)
        except Refused as refused:
            return refused.against[0].code
        finally:
            connection.close()
        return "settled"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(attempt, range(8)))

    assert answers == ["month_settled_already"] * 7 + ["settled"]
    assert MonthSettlement.objects.count() == 1
    assert JournalEntry.objects.filter(**SETTLED).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["SET participants = 0", "SET ceiling_fen = 99"])
def test_the_database_lets_nobody_change_what_was_settled(change: str) -> None:
    a_settlement(a_school())

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE funds_monthsettlement {change}")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        MonthSettlement.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"participants": 4}, "participants_are_among_those_who_applied"),
        ({"ceiling_fen": -1}, "ceiling_is_not_negative"),
        ({"month": date(2026, 9, 2)}, "month_is_its_first_day"),
        ({"version": 1}, "month_is_settled_once_a_version"),
    ],
)
def test_the_database_refuses_a_settlement_that_cannot_be(
    wrong: dict[str, object], constraint: str
) -> None:
    settlement = a_settlement(a_school())
    settlement.pk, settlement.version = None, 2
    for name, value in wrong.items():
        setattr(settlement, name, value)

    with pytest.raises(IntegrityError, match=constraint):
        settlement.save(force_insert=True)


@pytest.mark.django_db
def test_every_day_that_has_gone_by_is_closed_first() -> None:
    served = a_served_school()
    a_closed_day(served, FIRST, there=served.applied)
    for day in (SECOND, THIRD):
        a_closed_day(served, day, there=served.applied, closed=False)

    with pytest.raises(Refused) as refused:
        settled(served)

    assert [(why.code, why.facts["day"]) for why in refused.value.against] == [
        ("settled_month_has_no_open_day", SECOND),
        ("settled_month_has_no_open_day", THIRD),
    ]
    assert not MonthSettlement.objects.exists()


@pytest.mark.django_db
def test_the_day_in_progress_does_not_count_and_keeps_nobody_from_settling() -> None:
    served = a_served_school()
    a_closed_day(served, FIRST, there=served.applied)
    a_closed_day(served, SECOND, there=served.applied, closed=False)

    on_that_day = datetime(SECOND.year, SECOND.month, SECOND.day, 18, tzinfo=CITY_ZONE)

    assert settled(served, at=on_that_day).service_days == 1


@pytest.mark.django_db
def test_the_database_settles_no_month_over_an_open_day() -> None:
    served = a_served_school()
    a_closed_day(served, FIRST, there=served.applied)
    a_closed_day(served, SECOND, there=served.applied, closed=False)

    with (
        pytest.raises(IntegrityError, match="was never closed"),
        transaction.atomic(),
    ):
        a_settlement(served.school)


@pytest.mark.django_db
def test_an_open_day_of_another_school_or_month_keeps_nobody_from_settling() -> None:
    served, stranger = a_september(), a_served_school()
    a_closed_day(stranger, SECOND, there=stranger.applied, closed=False)
    a_closed_day(served, date(2026, 10, 7), there=served.applied, closed=False)

    assert settled(served).service_days == 3
