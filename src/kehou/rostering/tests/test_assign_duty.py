from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, a_pupil, somebody
from kehou.platform import reach
from kehou.platform.constraints import reason_of
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.rostering.actions import assign_duty
from kehou.rostering.models import Duty
from kehou.rostering.testing import TODAY, a_duty, a_group, a_group_with
from kehou.schools.testing import TERM_LAST_DAY, a_school, two_periods

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.people.models import Staff

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def group() -> "Group":
    school = a_school()
    two_periods(school)
    return a_group(school)


def assign(
    group: "Group", staff: "Staff", *, first: date = TODAY, last: date = TODAY, **more: bool
) -> list[Duty]:
    office = somebody(Role.OFFICE, group.school)
    return assign_duty(
        actor=office, at=AFTERNOON, group=group, staff=staff, first=first, last=last, **more
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.against]


def test_puts_somebody_on_duty_in_the_groups_room_and_hours(group: "Group") -> None:
    staff = a_member_of_staff(group.school)

    (duty,) = assign(group, staff)

    assert (duty.person, duty.room, duty.day, duty.is_lead) == (
        staff.person,
        group.room,
        TODAY,
        True,
    )
    assert f"{duty.during.lower:%H:%M}–{duty.during.upper:%H:%M}" == "16:30–17:10"


def test_covers_every_service_day_of_the_term_and_no_other(group: "Group") -> None:
    assign(group, a_member_of_staff(group.school), last=TERM_LAST_DAY)

    days = list(Duty.objects.order_by("day").values_list("day", flat=True))
    assert days == [TODAY + timedelta(days=7 * n) for n in range(15)]


def test_journals_the_group_the_person_and_the_days(group: "Group") -> None:
    staff = a_member_of_staff(group.school)

    assign(group, staff)

    entry = JournalEntry.objects.get(act="rostering.duty_assigned")
    assert (entry.subject_id, entry.school_id) == (str(group.pk), group.school_id)
    assert entry.detail == {"staff": staff.pk, "days": [str(TODAY)], "is_lead": True}


def test_lets_a_second_adult_join_the_lead(group: "Group") -> None:
    a_duty(group)

    (duty,) = assign(group, a_member_of_staff(group.school), is_lead=False)

    assert Duty.objects.count() == 2
    assert not duty.is_lead


def test_refuses_a_group_that_is_led_and_names_the_days(group: "Group") -> None:
    a_duty(group)

    with pytest.raises(Refused) as refused:
        assign(group, a_member_of_staff(group.school), last=TERM_LAST_DAY)

    assert codes(refused) == ["group_is_led_already"]
    assert refused.value.against[0].facts == {"days": (TODAY,)}
    assert Duty.objects.count() == 1


def test_refuses_somebody_who_is_with_another_group_then(group: "Group") -> None:
    staff = a_member_of_staff(group.school)
    a_duty(a_group(group.school), staff)

    with pytest.raises(Refused) as refused:
        assign(group, staff)

    assert codes(refused) == ["on_duty_elsewhere"]
    assert Duty.objects.count() == 1


def test_takes_somebody_whose_other_duty_is_the_period_before(group: "Group") -> None:
    staff = a_member_of_staff(group.school)
    a_duty(a_group(group.school, period=2), staff)

    assert len(assign(group, staff)) == 1


def test_refuses_whoever_left_or_waits_for_vetting(group: "Group") -> None:
    staff = a_member_of_staff(group.school)
    staff.left_on, staff.vetted_on = YESTERDAY, date(2024, 9, 1)
    staff.save()

    with pytest.raises(Refused) as refused:
        assign(group, staff)

    assert codes(refused) == ["not_on_the_staff", "vetting_has_lapsed"]
    assert not Duty.objects.exists()


def test_refuses_a_day_that_is_past_and_changes_nothing(group: "Group") -> None:
    with pytest.raises(Refused) as refused:
        assign(group, a_member_of_staff(group.school), first=TODAY - timedelta(days=7))

    assert codes(refused) == ["duty_lies_in_the_past"]
    assert not Duty.objects.exists()


def test_refuses_days_on_which_the_group_does_not_meet(group: "Group") -> None:
    tomorrow = TODAY + timedelta(days=1)

    with pytest.raises(Refused) as refused:
        assign(group, a_member_of_staff(group.school), first=tomorrow, last=tomorrow)

    assert codes(refused) == ["group_does_not_meet"]
    assert not Duty.objects.exists()


def test_refuses_a_group_whose_period_has_no_hours() -> None:
    group = a_group_with([a_pupil()])

    with pytest.raises(Refused) as refused:
        assign(group, a_member_of_staff(group.school))

    assert codes(refused) == ["group_has_no_hours"]
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    "role", [Role.STAFF, Role.PRINCIPAL, Role.GUARDIAN, Role.DISTRICT_REVIEWER]
)
def test_is_for_the_office_alone(group: "Group", role: Role) -> None:
    actor = somebody(role, group.school)
    staff = a_member_of_staff(group.school)

    with pytest.raises(Forbidden):
        assign_duty(actor=actor, at=AFTERNOON, group=group, staff=staff, first=TODAY, last=TODAY)

    assert not Duty.objects.exists()


def test_refuses_a_group_whose_grades_have_no_hours(group: "Group") -> None:
    group.activity.grades = [3]
    group.school.service_periods.update(grade_first=7)

    with pytest.raises(Refused) as refused:
        assign(group, a_member_of_staff(group.school))

    assert codes(refused) == ["group_has_no_hours"]
    assert not Duty.objects.exists()


def test_is_not_for_the_office_of_another_school(group: "Group") -> None:
    stranger = somebody(Role.OFFICE, a_group(a_school()).school)
    staff = a_member_of_staff(group.school)

    with pytest.raises(Forbidden):
        assign_duty(actor=stranger, at=AFTERNOON, group=group, staff=staff, first=TODAY, last=TODAY)

    assert not Duty.objects.exists()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


@pytest.mark.django_db(transaction=True)
def test_eight_offices_at_once_put_one_adult_in_one_place(pool: ThreadPoolExecutor) -> None:
    school = a_school()
    two_periods(school)
    groups = [a_group(school) for _ in range(8)]
    staff = a_member_of_staff(school)
    office = somebody(Role.OFFICE, school)

    def assign_to(group: "Group") -> str:
        try:
            with reach.everywhere():
                assign_duty(
                    actor=office, at=AFTERNOON, group=group, staff=staff, first=TODAY, last=TODAY
                )
        except Refused as refused:
            return refused.against[0].code
        except IntegrityError as broken:
            reason = reason_of(broken)
            return reason.code if reason else str(broken)
        finally:
            connection.close()
        return "assigned"

    answers = sorted(pool.map(assign_to, groups))

    assert answers[0] in ("adult_is_in_one_place_at_a_time", "assigned")
    assert answers.count("assigned") == 1
    assert set(answers) <= {"assigned", "on_duty_elsewhere", "adult_is_in_one_place_at_a_time"}
    assert Duty.objects.count() == 1
