"""Who takes part in the service, and the clause that gives each their part."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A part somebody plays. One person may hold several and plays one at a time."""

    GUARDIAN = "guardian"
    STAFF = "staff"
    OFFICE = "office"
    PRINCIPAL = "principal"
    SAFETY_OFFICER = "safety_officer"
    SCHOOL_FINANCE = "school_finance"
    DISTRICT_REVIEWER = "district_reviewer"
    DISTRICT_FINANCE = "district_finance"
    CITY_BUREAU = "city_bureau"
    CITY_FINANCE = "city_finance"
    AUDITOR = "auditor"
    INSTITUTION = "institution"
    PUBLIC = "public"
    SYSTEM = "system"


class Seat(StrEnum):
    """Where a role is played: it decides which schools' records exist for whoever plays it."""

    FAMILY = "family"
    SCHOOL = "school"
    DISTRICT = "district"
    CITY = "city"
    INSTITUTION = "institution"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Part:
    """One role: its name in both languages, its seat, the clause behind it.

    `writes` tells whether the role may write school records at all; `second_factor` whether it
    needs one, because it moves money or can override a release.
    """

    role: Role
    zh: str
    en: str
    seat: Seat
    clause: str
    writes: bool = True
    second_factor: bool = False


PARTS: dict[Role, Part] = {
    part.role: part
    for part in (
        Part(Role.GUARDIAN, "家长", "Guardian", Seat.FAMILY, "2.3.c"),
        Part(Role.STAFF, "看护教师", "Caretaker", Seat.SCHOOL, "7.1.b"),
        Part(Role.OFFICE, "学校教务", "School office", Seat.SCHOOL, "7.2.a"),
        Part(Role.PRINCIPAL, "校长", "Principal", Seat.SCHOOL, "7.1.a", second_factor=True),
        Part(
            Role.SAFETY_OFFICER,
            "学校安全负责人",
            "Safety officer",
            Seat.SCHOOL,
            "7.3.a",
            second_factor=True,
        ),
        Part(
            Role.SCHOOL_FINANCE,
            "学校财务",
            "School finance",
            Seat.SCHOOL,
            "6.3.a",
            second_factor=True,
        ),
        Part(Role.DISTRICT_REVIEWER, "区教育局审核", "District reviewer", Seat.DISTRICT, "5.4.b"),
        Part(
            Role.DISTRICT_FINANCE,
            "区财政",
            "District finance",
            Seat.DISTRICT,
            "6.1.d",
            second_factor=True,
        ),
        Part(Role.CITY_BUREAU, "市教育局", "City bureau", Seat.CITY, "2.1", writes=False),
        Part(
            Role.CITY_FINANCE,
            "市财政",
            "City finance",
            Seat.CITY,
            "6.1.a",
            writes=False,
            second_factor=True,
        ),
        Part(Role.AUDITOR, "审计", "Auditor", Seat.CITY, "6.3.f", writes=False),
        Part(Role.INSTITUTION, "社会机构", "Institution", Seat.INSTITUTION, "4.2", writes=False),
        Part(Role.PUBLIC, "公众", "Public", Seat.NOWHERE, "6.3.d", writes=False),
        Part(Role.SYSTEM, "平台", "The platform", Seat.NOWHERE, ""),
    )
}

# Who gives a seat to whom, each at their own place: the leading group's principal staffs the
# school, the office adds caretakers, the district names principals, the city everybody above.
# Whoever counts the money or answers for the children is never named by the office.
APPOINTS: dict[Role, frozenset[Role]] = {
    Role.OFFICE: frozenset({Role.STAFF}),
    Role.PRINCIPAL: frozenset({Role.STAFF, Role.OFFICE, Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE}),
    Role.DISTRICT_REVIEWER: frozenset({Role.PRINCIPAL}),
    Role.CITY_BUREAU: frozenset(
        {
            *(Role.DISTRICT_REVIEWER, Role.DISTRICT_FINANCE),
            *(Role.CITY_BUREAU, Role.CITY_FINANCE, Role.AUDITOR),
        }
    ),
}
# Those without whom nobody at their place could be appointed any more: one always remains.
HEADS: frozenset[Role] = frozenset({Role.PRINCIPAL, Role.DISTRICT_REVIEWER, Role.CITY_BUREAU})

# What needs a second factor, and who takes one away that was lost: never the rank that hands out
# the password as well, or one person could come in as whoever signs beside them. The city stands
# above everybody and has nobody above it.
SECOND_FACTOR_ROLES: frozenset[Role] = frozenset(
    r for r, part in PARTS.items() if part.second_factor
)
RESETS_SECOND_FACTOR: dict[Role, frozenset[Role]] = {
    Role.DISTRICT_REVIEWER: frozenset({Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE}),
    Role.CITY_BUREAU: SECOND_FACTOR_ROLES,
}
