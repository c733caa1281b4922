from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kehou.enrolment import actions
from kehou.enrolment.core.draft import Drafts
from kehou.enrolment.permissions import windows_of
from kehou.enrolment.queries import consent_text_on, days_of_wishes, offers_for
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.people.permissions import pupils_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


class ConsentForm(forms.Form):
    """The guardian's own tick, and the fingerprint of the text beside it. Never ticked before."""

    agrees = forms.BooleanField(
        label=_("I have read this and agree. We take part of our own free will."), required=False
    )
    text = forms.CharField(widget=forms.HiddenInput)


@open_to(Role.GUARDIAN, methods=("GET", "POST"), clause="2.3.c")
def check_application(request: ActingRequest, pupil_id: int, window_id: int) -> HttpResponse:
    """The third of three screens: read it again, read the consent, agree, send (2.3.c, 2.3.d)."""
    mine = pupils_of(request.actor).select_related("person", "class_by_day")
    pupil = get_object_or_404(mine, pk=pupil_id)
    window = get_object_or_404(windows_of(request.actor), pk=window_id, school=pupil.school_id)
    drafts = Drafts(request.session)
    draft = drafts.of(pupil_id, window_id)
    if draft is None:
        return redirect("enrolment:choose_days", pupil_id, window_id)
    consent = consent_text_on(city_day(now())).shown(get_language() or "zh-hans")
    posted = request.POST if request.method == "POST" else None
    form = ConsentForm(posted, initial={"text": consent.sha256})
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            actions.send_application(
                actor=request.actor,
                at=now(),
                window=window,
                pupil=pupil,
                weekdays=draft.weekdays,
                wishes=draft.wishes,
                needs=draft.needs,
                agreed_to=form.cleaned_data["text"] if form.cleaned_data["agrees"] else "",
            )
        except Refused as refused:
            against = refused.against
        else:
            drafts.drop(pupil_id, window_id)
            return redirect("enrolment:application_received", pupil_id, window_id)
    page = {
        "pupil": pupil,
        "window": window,
        "days": days_of_wishes(offers_for(pupil, window), draft.weekdays, draft.wishes),
        "needs": draft.needs,
        "consent": consent,
        "form": form,
        "against": against,
        "step": 3,
    }
    status = 422 if form.errors or against else 200
    return render(request, "enrolment/check_application.html", page, status=status)
