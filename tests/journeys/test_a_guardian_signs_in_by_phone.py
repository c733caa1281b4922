"""A guardian signs in with a code to their phone, and says who of the family they are (2.3.c)."""

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from kehou.people.testing import a_guardian, a_person, a_pupil
from tests.journeys.accessibility import axe_clean
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]

PHONE = "13912345678"


def test_a_guardian_signs_in_by_phone(visit: Visit, settings: Settings) -> None:
    # Given a demo, and two guardians who share a phone
    settings.DEMO = True
    settings.MESSAGE_CARRIER = "kehou.people.handlers.keep_for_demo"
    for name in ("林母", "林父"):
        a_guardian(a_pupil(), person=a_person(name, phone=PHONE))
    phone = visit()

    # When one of them asks for a code and enters it
    phone.goto("/")
    phone.get_by_role("link", name="Sign in").first.click()
    phone.get_by_role("link", name="I am a guardian").click()
    phone.get_by_label("Mobile phone number").fill("139 1234 5678")
    phone.get_by_role("button", name="Send me a code").click()
    axe_clean(phone)
    with phone.expect_popup() as opened:
        phone.get_by_role("link", name="See what would be on the phone").click()
    message = opened.value.get_by_role("row", name=PHONE).inner_text()
    phone.get_by_label("Six digits").fill(message.split("验证码：")[1][:6])
    phone.get_by_role("button", name="Go on").click()

    # Then they say who they are, and are at home in the family's seat
    axe_clean(phone)
    phone.get_by_role("button", name="林父").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("林父")
    expect(phone.get_by_role("banner")).to_contain_text("Guardian")
