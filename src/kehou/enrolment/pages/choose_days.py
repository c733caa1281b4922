from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kehou.enrolment.core.draft import Draft, Drafts
from kehou.enrolment.permissions import windows_of
from kehou.enrolment.queries import Stand, application_standing, draft_of, stand_of
from kehou.ordinance import spoken
from kehou.ordinance.roles import Role
from kehou.people.permissions import pupils_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to

WEEKDAYS = range(1, 6)


class DaysForm(forms.Form):
    """The days on which a child stays. None is ticked unless the family ticked it before."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days does your child stay?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    needs = forms.CharField(
        label=_("What must staff know?"),
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Such as an allergy. Only those who look after your child read it."),
    )

    def __init__(self, posted: object, draft: Draft | None) -> None:
        told = {"weekdays": draft.weekdays, "needs": draft.needs} if draft else {}
        super().__init__(posted, initial=told)  # type: ignore[arg-type]
        weekdays = self.fields["weekdays"]
        assert isinstance(weekdays, forms.ChoiceField)
        language = get_language() or "zh-hans"
        weekdays.choices = [(day, spoken.weekday(day, language)) for day in WEEKDAYS]


@open_to(Role.GUARDIAN, methods=("GET", "POST"), clause="2.3.c")
def choose_days(request: ActingRequest, pupil_id: int, window_id: int) -> HttpResponse:
    """The first of three screens: on which days a child stays, and what staff must know (2.3.c)."""
    mine = pupils_of(request.actor).select_related("person", "class_by_day")
    pupil = get_object_or_404(mine, pk=pupil_id)
    window = get_object_or_404(windows_of(request.actor), pk=window_id, school=pupil.school_id)
    if stand_of(window, at=now()) is not Stand.OPEN:
        return redirect("enrolment:my_children")
    drafts = Drafts(request.session)
    sent = application_standing(pupil, window)
    draft = drafts.of(pupil_id, window_id) or (draft_of(sent) if sent else None)
    form = DaysForm(request.POST if request.method == "POST" else None, draft)
    if form.is_valid():
        chosen = (draft or Draft(())).on_weekdays(
            tuple(form.cleaned_data["weekdays"]), form.cleaned_data["needs"]
        )
        drafts.keep(pupil_id, window_id, chosen)
        return redirect("enrolment:choose_wishes", pupil_id, window_id)
    page = {"pupil": pupil, "window": window, "form": form, "step": 1}
    status = 422 if form.errors else 200
    return render(request, "enrolment/choose_days.html", page, status=status)
