from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.allocation import actions
from kehou.allocation.permissions import voidable_draws_of
from kehou.allocation.queries.draws import every_draw_of
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


class VoidForm(forms.Form):
    """Why the value is taken back; the preview that was read is named by its fingerprint."""

    result_hash = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who checks the draw later reads it. Name no child."),
    )


@open_to(Role.DISTRICT_REVIEWER, methods=("GET", "POST"), clause="7.2.b")
def void_draw(request: ActingRequest, draw_id: int) -> HttpResponse:
    """Take back the public value of a preview, with a reason (7.2.b)."""
    mine = voidable_draws_of(request.actor).select_related("window__school", "window__term")
    preview = get_object_or_404(mine, pk=draw_id)
    posted = request.POST if request.method == "POST" else None
    form = VoidForm(posted, initial={"result_hash": preview.result_hash})
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            actions.void_draw(actor=request.actor, at=now(), draw=preview, **form.cleaned_data)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("The preview is voided; the school is free to draw."))
            return redirect("allocation:previews")
    page = {
        "window": preview.window,
        "draws": every_draw_of(preview.window),
        "form": form,
        "against": against,
    }
    status = 422 if against or form.errors else 200
    return render(request, "allocation/void_draw.html", page, status=status)
