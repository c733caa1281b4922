from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kehou.people.actions import sign_in
from kehou.people.models import SignInFailure
from kehou.people.queries.visitors import Visitor
from kehou.people.testing import AFTERNOON, a_person, an_account
from kehou.platform.actors import Actor


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_at_once_weigh_one() -> None:
    an_account(a_person(), login_name="wang.li")

    def guess(turn: int) -> None:
        try:
            sign_in(
                actor=Actor.public(),
                at=AFTERNOON,
                login_name="wang.li",
                password=f"guess {turn}",
                visitor=Visitor("198.51.100.1"),
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(16)))

    assert SignInFailure.objects.count() == 1
