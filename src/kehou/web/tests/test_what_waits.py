"""What waits is told to whoever can do it, and to nobody else."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kehou.allocation.testing import AFTER_CLOSING, a_closed_window, a_preview, a_published_draw
from kehou.catalogue.models import Activity, Review
from kehou.catalogue.testing import a_review, an_activity, stand
from kehou.custody.actions import close_day
from kehou.custody.testing import a_called_roll, a_collection, on_duty
from kehou.disclosure.actions import draft_publication, publish_month
from kehou.disclosure.models import Publication
from kehou.enrolment.testing import CLOSES, an_application, an_open_window
from kehou.funds.models import MonthSettlement
from kehou.governance.actions import end_membership, submit_document
from kehou.governance.models import Membership
from kehou.governance.testing import (
    a_draft,
    a_leading_group,
    a_submitted,
    a_version_in_force,
    an_answer,
    approved_by,
    filed,
)
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil, somebody, the_actor
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE
from kehou.rostering.testing import a_duty, a_group, a_group_with
from kehou.schools.testing import a_school, the_term
from kehou.web.desk import wanting_of
from kehou.web.what_waits import SOURCES

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def _waits(actor: Actor, at: datetime = AFTERNOON) -> list[tuple[str, int | None]]:
    return [(one.url, one.count) for one in wanting_of(actor, at=at, sources=SOURCES)]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM, Role.PUBLIC, Role.INSTITUTION}))
def test_nothing_waits_in_a_city_where_nothing_happens(role: Role) -> None:
    assert _waits(somebody(role)) == []


def test_a_family_is_told_of_each_child_that_may_apply() -> None:
    school = a_school()
    window = an_open_window(school)
    first, second = a_pupil(school), a_pupil(school)
    mother = a_guardian(first).person
    a_guardian(second, person=mother)
    actor = the_actor(mother, Role.GUARDIAN)

    assert _waits(actor) == [("/enrolment/children/", 2)]
    an_application(first, window=window)
    assert _waits(actor) == [("/enrolment/children/", 1)]
    assert _waits(actor, CLOSES) == []


def test_a_caretaker_is_told_of_the_duties_of_the_day() -> None:
    school = a_school()
    duty = a_duty(a_group(school))
    colleague = somebody(Role.STAFF, school)

    assert _waits(the_actor(duty.person, Role.STAFF)) == [("/custody/roll-call/", 1)]
    assert _waits(the_actor(duty.person, Role.STAFF), AFTERNOON + timedelta(days=1)) == []
    assert _waits(colleague) == []


def test_children_wait_for_the_caretaker_and_the_building_for_whoever_watches_it() -> None:
    pupils = [a_pupil(school := a_school()), a_pupil(school)]
    an_open_window(school)
    mother = a_guardian(pupils[0])
    family = the_actor(mother.person, Role.GUARDIAN)
    group = a_group_with(pupils)
    duty = a_duty(group)
    safety = somebody(Role.SAFETY_OFFICER, school)

    assert [_waits(on_duty(duty)), _waits(safety)] == [[("/custody/roll-call/", 1)], []]
    a_called_roll(group, duty)
    assert _waits(on_duty(duty))[0] == ("/custody/release/", 2)
    assert _waits(safety) == [("/custody/afternoon/", 2)]
    assert _waits(family)[0] == (where := (f"/custody/my-child/{pupils[0].pk}/", None))
    a_collection(mother, duty)
    assert where not in _waits(family)
    assert _waits(on_duty(duty))[0] == ("/custody/release/", 1)
    assert _waits(safety) == [("/custody/afternoon/", 1)]


def test_an_empty_building_waits_to_be_closed() -> None:
    pupil = a_pupil(a_school())
    duty = a_duty(a_group_with([pupil]))
    safety = somebody(Role.SAFETY_OFFICER, pupil.school)
    mother = a_guardian(pupil)
    a_called_roll(duty.group, duty)
    a_collection(mother, duty)

    assert _waits(safety) == [("/custody/afternoon/", None)]
    close_day(actor=safety, at=AFTERNOON, school=pupil.school, day=AFTERNOON.date())
    assert _waits(safety) == []


def test_the_office_is_told_of_groups_that_nobody_leads() -> None:
    school = a_school()
    gap, led = a_group(school, weekday=4), a_group(school, weekday=4)
    a_group(school, weekday=1)  # Monday of this week is over.
    a_duty(led, day=date(2026, 10, 15))
    a_submitted(school)
    office = somebody(Role.OFFICE, school)

    assert _waits(office) == [("/rostering/week/", 1)]
    a_duty(gap, day=date(2026, 10, 15))
    assert _waits(office) == []


def test_the_office_opens_a_window_for_each_term_that_has_none() -> None:
    school = a_school()
    the_term()
    a_submitted(school)
    office = somebody(Role.OFFICE, school)

    assert _waits(office) == [("/enrolment/windows/", None)]
    an_open_window(school)
    assert _waits(office) == []


def test_a_draw_is_held_by_the_office_and_published_by_the_principal() -> None:
    closed = a_closed_window(children=3)
    a_submitted(closed.window.school)
    page = f"/allocation/windows/{closed.window.pk}/draw/"

    def both() -> list[list[tuple[str, int | None]]]:
        return [_waits(actor, AFTER_CLOSING) for actor in (closed.office, closed.principal)]

    assert both() == [[(page, 3)], []]
    a_preview(closed)
    assert both() == [[], [(page, None)]]


def test_a_published_draw_waits_for_nobody() -> None:
    closed = a_closed_window()
    a_published_draw(closed)

    assert _waits(closed.principal, AFTER_CLOSING) == []
    assert "/draw/" not in str(_waits(closed.office, AFTER_CLOSING))


def test_an_activity_goes_from_the_principal_to_the_district_or_back_to_the_office() -> None:
    school = a_school()
    an_open_window(school)
    a_submitted(school)
    office, principal, district = (
        somebody(role, school) for role in (Role.OFFICE, Role.PRINCIPAL, Role.DISTRICT_REVIEWER)
    )
    activity = an_activity(school, approved=False)

    def waiting() -> list[list[tuple[str, int | None]]]:
        return [_waits(actor) for actor in (office, principal, district)]

    assert waiting() == [[], [], []]
    stand(activity, Activity.State.SUBMITTED)
    assert waiting() == [[], [("/catalogue/reviews/", 1)], []]
    stand(activity, Activity.State.SCHOOL_APPROVED)
    assert waiting() == [[], [], [("/catalogue/reviews/", 1)]]


def test_the_office_is_told_what_was_returned() -> None:
    school = a_school()
    an_open_window(school)
    a_submitted(school)
    activity = stand(an_activity(school, approved=False), Activity.State.SUBMITTED)
    a_review(activity, Review.Stage.SCHOOL, outcome=Review.Outcome.RETURNED, comment="改")
    Activity.objects.filter(pk=activity.pk).update(state=Activity.State.RETURNED)

    assert _waits(somebody(Role.OFFICE, school)) == [("/catalogue/?state=returned", 1)]


def test_nobody_is_sent_to_review_what_they_wrote() -> None:
    school = a_school()
    principal = somebody(Role.PRINCIPAL, school)
    author = a_person()
    activity = an_activity(school, approved=False, author=author)
    stand(activity, Activity.State.SUBMITTED)

    assert len(_waits(principal)) == 1
    assert _waits(Actor(role=Role.PRINCIPAL, person_id=author.pk, reads=principal.reads)) == []


def test_the_office_writes_the_plan_of_a_year_that_has_begun() -> None:
    school = a_school()
    an_open_window(school)
    office = somebody(Role.OFFICE, school)
    draft = a_draft(school)

    assert _waits(office) == [("/governance/", None)]
    submit_document(actor=office, at=AFTERNOON, version=draft)
    assert _waits(office) == []


def test_each_member_of_the_leading_group_is_asked_once_in_whatever_seat() -> None:
    school = a_school()
    head, first, second = a_leading_group(school, members=2)
    version = a_submitted(school)
    page = f"/governance/versions/{version.pk}/"

    def asked() -> list[list[tuple[str, int | None]]]:
        return [_waits(actor) for actor in (head, first, second)]

    assert asked() == [[(page, 1)]] * 3
    approved_by(version, first)
    assert asked() == [[(page, 1)], [], [(page, 1)]]
    end_membership(actor=head, at=AFTERNOON, membership=_membership(second))
    assert asked() == [[(page, 1)], [], []]
    assert _waits(somebody(Role.STAFF, school)) == []


def test_a_filing_goes_to_the_district_and_back_to_the_office() -> None:
    school = a_school()
    an_open_window(school)
    office, district = somebody(Role.OFFICE, school), somebody(Role.DISTRICT_REVIEWER, school)
    filing = filed(a_version_in_force(school))

    assert [_waits(office), _waits(district)] == [[], [("/governance/filings/", 1)]]
    an_answer(filing, outcome="returned", remarks="请补充安全预案。")
    page = f"/governance/versions/{filing.version_id}/"
    assert [_waits(office), _waits(district)] == [[(page, 1)], []]
    a_draft(school, seen=filing.version)
    assert _waits(office) == []


def test_a_settled_month_is_drafted_by_finance_and_signed_by_the_principal() -> None:
    school = a_school()
    finance, principal = somebody(Role.SCHOOL_FINANCE, school), somebody(Role.PRINCIPAL, school)
    settled = _a_settlement(school, finance)

    assert [_waits(finance), _waits(principal)] == [[("/disclosure/publications/", 1)], []]
    _a_draft(settled, finance)
    assert [_waits(finance), _waits(principal)] == [[], [("/disclosure/publications/", 1)]]


def test_a_month_that_was_published_and_settled_anew_is_drafted_anew() -> None:
    school = a_school()
    finance = somebody(Role.SCHOOL_FINANCE, school)
    _a_draft(_a_settlement(school, finance), finance)
    _publish(school)
    corrected = _a_settlement(school, finance, version=2)

    assert _waits(finance) == [("/disclosure/publications/", 1)]
    _a_draft(corrected, finance)
    assert _waits(finance) == []


@pytest.mark.parametrize("role", [Role.DISTRICT_FINANCE, Role.CITY_FINANCE, Role.AUDITOR])
def test_whoever_watches_the_money_is_told_of_what_the_public_cannot_read(role: Role) -> None:
    school = a_school()
    finance, watching = somebody(Role.SCHOOL_FINANCE, school), somebody(role, school)
    settled = _a_settlement(school, finance)

    assert _waits(watching) == [("/funds/settlements/", 1)]
    _a_draft(settled, finance)
    assert _waits(watching) == [("/funds/settlements/", 1)]
    _publish(school)
    assert _waits(watching) == []
    _a_settlement(school, finance, version=2)
    assert _waits(watching) == [("/funds/settlements/", 1)]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (datetime(2026, 10, 14, tzinfo=CITY_ZONE), []),
        (datetime(2027, 3, 2, tzinfo=CITY_ZONE), [("/ordinance/", None)]),
        (datetime(2027, 9, 1, tzinfo=CITY_ZONE), [("/ordinance/", None)]),
    ],
    ids=["long before (8.a)", "in the last half year (8.a)", "after its end (8.a)"],
)
def test_the_city_is_told_when_the_ordinance_ends(day: datetime, told: list[Any]) -> None:
    assert _waits(Actor(role=Role.CITY_BUREAU), day) == told


@pytest.mark.parametrize("children", [1, 3, 9])
def test_a_family_of_any_size_costs_the_same(
    children: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    school = a_school()
    an_open_window(school)
    mother = a_person()
    for _ in range(children):
        a_guardian(a_pupil(school), person=mother)
    actor = the_actor(mother, Role.GUARDIAN)

    with django_assert_num_queries(4):
        assert _waits(actor) == [("/enrolment/children/", children)]


def _membership(actor: Actor) -> Membership:
    return Membership.objects.get(person=actor.somebody)


def _a_settlement(school: "School", finance: Actor, *, version: int = 1) -> MonthSettlement:
    return MonthSettlement.objects.create(
        school=school,
        month=date(2026, 9, 1),
        version=version,
        applied=3,
        participants=2,
        service_days=20,
        attendances=40,
        ceiling_fen=100000,
        steps=[],
        archive_hash="0" * 64,
        settled_by_id=finance.person_id,
        settled_at=AFTERNOON,
    )


def _a_draft(settled: MonthSettlement, finance: Actor) -> None:
    draft_publication(actor=finance, at=AFTERNOON, school=settled.school, month=settled.month)


def _publish(school: "School") -> None:
    draft = Publication.objects.get(school=school, published_at=None)
    publish_month(
        actor=somebody(Role.PRINCIPAL, school),
        at=AFTERNOON,
        publication=draft,
        content_hash=draft.content_hash,
    )
