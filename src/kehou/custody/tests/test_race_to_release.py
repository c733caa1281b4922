"""Eight phones let the same children go, to different adults, at once (7.3.a)."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from kehou.custody.actions import release_child
from kehou.custody.core.hands import ToAdult
from kehou.custody.models import Event
from kehou.custody.testing import KNOWN_BY_TWO, a_called_roll, a_tap, on_duty
from kehou.custody.tests.rows import Row, collected, insert, opened, refusal_of
from kehou.kernel.explained import Refused
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil
from kehou.platform import reach
from kehou.platform.constraints import reason_of
from kehou.platform.reach import READS, WRITES
from kehou.rostering.testing import a_duty, a_group_with
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db(transaction=True)

PHONES = 8


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(PHONES) as threads:
        yield threads


def test_of_4000_releases_of_500_children_500_are_accepted(pool: ThreadPoolExecutor) -> None:
    # Plain SQL, past the actions and without any lock of ours: the database alone decides.
    school = a_school()
    first = a_pupil(school)
    children = [first, *(a_pupil(school, class_by_day=first.class_by_day) for _ in range(499))]
    adults = [(a_guardian(child), a_guardian(child, name="林父")) for child in children]
    duty = a_duty(a_group_with([first]))
    held = [insert(opened(child, duty)) for child in children]

    def release_all(phone: int) -> Counter[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config(%s, '*', false), set_config(%s, '*', false)", [READS, WRITES]
            )
        device: Row = {"device": uuid4()}
        answers = Counter(
            refusal_of(collected(before, theirs[phone % 2]) | device)
            for before, theirs in zip(held, adults, strict=True)
        )
        connection.close()
        return answers

    answers = sum(pool.map(release_all, range(PHONES)), Counter[str]())

    assert answers == {"": 500, "child_goes_to_one_holder": 3500}
    released = Event.objects.filter(kind="release")
    assert released.count() == released.values("pupil").distinct().count() == 500


def test_through_the_actions_too_each_child_goes_once(pool: ThreadPoolExecutor) -> None:
    school = a_school()
    children = [a_pupil(school) for _ in range(12)]
    adults = [[a_guardian(child) for _ in range(PHONES)] for child in children]
    duty = a_duty(a_group_with(children))
    a_called_roll(duty.group, duty)
    actor = on_duty(duty)

    def release(phone: int, number: int) -> str:
        hands = ToAdult(adults[number][phone].pk, KNOWN_BY_TWO)
        try:
            with reach.everywhere():
                release_child(
                    actor=actor, at=AFTERNOON, tap=a_tap(), pupil=children[number], into=hands
                )
        except Refused as refused:
            return refused.against[0].code
        except IntegrityError as broken:
            reason = reason_of(broken)
            return reason.code if reason else str(broken)
        return "released"

    def release_all(phone: int) -> list[str]:
        answers = [release(phone, number) for number in range(len(children))]
        connection.close()
        return answers

    answers = Counter(code for answers in pool.map(release_all, range(PHONES)) for code in answers)

    assert answers["released"] == 12
    assert answers.keys() <= {"released", "child_released_already", "child_goes_to_one_holder"}
    assert Event.objects.filter(kind="release").count() == 12
