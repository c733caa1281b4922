from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.governance.core.sections import SECTIONS
from kehou.governance.permissions import READERS, may_approve
from kehou.governance.queries import (
    changes_since,
    lines_of,
    other_versions,
    standings,
    version_in_full,
)
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to

if TYPE_CHECKING:
    from kehou.governance.models import Version
    from kehou.platform.actors import Actor


@open_to(*READERS, clause="7.2.a")
def version(request: ActingRequest, version_id: int) -> HttpResponse:
    """One version in full: its words, what changed, who approved it, its filing (7.2.a)."""
    actor, today = request.actor, city_day(now())
    found = get_object_or_404(version_in_full(actor), pk=version_id)
    versions = other_versions(actor, found)
    before = next((one for one in versions if one.number < found.number), None)
    sections = SECTIONS[found.document.kind]
    context = {
        "version": found,
        "line": lines_of([found], on=today)[0],
        "sections": [(section, found.sections.get(section.key, "")) for section in sections],
        "versions": versions,
        "before": before,
        "changes": changes_since(before, found),
        "standings": standings(found, on=today) if found.state == "submitted" else (),
        "approvals": list(found.approvals.select_related("person", "membership")),
        "is_newest": found == versions[0],
        **_what_may_be_done(actor, found, is_newest=found == versions[0]),
    }
    return render(request, "governance/version.html", context)


def _what_may_be_done(actor: "Actor", found: "Version", *, is_newest: bool) -> dict[str, bool]:
    """Which buttons the page has; the actions ask again."""
    writes = actor.role is Role.OFFICE
    has_approved = found.approvals.filter(person=actor.person_id).exists()
    return {
        "may_write": writes and is_newest,
        "may_submit": writes and found.state == "draft",
        "may_file": writes and found.state == "in_force" and not hasattr(found, "filing"),
        "may_approve": found.state == "submitted"
        and not has_approved
        and may_approve(actor, found),
        "has_approved": has_approved,
        "may_answer": actor.role is Role.DISTRICT_REVIEWER
        and hasattr(found, "filing")
        and not hasattr(found.filing, "answer"),
    }
