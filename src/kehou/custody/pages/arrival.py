from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kehou.custody.actions import record_arrival
from kehou.custody.pages._taps import ActForm, remember
from kehou.custody.queries import roll_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.errors import Conflict
from kehou.platform.http import ActingRequest, open_to
from kehou.rostering.queries import duties_of


class ArrivalForm(ActForm):
    """Which child has come."""

    child = forms.IntegerField(widget=forms.HiddenInput)


@open_to(Role.STAFF, methods=("POST",), clause="7.2.b")
def arrival(request: ActingRequest, duty_id: int) -> HttpResponse:
    """A child of the group comes after the roll was called (7.2.b)."""
    at = now()
    duty = duties_of(request.actor, city_day(at)).filter(pk=duty_id).first()
    if duty is None:
        raise Http404("no duty of this caretaker today")
    form = ArrivalForm(request.POST)
    children = {line.child.pk: line.child for line in roll_of(duty).lines}
    if not form.is_valid():
        raise Conflict("the tap was not whole")
    if form.cleaned_data["child"] not in children:
        raise Http404("no such child in this group")
    child = children[form.cleaned_data["child"]]
    record_arrival(actor=request.actor, at=at, tap=form.tap(request, at), duty=duty, pupil=child)
    messages.success(request, _("%(name)s is with you now.") % {"name": child.person.name})
    return remember(request, redirect("custody:roll_call", duty.pk))
