"""Looking at pages in tests."""

import re
from typing import TYPE_CHECKING

from django.test import Client

from kehou.people.models import Account
from kehou.people.testing import PASSWORD

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def words_of(answer: "Answer") -> str:
    """A page without its token, which is another each time."""
    return TOKEN.sub("", answer.content.decode())


def inside(account: Account) -> Client:
    """A browser in which somebody signed in by the page, in their only seat."""
    client = Client()
    typed = {"login_name": account.login_name or "", "password": PASSWORD}
    assert client.post("/people/sign_in/", typed).status_code == 302
    return client
