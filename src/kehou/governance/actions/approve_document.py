from datetime import datetime

from django.db import transaction

from kehou.governance.actions._put_in_force import put_in_force_if_approved
from kehou.governance.models import Approval, Membership, Version
from kehou.governance.permissions import in_office, may_approve
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.permissions import authorise


@transaction.atomic
def approve_document(*, actor: Actor, at: datetime, version: Version, content_hash: str) -> Version:
    """Approve a version as a member of the leading group in office that day (7.1.a, 7.2.a).

    The approval is of the fingerprint that the member read: `Conflict` for any other. With the
    approval that makes up the majority, the version is in force and the one before superseded.
    """
    authorise(actor, may_approve, version)
    locks.hold("governance.group", version.school_id)
    version = Version.objects.select_related("school").get(pk=version.pk)
    held = Membership.objects.filter(in_office(city_day(at)), school=version.school_id)
    membership = held.filter(person=actor.somebody).first()
    if membership is None:
        raise Forbidden(f"person {actor.person_id} left the leading group meanwhile")
    if version.state != Version.State.SUBMITTED:
        raise refuse("not_before_the_leading_group", "7.2.a", document=version.title)
    if version.content_hash != content_hash:
        raise Conflict(f"version {version.pk} is not what was read")
    if version.approvals.filter(person=actor.somebody).exists():
        raise refuse("member_approves_a_version_once", "7.2.a")

    Approval.objects.create(
        school_id=version.school_id,
        version=version,
        content_hash=content_hash,
        membership=membership,
        person_id=actor.somebody,
        at=at,
    )
    detail = {"number": version.number, "content_hash": content_hash}
    journal.record("governance.document_approved", version, actor=actor, at=at, detail=detail)
    put_in_force_if_approved(actor=actor, at=at, version=version)
    return version
