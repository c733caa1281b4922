"""Reading a draft and signing it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kehou.disclosure.actions import publish_month
from kehou.disclosure.permissions import publications_of
from kehou.kernel.money import Money
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.PRINCIPAL, methods=("GET", "POST"), clause="6.3.d")
def publish(request: ActingRequest, publication_id: int) -> HttpResponse:
    """The statement exactly as the public will see it; signing is for this content alone."""
    draft = get_object_or_404(publications_of(request.actor), pk=publication_id)
    if request.method == "POST":
        publish_month(
            actor=request.actor,
            at=now(),
            publication=draft,
            content_hash=request.POST.get("content_hash", ""),
        )
        return redirect("disclosure:publications")
    if draft.published_at is not None:
        return redirect("disclosure:publications")
    context = {"draft": draft, "ceiling": Money(draft.figures["ceiling_fen"])}
    return render(request, "disclosure/publish.html", context)
