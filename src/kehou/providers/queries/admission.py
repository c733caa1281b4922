"""One application to a district, as its reviewer sees it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.providers import fit_to_serve
from kehou.providers.core.file import complete
from kehou.providers.models import Admission
from kehou.providers.permissions import admissions_of
from kehou.providers.queries.files import facts_of, file_in, is_black_listed, whole_versions
from kehou.providers.queries.history import Change, changes_between
from kehou.providers.queries.institution import Portrait, portrait_of

if TYPE_CHECKING:
    from kehou.kernel.explained import Reason
    from kehou.platform.actors import Actor

POINTS = Admission.Point.choices
OUTCOMES = (
    (Admission.State.ADMITTED.value, _("put on the white list")),
    (Admission.State.RETURNED.value, _("return for change")),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A version of a file under review, what stands against it, and what the district had."""

    admission: Admission
    portrait: Portrait
    against: tuple["Reason", ...]
    before: Admission | None
    changes: tuple[Change, ...]


def seen_by_reviewer(actor: "Actor", admission_id: int, *, on: date) -> Seen:
    """What the reviewer decides on, with the differences from what was admitted before (5.2.a)."""
    mine = admissions_of(actor)
    admission = mine.select_related("institution", "district").get(pk=admission_id)
    version = whole_versions().select_related("written_by").get(pk=admission.version_id)
    listed = mine.filter(institution=admission.institution_id, state=Admission.State.ADMITTED)
    before = listed.exclude(pk=admission.pk).select_related("version").first()
    file = file_in(version)
    facts = facts_of(
        version,
        is_listed=False,
        is_black_listed=is_black_listed(admission.institution, on=on),
    )
    changes = changes_between(file_in(before.version), file) if before else []
    return Seen(
        admission=admission,
        portrait=portrait_of(actor, admission.institution, on=on, version=version),
        against=complete(file).against + fit_to_serve(facts, Ordinance(on)).against,
        before=before,
        changes=tuple(changes),
    )
