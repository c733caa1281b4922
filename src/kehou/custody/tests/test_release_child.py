from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from kehou.custody.actions import hand_over, release_child
from kehou.custody.core.hands import Alone, Hands, Identifier, ToAdult, ToAuthority
from kehou.custody.core.taps import Tap
from kehou.custody.models import Event
from kehou.custody.testing import (
    KNOWN_BY_TWO,
    a_called_roll,
    a_collection,
    a_permit,
    a_tap,
    on_duty,
)
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import TODAY, a_duty, a_group_with

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from kehou.people.models import Guardianship, Pupil
    from kehou.rostering.models import Duty

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def mother() -> "Guardianship":
    return a_guardian(a_pupil())


@pytest.fixture
def duty(mother: "Guardianship") -> "Duty":
    """The child is in the hands of whoever has this duty."""
    duty = a_duty(a_group_with([mother.pupil]))
    a_called_roll(duty.group, duty)
    return duty


def release(duty: "Duty", pupil: "Pupil", into: Hands, tap: Tap | None = None) -> Event:
    return release_child(
        actor=on_duty(duty), at=AFTERNOON, tap=tap or a_tap(), pupil=pupil, into=into
    )


def refusals(duty: "Duty", pupil: "Pupil", into: Hands) -> list[str]:
    with pytest.raises(Refused) as refused:
        release(duty, pupil, into)
    assert not Event.objects.filter(kind="release").exists()
    return [reason.code for reason in refused.value.against]


def test_gives_the_child_to_an_adult_known_by_two_things(
    mother: "Guardianship", duty: "Duty"
) -> None:
    event = release(duty, mother.pupil, ToAdult(mother.pk, KNOWN_BY_TWO))

    event.refresh_from_db()
    assert (event.kind, event.to_kind, event.to_holder) == ("release", "guardian", mother.person)
    assert (event.from_holder, event.recorded_by) == (duty.person, duty.person)
    assert event.identified_by == ["face", "name"]
    entry = JournalEntry.objects.get(act="custody.child_released")
    assert entry.detail["to"] == mother.person_id


def test_lets_a_child_go_alone_who_shows_the_permit(mother: "Guardianship", duty: "Duty") -> None:
    permit = a_permit(mother.pupil)

    event = release(duty, mother.pupil, Alone(permit_was_shown=True))

    assert (event.to_kind, event.permit_id) == ("self", permit.pk)
    assert event.to_holder_id == mother.pupil.person_id


def test_gives_the_child_to_the_police_under_their_case_number(
    mother: "Guardianship", duty: "Duty"
) -> None:
    event = release(duty, mother.pupil, ToAuthority(" 2026-117 ", "东湖派出所张警官带走"))

    assert (event.to_kind, event.case_number) == ("authority", "2026-117")


def test_the_receiver_of_a_hand_over_releases_and_the_sender_no_longer(
    mother: "Guardianship", duty: "Duty"
) -> None:
    second = a_duty(duty.group, is_lead=False)
    hand_over(actor=on_duty(second), at=AFTERNOON, tap=a_tap(), duty=second, pupils=[mother.pupil])
    into = ToAdult(mother.pk, KNOWN_BY_TWO)

    assert refusals(duty, mother.pupil, into) == ["child_not_in_your_care"]
    assert release(second, mother.pupil, into).to_holder_id == mother.person_id


@pytest.mark.parametrize(
    "identified_by",
    [set(), {Identifier.NAME}, {Identifier.NAME, Identifier.PERMIT}],
    ids=["by nothing", "by one thing", "by the child's permit"],
)
def test_refuses_an_adult_who_is_not_known_by_two_things(
    mother: "Guardianship", duty: "Duty", identified_by: set[Identifier]
) -> None:
    into = ToAdult(mother.pk, frozenset(identified_by))

    assert refusals(duty, mother.pupil, into) == ["guardian_is_known_by_two_identifiers"]


def test_refuses_whoever_must_not_collect_and_says_so_first(
    mother: "Guardianship", duty: "Duty"
) -> None:
    banned = a_guardian(mother.pupil, may_collect=False, must_not_collect=True)

    codes = refusals(duty, mother.pupil, ToAdult(banned.pk, KNOWN_BY_TWO))

    assert codes == ["must_not_collect", "no_pick_up_right"]


def test_a_ban_outweighs_an_older_right_of_the_same_adult(
    mother: "Guardianship", duty: "Duty"
) -> None:
    mother.until = TOMORROW
    mother.save()
    a_guardian(mother.pupil, person=mother.person, may_collect=False, must_not_collect=True)

    codes = refusals(duty, mother.pupil, ToAdult(mother.pk, KNOWN_BY_TWO))

    assert codes == ["must_not_collect"]


