"""Who can sign in to the demo, and what to try as whom."""

from kehou.people.seeding import DEMO_PASSWORD, first_phone

# Login name and what to try. All are of the first school, its district, or the city.
TOLD = (
    ("teacher1", "看护教师 caretaker: call the roll, release a child"),
    ("office1", "学校教务 office: import a roll, activities, duties"),
    ("principal1", "校长 principal: review, lead the group, publish the draw and the account"),
    ("safety1", "安全负责人 safety officer: the afternoon board, close the day"),
    ("finance1", "学校财务 school finance: settle a month, draft its publication"),
    ("district1", "区教育局 district: review activities, answer filings, admit institutions"),
    ("institution1", "社会机构 institution: its file, the district's remarks; speaks for two"),
    ("city", "市教育局 city bureau"),
    ("auditor", "审计 auditor"),
)


def told() -> str:
    """The lines that `kehou up --demo` prints."""
    lines = [f"    {login:<12} {what}" for login, what in TOLD]
    return "\n".join(
        (
            "",
            f"  Demo accounts, password {DEMO_PASSWORD}:",
            *lines,
            f"    {first_phone()}  家长 guardian of two children: sign in by phone",
            "  Codes (phone and second factor) are shown on /people/demo_codes/.",
            "  The city's clock stands in one afternoon; every page says so.",
            "",
        )
    )
