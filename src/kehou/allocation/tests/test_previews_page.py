import pytest
from django.test import Client
from django.urls import reverse

from kehou.allocation.testing import a_closed_window, a_preview
from kehou.ordinance.roles import Role
from kehou.people.testing import sign_in, somebody

pytestmark = pytest.mark.django_db


def test_a_reviewer_sees_the_previews_of_the_own_district_alone(client: Client) -> None:
    own, foreign = a_closed_window(), a_closed_window()
    preview, other = a_preview(own), a_preview(foreign)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, own.school))

    text = client.get(reverse("allocation:previews")).content.decode()

    assert reverse("allocation:void_draw", args=[preview.pk]) in text
    assert reverse("allocation:void_draw", args=[other.pk]) not in text
    assert client.get(reverse("allocation:void_draw", args=[other.pk])).status_code == 404
