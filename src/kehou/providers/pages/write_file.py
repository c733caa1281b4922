from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance import spoken
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.providers import actions
from kehou.providers.core.file import InstitutionFile, Shareholder, Teacher
from kehou.providers.queries import (
    EDUCATIONS,
    PERMIT_KINDS,
    contact_phone_of,
    file_in,
    institution_of,
    newest_version,
)

if TYPE_CHECKING:
    from kehou.providers.models import Institution

BLANK_LINES = 3
LINES_MAX = 200
COURSES_MAX = 30
PARTS = ("shareholders", "teachers")


class FileForm(forms.Form):
    """The file but for its lists and documents. What is blank is filled in later."""

    name = forms.CharField(label=_("name of the institution"), max_length=80)
    legal_representative = forms.CharField(
        label=_("legal representative"), max_length=60, required=False
    )
    address = forms.CharField(label=_("address"), max_length=120, required=False)
    contact_name = forms.CharField(label=_("contact person"), max_length=60, required=False)
    contact_phone = forms.CharField(
        label=_("contact telephone"),
        max_length=30,
        required=False,
        help_text=_("Kept sealed; only districts and the city read it."),
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    licence_number = forms.CharField(label=_("licence number"), max_length=40, required=False)
    licence_office = forms.CharField(label=_("licence issued by"), max_length=60, required=False)
    licence_until = forms.DateField(
        label=_("licence valid until"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    permit_kind = forms.ChoiceField(
        label=_("kind of permit"), choices=[("", _("please choose")), *PERMIT_KINDS], required=False
    )
    permit_number = forms.CharField(label=_("permit number"), max_length=40, required=False)
    permit_office = forms.CharField(label=_("permit issued by"), max_length=60, required=False)
    permit_until = forms.DateField(
        label=_("permit valid until"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    educations = forms.MultipleChoiceField(
        label=_("educations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    courses = forms.CharField(
        label=_("courses"),
        required=False,
        max_length=1200,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One in a line. No tutoring in exam subjects, under whatever name."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_courses(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.cleaned_data["courses"].splitlines())
        courses = tuple(dict.fromkeys(line for line in lines if line))
        if len(courses) > COURSES_MAX or any(len(course) > 40 for course in courses):
            raise forms.ValidationError(
                gettext("At most 30 courses, each of at most 40 characters. Shorten the list.")
            )
        return courses


class ShareholderForm(forms.Form):
    """One shareholder; a blank line is none."""

    name = forms.CharField(label=_("name"), max_length=60, required=False)
    percent = forms.DecimalField(
        label=_("share in per cent"), max_digits=5, decimal_places=2, required=False
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if bool(answers.get("name")) != (answers.get("percent") is not None):
            raise forms.ValidationError(gettext("Give both the name and the share."))
        return answers


class TeacherForm(forms.Form):
    """One teacher; a blank line is none."""

    name = forms.CharField(label=_("name"), max_length=60, required=False)
    certificate = forms.CharField(label=_("certificate"), max_length=60, required=False)
    vetted_on = forms.DateField(
        label=_("vetted on"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if any(answers.values()) and not (answers.get("name") and answers.get("certificate")):
            raise forms.ValidationError(gettext("Give both the name and the certificate."))
        return answers


Lines: TypeAlias = "forms.BaseFormSet[Any]"
ShareholderLines = forms.formset_factory(
    ShareholderForm, extra=BLANK_LINES, max_num=LINES_MAX, absolute_max=LINES_MAX
)
TeacherLines = forms.formset_factory(
    TeacherForm, extra=BLANK_LINES, max_num=LINES_MAX, absolute_max=LINES_MAX
)


@open_to(Role.INSTITUTION, methods=("GET", "POST"), clause="5.2.a")
def write_file(request: ActingRequest) -> HttpResponse:
    """Fill in or change the own file; what was admitted stays until a district looks (5.2.a)."""
    institution = institution_of(request.actor)
    posted = request.POST if request.method == "POST" else None
    file = file_in(newest_version(institution))
    form = _form(posted, institution, file)
    holders, teachers = _lines(posted, file)
    against: tuple[Reason, ...] = ()
    if form.is_valid() & holders.is_valid() & teachers.is_valid():
        answers = form.cleaned_data
        # The version that was on the screen: nobody's words are lost under somebody else's.
        institution.version = answers.pop("version")
        try:
            actions.write_file(
                actor=request.actor,
                at=now(),
                institution=institution,
                contact_name=answers.pop("contact_name"),
                contact_phone=answers.pop("contact_phone"),
                file=_file(answers, holders, teachers),
            )
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, gettext("Your file is saved."))
            return redirect("providers:my_institution")
    page = {"form": form, "holders": holders, "teachers": teachers, "against": against}
    is_wrong = form.errors or holders.total_error_count() or teachers.total_error_count()
    return render(
        request, "providers/write_file.html", page, status=422 if is_wrong or against else 200
    )


def _form(posted: QueryDict | None, institution: "Institution", file: InstitutionFile) -> FileForm:
    initial = asdict(file) | {
        "courses": "\n".join(file.courses),
        "contact_name": institution.contact_name,
        "contact_phone": contact_phone_of(institution),
        "version": institution.version,
    }
    form = FileForm(posted, initial=initial)
    educations = form.fields["educations"]
    assert isinstance(educations, forms.ChoiceField)
    language = get_language() or "zh-hans"
    educations.choices = [(name, spoken.word(name, language)) for name in EDUCATIONS]
    return form


def _lines(posted: QueryDict | None, file: InstitutionFile) -> tuple[Lines, Lines]:
    held: Sequence[Any] = [
        {"name": one.name, "percent": Decimal(one.share) / 100} for one in file.shareholders
    ]
    taught = [asdict(one) for one in file.teachers]
    if posted is not None:
        # What came back is all there is: a line is read even where it says what it said before.
        return (
            ShareholderLines(posted, prefix="shareholders"),
            TeacherLines(posted, prefix="teachers"),
        )
    return (
        ShareholderLines(initial=held, prefix="shareholders"),
        TeacherLines(initial=taught, prefix="teachers"),
    )


def _file(answers: dict[str, Any], holders: Lines, teachers: Lines) -> InstitutionFile:
    return InstitutionFile(
        **{**answers, "educations": tuple(answers["educations"])},
        shareholders=tuple(
            Shareholder(line["name"], int(line["percent"] * 100))
            for line in holders.cleaned_data
            if line.get("name")
        ),
        teachers=tuple(
            Teacher(line["name"], line["certificate"], line["vetted_on"])
            for line in teachers.cleaned_data
            if line.get("name")
        ),
    )
