from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from kehou.ordinance import spoken
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_table
from kehou.providers.permissions import READ_REGISTER, institutions_of
from kehou.providers.queries import register_lines


@open_to(*READ_REGISTER, clause="5.2.a")
def register_export(request: ActingRequest) -> HttpResponse:
    """The register as a file; no telephone numbers and no names of teachers (5.2.a)."""
    actor, today, language = request.actor, city_day(now()), get_language() or "zh-hans"
    rows = (
        (
            line.institution.code,
            line.version.name,
            line.version.legal_representative,
            line.version.licence_until,
            line.version.permit_until,
            spoken.listed([spoken.word(e, language) for e in line.version.educations], language),
            "、".join(line.version.courses),
            "、".join(f"{a.district}：{a.get_state_display()}" for a in line.admissions),
            line.cautions,
            gettext("yes") if line.black_listing else gettext("no"),
        )
        for line in register_lines(actor, institutions_of(actor).order_by("code"), on=today)
    )
    titles = (
        *(gettext("Credit code"), gettext("Institution"), gettext("Legal representative")),
        *(gettext("Licence valid until"), gettext("Permit valid until"), gettext("Educations")),
        *(gettext("Courses"), gettext("Districts"), gettext("Warnings"), gettext("Black list")),
    )
    content = write_table(gettext("Institutions"), titles, rows, language)
    return workbook_answer(content, f"institutions-{today:%Y%m%d}")
