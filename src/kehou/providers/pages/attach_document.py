from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.ordinance.wording import say
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.core.documents import CONTENT_BYTES_MAX
from kehou.providers.queries import DOCUMENT_KINDS, institution_of


class DocumentForm(forms.Form):
    """Which document it is, and the file."""

    kind = forms.ChoiceField(label=_("kind of document"), choices=DOCUMENT_KINDS)
    scan = forms.FileField(
        label=_("file"),
        allow_empty_file=True,
        help_text=_("A PDF or JPEG of at most 4 MB. No identity cards and no health papers."),
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg"}),
    )

    def clean_scan(self) -> "UploadedFile[bytes]":
        """Refuse a file too large to be read before it is in memory."""
        scan: UploadedFile[bytes] = self.cleaned_data["scan"]
        if (scan.size or 0) > CONTENT_BYTES_MAX:
            facts = {"most_megabytes": CONTENT_BYTES_MAX // 1024**2}
            reason = Reason("document_too_large", "5.2.a", facts)
            raise forms.ValidationError(say(reason, get_language() or "zh-hans"))
        return scan


@open_to(Role.INSTITUTION, methods=("GET", "POST"), clause="5.2.a")
def attach_document(request: ActingRequest) -> HttpResponse:
    """Enclose a document with the own file, in the place of one of its kind (5.2.a)."""
    is_posted = request.method == "POST"
    form = DocumentForm(
        request.POST if is_posted else None,
        request.FILES if is_posted else None,
        initial={"kind": request.GET.get("kind")},
    )
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        scan = form.cleaned_data["scan"]
        try:
            actions.attach_document(
                actor=request.actor,
                at=now(),
                institution=institution_of(request.actor),
                kind=form.cleaned_data["kind"],
                file_name=scan.name,
                content=scan.read(),
            )
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("The document is in your file."))
            return redirect("providers:my_institution")
    page = {"form": form, "against": against}
    status = 422 if form.errors or against else 200
    return render(request, "providers/attach_document.html", page, status=status)
