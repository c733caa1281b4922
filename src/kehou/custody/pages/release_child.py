from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kehou.custody import actions
from kehou.custody.core.hands import Alone, Hands, Identifier, ToAdult, ToAuthority
from kehou.custody.pages._taps import ActForm, remember
from kehou.custody.queries import adults_of, held_by, let_go_by, permit_of
from kehou.custody.queries.gate import Adult, Standing
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to

if TYPE_CHECKING:
    from kehou.custody.models import Permit
    from kehou.people.models import Pupil

ALONE, AUTHORITY = "alone", "authority"
KNOWN_BY = [
    (Identifier.NAME, gettext_lazy("told their name and the child's")),
    (Identifier.RELATION, gettext_lazy("told the relation")),
    (Identifier.PHONE, gettext_lazy("told the last four digits of their phone")),
    (Identifier.FACE, gettext_lazy("known by face")),
]


class ReleaseForm(ActForm):
    """To whom, and how they were known. Only those who may collect can be chosen at all."""

    to = forms.ChoiceField(label=gettext_lazy("Goes with"), widget=forms.RadioSelect)
    known_by = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Checked (two of them)"),
        choices=KNOWN_BY,
        coerce=Identifier,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    permit_was_shown = forms.BooleanField(
        label=gettext_lazy("The permit was shown to me today"), required=False
    )
    case_number = forms.CharField(label=gettext_lazy("Case number"), max_length=40, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Who takes the child, and why"), max_length=200, required=False
    )

    def __init__(
        self, posted: QueryDict | None, adults: Sequence[Adult], permit: "Permit | None"
    ) -> None:
        super().__init__(posted)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        choices: list[tuple[str, Any]] = [
            (str(adult.guardianship.pk), _label(adult))
            for adult in adults
            if adult.standing is Standing.MAY
        ]
        if permit is None:
            del self.fields["permit_was_shown"]
        else:
            choices.append((ALONE, gettext_lazy("home alone, on the permit")))
        to.choices = [*choices, (AUTHORITY, gettext_lazy("police or doctor"))]

    def hands(self) -> Hands:
        """What was filled in, as the act takes it."""
        given = self.cleaned_data
        if given["to"] == ALONE:
            return Alone(given["permit_was_shown"])
        if given["to"] == AUTHORITY:
            return ToAuthority(given["case_number"], given["reason"])
        return ToAdult(int(given["to"]), frozenset(given["known_by"]))


@open_to(Role.STAFF, methods=("GET", "POST"), clause="7.3.a")
def release_child(request: ActingRequest, pupil_id: int) -> HttpResponse:
    """Give one child into the hands of somebody who may have it (7.3.a, 7.3.b, 7.3.d)."""
    at = now()
    day = city_day(at)
    held = held_by(request.actor, day).filter(pupil=pupil_id).first()
    if held is None:
        return _gone(
            request, get_object_or_404(let_go_by(request.actor, day), pupil=pupil_id).pupil
        )
    child = held.pupil
    adults = adults_of(request.actor, child, day)
    permit = permit_of(child, day) if held.stream == held.Stream.CARE else None
    form = ReleaseForm(request.POST if request.method == "POST" else None, adults, permit)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            _release(request, at, child, form)
        except Refused as refused:
            against = refused.against
        else:
            return remember(request, _gone(request, child))
    page = {
        "child": child,
        "held": held,
        "banned": [adult for adult in adults if adult.standing is Standing.BANNED],
        "others": [adult for adult in adults if adult.standing is Standing.MAY_NOT],
        "form": form,
        "against": against,
    }
    status = 422 if against or form.errors else 200
    answer = render(request, "custody/release_child.html", page, status=status)
    return remember(request, answer)


def _release(request: ActingRequest, at: datetime, child: "Pupil", form: ReleaseForm) -> None:
    tap = form.tap(request, at)
    actions.release_child(actor=request.actor, at=at, tap=tap, pupil=child, into=form.hands())


def _gone(request: ActingRequest, child: "Pupil") -> HttpResponse:
    """Back to the others. A second tap and a look back find the child gone, not unknown."""
    messages.success(request, _("%(name)s has left school.") % {"name": child.person.name})
    return redirect("custody:release")


def _label(adult: Adult) -> str:
    """Name, relation, and what the phone ends with: what the adult at the gate is asked."""
    row = adult.guardianship
    told = [row.person.name, str(row.get_relation_display())]
    if adult.phone_ends:
        told.append(_("phone ends in %(digits)s") % {"digits": adult.phone_ends})
    return " · ".join(told)
