"""A menu leads each role to what is open to it, and to nothing else."""

import pytest
from django.test import Client
from django.urls import resolve

from kehou.ordinance.roles import Role
from kehou.platform.http import Access
from kehou.web import menus


def _links(role: Role, path: str = "") -> list[menus.Link]:
    return [link for group in menus.menu_of(role, path=path) for link in group.links]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_every_link_of_a_role_opens_to_it(role: Role) -> None:
    for link in _links(role):
        access: Access = resolve(link.url).func.access  # type: ignore[attr-defined]
        assert role in access.roles, link.url


def test_every_entry_is_a_page_that_is_there_for_somebody() -> None:
    entries = [entry.page for section in menus.MENU for entry in section.entries]

    missing = [page for page in entries if not any(menus.open_url(page, role) for role in Role)]

    assert missing == []
    assert len(set(entries)) == len(entries)


def test_begins_at_home_and_ends_with_what_is_public() -> None:
    for role in set(Role) - {Role.SYSTEM}:
        links = _links(role)
        assert links[0].url == "/"
        assert links[-1].url == "/ordinance/"


def test_tells_the_public_nothing_of_the_schools_work() -> None:
    assert [link.url for link in _links(Role.PUBLIC)] == [
        "/",
        "/disclosure/schools/",
        "/ordinance/",
    ]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "/"),
        ("/ordinance/", "/ordinance/"),
        ("/ordinance/7.3.a/", "/ordinance/"),
        ("/people/pupils/12/", "/people/pupils/"),
        ("/about/", None),
        ("", None),
    ],
)
def test_marks_the_page_where_we_stand(path: str, current: str | None) -> None:
    marked = [link.url for link in _links(Role.OFFICE, path) if link.is_current]

    assert marked == ([current] if current else [])


def test_a_page_that_is_not_there_has_no_address() -> None:
    assert menus.open_url("people:nowhere", Role.OFFICE) == ""


def test_a_page_that_only_takes_posts_is_not_led_to() -> None:
    assert menus.open_url("choose_language", Role.OFFICE) == ""


def test_a_page_of_another_role_is_not_led_to() -> None:
    assert menus.open_url("people:pupils", Role.OFFICE) == "/people/pupils/"
    assert menus.open_url("people:pupils", Role.GUARDIAN) == ""


@pytest.mark.django_db
def test_the_tabs_of_a_phone_are_four_and_more(client: Client) -> None:
    page = client.get("/").text

    tabs = page[page.index('<nav class="tabs"') :]
    assert tabs.count("<li>") == 4  # home, schools, ordinance, more
    assert 'href="/more/"' in tabs


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_no_two_entries_of_a_menu_share_an_icon(role: Role) -> None:
    icons = [link.icon for link in _links(role)]

    assert sorted(icons) == sorted(set(icons))
