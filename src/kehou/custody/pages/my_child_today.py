from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kehou.allocation.queries.groups import takes_part
from kehou.custody.actions import note_absence, record_reading
from kehou.custody.queries import ChildDay, adults_of, day_of
from kehou.custody.queries.gate import Standing
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.roles import Role
from kehou.people.permissions import pupils_of
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to

if TYPE_CHECKING:
    from kehou.people.models import Pupil


class AbsenceForm(forms.Form):
    """Which day the child stays away. A guardian owes no reason."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, posted: QueryDict | None, today: date) -> None:
        super().__init__(posted, initial={"day": today})
        last = today + timedelta(days=Ordinance(today)["custody.absence_days_ahead"].amount)
        self.fields["day"].widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}


@open_to(Role.GUARDIAN, methods=("GET", "POST"), clause="7.3.a")
def my_child_today(request: ActingRequest, pupil_id: int | None = None) -> HttpResponse:
    """Where one's child is now: with whom, since when, gone with whom (7.3.a)."""
    at = now()
    today = city_day(at)
    children = list(pupils_of(request.actor).select_related("person", "school").order_by("pk"))
    if pupil_id is None:
        if len(children) == 1:
            return redirect("custody:my_child_today", children[0].pk)
        days = [_looked_at(request.actor, child, at) for child in children]
        return render(request, "custody/my_child_today.html", {"days": days})
    child = get_object_or_404(
        pupils_of(request.actor).select_related("person", "school"), pk=pupil_id
    )
    form = AbsenceForm(request.POST if request.method == "POST" else None, today)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            day = form.cleaned_data["day"]
            note_absence(actor=request.actor, at=at, pupil=child, day=day)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, _("The school knows: your child does not come that day."))
            return redirect("custody:my_child_today", child.pk)
    adults = adults_of(request.actor, child, today)
    page = {
        "children": children,
        "child": child,
        "today": today,
        "stands": _looked_at(request.actor, child, at),
        "may_collect": [adult for adult in adults if adult.standing is Standing.MAY],
        "takes_part": takes_part(child.pk, today),
        "form": form,
        "against": against,
    }
    status = 422 if against or form.errors else 200
    return render(request, "custody/my_child_today.html", page, status=status)


def _looked_at(actor: Actor, child: "Pupil", at: datetime) -> ChildDay:
    """How the child's day stands; that its guardian looked is written down."""
    record_reading(actor=actor, at=at, school=child.school, pupil=child, page="my_child_today")
    return day_of(actor, child, city_day(at))
