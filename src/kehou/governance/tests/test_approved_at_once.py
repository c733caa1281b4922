"""Several people at one school's papers in the same moment: one head, one coming into force."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kehou.governance.actions import appoint_member, approve_document
from kehou.governance.models import Membership, Version
from kehou.governance.testing import a_leading_group, a_submitted
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_member_of_staff, somebody
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

THREADS = 6

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(actors: list[Actor], act: Callable[[int], object]) -> Counter[str]:
    """Let every actor act in the same moment, and count how it went."""
    together = Barrier(len(actors))

    def attempt(number: int) -> str:
        together.wait(timeout=30)
        try:
            with reach.of(actors[number]):
                act(number)
        except Refused as no:
            return no.against[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(actors)) as pool:
        return Counter(pool.map(attempt, range(len(actors))))


def test_of_several_heads_appointed_at_once_one_is_head() -> None:
    school = a_school()
    principals = [somebody(Role.PRINCIPAL, school) for _ in range(THREADS)]
    people = [a_member_of_staff(school).person for _ in range(THREADS)]

    went = at_once(
        principals,
        lambda number: appoint_member(
            actor=principals[number],
            at=AFTERNOON,
            school=school,
            person=people[number],
            part=Membership.Part.HEAD,
            post="副校长",
            first_day=AFTERNOON.date(),
        ),
    )

    assert went == {"done": 1, "leading_group_has_one_head_at_a_time": THREADS - 1}
    assert Membership.objects.filter(part=Membership.Part.HEAD).count() == 1


def test_approvals_that_make_up_the_majority_at_once_put_it_in_force_once() -> None:
    school = a_school()
    group = a_leading_group(school, members=THREADS - 1)
    version = a_submitted(school)

    went = at_once(
        group,
        lambda number: approve_document(
            actor=group[number],
            at=AFTERNOON,
            version=version,
            content_hash=version.content_hash or "",
        ),
    )

    assert went["done"] == version.approvals.count()
    assert went["done"] + went["not_before_the_leading_group"] == THREADS
    assert Version.objects.get(pk=version.pk).state == Version.State.IN_FORCE
    acts = JournalEntry.objects.filter(act="governance.document_put_in_force")
    assert acts.count() == 1
