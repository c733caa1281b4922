"""The main job: a school's term, from an Excel roll to a published account.

An office imports its roll (3.1) and opens a term with an activity that school and district have
approved (5.4.b); guardians apply (2.3.c); the draw places every pupil (7.2.b); caretakers call the
roll and release each child to a named guardian (7.3.a); the archive settles the month (6.3.c); the
public reads it (6.3.d).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from kehou.allocation.models import Group
from kehou.catalogue.testing import a_fall_back
from kehou.enrolment.models import Window
from kehou.ordinance.roles import Role
from kehou.people.models import Guardianship, Pupil
from kehou.people.testing import a_member_of_staff, somebody, the_actor
from kehou.people.tests.rolls import a_line, a_roll
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE
from kehou.rostering.models import Duty
from kehou.schools.testing import a_campus, a_class, a_room, a_school, the_term, two_periods
from tests.journeys.conftest import DESK, Visit

if TYPE_CHECKING:
    from kehou.people.models import Staff
    from kehou.schools.models import School

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]

MONDAY = datetime(2026, 10, 12, 9, tzinfo=CITY_ZONE)
CLOSES = datetime(2026, 10, 16, 18, tzinfo=CITY_ZONE)
AFTER_CLOSING = datetime(2026, 10, 17, 9, tzinfo=CITY_ZONE)
SERVICE_DAY = datetime(2026, 10, 21, 16, 20, tzinfo=CITY_ZONE)
ROLL_CALLS = (
    datetime(2026, 10, 21, 16, 31, tzinfo=CITY_ZONE),
    datetime(2026, 10, 21, 17, 21, tzinfo=CITY_ZONE),
)
GOING_HOME = datetime(2026, 10, 21, 17, 58, tzinfo=CITY_ZONE)
EVENING = datetime(2026, 10, 21, 19, 0, tzinfo=CITY_ZONE)
CHILDREN = ("林小雨", "陈思远", "黄子涵")


@dataclass(frozen=True, slots=True)
class World:
    school: "School"
    actors: dict[Role, Actor]

    def caretakers_on_duty(self, at: datetime) -> "list[Staff]":
        """Whoever the office put on duty for that moment."""
        duties = Duty.objects.filter(school=self.school, during__contains=at).order_by("pk")
        return [duty.staff for duty in duties.select_related("staff__person")]


@transaction.atomic
def a_world() -> World:
    """A school as it stands before its roll is imported: rooms, a class, staff, homework time."""
    school = a_school("实验学校")
    two_periods(school)
    the_term()
    a_class(school, grade=3, number=1)
    a_room(school, campus=a_campus(school))
    a_fall_back(school)
    for name in ("王老师", "李老师"):
        a_member_of_staff(school, name=name)
    roles = (
        *(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE),
        Role.DISTRICT_REVIEWER,
    )
    return World(
        school=school,
        actors={role: somebody(role, school, at=MONDAY) for role in roles},
    )


def test_a_term_from_roll_to_published_account(
    visit: Visit, at_time: Callable[[datetime], None]
) -> None:
    # Given a school without pupils, on a Monday in October
    world = a_world()
    at_time(MONDAY)
    office = visit(world.actors[Role.OFFICE], on=DESK, at=MONDAY)
    principal = visit(world.actors[Role.PRINCIPAL], on=DESK, at=MONDAY)
    district = visit(world.actors[Role.DISTRICT_REVIEWER], on=DESK, at=MONDAY)

    # When its office imports the roll and writes an activity, which both reviews approve
    import_roll(office)
    write_activity(office, "围棋")
    for reviewer in (principal, district):
        approve(reviewer, "围棋")

    # And opens a window, in which every guardian applies for their child on a phone
    open_window(office)
    for name in CHILDREN:
        apply_for(visit(guardian_of(name), at=MONDAY), name)

    # Then the draw places every one of them, two in the club and one in homework time
    at_time(AFTER_CLOSING)
    office = visit(world.actors[Role.OFFICE], on=DESK, at=AFTER_CLOSING)
    principal = visit(world.actors[Role.PRINCIPAL], on=DESK, at=AFTER_CLOSING)
    hold_draw(office)
    publish_draw(principal)
    assert sorted(sizes_of_wednesday()) == [("围棋", 2), ("自主作业", 1)]

    # And each group gets a caretaker for Wednesday
    at_time(SERVICE_DAY)
    office = visit(world.actors[Role.OFFICE], on=DESK, at=SERVICE_DAY)
    for _ in range(4):
        arrange_caretaker(office)

    # When the caretakers call both periods' rolls and hand each child to its guardian
    for begins in ROLL_CALLS:
        at_time(begins)
        for staff in world.caretakers_on_duty(begins):
            call_roll(visit(the_actor(staff.person, Role.STAFF, at=begins), at=begins))
    at_time(GOING_HOME)
    for staff in world.caretakers_on_duty(ROLL_CALLS[-1]):
        release_all(visit(the_actor(staff.person, Role.STAFF, at=GOING_HOME), at=GOING_HOME))

    # Then nobody is left, and the day closes
    safety = visit(world.actors[Role.SAFETY_OFFICER], on=DESK, at=GOING_HOME)
    close_day(safety)

    # And the month is settled from the archive, signed by two, and public
    at_time(EVENING)
    finance = visit(world.actors[Role.SCHOOL_FINANCE], on=DESK, at=EVENING)
    settle_and_draft(finance)
    sign(visit(world.actors[Role.PRINCIPAL], on=DESK, at=EVENING))
    anybody = visit()
    anybody.goto(f"/disclosure/schools/{world.school.code}/")
    figures = anybody.get_by_role("article").get_by_role("definition")
    expect(figures).to_have_text(["3", "3", "1", "6", "1,500.00 yuan"])


def import_roll(office: Page) -> None:
    office.goto("/people/imports/")
    office.get_by_label("Kind of table").select_option("roll")
    roll = a_roll(*(a_line(name) for name in CHILDREN))
    office.get_by_label("File").set_input_files(
        {"name": "三年级名册.xlsx", "mimeType": "application/octet-stream", "buffer": roll}
    )
    office.get_by_role("button", name="Show what it would do").click()
    office.get_by_role("button", name="Import all of it").click()
    office.goto("/people/pupils/")
    for name in CHILDREN:
        expect(office.get_by_role("link", name=name)).to_be_visible()


def guardian_of(name: str) -> Actor:
    pupil = Pupil.objects.get(person__name=name)
    guardianship = Guardianship.objects.get(pupil=pupil)
    return the_actor(guardianship.person, Role.GUARDIAN, at=MONDAY)


def write_activity(office: Page, title: str) -> None:
    office.goto("/catalogue/write/")
    office.get_by_label("title").fill(title)
    office.get_by_label("what it is about").fill("从吃子、做眼到简单布局，在对弈中学会思考。")
    office.get_by_label("intellectual education").check()
    office.get_by_label("Grade 3").check()
    for period in (1, 2):
        office.get_by_label(f"Wednesday, period {period}").check()
    office.get_by_label("room").select_option(index=1)
    office.get_by_label("leader").select_option(index=1)
    office.get_by_label("smallest size").fill("1")
    office.get_by_label("largest size").fill("2")
    office.get_by_role("button", name="Save as a draft").click()
    office.get_by_role("button", name="Submit for review").click()
    expect(office.get_by_text("with the school")).to_be_visible()


def approve(reviewer: Page, title: str) -> None:
    reviewer.goto("/catalogue/reviews/")
    reviewer.get_by_role("link", name=f"Review {title}").click()
    for point in reviewer.get_by_role("group", name="Looked at").get_by_role("checkbox").all():
        point.check()
    reviewer.get_by_role("group", name="decision").get_by_role("radio").first.check()
    reviewer.get_by_role("button", name="Record the decision").click()
    expect(reviewer.get_by_text("is recorded")).to_be_visible()


def open_window(office: Page) -> None:
    office.goto("/enrolment/windows/")
    office.locator("main").get_by_role("link").last.click()
    office.get_by_label("closes").fill(f"{CLOSES:%Y-%m-%dT%H:%M}")
    office.get_by_role("button", name="Set the window").click()
    expect(office.get_by_text("The window is set.")).to_be_visible()


def apply_for(phone: Page, name: str) -> None:
    phone.goto("/enrolment/children/")
    phone.get_by_role("link", name=f"Apply {name}").click()
    phone.get_by_label("Wednesday").check()
    phone.get_by_role("button", name="Next: wishes").click()
    phone.get_by_label("围棋").select_option("1")
    phone.get_by_role("button", name="Next: check and send").click()
    phone.get_by_label("I have read this and agree").check()
    phone.get_by_role("button", name="Send the application").click()
    expect(phone.get_by_role("heading", name="Receipt number")).to_be_visible()


def hold_draw(office: Page) -> None:
    office.goto(f"/allocation/windows/{Window.objects.get().pk}/draw/")
    office.get_by_label("Public value").fill("双色球 2026121 期 03 09 14 21 27 30 + 08")
    office.get_by_role("button", name="Hold the draw as a preview").click()
    expect(office.get_by_role("heading", name="preview")).to_be_visible()


def publish_draw(principal: Page) -> None:
    principal.goto(f"/allocation/windows/{Window.objects.get().pk}/draw/")
    principal.get_by_role("button", name="Publish and form the groups").click()
    expect(principal.get_by_text("Families see their places.")).to_be_visible()


def sizes_of_wednesday() -> set[tuple[str, int]]:
    """Title (without a number) and children of each group that meets on a Wednesday."""
    return {
        (group.activity.title.rstrip("0123456789"), group.places.count())
        for group in Group.objects.filter(weekday=3).select_related("activity")
    }


def arrange_caretaker(office: Page) -> None:
    """Give the first group without a caretaker whoever is free."""
    office.goto("/rostering/week/")
    office.get_by_role("link", name="Arrange").first.click()
    office.get_by_role("button", name="Put on duty").click()
    expect(office.get_by_role("heading", name="Duties of the week")).to_be_visible()


def call_roll(phone: Page) -> None:
    phone.goto("/custody/roll-call/")
    phone.get_by_role("button", name="All others are there").click()
    phone.get_by_role("button", name="Save the roll").click()
    expect(phone.get_by_text("The roll is called")).to_be_visible()


def release_all(phone: Page) -> None:
    """One child after another, each to the guardian who is here, known by two things."""
    phone.goto("/custody/release/")
    while phone.locator(".name-link").count():
        phone.locator(".name-link").first.click()
        phone.get_by_role("group", name="Goes with").get_by_role("radio").first.check()
        phone.get_by_label("told their name and the child's").check()
        phone.get_by_label("known by face").check()
        phone.get_by_role("button", name="Hand over now").click()
        phone.goto("/custody/release/")


def close_day(safety: Page) -> None:
    safety.goto("/custody/afternoon/")
    safety.get_by_role("button", name="Close the day").click()
    expect(safety.get_by_text("zero children in the building")).to_be_visible()


def settle_and_draft(finance: Page) -> None:
    finance.goto("/funds/settlements/settle/")
    finance.get_by_label("Month").select_option("2026-10-01")
    finance.get_by_role("button", name="Count and settle").click()
    expect(finance.get_by_role("heading", name="2026-10")).to_be_visible()
    finance.goto("/disclosure/publications/")
    finance.get_by_role("button", name="Draft from the settlement").click()


def sign(principal: Page) -> None:
    principal.goto("/disclosure/publications/")
    principal.get_by_role("link", name="Read and sign").click()
    principal.get_by_role("button", name="Sign and publish").click()
    expect(principal.get_by_text("Nothing waits for a signature.")).to_be_visible()
