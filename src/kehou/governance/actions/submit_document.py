from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from kehou.governance.core.sections import RULES, empty_sections
from kehou.governance.models import Version
from kehou.governance.permissions import may_send
from kehou.governance.queries import fingerprint_of
from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.validity import admissible_opening, ends_on
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@transaction.atomic
def submit_document(*, actor: Actor, at: datetime, version: Version) -> Version:
    """Lay a draft before the leading group, its words sealed by a fingerprint (7.2.a, 8.a).

    From here on it never changes. An earlier version that still lay before the group gives way:
    members approve what is newest or nothing.
    """
    authorise(actor, may_send, version)
    locks.hold("governance.group", version.school_id)
    version = Version.objects.select_related("document__school", "attachment").get(pk=version.pk)
    ordinance = Ordinance(city_day(at))
    Verdict(
        admissible_opening(ordinance).against + tuple(_own_reasons(version, ordinance))
    ).require()

    before = Version.objects.filter(document=version.document_id, state=Version.State.SUBMITTED)
    before.update(state=Version.State.SUPERSEDED, state_since=at)
    version.content_hash = fingerprint_of(version)
    version.state = Version.State.SUBMITTED
    version.state_since = version.submitted_at = at
    version.save(update_fields=["content_hash", "state", "state_since", "submitted_at"])
    detail = {"number": version.number, "content_hash": version.content_hash}
    journal.record("governance.document_submitted", version, actor=actor, at=at, detail=detail)
    return version


def _own_reasons(version: Version, ordinance: Ordinance) -> Iterator[Reason]:
    """What stands against laying this before the group, besides the ordinance's own end."""
    if version.state != Version.State.DRAFT:
        yield Reason("only_a_draft_goes_before_the_group", "7.2.a")
        return
    empty = empty_sections(version.document.kind, version.sections)
    if empty:
        yield Reason("sections_are_empty", "7.2.a", {"sections": [one.title for one in empty]})
    if version.document.kind != RULES:
        return
    if version.first_day is None or version.last_day is None:
        yield Reason("rules_say_how_long_they_hold", "8.a")
    elif version.last_day > (last_day := ends_on(ordinance)):
        yield Reason("rules_outlast_the_ordinance", "8.a", {"last_day": last_day})