@pytest.mark.parametrize(
    "change", [{"may_collect": False}, {"until": TODAY}, {"first_day": TOMORROW}]
)
def test_refuses_an_adult_without_a_right_today(
    mother: "Guardianship", duty: "Duty", change: dict[str, object]
) -> None:
    type(mother).objects.filter(pk=mother.pk).update(**change)

    codes = refusals(duty, mother.pupil, ToAdult(mother.pk, KNOWN_BY_TWO))

    assert codes == ["no_pick_up_right"]


def test_refuses_an_adult_of_another_child(mother: "Guardianship", duty: "Duty") -> None:
    stranger = a_guardian(a_pupil(duty.school))

    codes = refusals(duty, mother.pupil, ToAdult(stranger.pk, KNOWN_BY_TWO))

    assert codes == ["no_pick_up_right"]


def test_refuses_to_let_a_child_go_alone_without_a_permit_in_force(
    mother: "Guardianship", duty: "Duty"
) -> None:
    permit = a_permit(mother.pupil)
    permit.revoked_at = AFTERNOON
    permit.save()

    assert refusals(duty, mother.pupil, Alone(permit_was_shown=True)) == ["no_permit_in_force"]


def test_refuses_to_let_a_child_go_alone_who_forgot_the_permit(
    mother: "Guardianship", duty: "Duty"
) -> None:
    a_permit(mother.pupil)

    assert refusals(duty, mother.pupil, Alone(permit_was_shown=False)) == ["permit_not_shown"]


def test_refuses_police_without_a_case_number(mother: "Guardianship", duty: "Duty") -> None:
    codes = refusals(duty, mother.pupil, ToAuthority("  ", "带走"))

    assert codes == ["authority_without_case_number"]


def test_refuses_a_child_whom_nobody_has_taken_over(duty: "Duty") -> None:
    child = a_pupil(duty.school)

    codes = refusals(duty, child, ToAdult(a_guardian(child).pk, KNOWN_BY_TWO))

    assert codes == ["child_not_taken_over_yet"]


def test_refuses_a_child_who_has_gone(mother: "Guardianship", duty: "Duty") -> None:
    a_collection(mother, duty)
    father = a_guardian(mother.pupil, name="林父")

    with pytest.raises(Refused, match="child_released_already"):
        release(duty, mother.pupil, ToAdult(father.pk, KNOWN_BY_TWO))

    assert Event.objects.filter(kind="release").count() == 1


def test_sent_twice_it_is_one_release(mother: "Guardianship", duty: "Duty") -> None:
    tap, into = a_tap(), ToAdult(mother.pk, KNOWN_BY_TWO)

    first, again = (release(duty, mother.pupil, into, tap) for _ in range(2))

    assert first == again
    assert Event.objects.filter(kind="release").count() == 1
    assert JournalEntry.objects.filter(act="custody.child_released").count() == 1


def test_the_same_act_with_another_adult_is_a_conflict(
    mother: "Guardianship", duty: "Duty"
) -> None:
    tap = a_tap()
    release(duty, mother.pupil, ToAdult(mother.pk, KNOWN_BY_TWO), tap)
    father = a_guardian(mother.pupil, name="林父")

    with pytest.raises(Conflict):
        release(duty, mother.pupil, ToAdult(father.pk, KNOWN_BY_TWO), tap)

    assert Event.objects.get(kind="release").to_holder == mother.person


def test_a_phone_counts_its_acts_one_by_one(mother: "Guardianship", duty: "Duty") -> None:
    children = [a_pupil(duty.school) for _ in range(3)]
    second = a_duty(a_group_with(children))
    a_called_roll(second.group, second)
    phone = uuid4()

    numbers = []
    for child in children:
        tap = Tap(key=uuid4(), device=phone, told_at=AFTERNOON)
        into = ToAdult(a_guardian(child).pk, KNOWN_BY_TWO)
        numbers.append(release(second, child, into, tap).device_number)

    assert numbers == [0, 1, 2]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, Role.GUARDIAN])
def test_is_for_caretakers_alone(mother: "Guardianship", duty: "Duty", role: Role) -> None:
    into = ToAdult(mother.pk, KNOWN_BY_TWO)
    actor = somebody(role, duty.school)

    with pytest.raises(Forbidden):
        release_child(actor=actor, at=AFTERNOON, tap=a_tap(), pupil=mother.pupil, into=into)

    assert not Event.objects.filter(kind="release").exists()


def test_is_not_for_the_caretaker_of_another_school(mother: "Guardianship", duty: "Duty") -> None:
    stranger = a_duty(a_group_with([a_pupil()]))
    into = ToAdult(mother.pk, KNOWN_BY_TWO)

    with pytest.raises(Forbidden):
        release(stranger, mother.pupil, into)

    assert not Event.objects.filter(kind="release").exists()


def test_asks_little_of_the_database(
    mother: "Guardianship", duty: "Duty", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    actor, tap, into = on_duty(duty), a_tap(), ToAdult(mother.pk, KNOWN_BY_TWO)

    # The savepoint and its end, and six between.
    with django_assert_num_queries(8):
        release_child(actor=actor, at=AFTERNOON, tap=tap, pupil=mother.pupil, into=into)
