"""The draw of a window: held by the office, published by the principal."""

from datetime import date, timedelta

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kehou.allocation.actions import hold_draw, publish_draw
from kehou.allocation.permissions import draws_of
from kehou.allocation.queries.draws import (
    bound_value_of,
    every_draw_of,
    newest_draw,
    profile_of,
)
from kehou.enrolment.permissions import windows_of
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.schools.queries import class_day_after

GRANTED: Listing[tuple[int, int]] = Listing(
    _("Places granted by rank of the wish"),
    (
        (_("Rank of the wish"), lambda line: line[0]),
        (_("Places granted"), lambda line: line[1]),
    ),
)


class HoldForm(forms.Form):
    """The public value that came to be after the window closed."""

    public_value = forms.CharField(
        label=_("Public value"),
        min_length=6,
        max_length=120,
        help_text=_("Issue and numbers of the first public lottery drawn after the window closed."),
    )

    def __init__(self, posted: QueryDict | None, *, bound: str | None) -> None:
        """`bound` is the value that the first preview bound: it is shown, and no other taken."""
        super().__init__(posted, initial={"public_value": bound})
        if bound is not None:
            value = self.fields["public_value"]
            value.widget.attrs["readonly"] = True
            value.help_text = _("Bound since the first preview. Only the district can void it.")


class PublishForm(forms.Form):
    """From which day on the places hold; the result that was read is named by its fingerprint."""

    result_hash = forms.CharField(widget=forms.HiddenInput)
    first_day = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )


@open_to(Role.OFFICE, Role.PRINCIPAL, methods=("GET", "POST"), clause="7.2.b")
def draw(request: ActingRequest, window_id: int) -> HttpResponse:
    """One page for both: what each may do is shown, and only that is taken."""
    window = get_object_or_404(windows_of(request.actor), pk=window_id)
    newest = newest_draw(draws_of(request.actor), window)
    profile = profile_of(newest) if newest else None
    if is_export(request):
        return export_answer(f"draw-{window.pk}", GRANTED.of(profile.granted if profile else ()))
    is_office = request.actor.role is Role.OFFICE
    posted = request.POST if request.method == "POST" else None
    form: HoldForm | PublishForm = HoldForm(posted, bound=bound_value_of(window))
    if not is_office:
        eve_of_term = window.term.first_day - timedelta(days=1)
        first_day = class_day_after(window.school, max(city_day(now()), eve_of_term))
        initial = {"result_hash": newest.result_hash if newest else "", "first_day": first_day}
        form = PublishForm(posted, initial=initial)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        asked = form.cleaned_data
        try:
            if is_office:
                _hold(request, window_id, asked["public_value"])
            else:
                _publish(request, window_id, asked["result_hash"], asked["first_day"])
        except Refused as refused:
            against = refused.against
        else:
            return redirect("allocation:draw", window_id)
    context = {
        "window": window,
        "draw": newest,
        "draws": every_draw_of(window),
        "profile": profile,
        "form": form,
        "is_office": is_office,
        "is_closed": now() >= window.closes,
        "against": against,
    }
    status = 422 if against or form.errors else 200
    return render(request, "allocation/draw.html", context, status=status)


def _hold(request: ActingRequest, window_id: int, public_value: str) -> None:
    window = windows_of(request.actor).get(pk=window_id)
    hold_draw(actor=request.actor, at=now(), window=window, public_value=public_value)


def _publish(request: ActingRequest, window_id: int, result_hash: str, first_day: date) -> None:
    preview = get_object_or_404(
        draws_of(request.actor), window_id=window_id, result_hash=result_hash
    )
    publish_draw(
        actor=request.actor,
        at=now(),
        draw=preview,
        result_hash=result_hash,
        first_day=first_day,
    )
