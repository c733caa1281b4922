"""What stands in the city that `tests.architecture.city` builds, and who is signed in there.

Whatever an address needs is found by its name: `pupil_id` is the first pupil, `import_id` has an
alias below, and where a page needs a row in a state of its own, `_by_route` says which.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.test import Client

from kehou.allocation.models import Draw
from kehou.catalogue.models import Activity
from kehou.custody.models import Event
from kehou.disclosure.models import Publication
from kehou.enrolment.models import Application, Window
from kehou.governance.models import Version
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.models import Account, Appointment, Guardianship, Person, Pupil
from kehou.people.testing import sign_in, the_actor
from kehou.platform.actors import Actor
from kehou.platform.walls import belongs_to_a_school, own_models
from kehou.providers.models import Admission, BlackListing, Document, Institution
from kehou.providers.testing import speaking_for
from kehou.rostering.models import Duty
from kehou.schools.models import School, Term
from tests.architecture.city import LAST_MONTH, OTHER, OWN, TODAY

SEATED = [r for r in Role if PARTS[r].seat is not Seat.NOWHERE]
# Who sits nowhere and is asked about apart: the platform itself does not browse.
UNSEATED = {Role.SYSTEM}
ALIASES = {"import_id": "roll_import_id"}
# The pages about one account, each of which is somebody's below whoever asks.
LOOKED_AFTER = (
    *("account", "open_account", "give_seat", "reset_password", "disable_account"),
    *("enable_account", "end_seat"),
)
# What a page asks for after the question mark, without which there is nothing to show.
QUERIES = {"rostering:assign": f"day={TODAY}"}


@dataclass(frozen=True)
class Side:
    """One of the two schools: its mark, what is where, who acts for it."""

    mark: str
    school: School
    actors: Mapping[Role, Actor]
    sessions: Mapping[Role, str]
    ids: Mapping[str, Any]
    by_route: Mapping[str, Mapping[str, Any]]
    by_role: Mapping[tuple[str, Role], Mapping[str, Any]]
    of_another_family: Mapping[str, Any]

    def ids_for(self, route: str, role: Role) -> dict[str, Any]:
        of_route, of_role = self.by_route.get(route, {}), self.by_role.get((route, role), {})
        return {**self.ids, **of_route, **of_role}

    def client(self, role: Role, *, enforce_csrf_checks: bool = False) -> Client:
        """A browser of whoever plays that role here; the public has no session."""
        client = Client(enforce_csrf_checks=enforce_csrf_checks, raise_request_exception=False)
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


@dataclass(frozen=True)
class World:
    """Both schools. Everybody who is asked belongs to `own`, and should know nothing of `other`."""

    own: Side
    other: Side


def look_around(marks: tuple[str, str] = (OWN, OTHER)) -> World:
    """Find both schools, and sign everybody in."""
    schools = School.objects.order_by("pk")
    return World(*(_side(mark, school) for mark, school in zip(marks, schools, strict=True)))


def _side(mark: str, school: School) -> Side:
    actors = {role: _actor(role, school) for role in SEATED}
    return Side(
        mark=mark,
        school=school,
        actors=actors,
        sessions={role: session_of(actor) for role, actor in actors.items()},
        ids=_ids(school, actors),
        by_route=_by_route(school, actors[Role.STAFF]),
        by_role=_by_role(actors),
        of_another_family=_ids_of_another_family(school, actors[Role.GUARDIAN]),
    )


def _actor(role: Role, school: School) -> Actor:
    if PARTS[role].seat is Seat.FAMILY:
        guardianships = Guardianship.objects.filter(school=school)
        return the_actor(guardianships.earliest("pk").person, role)
    if PARTS[role].seat is Seat.INSTITUTION:
        known = Institution.objects.filter(district=school.district)
        return speaking_for(known.earliest("pk"))
    seated = Appointment.objects.filter(role=role)
    match PARTS[role].seat:
        case Seat.SCHOOL:
            seated = seated.filter(school=school)
        case Seat.DISTRICT:
            seated = seated.filter(district=school.district)
    return the_actor(seated.earliest("pk").person, role)


def session_of(actor: Actor) -> str:
    """Sign somebody in; the name of their session."""
    client = Client()
    sign_in(client, actor)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _ids(school: School, actors: Mapping[Role, Actor]) -> dict[str, Any]:
    principal = Account.objects.get(person_id=actors[Role.PRINCIPAL].somebody)
    ids: dict[str, Any] = {
        "school_id": school.pk,
        "school_code": school.code,
        "district_id": school.district_id,
        "term_id": Term.objects.earliest("first_day").pk,
        "account_id": principal.pk,
        "person_id": Person.objects.get(pk=principal.person_id).pk,
        "appointment_id": Appointment.objects.get(
            person_id=principal.person_id, role=Role.PRINCIPAL
        ).pk,
        "clause_id": "7.3.a",
        "day": TODAY,
        "month": TODAY.replace(day=1),
    }
    ids |= _ids_of_institutions(school)
    for model in own_models():
        if belongs_to_a_school(model) and (first := _first(model, school)):
            ids[f"{_snake(model.__name__)}_id"] = first.pk
            if hasattr(first, "key"):
                ids[f"{_snake(model.__name__)}_key"] = first.key
    return ids | {alias: ids[name] for alias, name in ALIASES.items()}


def _ids_of_institutions(school: School) -> dict[str, Any]:
    """The first institution that the school's district registered, and what it has there."""
    institution = Institution.objects.filter(district=school.district).earliest("pk")
    admissions = Admission.objects.filter(institution=institution)
    barred = BlackListing.objects.filter(institution__district=school.district)
    return {
        "institution_id": institution.pk,
        "admission_id": admissions.get(state=Admission.State.WAITING).pk,
        "document_id": Document.objects.filter(institution=institution).earliest("pk").pk,
        "black_listing_id": barred.earliest("pk").pk,
    }


