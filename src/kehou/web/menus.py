"""What each role is led to: one menu for the whole city, of which each role sees what is its own.

A page is in a menu only while it is there and open to the role, so a menu cannot lie. The order
follows the work: first what is done every day, then what is done each term.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import Role
from kehou.platform.http import Access


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a menu: what people call it, the name of its url, its icon."""

    label: Promise
    page: str
    icon: str


@dataclass(frozen=True, slots=True)
class Section:
    """Entries that belong together; the label is "" where no heading is needed."""

    label: Promise | str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry that is really there, for a page to print."""

    label: Promise
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    label: Promise | str
    links: tuple[Link, ...]


MENU: tuple[Section, ...] = (
    Section("", (Entry(_("Home"), "home", "home"),)),
    Section(
        "",
        (
            Entry(_("Afternoon"), "custody:my_child_today", "sunset-2"),
            Entry(_("My children"), "enrolment:my_children", "user-heart"),
            Entry(_("Places"), "allocation:my_places", "users-group"),
            Entry(_("Roll call"), "custody:roll_call", "clipboard-check"),
            Entry(_("Release"), "custody:release", "door-exit"),
            Entry(_("Hand over"), "custody:hand_over", "arrows-exchange"),
            Entry(_("My duties"), "rostering:my_duties", "calendar-week"),
        ),
    ),
    Section(
        _("Every afternoon"),
        (
            Entry(_("Afternoon board"), "custody:afternoon", "layout-board"),
            Entry(_("Afternoons of the schools"), "custody:afternoons", "chart-bar"),
            Entry(_("Attendance archive"), "custody:archive", "archive"),
            Entry(_("Duties"), "rostering:week", "calendar-week"),
        ),
    ),
    Section(
        _("Applying and placing"),
        (
            Entry(_("Reviews"), "catalogue:reviews", "clipboard-list"),
            Entry(_("Activities"), "catalogue:activities", "palette"),
            Entry(_("Applications"), "enrolment:windows", "calendar-time"),
            Entry(_("Groups"), "allocation:groups", "users-group"),
            Entry(_("Draws not yet published"), "allocation:previews", "dice-5"),
        ),
    ),
    Section(
        _("Institutions"),
        (
            Entry(_("My institution"), "providers:my_institution", "briefcase"),
            Entry(_("Change the file"), "providers:write_file", "pencil"),
            Entry(_("Apply to a district"), "providers:apply_to_district", "send"),
            Entry(_("Waiting institutions"), "providers:admissions", "hourglass"),
            Entry(_("Register of institutions"), "providers:register", "briefcase"),
            Entry(_("White list"), "providers:white_list", "list-check"),
        ),
    ),
    Section(
        _("The school"),
        (
            Entry(_("Pupils"), "people:pupils", "users"),
            Entry(_("Staff"), "people:staff", "id-badge-2"),
            Entry(_("Import from Excel"), "people:import_workbook", "file-import"),
            Entry(_("Classes"), "schools:classes", "school"),
            Entry(_("Rooms"), "schools:rooms", "door"),
            Entry(_("Calendar"), "schools:calendar", "calendar-event"),
            Entry(_("Service hours"), "schools:periods", "clock"),
        ),
    ),
    Section(
        _("Leading the service"),
        (
            Entry(_("Leading group"), "governance:leading_group", "user-shield"),
            Entry(_("Plan and rules"), "governance:documents", "notebook"),
            Entry(_("Filings"), "governance:filings", "folder"),
        ),
    ),
    Section(
        _("Money and publication"),
        (
            Entry(_("Settlement"), "funds:settlements", "report-money"),
            Entry(_("Publication"), "disclosure:publications", "speakerphone"),
        ),
    ),
    Section(
        _("Accounts"),
        (
            Entry(_("Accounts and seats"), "people:accounts", "user-check"),
            Entry(_("Second factors"), "people:second_factors", "shield-lock"),
        ),
    ),
    Section(
        _("For everybody"),
        (
            Entry(_("Schools"), "disclosure:schools", "building"),
            Entry(_("Ordinance"), "ordinance", "gavel"),
        ),
    ),
)


def menu_of(role: Role, *, path: str = "") -> tuple[Group, ...]:
    """What is there and open to a role, in the order of the menu; `path` is where we stand."""
    urls = {entry.page: open_url(entry.page, role) for s in MENU for entry in s.entries}
    here = max((url for url in urls.values() if url and _leads_to(url, path)), key=len, default="")
    groups = (
        Group(
            section.label,
            tuple(
                Link(entry.label, urls[entry.page], entry.icon, urls[entry.page] == here)
                for entry in section.entries
                if urls[entry.page]
            ),
        )
        for section in MENU
    )
    return tuple(group for group in groups if group.links)


def open_url(page: str, role: Role) -> str:
    """The address of a page, or "" while it is not there or not open to the role."""
    try:
        url = reverse(page)
    except NoReverseMatch:
        return ""
    access = _access(url)
    return url if access and role in access.roles and "GET" in access.methods else ""


def pages_for(clause_id: str, role: Role) -> list[tuple[Promise, str]]:
    """The pages of a role's menu that carry out a clause, each with its label."""
    links = (link for group in menu_of(role) for link in group.links)
    return [
        (link.label, link.url)
        for link in links
        if (access := _access(link.url)) and access.clause == clause_id
    ]


def _access(url: str) -> Access | None:
    return getattr(resolve(url).func, "access", None)


def _leads_to(url: str, path: str) -> bool:
    """Whether a page stands at or below an address; below the home page stands nothing."""
    return path == url or (url != "/" and path.startswith(url))
