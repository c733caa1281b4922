from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.ordinance import spoken
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import Listing, export_answer, is_export, spoken_here
from kehou.providers.permissions import READ_REGISTER
from kehou.providers.queries import institutions_found, register_lines
from kehou.providers.queries.register import RegisterLine

LINES_A_PAGE = 50
STATES = (
    ("", _("all")),
    ("waiting", _("with the district")),
    ("admitted", _("on the white list")),
    ("returned", _("returned for change")),
    ("struck_off", _("struck off the white list")),
    ("black_listed", _("on the black list")),
)


def _educations(line: RegisterLine) -> str:
    language = spoken_here()
    return spoken.listed([spoken.word(e, language) for e in line.version.educations], language)


def _districts(line: RegisterLine) -> str:
    return "、".join(f"{one.district}：{one.get_state_display()}" for one in line.admissions)


LISTING: Listing[RegisterLine] = Listing(
    _("Institutions"),
    (
        (_("Credit code"), lambda line: line.institution.code),
        (_("Institution"), lambda line: line.version.name),
        (_("Legal representative"), lambda line: line.version.legal_representative),
        (_("Licence valid until"), lambda line: line.version.licence_until),
        (_("Permit valid until"), lambda line: line.version.permit_until),
        (_("Educations"), _educations),
        (_("Courses"), lambda line: "、".join(line.version.courses)),
        (_("Districts"), _districts),
        (_("Warnings"), lambda line: line.cautions),
        (_("Black list"), lambda line: gettext("yes") if line.black_listing else gettext("no")),
    ),
)


class RegisterSieve(forms.Form):
    """Which institutions are shown."""

    text = forms.CharField(label=_("name or code"), max_length=40, required=False)
    state = forms.ChoiceField(label=_("state"), choices=STATES, required=False)


@open_to(*READ_REGISTER, clause="5.2.a")
def register(request: ActingRequest) -> HttpResponse:
    """The institutions that the district or the city knows, with what bars them (4.2, 5.2.a).

    Taken away as a file it has no telephone numbers and no names of teachers.
    """
    actor, today = request.actor, city_day(now())
    form = RegisterSieve(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    found = institutions_found(actor, on=today, **asked).order_by("code")
    if is_export(request):
        lines = register_lines(actor, found, on=today)
        return export_answer("institutions", LISTING.of(lines))
    page = Paginator(found, LINES_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "lines": register_lines(actor, page.object_list, on=today),
        "keeps_register": actor.role is not Role.AUDITOR,
    }
    return render(request, "providers/register.html", shown)
