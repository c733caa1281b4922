from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.governance import actions
from kehou.governance.queries import PARTS, possible_members
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import school_of


class MemberForm(forms.Form):
    """Who is taken into the group, in which office, from which day on."""

    person = forms.TypedChoiceField(label=_("Name"), coerce=int)
    part = forms.ChoiceField(
        label=_("Office in the group"), choices=PARTS, widget=forms.RadioSelect
    )
    post = forms.CharField(
        label=_("Administrative post"),
        max_length=40,
        help_text=_("Members are administrators of the school, such as the dean of studies."),
    )
    first_day = forms.DateField(label=_("In office from"), widget=forms.DateInput({"type": "date"}))


@open_to(Role.PRINCIPAL, methods=("GET", "POST"), clause="7.1.a")
def appoint_member(request: ActingRequest) -> HttpResponse:
    """Take somebody of the school into its leading group (7.1.a)."""
    school, today = school_of(request.actor), city_day(now())
    posted = request.POST if request.method == "POST" else None
    form = MemberForm(posted, initial={"first_day": today, "part": PARTS[-1][0]})
    people = {person.pk: person for person in possible_members(school, on=today)}
    choice = form.fields["person"]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = [("", _("please choose")), *((pk, p.name) for pk, p in people.items())]
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        told = form.cleaned_data
        told["person"] = people[told["person"]]
        try:
            actions.appoint_member(actor=request.actor, at=now(), school=school, **told)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("%s is in the leading group.") % told["person"])
            return redirect("governance:leading_group")
    status = 422 if form.errors or against else 200
    page = {"form": form, "against": against}
    return render(request, "governance/appoint_member.html", page, status=status)
