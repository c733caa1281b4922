from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.kernel.explained import Reason, Refused
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.pages._representative import RepresentativeForm, tell_password
from kehou.providers.permissions import KEEP_REGISTER, institutions_of
from kehou.providers.queries import newest_version


@open_to(*KEEP_REGISTER, methods=("GET", "POST"), clause="4.2")
def name_representative(request: ActingRequest, institution_id: int) -> HttpResponse:
    """Let somebody else speak for an institution (4.2)."""
    institution = get_object_or_404(institutions_of(request.actor), pk=institution_id)
    form = RepresentativeForm(request.POST if request.method == "POST" else None)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        name, login_name = form.cleaned_data["representative"], form.cleaned_data["login_name"]
        try:
            opened = actions.name_representative(
                actor=request.actor,
                at=now(),
                institution=institution,
                name=name,
                login_name=login_name,
            )
        except Refused as refused:
            against = refused.against
        else:
            return tell_password(
                request,
                institution_id=institution.pk,
                name=name,
                login_name=opened.account.login_name or "",
                password=opened.password,
            )
    page = {
        "form": form,
        "against": against,
        "institution": institution,
        "version": newest_version(institution),
    }
    status = 422 if form.errors or against else 200
    return render(request, "providers/name_representative.html", page, status=status)
