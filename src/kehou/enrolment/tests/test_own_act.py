"""What the database refuses whoever asks (2.3.b, 2.3.c, 7.2.b)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kehou.catalogue.models import Activity
from kehou.catalogue.testing import a_fall_back, an_activity, stand
from kehou.enrolment.models import Application, Wish
from kehou.enrolment.testing import CLOSES, OPENS, an_application, an_open_window
from kehou.people.testing import a_guardian, a_person, a_pupil
from kehou.schools.models import Term
from kehou.schools.testing import SCHOOL_YEAR, TERM_LAST_DAY, a_school

pytestmark = pytest.mark.django_db


def refused_by(constraint: str, act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        act()
    assert broken.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


@pytest.mark.parametrize("sent_at", [OPENS - timedelta(microseconds=1), CLOSES])
def test_an_application_is_sent_within_its_window(sent_at: object) -> None:
    sent = an_application(a_pupil())

    refused_by(
        "application_is_sent_within_its_window",
        lambda: Application.objects.filter(pk=sent.pk).update(sent_at=sent_at),
    )


def test_an_application_is_a_guardians_own_act() -> None:
    pupil = a_pupil()
    aunt = a_guardian(pupil, is_guardian=False).person
    ended = a_guardian(pupil)
    ended.until = ended.first_day
    ended.save()

    for nobody in (a_person(), aunt, ended.person):
        refused_by(
            "application_is_a_guardians_own_act",
            lambda nobody=nobody: an_application(pupil, guardian=nobody),
        )


def test_a_pupil_has_one_application() -> None:
    pupil = a_pupil()
    an_application(pupil)

    refused_by("pupil_has_one_application", lambda: an_application(pupil))


def test_a_wish_is_for_what_is_offered_that_day_in_that_term() -> None:
    pupil = a_pupil(a_school())
    school = pupil.school
    sent = an_application(pupil, weekdays=(1, 2))
    spring = Term.objects.create(
        school_year=SCHOOL_YEAR,
        half=2,
        first_day=TERM_LAST_DAY + timedelta(days=30),
        last_day=TERM_LAST_DAY + timedelta(days=150),
    )
    strange = {
        "not reviewed": (an_activity(school, approved=False), 1),
        "not reviewed by the district": (
            stand(an_activity(school, approved=False), Activity.State.SCHOOL_APPROVED),
            1,
        ),
        "not this term": (an_activity(school, term=spring), 1),
        "always has room": (a_fall_back(school), 1),
        "not that day": (an_activity(school), 2),
        "not a day of this child": (an_activity(school, slots=((4, 1),)), 4),
    }

    for activity, weekday in strange.values():
        refused_by(
            "wish_is_for_an_approved_activity",
            lambda activity=activity, weekday=weekday: Wish.objects.create(
                school=school, application=sent, activity=activity, weekday=weekday, rank=1
            ),
        )


def test_an_activity_is_wished_for_once_a_week() -> None:
    pupil = a_pupil(a_school())
    choir = an_activity(pupil.school, slots=((1, 1), (3, 1)))

    refused_by("activity_is_wished_once", lambda: an_application(pupil, {1: [choir], 3: [choir]}))


def test_an_application_is_for_a_window_of_the_pupils_own_school() -> None:
    with pytest.raises(IntegrityError, match="same_school"), transaction.atomic():
        an_application(a_pupil(), window=an_open_window(a_school()))
