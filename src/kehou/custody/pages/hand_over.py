from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundWidget
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kehou.custody import actions
from kehou.custody.pages._taps import ActForm, remember
from kehou.custody.queries import colleagues_with_children
from kehou.custody.queries.gate import Colleague
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.rostering.queries import duties_of

if TYPE_CHECKING:
    from kehou.rostering.models import Duty


class HandOverForm(ActForm):
    """Which children the receiver takes, name by name; nobody is ticked beforehand."""

    children = forms.TypedMultipleChoiceField(
        label=_("Children I take over"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the children who are with you now.")},
    )
    reason = forms.CharField(
        label=_("Reason (for catch-up pupils)"), max_length=200, required=False
    )

    def __init__(self, posted: QueryDict | None, colleagues: Sequence[Colleague]) -> None:
        super().__init__(posted)
        self.held = {event.pupil_id: event for one in colleagues for event in one.held}
        children = self.fields["children"]
        assert isinstance(children, forms.TypedMultipleChoiceField)
        children.choices = [(pk, event.pupil.person.name) for pk, event in self.held.items()]

    def by_colleague(
        self, colleagues: Sequence[Colleague]
    ) -> Iterator[tuple[Colleague, list[BoundWidget]]]:
        """The tick boxes, under the colleague who has the children."""
        boxes = {str(box.data["value"]): box for box in self["children"]}
        for one in colleagues:
            yield one, [boxes[str(event.pupil_id)] for event in one.held]


@open_to(Role.STAFF, methods=("GET", "POST"), clause="7.3.a")
def hand_over(request: ActingRequest) -> HttpResponse:
    """Take children over from colleagues, name by name: the receiver's own act (7.3.a)."""
    at = now()
    duty = _running(list(duties_of(request.actor, city_day(at))), at)
    if duty is None:
        return render(request, "custody/hand_over.html", {"duty": None})
    colleagues = colleagues_with_children(request.actor, city_day(at))
    form = HandOverForm(request.POST if request.method == "POST" else None, colleagues)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            _take_over(request, at, duty, form)
        except Refused as refused:
            against = refused.against
        else:
            return remember(request, redirect("custody:release"))
    page = {
        "duty": duty,
        "sections": list(form.by_colleague(colleagues)),
        "form": form,
        "against": against,
    }
    status = 422 if against or form.errors else 200
    return remember(request, render(request, "custody/hand_over.html", page, status=status))


def _take_over(request: ActingRequest, at: datetime, duty: "Duty", form: HandOverForm) -> None:
    chosen = [form.held[pk].pupil for pk in form.cleaned_data["children"]]
    actions.hand_over(
        actor=request.actor,
        at=at,
        tap=form.tap(request, at),
        duty=duty,
        pupils=chosen,
        reason=form.cleaned_data["reason"],
    )
    done = ngettext("%(n)d child is with you now.", "%(n)d children are with you now.", len(chosen))
    messages.success(request, done % {"n": len(chosen)})


def _running(duties: "Sequence[Duty]", at: datetime) -> "Duty | None":
    """The duty under which children are taken over: the one running, the next, else the last."""
    return next((duty for duty in duties if duty.during.upper > at), duties[-1] if duties else None)
