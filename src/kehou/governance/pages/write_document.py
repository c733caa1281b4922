from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kehou.governance import actions
from kehou.governance.core.attachments import CONTENT_BYTES_MAX, Attached, attached
from kehou.governance.core.sections import PLAN, RULES, SECTIONS, Section
from kehou.governance.core.wording import Wording
from kehou.governance.permissions import versions_of
from kehou.governance.queries import wording_of
from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.ordinance.wording import say
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import school_of, school_year_on

SECTION_CHARACTERS_MAX = 5000
NAME_CHARACTERS_MAX = 120


class DocumentForm(forms.Form):
    """A title, the sections of its kind, and perhaps a file. A draft may be left half written."""

    school_year = forms.TypedChoiceField(label=_("School year"), coerce=int)
    title = forms.CharField(label=_("title"), max_length=80)
    first_day = forms.DateField(
        label=_("Valid from"), required=False, widget=forms.DateInput({"type": "date"})
    )
    last_day = forms.DateField(
        label=_("Valid until (the last day)"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Rules hold at most as long as the ordinance under which they are made."),
    )
    file = forms.FileField(
        label=_("Attached file"),
        required=False,
        widget=forms.FileInput({"accept": ".pdf,.docx"}),
        help_text=_("A PDF or a Word document (docx), at most 10 MB."),
    )
    drops_file = forms.BooleanField(label=_("Take the attached file away"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, kind: str, *told: Any, years: tuple[int, ...], **options: Any) -> None:
        super().__init__(*told, **options)
        self.kind = kind
        if kind == RULES or not years:
            del self.fields["school_year"]
        else:
            year = self.fields["school_year"]
            assert isinstance(year, forms.ChoiceField)
            year.choices = [(first, f"{first}–{first + 1}") for first in years]
        if kind == PLAN:
            del self.fields["first_day"], self.fields["last_day"]
        language = get_language() or "zh-hans"
        for section in SECTIONS[kind]:
            self.fields[section.key] = forms.CharField(
                label=section.title.say(language),
                help_text=section.hint.say(language),
                max_length=SECTION_CHARACTERS_MAX,
                required=False,
                widget=forms.Textarea({"rows": 4, "class": "form-control"}),
            )

    def section_fields(self) -> list[tuple[Section, BoundField]]:
        return [(section, self[section.key]) for section in SECTIONS[self.kind]]

    def clean_file(self) -> Attached | None:
        """Look at the content; a file too large is refused before it is in memory."""
        handed_in: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if handed_in is None:
            return None
        is_larger = (handed_in.size or 0) > CONTENT_BYTES_MAX
        content = b"" if is_larger else handed_in.read()
        try:
            if is_larger:
                facts = {"most_megabytes": CONTENT_BYTES_MAX // 1024**2}
                raise Refused((Reason("attachment_too_large", "", facts),))
            return attached((handed_in.name or "")[-NAME_CHARACTERS_MAX:], content)
        except Refused as refused:
            words = [say(reason, get_language() or "zh-hans") for reason in refused.against]
            raise forms.ValidationError(words) from refused

    def wording(self) -> Wording:
        told = self.cleaned_data
        sections = {section.key: told[section.key] for section in SECTIONS[self.kind]}
        wording = Wording(told["title"], sections)
        if self.kind == PLAN:
            return wording
        return replace(wording, first_day=told["first_day"], last_day=told["last_day"])


@open_to(Role.OFFICE, methods=("GET", "POST"), clause="7.2.a")
def write_document(
    request: ActingRequest, kind: str = "", version_id: int | None = None
) -> HttpResponse:
    """Write a plan or rules, go on with a draft, or begin the next version (4.0, 7.2.a)."""
    seen = None
    if version_id is not None:
        mine = versions_of(request.actor).select_related("document", "attachment")
        seen = get_object_or_404(mine, pk=version_id)
        kind = seen.document.kind
    if kind not in SECTIONS:
        raise Http404("there is no such kind of document")
    this_year = school_year_on(city_day(now()))
    years = () if seen else (this_year, this_year + 1)
    initial = {"title": _usual_title(kind, this_year), "school_year": this_year}
    if seen is not None:
        words = wording_of(seen)
        days = {"first_day": words.first_day, "last_day": words.last_day}
        initial = {**words.sections, **days, "title": words.title, "revision": seen.revision}
    told = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(kind, *told, years=years, initial=initial)
    against: tuple[Reason, ...] = ()
    if form.is_valid():
        if seen is not None:
            # The draft that was on the writer's screen; a newer one is not written over unread.
            seen.revision = form.cleaned_data["revision"] or 0
        try:
            written = actions.write_document(
                actor=request.actor,
                at=now(),
                school=school_of(request.actor),
                kind=kind,
                wording=form.wording(),
                school_year=form.cleaned_data.get("school_year"),
                seen=seen,
                attached=form.cleaned_data["file"],
                keeps_attachment=not form.cleaned_data["drops_file"],
            )
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("Saved as a draft. Submit it when it is whole."))
            return redirect("governance:version", written.pk)
    page = {"form": form, "kind": kind, "seen": seen, "against": against}
    status = 422 if form.errors or against else 200
    return render(request, "governance/write_document.html", page, status=status)


def _usual_title(kind: str, year: int) -> str:
    years = {"years": f"{year}–{year + 1}"}
    return gettext("Plan of the after-school service %(years)s") % years if kind == PLAN else ""
