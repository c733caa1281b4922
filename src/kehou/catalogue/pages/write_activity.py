from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundWidget
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kehou.catalogue import actions
from kehou.catalogue.permissions import activities_of
from kehou.catalogue.queries import EDUCATIONS, KINDS, Plan, Slot, plan_of, say_slot
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance import spoken
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.roles import Role
from kehou.people.permissions import staff_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import periods_by_grade, rooms_in, school_of, terms_not_over

if TYPE_CHECKING:
    from kehou.schools.models import Room, Term

WEEKDAYS = range(1, 6)


class ActivityForm(forms.Form):
    """The plan of an activity. What can be chosen is what the school has in the term."""

    term = forms.TypedChoiceField(label=_("term"), coerce=int)
    title = forms.CharField(label=_("title"), max_length=60)
    kind = forms.ChoiceField(label=_("kind"), choices=KINDS)
    summary = forms.CharField(
        label=_("what it is about"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Families read this when they choose. No homework of any form."),
    )
    to_bring = forms.CharField(label=_("what to bring"), max_length=200, required=False)
    educations = forms.MultipleChoiceField(
        label=_("educations"), choices=EDUCATIONS, widget=forms.CheckboxSelectMultiple
    )
    grades = forms.TypedMultipleChoiceField(
        label=_("grades"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    room_id = forms.TypedChoiceField(label=_("room"), coerce=int)
    leader_id = forms.TypedChoiceField(label=_("leader"), coerce=int)
    smallest = forms.IntegerField(
        label=_("smallest size"), min_value=1, max_value=999, help_text=_("Below it, it is closed.")
    )
    largest = forms.IntegerField(label=_("largest size"), min_value=1, max_value=999)
    subject = forms.ChoiceField(label=_("exam subject"), required=False)
    by_class = forms.BooleanField(label=_("groups follow the classes by day"), required=False)
    slots = forms.MultipleChoiceField(
        label=_("weekly periods"),
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def slot_rows(self) -> list[tuple[str, list[BoundWidget]]]:
        """The periods as a grid of ticks: a row for each period, a cell for each weekday."""
        by_period = groupby(self["slots"], key=lambda tick: tick.data["value"].split(".")[1])
        return [(period, list(ticks)) for period, ticks in by_period]

    def plan(self) -> Plan:
        answers = {name: self.cleaned_data[name] for name in Plan.__dataclass_fields__}
        slots = (slot.split(".") for slot in answers["slots"])
        answers |= {
            "slots": tuple(Slot(int(weekday), int(period)) for weekday, period in slots),
            "educations": tuple(answers["educations"]),
            "grades": tuple(answers["grades"]),
        }
        return Plan(**answers)


def _form(request: ActingRequest, plan: Plan | None, terms: Sequence["Term"]) -> ActivityForm:
    """The form with what this school can choose from, on the plan that stands, if any."""
    posted = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = asdict(plan) if plan else {}
    if plan:
        initial["slots"] = [f"{slot.weekday}.{slot.period}" for slot in plan.slots]
    form = ActivityForm(posted, initial=initial)
    school, language = school_of(request.actor), get_language() or "zh-hans"
    periods = [periods_by_grade(school, term) for term in terms]
    numbers = sorted({n for grades in periods for served in grades.values() for n in served})
    subjects = Ordinance(city_day(now()))["catalogue.exam_subjects"].words
    staff = staff_of(request.actor).select_related("person").order_by("person__sort_key")
    nothing_yet = ("", _("please choose"))
    choices: dict[str, Iterable[Any]] = {
        "term": [(term.pk, str(term)) for term in terms],
        "grades": [(grade, spoken.grade(grade, language)) for grade in school.grades],
        "room_id": [nothing_yet, *_by_campus(rooms_in(school))],
        "leader_id": [nothing_yet, *((member.pk, member.person.name) for member in staff)],
        "subject": [("", _("none")), *((name, spoken.word(name, language)) for name in subjects)],
        "slots": [
            (f"{weekday}.{period}", say_slot((weekday, period), language))
            for period in numbers
            for weekday in WEEKDAYS
        ],
    }
    for name, offered in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(offered)
    return form


def _by_campus(rooms: Iterable["Room"]) -> list[tuple[str, list[tuple[int, str]]]]:
    by_campus = groupby(rooms, key=lambda room: room.campus.name)
    return [
        (campus, [(room.pk, f"{room.name}（{room.capacity}）") for room in there])
        for campus, there in by_campus
    ]


@open_to(Role.OFFICE, methods=("GET", "POST"), clause="4.1")
def write_activity(request: ActingRequest, activity_id: int | None = None) -> HttpResponse:
    """Write a new activity, or change one: then it is a draft again (4.1, 5.4.b)."""
    activity = None
    if activity_id is not None:
        mine = activities_of(request.actor).select_related("term").prefetch_related("slots")
        activity = get_object_or_404(mine, pk=activity_id)
    terms = [activity.term] if activity else list(terms_not_over(city_day(now())))
    form = _form(request, plan_of(activity) if activity else None, terms)
    form.fields["version"].initial = activity.version if activity else None
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        if activity is not None:
            activity.version = form.cleaned_data["version"] or 0
        try:
            written = actions.write_activity(
                actor=request.actor,
                at=now(),
                school=school_of(request.actor),
                term=next(term for term in terms if term.pk == form.cleaned_data["term"]),
                plan=form.plan(),
                activity=activity,
            )
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("Saved as a draft. Submit it when it is ready."))
            return redirect("catalogue:activity", written.pk)
    page = {"form": form, "activity": activity, "against": against, "weekdays": WEEKDAYS}
    status = 422 if form.errors or against else 200
    return render(request, "catalogue/write_activity.html", page, status=status)
