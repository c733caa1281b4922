from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kehou.custody.actions import call_roll
from kehou.custody.core.rolls import Mark
from kehou.custody.pages._taps import ActForm, remember
from kehou.custody.queries import RollOfDay, roll_of
from kehou.custody.queries.rolls import RollLine
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.rostering.queries import duties_of

if TYPE_CHECKING:
    from kehou.rostering.models import Duty

MARKS = [
    (Mark.PRESENT, gettext_lazy("there")),
    (Mark.LATE, gettext_lazy("late")),
    (Mark.ABSENT, gettext_lazy("not there")),
]


class RollForm(ActForm):
    """Three marks for each child, none of them set beforehand: a roll is an act for every child."""

    def __init__(self, posted: QueryDict | None, roll: RollOfDay) -> None:
        super().__init__(posted)
        self.roll = roll
        for line in roll.lines:
            self.fields[_field(line)] = forms.TypedChoiceField(
                label=line.child.person.name,
                choices=MARKS,
                coerce=Mark,
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("not called yet")},
            )

    def rows(self) -> Iterator[tuple[RollLine, forms.BoundField]]:
        for line in self.roll.lines:
            yield line, self[_field(line)]

    def marks(self) -> dict[int, Mark]:
        return {line.child.pk: self.cleaned_data[_field(line)] for line in self.roll.lines}


@open_to(Role.STAFF, methods=("GET", "POST"), clause="7.2.b")
def roll_call(request: ActingRequest, duty_id: int | None = None) -> HttpResponse:
    """Call the roll of a group, child by child, on a phone held in one hand (7.2.b)."""
    at = now()
    duties = list(duties_of(request.actor, city_day(at)))
    if duty_id is None:
        if duties:
            return redirect("custody:roll_call", _next(duties, at).pk)
        return render(request, "custody/roll_call.html", {"duties": []})
    duty = next((duty for duty in duties if duty.pk == duty_id), None)
    if duty is None:
        raise Http404("no duty of this caretaker today")
    roll = roll_of(duty)
    posted = request.POST if request.method == "POST" else None
    against: tuple[Reason, ...] = ()
    if posted is not None and "fill" in posted:
        form, posted = RollForm(_filled(posted, roll), roll), None
    else:
        form = RollForm(posted, roll)
    if posted is not None and form.is_valid():
        try:
            _call(request, at, duty, form)
        except Refused as refused:
            against = refused.against
        else:
            return remember(request, redirect("custody:roll_call", duty.pk))
    page = {"duties": duties, "duty": duty, "roll": roll, "form": form, "against": against}
    status = 422 if posted is not None else 200
    return remember(request, render(request, "custody/roll_call.html", page, status=status))


def _call(request: ActingRequest, at: datetime, duty: "Duty", form: RollForm) -> None:
    marks = form.marks()
    call_roll(actor=request.actor, at=at, tap=form.tap(request, at), duty=duty, marks=marks)
    away = [line for line in form.roll.lines if marks[line.child.pk] is Mark.ABSENT]
    excused = sum(line.is_excused for line in away)
    counts = {
        "there": len(marks) - len(away),
        "missing": len(away) - excused,
        "excused": excused,
    }
    told = _("The roll is called: %(there)d there, %(missing)d not there, %(excused)d excused.")
    messages.success(request, told % counts)


def _next(duties: "list[Duty]", at: datetime) -> "Duty":
    """The duty that is running or comes next; after the last, the last."""
    return next((duty for duty in duties if duty.during.upper > at), duties[-1])


def _filled(posted: QueryDict, roll: RollOfDay) -> Any:
    """What was marked, and everybody else as there: to be looked through, and sent then.

    Whoever was excused or has gone is not made to be there by one tap for all.
    """
    filled = posted.copy()
    for line in roll.lines:
        usual = Mark.ABSENT if line.is_excused or line.has_gone else Mark.PRESENT
        filled.setdefault(_field(line), usual)
    return filled


def _field(line: RollLine) -> str:
    return f"mark-{line.child.pk}"
