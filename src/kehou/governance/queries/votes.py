"""Where a version stands with the leading group: who approved it, and what the rule says."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kehou.governance.models import Approval, Membership, Version
from kehou.governance.permissions import in_office
from kehou.governance.queries.groups import members_in_office
from kehou.kernel.explained import Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.schools import PlanVote, approved_plan


@dataclass(frozen=True, slots=True)
class Standing:
    """One member in office and their approval of the version, if they gave it."""

    membership: Membership
    approval: Approval | None


def verdicts_on(versions: Iterable[Version], *, on: date) -> dict[int, Verdict]:
    """What the rule says to each of these versions on that day (7.2.a). Two queries for all."""
    versions = list(versions)
    schools = {version.school_id for version in versions}
    members: dict[int, set[int]] = defaultdict(set)
    heads: dict[int, int] = {}
    for held in Membership.objects.filter(in_office(on), school__in=schools):
        members[held.school_id].add(held.person_id)
        if held.part == Membership.Part.HEAD:
            heads[held.school_id] = held.person_id
    approved: dict[int, set[int]] = defaultdict(set)
    for approval in Approval.objects.filter(version__in=versions):
        approved[approval.version_id].add(approval.person_id)
    ordinance = Ordinance(on)
    return {
        version.pk: approved_plan(
            PlanVote(
                head=heads.get(version.school_id),
                members=frozenset(members[version.school_id]),
                approved_by=frozenset(approved[version.pk]),
            ),
            ordinance,
        )
        for version in versions
    }


def standings(version: Version, *, on: date) -> list[Standing]:
    """Every member in office with their approval, the head first."""
    approvals = {approval.person_id: approval for approval in version.approvals.all()}
    return [
        Standing(member, approvals.get(member.person_id))
        for member in members_in_office(version.school, on=on)
    ]
