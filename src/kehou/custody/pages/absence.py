from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kehou.custody.actions import note_absence
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.people.permissions import pupils_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


class ToldForm(forms.Form):
    """Who told the office what: it speaks for somebody else."""

    reason = forms.CharField(
        label=gettext_lazy("Who told us, and why the child does not come"), max_length=120
    )


@open_to(Role.OFFICE, methods=("GET", "POST"), clause="7.2.b")
def absence(request: ActingRequest, pupil_id: int) -> HttpResponse:
    """The office excuses a child for today, in the words of whoever called (7.2.b)."""
    at = now()
    pupils = pupils_of(request.actor).select_related("person", "class_by_day")
    child = get_object_or_404(pupils, pk=pupil_id)
    form = ToldForm(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            note_absence(actor=request.actor, at=at, pupil=child, day=city_day(at), reason=reason)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, _("%(name)s is excused.") % {"name": child.person.name})
            return redirect("custody:afternoon")
    page = {"child": child, "form": form, "against": against}
    status = 422 if against or form.errors else 200
    return render(request, "custody/absence.html", page, status=status)
