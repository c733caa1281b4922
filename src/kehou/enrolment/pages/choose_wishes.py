from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.enrolment.core.draft import Draft, Drafts, Wishes
from kehou.enrolment.permissions import windows_of
from kehou.enrolment.queries import DayOfChoices, days_of_choices, offers_for
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.roles import Role
from kehou.people.permissions import pupils_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


class WishesForm(forms.Form):
    """For each day, each activity with the rank that the family gives it, or none."""

    def __init__(
        self, posted: QueryDict | None, days: Collection[DayOfChoices], draft: Draft, most: int
    ) -> None:
        super().__init__(posted)
        self.days = days
        for day in days:
            ranks = [
                (rank, gettext("Wish %(rank)s") % {"rank": rank}) for rank in _ranks(day, most)
            ]
            wished = draft.wishes.get(day.weekday, ())
            for offer in day.offers:
                self.fields[_name(day.weekday, offer.activity_id)] = forms.TypedChoiceField(
                    label=offer.title,
                    required=False,
                    coerce=int,
                    empty_value=None,
                    choices=[("", _("no wish")), *ranks],
                    initial=_rank_in(wished, offer.activity_id),
                    widget=forms.Select({"class": "form-select"}),
                )

    def lists(self) -> Iterator[tuple[DayOfChoices, list[tuple[Any, forms.BoundField]]]]:
        """Day by day, each activity with its choice of ranks, what was ranked before first."""
        for day in self.days:
            rows = [(offer, self[_name(day.weekday, offer.activity_id)]) for offer in day.offers]
            yield day, sorted(rows, key=lambda row: row[1].initial or len(rows) + 1)

    def clean(self) -> None:
        for day in self.days:
            given: set[int] = set()
            for offer in day.offers:
                name = _name(day.weekday, offer.activity_id)
                rank = self.cleaned_data.get(name)
                if rank in given:
                    self.add_error(name, _("Another activity of this day has this rank already."))
                elif rank is not None:
                    given.add(rank)

    def wishes(self) -> Wishes:
        ranked = {}
        for day in self.days:
            by_rank = sorted(
                (rank, offer.activity_id)
                for offer in day.offers
                if (rank := self.cleaned_data[_name(day.weekday, offer.activity_id)])
            )
            if by_rank:
                ranked[day.weekday] = tuple(activity for _, activity in by_rank)
        return ranked


def _name(weekday: int, activity_id: int) -> str:
    return f"rank-{weekday}-{activity_id}"


def _ranks(day: DayOfChoices, most: int) -> range:
    return range(1, min(most, len(day.offers)) + 1)


def _rank_in(wished: tuple[int, ...], activity_id: int) -> int | None:
    return wished.index(activity_id) + 1 if activity_id in wished else None


@open_to(Role.GUARDIAN, methods=("GET", "POST"), clause="2.3.c")
def choose_wishes(request: ActingRequest, pupil_id: int, window_id: int) -> HttpResponse:
    """The second of three screens: what a child would like to do on each day (2.2.a, 2.3.c)."""
    mine = pupils_of(request.actor).select_related("person", "class_by_day")
    pupil = get_object_or_404(mine, pk=pupil_id)
    window = get_object_or_404(windows_of(request.actor), pk=window_id, school=pupil.school_id)
    drafts = Drafts(request.session)
    draft = drafts.of(pupil_id, window_id)
    if draft is None:
        return redirect("enrolment:choose_days", pupil_id, window_id)
    most = Ordinance(city_day(now()))["enrolment.wishes_per_weekday_max"].amount
    days = days_of_choices(offers_for(pupil, window), draft.weekdays)
    form = WishesForm(request.POST if request.method == "POST" else None, days, draft, most)
    if form.is_valid():
        drafts.keep(pupil_id, window_id, replace(draft, wishes=form.wishes()))
        return redirect("enrolment:check_application", pupil_id, window_id)
    page = {"pupil": pupil, "window": window, "form": form, "most": most, "step": 2}
    status = 422 if form.errors else 200
    return render(request, "enrolment/choose_wishes.html", page, status=status)
