from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kehou.allocation.permissions import groups_of
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.people.permissions import staff_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.rostering.actions import assign_duty
from kehou.rostering.pages.week import DayForm
from kehou.rostering.queries import free_staff, hours_of_group

if TYPE_CHECKING:
    from datetime import date

    from kehou.allocation.models import Group
    from kehou.people.models import Staff


class AssignForm(forms.Form):
    """Who takes the group, for how long, and in which part. Whoever did least stands first."""

    staff = forms.TypedChoiceField(label=_("Caretaker"), coerce=int)
    until = forms.ChoiceField(
        label=_("How long"),
        widget=forms.RadioSelect,
        initial="day",
        choices=[
            ("day", _("This day only")),
            ("term", _("Every week until the end of the term")),
        ],
    )
    part = forms.ChoiceField(
        label=_("Part"),
        widget=forms.RadioSelect,
        initial="lead",
        choices=[("lead", _("In the lead")), ("joins", _("Joins the lead"))],
    )

    def __init__(self, posted: QueryDict | None, free: "list[Staff]") -> None:
        super().__init__(posted)
        staff = self.fields["staff"]
        assert isinstance(staff, forms.TypedChoiceField)
        staff.choices = [(member.pk, member.person.name) for member in free]


@open_to(Role.OFFICE, methods=("GET", "POST"), clause="7.1.b")
def assign(request: ActingRequest, group_id: int) -> HttpResponse:
    """Put somebody who is free then in charge of a group, for a day or for the term (7.1.b)."""
    groups = groups_of(request.actor).select_related("activity", "room", "draw__window__term")
    group = get_object_or_404(groups, pk=group_id)
    asked = DayForm(request.GET)
    if not asked.is_valid() or asked.cleaned_data["day"] is None:
        raise Http404("a duty is on a day")
    day = asked.cleaned_data["day"]
    hours = hours_of_group(group, [day])
    free = free_staff(request.actor, group, hours[0]) if hours else []
    form = AssignForm(request.POST if request.method == "POST" else None, free)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            _assign(request, group, day, form.cleaned_data)
        except Refused as refused:
            against = refused.against
        else:
            return redirect(f"{reverse('rostering:week')}?day={day}")
    page = {
        "group": group,
        "day": day,
        "hours": hours[0] if hours else None,
        "form": form,
        "against": against,
    }
    status = 422 if against or form.errors else 200
    return render(request, "rostering/assign.html", page, status=status)


def _assign(request: ActingRequest, group: "Group", day: "date", chosen: dict[str, Any]) -> None:
    staff = get_object_or_404(staff_of(request.actor), pk=chosen["staff"])
    duties = assign_duty(
        actor=request.actor,
        at=now(),
        group=group,
        staff=staff,
        first=day,
        last=group.draw.window.term.last_day if chosen["until"] == "term" else day,
        is_lead=chosen["part"] == "lead",
    )
    done = ngettext(
        "On duty on %(days)d day: %(name)s.", "On duty on %(days)d days: %(name)s.", len(duties)
    )
    messages.success(request, done % {"name": staff.person.name, "days": len(duties)})
