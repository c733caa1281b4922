"""Which institutions exist for an actor, and who may register, admit, caution and bar them."""

from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.providers.models import Admission, BlackListing, Document, Institution
from kehou.schools.queries import school_of

if TYPE_CHECKING:
    from kehou.schools.models import District

KEEP_REGISTER: Final = (Role.DISTRICT_REVIEWER, Role.CITY_BUREAU)
READ_REGISTER: Final = (*KEEP_REGISTER, Role.AUDITOR)
READ_WHITE_LIST: Final = (Role.OFFICE, Role.PRINCIPAL, Role.DISTRICT_REVIEWER)


def institutions_of(actor: Actor) -> QuerySet[Institution]:
    """The institutions whose file this actor may read: their own, the district's, or all (5.2.a).

    A district knows whom it registered and who ever applied to it.
    """
    institutions = Institution.objects.all()
    match actor.role:
        case Role.INSTITUTION:
            return institutions.filter(pk=actor.one_institution)
        case Role.DISTRICT_REVIEWER:
            applied = Admission.objects.filter(
                institution=OuterRef("pk"), district=actor.district_id
            )
            return institutions.filter(Q(district=actor.district_id) | Exists(applied))
        case Role.CITY_BUREAU | Role.AUDITOR:
            return institutions
    return institutions.none()


def admissions_of(actor: Actor) -> QuerySet[Admission]:
    """The applications to districts that exist for this actor (5.2.a)."""
    admissions = Admission.objects.all()
    match actor.role:
        case Role.INSTITUTION:
            return admissions.filter(institution=actor.one_institution)
        case Role.DISTRICT_REVIEWER:
            return admissions.filter(district=actor.district_id)
        case Role.CITY_BUREAU | Role.AUDITOR:
            return admissions
        case Role.OFFICE | Role.PRINCIPAL:
            district = school_of(actor).district_id
            return admissions.filter(district=district, state=Admission.State.ADMITTED)
    return admissions.none()


def documents_of(actor: Actor) -> QuerySet[Document]:
    """The documents of the institutions whose file this actor may read (5.2.a)."""
    return Document.objects.filter(institution__in=institutions_of(actor))


def black_listings_of(actor: Actor) -> QuerySet[BlackListing]:
    """The entries of the black list about institutions whose file this actor may read (5.2.a)."""
    return BlackListing.objects.filter(institution__in=institutions_of(actor))


def may_register(actor: Actor, district: "District | None") -> bool:
    """The city registers for itself, a district for itself (4.2)."""
    if actor.role is Role.CITY_BUREAU:
        return district is None
    return (
        actor.role is Role.DISTRICT_REVIEWER
        and district is not None
        and district.pk == actor.district_id
    )


def may_write_file(actor: Actor, institution: Institution) -> bool:
    """Only the institution writes its file; whoever judges it never does (5.2.a)."""
    return actor.role is Role.INSTITUTION and actor.institution_id == institution.pk


def may_keep(actor: Actor, institution: Institution) -> bool:
    """Whether the actor keeps this institution in their register (5.2.a)."""
    return actor.role in KEEP_REGISTER and institutions_of(actor).filter(pk=institution.pk).exists()


def may_decide(actor: Actor, admission: Admission) -> bool:
    """The district's reviewer decides on what was sent to that district (5.2.a)."""
    return actor.role is Role.DISTRICT_REVIEWER and actor.district_id == admission.district_id


def may_bar(actor: Actor, institution: Institution) -> bool:
    """The black list is the city's (5.2.a)."""
    return actor.role is Role.CITY_BUREAU
