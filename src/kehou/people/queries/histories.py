"""What was done about an account and the seats of its person, as the journal tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kehou.people.models import Account, Appointment, Person
from kehou.people.queries.seat_holders import every_seat_of
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.models import JournalEntry

if TYPE_CHECKING:
    from django.utils.functional import Promise

TOLD_MOST: Final = 50
ACTS_SAID: Final = {
    "people.account_opened": _("account opened"),
    "people.first_account_opened": _("account opened, the first of the city"),
    "people.account_disabled": _("account disabled"),
    "people.account_enabled": _("account opened again"),
    "people.password_reset": _("one-time password given"),
    "people.password_changed": _("password changed by themselves"),
    "people.second_factor_reset": _("second factor taken away"),
    "people.signed_out_elsewhere": _("signed out on all other devices"),
    "people.seat_given": _("seat given"),
    "people.seat_ended": _("seat ended"),
}
# Grounds as the journal keeps them: in words that name nobody.
GROUNDS_SAID: Final = {
    "forgotten": _("The password is forgotten"),
    "slip lost": _("The slip was lost or has expired"),
    "known to others": _("Others may know it"),
    "left": _("They have left"),
    "long leave": _("They are away for long"),
    "suspected misuse": _("The account may have been misused"),
    "other work": _("They do other work now"),
    "term over": _("Their time in it is over"),
    "mistake": _("It was given by mistake"),
    "phone lost": _("The phone is lost or stolen"),
    "phone replaced": _("There is a new phone"),
    "app gone": _("The app or its entry is gone"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history: what was done, when, by whom, why, and of which seat if of one."""

    entry: JournalEntry
    by: str
    seat: Appointment | None

    @property
    def at(self) -> datetime:
        return self.entry.at

    @property
    def act(self) -> "Promise":
        return ACTS_SAID[self.entry.act]

    @property
    def grounds(self) -> "Promise | str":
        return GROUNDS_SAID.get(self.entry.grounds, "")


def history_of(actor: Actor, person: Person) -> list[Told]:
    """What was done about a person's account and the seats that the actor may know of.

    The journal keeps entries about accounts for the city; who looks after an account reads its own.
    """
    return _told(person, list(every_seat_of(actor, person)))


def own_history(person: Person) -> list[Told]:
    """The same for one's own account and every seat of one's own."""
    seats = Appointment.objects.filter(person=person).select_related("school", "district")
    return _told(person, list(seats))


def _told(person: Person, seats: list[Appointment]) -> list[Told]:
    by_id = {str(seat.pk): seat for seat in seats}
    about = Q(subject_kind="people.appointment", subject_id__in=by_id)
    if account := Account.objects.filter(person=person).first():
        about |= Q(subject_kind="people.account", subject_id=str(account.pk))
    with reach.everywhere():
        found = JournalEntry.objects.filter(about, act__in=ACTS_SAID).order_by("-at", "-pk")
        entries = list(found[:TOLD_MOST])
    who = {entry.actor_person_id for entry in entries if entry.actor_person_id}
    names = dict(Person.objects.filter(pk__in=who).values_list("pk", "name"))
    return [
        Told(
            entry=entry,
            by=names.get(entry.actor_person_id or 0, ""),
            seat=by_id.get(entry.subject_id) if entry.subject_kind != "people.account" else None,
        )
        for entry in entries
    ]
