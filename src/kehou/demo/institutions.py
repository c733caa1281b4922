"""The institutions of the demo city: one in each state that an institution can be in (5.2.a).

None of them exists: the codes are of a region that no office uses, made to fit their check digit.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from stdnum.cn import uscc

from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.providers.actions import (
    apply_to_district,
    attach_document,
    black_list,
    caution_institution,
    register_institution,
    review_admission,
    write_file,
)
from kehou.providers.core.file import InstitutionFile, Shareholder, Teacher
from kehou.providers.queries.admission import POINTS

if TYPE_CHECKING:
    from kehou.providers.models import Admission, Institution
    from kehou.schools.models import District

# Name, its courses, the educations they serve.
PLANS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("星火少年宫", ("少儿合唱", "管乐", "舞蹈"), ("aesthetic",)),
    ("东湖青少年体育俱乐部", ("篮球", "乒乓球", "花样跳绳"), ("physical",)),
    ("小工匠劳动实践中心", ("木工", "陶艺"), ("labour", "aesthetic")),
    ("启智机器人工作室", ("机器人", "图形化编程"), ("intellectual", "labour")),
    ("青苗戏剧社", ("儿童戏剧", "朗诵"), ("aesthetic", "moral")),
    ("飞跃素质拓展中心", ("户外拓展",), ("physical", "moral")),
)
LISTED, LAPSING, IN_REVIEW, RETURNED, WARNED, BARRED = range(len(PLANS))


@dataclass(frozen=True, slots=True)
class Officers:
    """Who decides in the demo: the district's reviewer, and the city bureau."""

    reviewer: Actor
    bureau: Actor


@dataclass(frozen=True, slots=True)
class Representative:
    """Who speaks for an institution of the demo, and how they sign in."""

    person_id: int
    name: str
    login_name: str


def seed_institutions(
    representatives: Sequence[Representative],
    officers: Officers,
    district: "District",
    *,
    at: datetime,
) -> None:
    """Six institutions: listed, about to lapse, in review, returned, warned, barred.

    Each does what it would do itself, and the officers decide. Each of five `representatives`, who
    have their accounts, speaks for one; the first for the returned one too, to show how one goes
    from seat to seat.
    """
    spoken_for = [*representatives]
    spoken_for.insert(RETURNED, representatives[LISTED])
    began = at - timedelta(days=40)
    made = []
    for number, representative in enumerate(spoken_for):
        institution = _registered(number, representative, officers.bureau, at=began)
        actor = Actor(Role.INSTITUTION, representative.person_id, institution_id=institution.pk)
        _fill_in(institution, actor, number, at=began)
        sent = at - timedelta(days=4) if number == IN_REVIEW else began + timedelta(days=3)
        admission = apply_to_district(
            actor=actor, at=sent, institution=institution, district=district
        )
        if number != IN_REVIEW:
            _decide(admission, officers.reviewer, number, at=began + timedelta(days=6))
        made.append(institution)
    caution_institution(
        actor=officers.reviewer,
        at=at - timedelta(days=9),
        institution=made[WARNED],
        grounds="十月两次派出未备案的教师代课。",
    )
    black_list(
        actor=officers.bureau,
        at=at - timedelta(days=5),
        institution=made[BARRED],
        until=None,
        grounds="伪造教师资格证明，经核实属实。",
    )


def _registered(
    number: int, representative: Representative, bureau: Actor, *, at: datetime
) -> "Institution":
    front = f"52000000MJD{number + 1:06d}"
    return register_institution(
        actor=bureau,
        at=at,
        district=None,
        code=front + uscc.calc_check_digit(front),
        name=PLANS[number][0],
        representative=representative.name,
        login_name=representative.login_name,
    ).institution


def _fill_in(institution: "Institution", actor: Actor, number: int, *, at: datetime) -> None:
    name, courses, educations = PLANS[number]
    lapses = timedelta(days=40 + 21) if number == LAPSING else timedelta(days=900)
    file = InstitutionFile(
        name=name,
        legal_representative="石法人",
        address=f"东湖大道{18 + number}号",
        licence_number=f"法登字{20240100 + number}",
        licence_office="东湖区民政局",
        licence_until=at.date() + timedelta(days=1200),
        permit_kind="school_permit",
        permit_number=f"教民{300100 + number}",
        permit_office="东湖区教育局",
        permit_until=at.date() + lapses,
        educations=educations,
        courses=courses,
        shareholders=(Shareholder("石法人", 7000), Shareholder("安出资", 3000)),
        teachers=_teachers(at.date()),
    )
    write_file(
        actor=actor,
        at=at,
        institution=institution,
        file=file,
        contact_name="向联系",
        contact_phone=f"0755-2600{1200 + number}",
    )
    for kind, file_name in (("licence_scan", "执照.pdf"), ("permit_scan", "许可证.pdf")):
        attach_document(
            actor=actor,
            at=at,
            institution=institution,
            kind=kind,
            file_name=file_name,
            content=_a_page(f"Kehou demo {institution.code} {kind}"),
        )


def _teachers(day: date) -> tuple[Teacher, ...]:
    vetted = day - timedelta(days=20)
    return (Teacher("季老师", "教资20190012", vetted), Teacher("戚教练", "体教20210345", vetted))


def _decide(admission: "Admission", reviewer: Actor, number: int, *, at: datetime) -> None:
    is_returned = number == RETURNED
    review_admission(
        actor=reviewer,
        at=at,
        admission=admission,
        outcome="returned" if is_returned else "admitted",
        checked=() if is_returned else [point for point, _ in POINTS],
        remarks="请补充场地消防证明，并写明每门课程的授课教师。" if is_returned else "",
    )


def _a_page(words: str) -> bytes:
    """A PDF of one page with these words, for a demo to hand in."""
    drawn = zlib.compress(f"BT /F1 18 Tf 72 740 Td ({words}) Tj ET".encode())
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawn), drawn),
    )
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return content + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1,
        start,
    )
