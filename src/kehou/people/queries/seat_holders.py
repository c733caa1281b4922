"""Who holds seats below somebody, with their accounts: the list, and one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Replace

from kehou.ordinance.roles import APPOINTS, PARTS, Role, Seat
from kehou.people.core.pinyin import by_initials
from kehou.people.core.ranks import Held
from kehou.people.models import Account, Appointment, Person
from kehou.people.permissions import KEEP_ROLL, not_over, persons_under, seats_under
from kehou.platform.actors import Actor
from kehou.schools.queries import districts, schools


class State(StrEnum):
    """How an account stands."""

    NONE = "none"
    WAITING = "waiting"
    OPEN = "open"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Holder:
    """One person with the seats that the asker may know of, and how the account stands."""

    person: Person
    account: Account | None
    seats: tuple[Appointment, ...]
    state: State
    has_second_factor: bool


def holders_of(
    actor: Actor, *, search: str = "", role: str = "", state: str = ""
) -> QuerySet[Person]:
    """The people below an actor, by name, with their seats that are not over.

    Without a search an authority sees those it appoints itself; a search goes through everybody
    below, by part of a name, its pinyin, its first letters, or the login name.
    """
    persons = persons_under(actor)
    current = seats_under(actor).filter(not_over(actor.on))
    wanted = [role] if role else APPOINTS.get(actor.role, ())
    if role or (not search.strip() and actor.role not in KEEP_ROLL):
        held = current if role else seats_under(actor)
        persons = persons.filter(Exists(held.filter(person=OuterRef("pk"), role__in=wanted)))
    if typed := search.strip().casefold():
        flat = Replace(F("sort_key"), Value(" "), Value(""))
        named = Q(name__icontains=typed) | Q(flat__contains=typed.replace(" ", ""))
        named |= Q(account__login_name__contains=typed)
        if pattern := by_initials(typed):
            named |= Q(sort_key__regex=pattern)
        persons = persons.annotate(flat=flat).filter(named)
    if state:
        persons = persons.filter(_STATES[State(state)])
    seats = current.select_related("school", "district").order_by("pk")
    return (
        persons.select_related("account__second_factor")
        .prefetch_related(Prefetch("appointments", queryset=seats))
        .order_by("sort_key", "pk")
    )


def holder_of(person: Person) -> Holder:
    """One of `holders_of`, as a line of the list tells it."""
    account: Account | None = getattr(person, "account", None)
    return Holder(
        person=person,
        account=account,
        seats=tuple(person.appointments.all()),
        state=_state_of(account),
        has_second_factor=bool(
            account and hasattr(account, "second_factor") and account.second_factor.confirmed_at
        ),
    )


def every_seat_of(actor: Actor, person: Person) -> QuerySet[Appointment]:
    """The seats of a person that an actor may know of, ended ones last."""
    seats = seats_under(actor).filter(person=person).select_related("school", "district")
    return seats.order_by(F("until").desc(nulls_first=True), "-first_day", "-pk")


def sits_elsewhere(actor: Actor, person: Person) -> bool:
    """Whether a person also holds a seat that is not below the actor."""
    seats = Appointment.objects.filter(not_over(actor.on), person=person)
    return seats.exclude(pk__in=seats_under(actor)).exists()


def seats_to_give(actor: Actor) -> Iterator[tuple[Held, str]]:
    """Every seat that an actor may give, with the name of its place ("" for the whole city)."""
    if actor.on is None:
        return
    for role in Role:
        if role not in APPOINTS.get(actor.role, ()):
            continue
        match PARTS[role].seat:
            case Seat.SCHOOL:
                for school in schools().filter(pk__in=actor.writes.schools):
                    yield Held(role, school.pk, school.district_id), str(school)
            case Seat.DISTRICT:
                for district in districts(on=actor.on):
                    yield Held(role, None, district.pk), str(district)
            case _:
                yield Held(role), ""


_STATES: Final = {
    State.NONE: Q(account__login_name__isnull=True),
    State.WAITING: Q(account__is_active=True, account__one_time_until__isnull=False),
    State.OPEN: Q(
        account__is_active=True,
        account__one_time_until__isnull=True,
        account__login_name__isnull=False,
    ),
    State.DISABLED: Q(account__is_active=False, account__login_name__isnull=False),
}


def _state_of(account: Account | None) -> State:
    if account is None or account.login_name is None:
        return State.NONE
    if not account.is_active:
        return State.DISABLED
    return State.OPEN if account.one_time_until is None else State.WAITING
