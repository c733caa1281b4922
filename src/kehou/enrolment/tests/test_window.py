"""A window in numbers, without a name (2.3.c, 7.2.b)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.enrolment.models import Application, Window
from kehou.enrolment.testing import an_application, an_open_window
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_pupil, sign_in, somebody
from kehou.schools.testing import a_class, a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def url_of(window: Window) -> str:
    return reverse("enrolment:window", args=[window.pk])


def withdraw(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(
        withdrawn_at=AFTERNOON, ends_before=AFTERNOON.date()
    )


def test_classes_are_counted_and_nobody_is_named(client: Client) -> None:
    school = a_school()
    window = an_open_window(school)
    third, fifth = a_class(school, grade=3), a_class(school, grade=5)
    for name in ("申请的", "没申请的"):
        a_pupil(school, class_by_day=third, name=name)
    applied = an_application(a_pupil(school, class_by_day=third, name="林小雨"))
    gone = an_application(a_pupil(school, class_by_day=third))
    withdraw(gone)
    back = an_application(a_pupil(school, class_by_day=fifth))
    withdraw(back)
    an_application(back.pupil, window=window, guardian=back.guardian)
    left = a_pupil(school, class_by_day=fifth)
    left.on_roll_until = AFTERNOON.date()
    left.save()
    an_application(a_pupil(a_school()))
    sign_in(client, somebody(Role.OFFICE, school))

    answer = client.get(url_of(window))

    lines = answer.context["classes"]
    assert [(x.class_by_day, x.pupils, x.applied, x.withdrawn) for x in lines] == [
        (third, 4, 1, 1),
        (fifth, 1, 1, 1),
    ]
    page = answer.content.decode()
    assert applied.pupil.person.name not in page
    assert "没申请的" not in page
    assert window.seed_commitment in page


def test_the_draw_is_reached_once_the_window_is_closed(client: Client, at_time: Any) -> None:
    school = a_school()
    soon = AFTERNOON + timedelta(minutes=5)
    window = an_open_window(school, closes=soon)
    draw = reverse("allocation:draw", args=[window.pk])
    sign_in(client, somebody(Role.OFFICE, school))

    assert draw not in client.get(url_of(window)).content.decode()
    at_time(soon)
    assert draw in client.get(url_of(window)).content.decode()


def test_another_schools_window_does_not_exist(client: Client) -> None:
    theirs, ours = an_open_window(a_school()), an_open_window(a_school())
    sign_in(client, somebody(Role.OFFICE, ours.school))

    assert client.get(url_of(ours)).status_code == 200
    assert client.get(url_of(theirs)).status_code == 404


def test_nine_classes_take_as_many_queries_as_one(client: Client) -> None:
    school, counts = a_school(), []
    window = an_open_window(school)
    sign_in(client, somebody(Role.OFFICE, school))
    for more in (1, 2, 6):
        for _ in range(more):
            an_application(a_pupil(school))
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of(window))
        counts.append(len(queries))

    assert counts == counts[:1] * 3
