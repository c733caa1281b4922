from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.core.pinyin import sort_key
from kehou.people.models import Pupil
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, sign_in, somebody
from kehou.schools.testing import a_class, a_school

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db
ROLL = "/people/pupils/"


@pytest.fixture
def school() -> "School":
    return a_school()


@pytest.fixture
def signed_in(client: Client, school: "School", at_time: "Callable[[datetime], None]") -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, school))
    return client


def called(school: "School", name: str) -> Pupil:
    pupil = a_pupil(school, name=name)
    pupil.person.sort_key = sort_key(name)
    pupil.person.save()
    return pupil


@pytest.mark.parametrize("typed", ["小雨", "lxy", "lx", "xiaoyu", "lin xiao", "LXY"])
def test_a_name_is_found_by_its_signs_its_sound_and_its_first_letters(
    typed: str, signed_in: Client, school: "School"
) -> None:
    called(school, "林小雨")
    called(school, "王大力")

    page = signed_in.get(ROLL, {"search": typed}).context["page"]

    assert [pupil.person.name for pupil in page] == ["林小雨"]


def test_the_roll_is_narrowed_down_to_a_class(signed_in: Client, school: "School") -> None:
    third, fourth = a_class(school, grade=3), a_class(school, grade=4)
    pupil = a_pupil(school, class_by_day=third)
    a_pupil(school, class_by_day=fourth)

    page = signed_in.get(ROLL, {"class_by_day": third.pk}).context["page"]

    assert list(page) == [pupil]


def test_a_filter_that_makes_no_sense_shows_everybody(signed_in: Client, school: "School") -> None:
    a_pupil(school)

    page = signed_in.get(ROLL, {"class_by_day": "x"}).context["page"]

    assert len(page) == 1


def test_an_empty_roll_says_what_to_do(signed_in: Client) -> None:
    shown = signed_in.get(ROLL).content.decode()

    assert reverse("people:import_workbook") in shown
    assert "没有找到" in signed_in.get(ROLL, {"search": "某人"}).content.decode()


def test_the_roll_of_another_school_is_not_there(signed_in: Client, school: "School") -> None:
    foreign, own = a_pupil(), a_pupil(school)

    assert list(signed_in.get(ROLL).context["page"]) == [own]
    assert signed_in.get(f"{ROLL}{foreign.pk}/").status_code == 404
    assert signed_in.post(f"{ROLL}{foreign.pk}/").status_code == 404


def test_the_number_of_queries_stays(signed_in: Client, school: "School") -> None:
    counted = []
    for rows in (1, 2, 6):
        class_by_day = a_class(school, grade=3)
        for _ in range(rows):
            a_guardian(a_pupil(school, class_by_day=class_by_day))
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(ROLL)
            signed_in.get(f"{ROLL}export/")
        counted.append(len(queries))

    assert counted == counted[:1] * 3
