"""A file as a whole: what it lacks, what cannot be true, what changed (5.2.a)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.providers.core.file import (
    InstitutionFile,
    Shareholder,
    Teacher,
    changed_parts,
    complete,
    consistent,
    needs_another_look,
    percent,
)

WHOLE = InstitutionFile(
    name="星火少年宫",
    legal_representative="何法人",
    address="东湖路1号",
    licence_number="1",
    licence_office="市场监督管理局",
    licence_until=date(2028, 6, 30),
    permit_kind="school_permit",
    permit_number="2",
    permit_office="东湖区教育局",
    permit_until=date(2028, 6, 30),
    educations=("aesthetic",),
    courses=("少儿合唱",),
    shareholders=(Shareholder("何法人", 10_000),),
    teachers=(Teacher("严教练", "体教1", date(2026, 8, 1)),),
    documents=(("licence_scan", "ab"), ("permit_scan", "cd")),
)


def test_a_whole_file_lacks_nothing() -> None:
    assert complete(WHOLE)
    assert consistent(WHOLE)


def test_everything_that_lacks_is_told_at_once() -> None:
    (why,) = complete(InstitutionFile(name="新机构")).against

    assert why.facts["parts"] == [
        *("legal_representative", "address", "licence_number", "licence_office", "licence_until"),
        *("permit_kind", "permit_number", "permit_office", "permit_until"),
        *("educations", "courses", "shareholders", "teachers", "licence_scan", "permit_scan"),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "institution_has_a_name"),
        ({"shareholders": (Shareholder("甲", 0),)}, "share_is_a_part_of_the_whole"),
        (
            {"shareholders": (Shareholder("甲", 6000), Shareholder("乙", 4001))},
            "shares_are_at_most_the_whole",
        ),
        (
            {"shareholders": (Shareholder("甲", 1), Shareholder("甲", 2))},
            "shareholder_is_named_once",
        ),
        ({"teachers": (Teacher("严", ""),)}, "teacher_has_a_certificate"),
        ({"teachers": (Teacher("严", "1"), Teacher("严", "1"))}, "teacher_is_named_once"),
    ],
)
def test_what_cannot_be_true_is_refused(change: dict[str, object], code: str) -> None:
    file = replace(WHOLE, **change)  # type: ignore[arg-type]

    assert [why.code for why in consistent(file).against] == [code]


def test_namesakes_with_other_certificates_are_two_people() -> None:
    assert consistent(replace(WHOLE, teachers=(Teacher("严", "1"), Teacher("严", "2"))))


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=8))
def test_shares_stand_while_they_come_to_the_whole_at_most(shares: list[int]) -> None:
    holders = tuple(Shareholder(f"股东{n}", share) for n, share in enumerate(shares))

    assert bool(consistent(replace(WHOLE, shareholders=holders))) == (sum(shares) <= 10_000)


@given(st.permutations(["武术", "合唱", "编程"]))
def test_the_order_in_which_a_file_was_written_is_no_change(courses: list[str]) -> None:
    one = replace(WHOLE, courses=("武术", "合唱", "编程"))
    other = replace(WHOLE, courses=tuple(courses))

    assert changed_parts(one, other) == ()
    assert one.content_hash == other.content_hash


def test_a_change_is_told_by_its_part_and_changes_the_hash() -> None:
    changed = replace(WHOLE, permit_until=date(2029, 6, 30), courses=("武术",))

    assert changed_parts(WHOLE, changed) == ("permit_until", "courses")
    assert changed.content_hash != WHOLE.content_hash


def test_only_a_move_to_another_address_needs_no_look() -> None:
    assert not needs_another_look(WHOLE, replace(WHOLE, address="西山路2号"))
    for change in ({"name": "他名"}, {"documents": ()}, {"shareholders": ()}, {"teachers": ()}):
        assert needs_another_look(WHOLE, replace(WHOLE, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "told"), [(10_000, "100"), (3350, "33.5"), (3333, "33.33"), (5, "0.05")]
)
def test_a_share_is_written_as_people_write_it(share: int, told: str) -> None:
    assert percent(share) == told
