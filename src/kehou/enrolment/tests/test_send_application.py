"""A family's own act: applying, and sending again (2.3.c, 3.1, 7.2.b)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kehou.catalogue.models import Activity
from kehou.catalogue.testing import a_fall_back, an_activity, stand
from kehou.enrolment.actions import send_application, withdraw_application
from kehou.enrolment.core.consent import consent_text_on
from kehou.enrolment.models import Application
from kehou.enrolment.queries import draft_of
from kehou.enrolment.testing import CLOSES, OPENS, an_open_window
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody, the_actor
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_campus, a_school

if TYPE_CHECKING:
    from kehou.enrolment.models import Window
    from kehou.people.models import Pupil

pytestmark = pytest.mark.django_db

TEXT = consent_text_on(city_day(AFTERNOON)).shown("zh-hans")


@pytest.fixture
def pupil() -> "Pupil":
    return a_pupil(a_school(), grade=3)


@pytest.fixture
def guardian(pupil: "Pupil") -> Actor:
    return the_actor(a_guardian(pupil).person, Role.GUARDIAN)


@pytest.fixture
def window(pupil: "Pupil") -> "Window":
    return an_open_window(pupil.school)


def send(actor: Actor, pupil: "Pupil", window: "Window", **told: Any) -> Application:
    asked = {
        "at": AFTERNOON,
        "weekdays": (1, 3),
        "wishes": {},
        "needs": "",
        "agreed_to": TEXT.sha256,
    }
    return send_application(actor=actor, pupil=pupil, window=window, **{**asked, **told})


def codes(refusal: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refusal.value.against]


def refused(actor: Actor, pupil: "Pupil", window: "Window", **told: Any) -> list[str]:
    """The reasons against; nothing was written."""
    with pytest.raises(Refused) as refusal:
        send(actor, pupil, window, **told)
    assert not Application.objects.exists()
    assert not JournalEntry.objects.exists()
    return codes(refusal)


def test_a_guardian_applies_with_ranked_wishes_and_the_text_they_read(
    guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    chess, choir = an_activity(pupil.school), an_activity(pupil.school, slots=((1, 2), (3, 1)))

    sent = send(guardian, pupil, window, wishes={1: (choir.pk, chess.pk)}, needs=" 花生过敏 ")

    kept = Application.objects.get(pk=sent.pk)
    assert (kept.pupil, kept.guardian_id, kept.revision) == (pupil, guardian.person_id, 1)
    assert (kept.weekdays, kept.needs, kept.sent_at) == ([1, 3], "花生过敏", AFTERNOON)
    assert (kept.consent_version, kept.consent_text_hash) == (TEXT.version, TEXT.sha256)
    assert list(kept.wishes.values_list("weekday", "rank", "activity")) == [
        (1, 1, choir.pk),
        (1, 2, chess.pk),
    ]
    assert len(kept.receipt) == 14
    entry = JournalEntry.objects.get(act="enrolment.application_sent")
    assert entry.detail == {
        "revision": 1,
        "weekdays": [1, 3],
        "wishes": {"1": [choir.pk, chess.pk]},
    }


def test_days_without_a_wish_are_in_order(
    guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    assert not send(guardian, pupil, window).wishes.exists()


def test_a_list_sent_again_replaces_the_whole_list_and_keeps_its_receipt(
    guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    chess, choir = an_activity(pupil.school), an_activity(pupil.school, slots=((3, 1),))
    other = the_actor(a_guardian(pupil, name="林父").person, Role.GUARDIAN)
    first = send(guardian, pupil, window, wishes={1: (chess.pk,)}, needs="花生过敏")

    again = send(other, pupil, window, weekdays=(3,), wishes={3: (choir.pk,)})

    assert Application.objects.count() == 1
    assert (again.receipt, again.revision) == (first.receipt, 2)
    assert (again.guardian_id, again.needs) == (other.person_id, "")
    assert draft_of(again).wishes == {3: (choir.pk,)}


def test_applying_again_after_a_withdrawal_is_a_new_application(
    guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    first = send(guardian, pupil, window)
    withdraw_application(actor=guardian, at=AFTERNOON, application=first)

    again = send(guardian, pupil, window)

    assert (again.revision, Application.objects.count()) == (1, 2)
    assert again.receipt != first.receipt


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (OPENS - timedelta(microseconds=1), "window_not_open_yet"),
        (CLOSES, "window_closed"),
    ],
)
def test_refuses_a_closed_window_and_changes_nothing(
    at: Any, code: str, guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    assert refused(guardian, pupil, window, at=at) == [code]


@pytest.mark.parametrize("at", [OPENS, CLOSES - timedelta(microseconds=1)])
def test_the_first_moment_and_the_last_are_in_time(
    at: Any, guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    assert send(guardian, pupil, window, at=at).sent_at == at


def test_refuses_without_the_guardians_tick(
    guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    assert refused(guardian, pupil, window, agreed_to="") == ["consent_not_given"]


def test_refuses_a_text_that_is_not_the_one_in_force(
    guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    assert refused(guardian, pupil, window, agreed_to="0" * 64) == [
        "consent_text_is_not_the_one_in_force"
    ]


def test_refuses_a_pupil_who_has_left_the_roll(
    guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    pupil.on_roll_until = city_day(AFTERNOON)
    pupil.save()

    assert refused(guardian, pupil, window) == ["not_on_roll"]


def test_refuses_no_day_at_all(guardian: Actor, pupil: "Pupil", window: "Window") -> None:
    assert refused(guardian, pupil, window, weekdays=()) == ["no_weekday_chosen"]


def test_refuses_wishes_that_are_not_for_this_child_and_tells_all(
    guardian: Actor, pupil: "Pupil", window: "Window"
) -> None:
    school = pupil.school
    south = an_activity(school, campus=a_campus(school, "南校园"))
    older = an_activity(school, grades=(8, 9))
    wednesday = an_activity(school, slots=((3, 1),))
    both = an_activity(school, slots=((1, 1), (5, 1)))
    wished = {1: (south.pk, older.pk, wednesday.pk, both.pk), 3: (older.pk,)}

    assert refused(guardian, pupil, window, wishes=wished) == [
        "ranked_twice",
        "grade_not_served",
        "weekday_not_attended",
        "wish_on_another_campus",
        "wish_on_another_weekday",
        "wish_on_another_weekday",
    ]


def test_refuses_what_is_not_offered(guardian: Actor, pupil: "Pupil", window: "Window") -> None:
    waiting = stand(an_activity(pupil.school, approved=False), Activity.State.SCHOOL_APPROVED)
    elsewhere, shelter = an_activity(a_school()), a_fall_back(pupil.school)

    for activity in (waiting, elsewhere, shelter):
        assert "wish_is_for_an_approved_activity" in refused(
            guardian, pupil, window, weekdays=range(1, 6), wishes={1: (activity.pk,)}
        )


def test_a_guardian_of_another_child_may_not_apply(pupil: "Pupil", window: "Window") -> None:
    stranger = somebody(Role.GUARDIAN, pupil.school)

    with pytest.raises(Forbidden):
        send(stranger, pupil, window)

    assert not Application.objects.exists()


def test_an_emergency_contact_is_no_guardian(pupil: "Pupil", window: "Window") -> None:
    # A guardian of one child, and somebody who only collects another.
    aunt = a_guardian(a_pupil(pupil.school))
    a_guardian(pupil, person=aunt.person, is_guardian=False)

    with pytest.raises(Forbidden):
        send(the_actor(aunt.person, Role.GUARDIAN), pupil, window)


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.STAFF])
def test_no_school_enrols_anybody(role: Role, pupil: "Pupil", window: "Window") -> None:
    with pytest.raises(Forbidden):
        send(somebody(role, pupil.school), pupil, window)
