"""Who may see drafts, draft and sign. What is published, everybody may see."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.disclosure.models import Publication
from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.platform.permissions import plays

if TYPE_CHECKING:
    from kehou.schools.models import School

DRAFT_READERS = (Role.OFFICE, Role.PRINCIPAL, Role.SCHOOL_FINANCE)


def publications_of(actor: Actor) -> QuerySet[Publication]:
    """The statements of one's own school, drafts among them, for those who work on them."""
    if actor.role not in DRAFT_READERS:
        return Publication.objects.none()
    return Publication.objects.filter(school_id__in=actor.reads.schools)


def may_draft(actor: Actor, school: "School") -> bool:
    """The school's own finance drafts (6.3.d)."""
    return plays(actor, Role.SCHOOL_FINANCE, at_school=school.pk)


def may_publish(actor: Actor, publication: Publication) -> bool:
    """The principal of the school signs (6.3.d, 5.3.b)."""
    return plays(actor, Role.PRINCIPAL, at_school=publication.school_id)
