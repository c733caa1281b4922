"""Which children are expected in a group on a day (7.2.b)."""

from datetime import timedelta

import pytest

from kehou.allocation.models import Place
from kehou.allocation.queries.groups import groups_of_term, pupils_in, sizes_of
from kehou.allocation.testing import TODAY, a_group, a_group_with
from kehou.people.testing import a_pupil
from kehou.schools.testing import a_school, the_term

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "is_expected"),
    [
        ({}, True),
        ({"first_day": TOMORROW}, False),
        ({"until": TOMORROW}, True),
        ({"until": TODAY}, False),
    ],
)
def test_a_place_counts_from_its_first_day_until_its_end(
    change: dict[str, object], is_expected: bool
) -> None:
    group = a_group_with([a_pupil()])
    Place.objects.update(**change)

    assert pupils_in(group, TODAY).exists() == is_expected
    assert sizes_of([group], TODAY) == ({group.pk: 1} if is_expected else {})


@pytest.mark.parametrize(
    ("change", "is_expected"),
    [
        ({"on_roll_from": TOMORROW}, False),
        ({"on_roll_until": TOMORROW}, True),
        ({"on_roll_until": TODAY}, False),
    ],
)
def test_only_pupils_on_the_roll_are_expected(change: dict[str, object], is_expected: bool) -> None:
    pupil = a_pupil()
    group = a_group_with([pupil])
    for name, value in change.items():
        setattr(pupil, name, value)
    pupil.save()

    assert pupils_in(group, TODAY).exists() == is_expected


def test_they_stand_in_the_order_of_classes_and_of_pinyin() -> None:
    school = a_school()
    last, second, first = (a_pupil(school, name=name) for name in ("三班", "二班乙", "二班甲"))
    for pupil, sort_key in ((last, "a"), (second, "z"), (first, "b")):
        pupil.person.sort_key = sort_key
        pupil.person.save()
    first.class_by_day = second.class_by_day
    first.save()
    last.class_by_day.number = 9
    last.class_by_day.save()

    places = pupils_in(a_group_with([last, second, first]), TODAY)

    assert [place.pupil for place in places] == [first, second, last]


def test_the_groups_of_a_term_stand_by_weekday_and_period() -> None:
    school = a_school()
    thursday, second = a_group(school, weekday=4), a_group(school, period=2)
    first = a_group(school)
    a_group(a_school())

    assert list(groups_of_term(school, the_term())) == [first, second, thursday]


def test_a_group_comes_without_the_result_of_its_draw() -> None:
    group = a_group_with([a_pupil()])

    (found,) = groups_of_term(group.school, the_term())

    assert found.draw.get_deferred_fields() == {"result"}
