from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise
from kehou.providers.actions._write_version import write_version
from kehou.providers.actions.name_representative import name_representative
from kehou.providers.core.credit_code import credit_code
from kehou.providers.core.file import InstitutionFile, consistent
from kehou.providers.models import Institution
from kehou.providers.permissions import may_register

if TYPE_CHECKING:
    from kehou.schools.models import District


@dataclass(frozen=True, slots=True)
class Registered:
    """An institution that was registered, and how its representative signs in the first time."""

    institution: Institution
    login_name: str
    password: str = field(default="", repr=False)


@transaction.atomic
def register_institution(
    *,
    actor: Actor,
    at: datetime,
    district: "District | None",
    code: str,
    name: str,
    representative: str,
    login_name: str,
) -> Registered:
    """Enter an institution into the city's register and let somebody speak for it (4.2, 5.2.a).

    It begins with its code and its name; the rest is for the institution itself to fill in.
    Entering is no admission: no district has looked at anything yet.
    """
    authorise(actor, may_register, district)
    code, file = credit_code(code), InstitutionFile(name=name.strip())
    consistent(file).require()
    locks.hold("providers.credit_code", code)
    if Institution.objects.filter(code=code).exists():
        raise refuse("institution_is_registered_already", "5.2.a", institution_code=code)

    institution = Institution.objects.create(
        code=code, district=district, registered_by_id=actor.somebody, registered_at=at
    )
    write_version(institution, file, documents=(), by_id=actor.somebody, at=at)
    journal.record("providers.institution_registered", institution, actor=actor, at=at)
    opened = name_representative(
        actor=actor, at=at, institution=institution, name=representative, login_name=login_name
    )
    return Registered(institution, opened.account.login_name or "", opened.password)
