"""Handing in a workbook."""

from typing import TYPE_CHECKING

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason
from kehou.ordinance.wording import say
from kehou.people.actions import preview_import
from kehou.people.permissions import KEEP_ROLL, imports_of
from kehou.people.queries.import_plans import KINDS
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export
from kehou.platform.workbook.guard import CONTENT_BYTES_MAX
from kehou.schools.queries import school_of

if TYPE_CHECKING:
    from kehou.people.models import RollImport

IMPORTS_SHOWN_MAX = 20
LISTING: Listing["RollImport"] = Listing(
    _("Earlier imports"),
    (
        (_("File"), lambda handed_in: handed_in.file_name),
        (_("Kind of table"), lambda handed_in: str(handed_in.get_kind_display())),
        (_("Handed in"), lambda handed_in: handed_in.handed_in_at),
        (_("Handed in by"), lambda handed_in: handed_in.handed_in_by.name),
        (_("State"), lambda handed_in: str(handed_in.get_state_display())),
    ),
)


class WorkbookForm(forms.Form):
    """Which kind of table it is, and the file."""

    kind = forms.ChoiceField(label=_("Kind of table"), choices=KINDS)
    workbook = forms.FileField(
        label=_("File"),
        help_text=_("An .xlsx, .xls or .csv file as your school has it; headings may differ."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        allow_empty_file=True,
    )

    def clean_workbook(self) -> "UploadedFile[bytes]":
        """Refuse a file too large to be read before it is in memory."""
        workbook: UploadedFile[bytes] = self.cleaned_data["workbook"]
        if (workbook.size or 0) > CONTENT_BYTES_MAX:
            facts = {"most_megabytes": CONTENT_BYTES_MAX // 1024**2}
            reason = Reason("workbook_too_large", "", facts)
            raise forms.ValidationError(say(reason, get_language() or "zh-hans"))
        return workbook


@open_to(*KEEP_ROLL, methods=("GET", "POST"), clause="3.1")
def import_workbook(request: ActingRequest) -> HttpResponse:
    """Choose a kind and a file; the preview shows what it would do before anything is written."""
    imports = imports_of(request.actor).select_related("handed_in_by")
    if is_export(request):
        return export_answer("imports", LISTING.of(imports))
    posted = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    form = WorkbookForm(posted, files, initial={"kind": request.GET.get("kind")})
    if form.is_valid():
        workbook = form.cleaned_data["workbook"]
        handed_in = preview_import(
            actor=request.actor,
            at=now(),
            school=school_of(request.actor),
            kind=form.cleaned_data["kind"],
            file_name=workbook.name,
            content=workbook.read(),
        )
        return redirect("people:import_preview", handed_in.pk)
    context = {
        "form": form,
        "kinds": KINDS,
        "imports": imports[:IMPORTS_SHOWN_MAX],
    }
    status = 422 if form.errors else 200
    return render(request, "people/import_workbook.html", context, status=status)
