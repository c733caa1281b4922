"""Writing activities down, and anew (4.1, 5.3.a, 5.3.b, 5.4.b)."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kehou.catalogue.actions import write_activity
from kehou.catalogue.core.plan import Plan
from kehou.catalogue.models import Activity, ActivitySlot, ActivityVersion
from kehou.catalogue.queries import plan_of
from kehou.catalogue.testing import a_plan, an_activity
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, somebody
from kehou.platform.actors import Actor
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_room, a_school, the_term, two_periods

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    school = a_school()
    two_periods(school)
    return school


def a_plan_at(school: "School", **parts: object) -> Plan:
    return a_plan(a_room(school), a_member_of_staff(school), **parts)  # type: ignore[arg-type]


def write(actor: Actor, school: "School", plan: Plan, activity: Activity | None = None) -> Activity:
    return write_activity(
        actor=actor, at=AFTERNOON, school=school, term=the_term(), plan=plan, activity=activity
    )


def test_the_office_writes_a_draft_with_its_first_version(school: "School") -> None:
    office, plan = somebody(Role.OFFICE, school), a_plan_at(school, slots=((1, 1), (3, 2)))

    written = write(office, school, plan)

    assert written.state == Activity.State.DRAFT
    assert plan_of(Activity.objects.get(pk=written.pk)) == plan.in_order()
    assert written.campus == written.room.campus
    version = ActivityVersion.objects.get(activity=written)
    assert (version.version, version.written_by_id) == (1, office.person_id)
    entry = JournalEntry.objects.get(act="catalogue.activity_written")
    assert (entry.subject_id, entry.detail) == (str(written.pk), {"version": 1})


def test_a_change_is_a_new_version_and_goes_back_to_draft(school: "School") -> None:
    office, approved = somebody(Role.OFFICE, school), an_activity(school)
    plan = replace(plan_of(approved), largest=24, slots=a_plan_at(school).slots)

    changed = write(office, school, plan, approved)

    assert (changed.state, changed.version) == (Activity.State.DRAFT, 2)
    assert (changed.pk, changed.largest) == (approved.pk, 24)
    assert list(changed.versions.values_list("version", flat=True)) == [1, 2]
    assert changed.slots.count() == 1


def test_refuses_what_the_ordinance_and_the_school_forbid_and_changes_nothing(
    school: "School",
) -> None:
    office = somebody(Role.OFFICE, school)
    plan = a_plan_at(
        school,
        summary="每次课后布置作业。",
        subject="mathematics",
        by_class=True,
        largest=400,
    )

    with pytest.raises(Refused) as refusal:
        write(office, school, plan)

    assert [reason.code for reason in refusal.value.against] == [
        "sets_homework",
        "exam_subject_for_whole_class",
        "room_too_small",
    ]
    assert not Activity.objects.exists()
    assert not ActivitySlot.objects.exists()


def test_homework_time_may_speak_of_homework(school: "School") -> None:
    office = somebody(Role.OFFICE, school)
    plan = a_plan_at(
        school, kind=Activity.Kind.HOMEWORK_TIME, summary="自主完成家庭作业。", largest=400
    )

    assert write(office, school, plan).is_fall_back


def test_refuses_a_title_that_another_activity_has_but_not_its_own(school: "School") -> None:
    office, chess = somebody(Role.OFFICE, school), an_activity(school, title="国际象棋")

    write(office, school, plan_of(chess), chess)

    with pytest.raises(Refused) as refusal:
        write(office, school, a_plan_at(school, title="国际象棋"))

    assert [r.code for r in refusal.value.against] == ["activity_title_is_used_once_a_term"]


def test_a_leader_who_has_left_is_no_leader(school: "School") -> None:
    office, leader = somebody(Role.OFFICE, school), a_member_of_staff(school)
    leader.left_on = the_term().first_day
    leader.save()

    with pytest.raises(Refused) as refusal:
        write(office, school, a_plan(a_room(school), leader))

    assert [reason.code for reason in refusal.value.against] == ["leader_not_on_the_staff"]


def test_words_written_meanwhile_are_not_lost(school: "School") -> None:
    office, seen = somebody(Role.OFFICE, school), an_activity(school)
    write(office, school, replace(plan_of(seen), largest=24), seen)

    with pytest.raises(Conflict):
        write(office, school, replace(plan_of(seen), largest=10), seen)

    assert Activity.objects.get(pk=seen.pk).largest == 24


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.STAFF, Role.AUDITOR])
def test_nobody_but_the_office_writes(role: Role, school: "School") -> None:
    with pytest.raises(Forbidden):
        write(somebody(role, school), school, a_plan_at(school))


def test_an_office_writes_at_its_own_school_only(school: "School") -> None:
    elsewhere = a_school()
    two_periods(elsewhere)
    stranger, theirs, ours = (
        somebody(Role.OFFICE, elsewhere),
        an_activity(elsewhere),
        an_activity(school),
    )

    with pytest.raises(Forbidden):
        write(stranger, school, plan_of(ours), ours)
    with pytest.raises(Conflict):
        write(stranger, elsewhere, plan_of(theirs), ours)

    assert Activity.objects.get(pk=ours.pk).version == 1
