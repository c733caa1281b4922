from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.catalogue import actions
from kehou.catalogue.permissions import activities_of
from kehou.catalogue.queries import OUTCOMES, POINTS, activities_found, history_of
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


class Comment(forms.CharField):
    """Words that an approval can do without and a return cannot; its label says so."""

    needed = _("(needed when it is returned)")


class ReviewForm(forms.Form):
    """The checklist, and what is decided. Nothing is ticked beforehand."""

    checked = forms.MultipleChoiceField(
        label=_("Looked at and in order"),
        choices=POINTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An approval needs every point; a return needs none."),
    )
    comment = Comment(
        label=_("comment"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What should be changed?"),
    )
    outcome = forms.ChoiceField(label=_("decision"), choices=OUTCOMES, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)


@open_to(Role.PRINCIPAL, Role.DISTRICT_REVIEWER, methods=("GET", "POST"), clause="5.4.b")
def review_activity(request: ActingRequest, activity_id: int) -> HttpResponse:
    """Read an activity as it would be offered, and pass it or return it (2.3.b, 5.4.b)."""
    activity = get_object_or_404(activities_found(activities_of(request.actor)), pk=activity_id)
    posted = request.POST if request.method == "POST" else None
    form = ReviewForm(posted, initial={"version": activity.version})
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        # The version that was on the reviewer's screen; a newer one is not passed unread.
        activity.version = form.cleaned_data.pop("version")
        try:
            actions.review_activity(
                actor=request.actor, at=now(), activity=activity, **form.cleaned_data
            )
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("Your decision on “%s” is recorded.") % activity)
            return redirect("catalogue:reviews")
    page = {
        "activity": activity,
        "form": form,
        "against": against,
        "history": history_of(request.actor, activity),
    }
    status = 422 if form.errors or against else 200
    return render(request, "catalogue/review_activity.html", page, status=status)
