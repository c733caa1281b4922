"""When the database says no: the name of the constraint is the code of the reason.

Constraints are named as sentences, so a race that only the database can see is refused in the same
words as a rule that the code checked first.
"""

from django.db import IntegrityError

from kehou.kernel.explained import Reason
from kehou.ordinance.wording import is_worded


def reason_of(broken: IntegrityError) -> Reason | None:
    """The reason behind a broken constraint, or None when nobody worded it (then it is our bug)."""
    diagnostics = getattr(broken.__cause__, "diag", None)
    name = getattr(diagnostics, "constraint_name", None)
    return Reason(name) if name and is_worded(name) else None
