"""Carrying out a long workbook in the background."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from kehou.kernel.explained import Reason, Refused, refuse
from kehou.ordinance.roles import Role
from kehou.people.actions.apply_import import apply_import
from kehou.people.events import ImportDecided
from kehou.people.models import Person, RollImport
from kehou.people.queries.import_progress import WORK
from kehou.people.queries.seats import SeatOf, actor_in
from kehou.platform import locks, progress, reach
from kehou.platform.actors import EVERYWHERE, Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.constraints import reason_of
from kehou.platform.permissions import authorise


@transaction.atomic
def finish_import(*, actor: Actor, at: datetime, decided: ImportDecided) -> None:
    """Do what was decided, as the person who decided it and at their time, or give it back (3.1).

    All of it in the one transaction of the job, whose lock tells pages that somebody is at it. A
    worker that dies leaves nothing behind. Told twice, or of a decision that was taken back, it
    does nothing.
    """
    authorise(actor, _may_finish, decided)
    locks.hold(WORK, decided.import_id)
    waiting = RollImport.objects.filter(
        pk=decided.import_id, state=RollImport.State.APPLYING, decided_at=decided.at
    )
    handed_in = waiting.select_related("school").first()
    if handed_in is None:
        return
    try:
        with _told_aside(handed_in.pk):
            _apply(handed_in, decided)
    except Refused as refused:
        against = refused.against
    except IntegrityError as broken:
        reason = reason_of(broken)
        if reason is None:
            raise
        against = (reason,)
    else:
        return
    _give_back(waiting.get(), against)
    journal.record("people.import_given_back", handed_in, actor=actor, at=at)


def _may_finish(actor: Actor, decided: ImportDecided) -> bool:
    return actor.role is Role.SYSTEM


def _apply(handed_in: RollImport, decided: ImportDecided) -> None:
    seat = SeatOf(role=Role(decided.role), place="", school_id=handed_in.school_id)
    person = Person.objects.get(pk=decided.person_id)
    whoever = actor_in(seat, person, on=city_day(decided.at))
    if whoever is None:
        raise refuse("seat_has_ended")
    with reach.of(whoever):
        apply_import(
            actor=whoever,
            at=decided.at,
            handed_in=handed_in,
            good_rows_only=decided.good_rows_only,
            leaving=decided.leaving,
            decided_at=decided.at,
        )


def _give_back(handed_in: RollImport, against: tuple[Reason, ...]) -> None:
    told = [(reason.code, reason.clause, dict(reason.facts)) for reason in against]
    handed_in.state = RollImport.State.PREVIEWED
    handed_in.decided_at = None
    handed_in.outcome = {**handed_in.outcome, "against": told}
    handed_in.save(update_fields=["state", "decided_at", "outcome"])


@contextmanager
def _told_aside(import_id: int) -> Iterator[None]:
    """Write down how far the work has come, in short transactions of a connection of its own.

    The row is not yet written by the work itself then: it is at the very end, when all is told.
    """

    def write(step: progress.Step, done: int, of: int) -> None:
        with reach.applied(reads=EVERYWHERE, writes=EVERYWHERE):
            told = {"step": step, "rows_done": done, "rows_in_all": of}
            RollImport.objects.filter(pk=import_id).update(**told)

    def close() -> None:
        connection.close()  # the one of the thread that runs this

    with ThreadPoolExecutor(1, thread_name_prefix="progress") as aside:
        try:
            with progress.watched_by(lambda *told: aside.submit(write, *told).result()):
                yield
        finally:
            aside.submit(close).result()
