"""Who may say where and when a school holds its service."""

from typing import TYPE_CHECKING, Final

from kehou.ordinance.roles import Role

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

# Whoever keeps the school's classes, rooms, days and hours.
KEEP_SCHOOL: Final = frozenset({Role.OFFICE, Role.PRINCIPAL})
# Whoever works at the school and has to know them.
WORK_THERE: Final = KEEP_SCHOOL | {Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE, Role.STAFF}


def may_keep_school(actor: "Actor", school: "School") -> bool:
    """The school itself says where and when, through its office or its principal (3.2, 7.2.a)."""
    return actor.role in KEEP_SCHOOL and school.pk in actor.writes
