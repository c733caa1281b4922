"""A principal signs in for the first time, sets up the second factor, and leaves again (7.1.a)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import expect

from kehou.ordinance.roles import Role
from kehou.people.core.codes import time_based_code
from kehou.people.testing import AFTERNOON, PASSWORD, a_person, an_account, appoint
from kehou.schools.testing import a_school
from tests.journeys.accessibility import axe_clean
from tests.journeys.conftest import DESK, Visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def test_a_principal_sets_up_a_second_factor(
    visit: Visit, at_time: Callable[[datetime], None]
) -> None:
    # Given a principal who is a teacher as well, at the beginning of a step of time
    at_time(AFTERNOON)
    principal, school = a_person("周校长"), a_school()
    appoint(principal, Role.STAFF, school=school)
    appoint(principal, Role.PRINCIPAL, school=school)
    an_account(principal, login_name="zhou")
    desk = visit(on=DESK)

    # When they sign in and choose to be the principal
    desk.goto("/people/sign_in/")
    desk.get_by_label("Login name").fill("zhou")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("main").get_by_role("button", name="Sign in").click()
    axe_clean(desk)
    desk.get_by_role("button", name="Principal").click()

    # Then they are asked to set up their app, and it shows a code
    desk.get_by_role("button", name="I have the app, show the code").click()
    axe_clean(desk)
    picture = desk.get_by_role("img", name="QR code")
    assert picture.evaluate("picture => picture.naturalWidth") > 100, "the policy lets it be seen"
    secret = desk.get_by_role("code").inner_text().replace(" ", "")
    desk.get_by_label("Six digits").fill(time_based_code(secret, at=AFTERNOON))
    desk.get_by_role("button", name="Finish").click()

    # And they are the principal, until they sign out
    expect(desk.get_by_role("heading", level=1)).to_contain_text("周校长")
    desk.get_by_role("button", name="Sign out").click()
    desk.goto("/people/my_account/")
    expect(desk.get_by_role("heading", name="Sign in")).to_be_visible()