def _by_route(school: School, caretaker: Actor) -> dict[str, dict[str, Any]]:
    """Rows in the state that a page is about."""

    def activity(state: Activity.State) -> dict[str, Any]:
        return {"activity_id": Activity.objects.filter(school=school, state=state)[0].pk}

    def version(state: Version.State) -> dict[str, Any]:
        found = Version.objects.filter(school=school, state=state, filing=None)
        return {"version_id": found.earliest("pk").pk}

    windows = Window.objects.filter(school=school)
    choosing = {"window_id": windows.latest("opens").pk}
    duties = Duty.objects.filter(school=school, day=TODAY, person=caretaker.somebody)
    called, uncalled = duties.order_by("during")
    held = Event.objects.filter(school=school, day=TODAY, to_holder=caretaker.somebody)
    draft = Publication.objects.get(school=school, published_at=None)
    listed = Admission.objects.filter(district=school.district, state=Admission.State.ADMITTED)
    return {
        "providers:strike_off": {"admission_id": listed.earliest("pk").pk},
        "catalogue:write_activity": activity(Activity.State.DRAFT),
        "catalogue:submit_activity": activity(Activity.State.DRAFT),
        "catalogue:review_activity": activity(Activity.State.SUBMITTED),
        "governance:write_document": {"kind": "plan"},
        "governance:submit_document": version(Version.State.DRAFT),
        "governance:approve_document": version(Version.State.SUBMITTED),
        "governance:file_document": version(Version.State.IN_FORCE),
        "enrolment:choose_days": choosing,
        "enrolment:choose_wishes": choosing,
        "enrolment:check_application": choosing,
        "enrolment:application_received": choosing,
        "enrolment:withdraw_application": choosing,
        "enrolment:open_window": {"term_id": Term.objects.latest("first_day").pk},
        "disclosure:month_file": {"month": f"{LAST_MONTH:%Y-%m}", "version": 1},
        "disclosure:publish": {"publication_id": draft.pk},
        "custody:roll_call": {"duty_id": uncalled.pk},
        "custody:arrival": {"duty_id": called.pk},
        "custody:release_child": {"pupil_id": held[0].pupil_id},
        "rostering:relieve": {"duty_id": uncalled.pk},
        "allocation:draw_file": {"part": "input"},
        "allocation:void_draw": {
            "draw_id": Draw.objects.get(school=school, state=Draw.State.PREVIEW).pk
        },
        "people:import_template": {"kind": "roll"},
    }


def _ids_of_another_family(school: School, guardian: Actor) -> dict[str, Any]:
    """A child of the same school whose guardian is somebody else, and what belongs to it."""
    child = (
        Pupil.objects.filter(school=school)
        .exclude(guardianships__person=guardian.somebody)
        .earliest("pk")
    )
    application = Application.objects.filter(pupil=child).earliest("pk")
    return {"pupil_id": child.pk, "application_id": application.pk}


def _by_role(actors: Mapping[Role, Actor]) -> dict[tuple[str, Role], dict[str, Any]]:
    """Rows that not everybody to whom a page is open may use."""

    def account(whose: Role) -> dict[str, Any]:
        return {"account_id": Account.objects.get(person_id=actors[whose].somebody).pk}

    # A rank outside takes away a second factor that was lost.
    reset = "people:reset_second_factor"
    below = {
        Role.OFFICE: Role.STAFF,
        Role.PRINCIPAL: Role.SCHOOL_FINANCE,
        Role.DISTRICT_REVIEWER: Role.PRINCIPAL,
        Role.CITY_BUREAU: Role.DISTRICT_FINANCE,
    }
    looked_after = {
        (f"people:{page}", rank): {
            "person_id": actors[whose].somebody,
            "appointment_id": Appointment.objects.get(
                person_id=actors[whose].somebody, role=whose
            ).pk,
        }
        for page in LOOKED_AFTER
        for rank, whose in below.items()
    }
    return looked_after | {
        (reset, Role.DISTRICT_REVIEWER): account(Role.SCHOOL_FINANCE),
        (reset, Role.CITY_BUREAU): account(Role.DISTRICT_FINANCE),
    }


def _first(model: type[Model], school: School) -> Any:
    return model._default_manager.filter(school_id=school.pk).order_by("pk").first()


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
