"""The district admits an institution or returns its file (5.2.a)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.models import Appointment, Person
from kehou.people.testing import AFTERNOON, sign_in, somebody, the_actor
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.providers.actions import review_admission
from kehou.providers.models import Admission
from kehou.providers.testing import (
    EVERY_POINT,
    a_file,
    a_new_version,
    admitted,
    an_institution,
    black_listed,
    speaking_for,
    waiting,
)
from kehou.schools.models import School
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db
State = Admission.State


@pytest.fixture
def school() -> School:
    return a_school()


@pytest.fixture
def reviewer(school: School) -> Actor:
    return somebody(Role.DISTRICT_REVIEWER, school)


def decide(
    actor: Actor,
    admission: Admission,
    outcome: State = State.ADMITTED,
    *,
    checked: tuple[str, ...] = EVERY_POINT,
    remarks: str = "",
) -> Admission:
    return review_admission(
        actor=actor,
        at=AFTERNOON,
        admission=admission,
        outcome=outcome,
        checked=checked,
        remarks=remarks,
    )


def refusal(*args: object, **named: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        decide(*args, **named)  # type: ignore[arg-type]
    return [why.code for why in refused.value.against]


def test_the_version_that_was_read_is_on_the_list(school: School, reviewer: Actor) -> None:
    admission = waiting(an_institution(), school.district)

    decide(reviewer, admission)

    admission.refresh_from_db()
    assert (admission.state, admission.decided_by_id) == (State.ADMITTED, reviewer.person_id)
    entry = JournalEntry.objects.get(act="providers.admission_reviewed")
    assert entry.detail["outcome"] == "admitted"


def test_a_return_needs_remarks_and_no_point(school: School, reviewer: Actor) -> None:
    admission = waiting(an_institution(), school.district)
    assert refusal(reviewer, admission, State.RETURNED, checked=(), remarks=" ") == [
        "returned_admission_says_why"
    ]

    decide(reviewer, admission, State.RETURNED, checked=(), remarks=" 请补消防证明。 ")

    admission.refresh_from_db()
    assert (admission.state, admission.remarks) == (State.RETURNED, "请补消防证明。")


def test_another_admission_replaces_the_earlier_one(school: School, reviewer: Actor) -> None:
    institution = an_institution()
    earlier = admitted(institution, school.district)
    a_new_version(institution, courses=("武术",))

    decide(reviewer, Admission.objects.get(state=State.WAITING))

    earlier.refresh_from_db()
    assert (earlier.state, earlier.ended_at) == (State.REPLACED, AFTERNOON)
    assert Admission.objects.get(state=State.ADMITTED).version.number == 2


def test_everything_against_admitting_is_told_at_once(school: School, reviewer: Actor) -> None:
    institution = an_institution(file=replace(a_file(), permit_until=date(2026, 10, 1)))
    black_listed(institution)
    admission = waiting(institution, school.district)

    assert refusal(reviewer, admission, checked=EVERY_POINT[1:]) == [
        "institution_is_black_listed",
        "paper_lapsed",
        "admission_answers_every_point",
    ]
    assert Admission.objects.get().state == State.WAITING


def test_what_is_decided_is_not_decided_again(school: School, reviewer: Actor) -> None:
    admission = admitted(an_institution(), school.district)

    assert refusal(reviewer, admission) == ["admission_is_decided_already"]


def test_nobody_admits_what_they_sent(school: School) -> None:
    institution = an_institution()
    person = Person.objects.get(pk=speaking_for(institution).somebody)
    admission = waiting(institution, school.district)
    today = city_day(AFTERNOON)
    institution.representatives.update(until=today)
    Appointment.objects.create(
        person=person, role=Role.DISTRICT_REVIEWER, district=school.district, first_day=today
    )

    changed_sides = the_actor(person, Role.DISTRICT_REVIEWER)

    assert refusal(changed_sides, admission) == ["nobody_admits_what_they_sent"]


def test_a_version_that_was_not_read_is_not_admitted(school: School, reviewer: Actor) -> None:
    institution = an_institution()
    read = waiting(institution, school.district)
    a_new_version(institution, courses=("武术",))

    with pytest.raises(Conflict):
        decide(reviewer, read)


@pytest.mark.parametrize("role", [Role.CITY_BUREAU, Role.OFFICE, Role.DISTRICT_REVIEWER])
def test_only_the_district_that_was_asked_decides(role: Role, school: School) -> None:
    admission = waiting(an_institution(), school.district)

    with pytest.raises(Forbidden):
        decide(somebody(role), admission)


@pytest.fixture
def at_the_desk(client: Client, reviewer: Actor, at_time: Callable[[datetime], None]) -> Client:
    at_time(AFTERNOON)
    sign_in(client, reviewer)
    return client


def test_the_page_shows_what_changed_and_records_the_decision(
    at_the_desk: Client, school: School
) -> None:
    institution = an_institution()
    admitted(institution, school.district)
    version = a_new_version(institution, permit_until=date(2030, 6, 30))
    admission = Admission.objects.get(state=State.WAITING)
    page = f"/providers/admissions/{admission.pk}/"

    shown = at_the_desk.get(page).text
    assert "<del>2028年6月30日</del>" in shown
    assert "<ins>2030年6月30日</ins>" in shown

    answer = at_the_desk.post(
        page, {"checked": EVERY_POINT, "outcome": "admitted", "version": version.pk}
    )
    assert answer.status_code == 302
    assert Admission.objects.get(pk=admission.pk).state == State.ADMITTED
    assert "白名单内" in at_the_desk.get(page).text


def test_the_page_of_a_file_that_changed_meanwhile_is_a_conflict(
    at_the_desk: Client, school: School
) -> None:
    institution = an_institution()
    admission = waiting(institution, school.district)
    read = admission.version_id
    a_new_version(institution, courses=("武术",))

    answer = at_the_desk.post(
        f"/providers/admissions/{admission.pk}/",
        {"checked": EVERY_POINT, "outcome": "admitted", "version": read},
    )

    assert answer.status_code == 409
    assert Admission.objects.get().state == State.WAITING


def test_the_page_says_what_stands_against_it(at_the_desk: Client, school: School) -> None:
    admission = waiting(an_institution(), school.district)
    page = f"/providers/admissions/{admission.pk}/"

    answer = at_the_desk.post(
        page, {"checked": [], "outcome": "admitted", "version": admission.version_id}
    )
    assert answer.status_code == 422
    assert "审核要点没有全部勾选" in answer.text
    assert at_the_desk.post(page, {}).status_code == 422


def test_the_page_of_another_district_is_not_there(at_the_desk: Client) -> None:
    admission = waiting(an_institution(), a_school().district)

    assert at_the_desk.get(f"/providers/admissions/{admission.pk}/").status_code == 404
