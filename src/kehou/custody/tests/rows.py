"""Rows of the custody table as an honest phone would send them, to be forged one lie at a time.

They are written by plain SQL, past the actions and past Django: only the database is in the way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import DatabaseError, connections, transaction

from kehou.custody.testing import a_permit
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil
from kehou.rostering.testing import a_duty, a_group_with
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.custody.models import Permit
    from kehou.people.models import Guardianship, Pupil
    from kehou.rostering.models import Duty
    from kehou.schools.models import School

Row = dict[str, object]

PHONE = UUID("7a1f8f0e-0c53-4a0e-9d0f-0d8f5a6c1b01")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Scene:
    """One school's afternoon: two caretakers on duty, two children of one group, one mother."""

    school: "School"
    child: "Pupil"
    classmate: "Pupil"
    li: "Duty"
    wang: "Duty"
    mother: "Guardianship"
    permit: "Permit"


Forgery = Callable[[Scene], Row]


def a_scene() -> Scene:
    school = a_school()
    child, classmate = a_pupil(school, name="林小雨"), a_pupil(school, name="陈晨")
    group = a_group_with([child, classmate])
    return Scene(
        school=school,
        child=child,
        classmate=classmate,
        li=a_duty(group),
        wang=a_duty(group, is_lead=False),
        mother=a_guardian(child),
        permit=a_permit(child),
    )


def opened(child: "Pupil", duty: "Duty") -> Row:
    """The adult on duty takes a child over."""
    return {
        "id": uuid4(),
        "school_id": child.school_id,
        "pupil_id": child.pk,
        "day": duty.day,
        "stream": "care",
        "kind": "open",
        "previous_id": None,
        "previous_kind": None,
        "number": 0,
        "from_holder_id": None,
        "to_holder_id": duty.person_id,
        "to_kind": "staff",
        "duty_id": duty.pk,
        "guardianship_id": None,
        "permit_id": None,
        "case_number": "",
        "reason": "",
        "identified_by": [],
        "recorded_by_id": duty.person_id,
        "confirmed_by_id": None,
        "device": PHONE,
        "device_number": next(_numbers),
        "device_time": AFTERNOON,
        "received_at": AFTERNOON,
    }


def handed_on(before: Row, duty: "Duty") -> Row:
    """Another adult on duty accepts the child."""
    return _after(before) | {
        "kind": "transfer",
        "to_holder_id": duty.person_id,
        "to_kind": "staff",
        "duty_id": duty.pk,
        "recorded_by_id": duty.person_id,
    }


def collected(before: Row, by: "Guardianship") -> Row:
    """The holder gives the child into the hands of somebody who may collect it."""
    return _released(before) | {
        "to_holder_id": by.person_id,
        "to_kind": "guardian",
        "guardianship_id": by.pk,
        "identified_by": ["name", "face"],
    }


def went_alone(before: Row, child: "Pupil", permit: "Permit") -> Row:
    return _released(before) | {
        "to_holder_id": child.person_id,
        "to_kind": "self",
        "permit_id": permit.pk,
        "identified_by": ["permit"],
    }


def taken_by_police(before: Row, child: "Pupil") -> Row:
    return _released(before) | {
        "to_holder_id": child.person_id,
        "to_kind": "authority",
        "case_number": "A-1",
    }


def corrected(before: Row, duty: "Duty", *, by: int) -> Row:
    """The safety officer says that the child is still here; whoever has it says so too."""
    return _after(before) | {
        "kind": "correct",
        "to_holder_id": duty.person_id,
        "to_kind": "staff",
        "duty_id": duty.pk,
        "reason": "点错了名字",
        "recorded_by_id": by,
        "confirmed_by_id": duty.person_id,
    }


def _after(before: Row) -> Row:
    told = {
        "id": uuid4(),
        "previous_id": before["id"],
        "previous_kind": before["to_kind"],
        "number": int(str(before["number"])) + 1,
        "from_holder_id": before["to_holder_id"],
        "guardianship_id": None,
        "permit_id": None,
        "case_number": "",
        "reason": "",
        "identified_by": [],
        "confirmed_by_id": None,
        "device_number": next(_numbers),
    }
    return before | told


def _released(before: Row) -> Row:
    return _after(before) | {
        "kind": "release",
        "duty_id": None,
        "recorded_by_id": before["to_holder_id"],
    }


def insert(row: Row, *, using: str = "default") -> Row:
    """Write the row as it is, and give it back for the next one to follow."""
    columns = ", ".join(row)
    values = ", ".join(f"%({name})s" for name in row)
    with connections[using].cursor() as cursor:
        cursor.execute(f"INSERT INTO custody_event ({columns}) VALUES ({values})", row)
    return row


def refusal_of(row: Row) -> str:
    """What the database says to a row: the constraint it breaks, or the column left empty."""
    try:
        with transaction.atomic():
            insert(row)
    except DatabaseError as broken:
        diagnostics = getattr(broken.__cause__, "diag")  # noqa: B009 (psycopg's, not DatabaseError's)
        return str(diagnostics.constraint_name or diagnostics.column_name or diagnostics.sqlstate)
    return ""
