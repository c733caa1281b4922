"""Who keeps the roll of a school, named by what they sign in with."""

from datetime import date
from typing import TYPE_CHECKING

from kehou.people.permissions import KEEP_ROLL
from kehou.people.queries.accounts import account_named
from kehou.people.queries.seats import actor_in, seats_of

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School


def keeper_named(login_name: str, school: "School", *, on: date) -> "Actor | None":
    """The actor somebody is who keeps the roll of this school, or None for whoever does not (3.1).

    For the command line, where nobody signs in: whoever sits at the machine names a person, and
    what is done is that person's, within what that person may do.
    """
    account = account_named(login_name)
    if account is None or not account.is_active:
        return None
    for seat in seats_of(account.person, on=on):
        if seat.school_id == school.pk and seat.role in KEEP_ROLL:
            return actor_in(seat, account.person, on=on)
    return None
