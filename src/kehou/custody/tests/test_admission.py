from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kehou.custody.core.events import Event, HolderKind, Kind, Stream
from kehou.custody.tests.chains import (
    ALONE,
    CHILD,
    GRANDMA,
    LI,
    POLICE,
    WANG,
    YESTERDAY,
    ZHAO,
    Link,
    codes,
    collected,
    corrected,
    handed_on,
    judged,
    opened,
    taken_by_police,
    went_alone,
)

HEAD = opened(LI)[0]
CATCH_UP = opened(LI, stream=Stream.CATCH_UP)[0]
GONE = collected(HEAD)[0]
LEAVING = [collected, went_alone, taken_by_police]
FOLLOWING: list[Callable[[Event], Link]] = [
    *LEAVING,
    lambda head: handed_on(head, WANG),
    lambda head: corrected(head, WANG),
]


def test_staff_take_over_hand_on_release_and_mend() -> None:
    assert codes(opened(), None) == []
    for follow in FOLLOWING:
        assert codes(follow(HEAD), HEAD) == []
    assert codes(corrected(GONE, LI), GONE) == []


def test_the_holder_hands_on_once_the_receiver_has_accepted() -> None:
    link, known = handed_on(HEAD, WANG)

    assert codes((link, replace(known, acting=LI)), HEAD) == []
    assert codes((link, replace(known, accepted_by=None)), HEAD) == ["receiver_has_not_accepted"]
    assert codes((link, replace(known, accepted_by=ZHAO)), HEAD) == ["receiver_has_not_accepted"]
    assert codes((link, replace(known, acting=ZHAO)), HEAD) == ["child_not_in_your_care"]
    assert codes((link, replace(known, receiver_is_on_duty=False)), HEAD) == [
        "receiver_not_on_duty"
    ]


def test_nobody_hands_a_child_to_themselves() -> None:
    assert codes(handed_on(HEAD, LI), HEAD) == ["handed_to_oneself"]


def test_nobody_takes_a_child_over_for_somebody_else() -> None:
    link, known = opened(LI)

    assert codes((link, replace(known, acting=WANG)), None) == ["child_not_in_your_care"]
    assert codes((link, replace(known, accepted_by=None)), None) == ["receiver_has_not_accepted"]


@pytest.mark.parametrize("leave", LEAVING)
def test_nobody_releases_a_child_they_do_not_have(leave: Callable[[Event], Link]) -> None:
    link, known = leave(HEAD)

    assert codes((link, replace(known, acting=WANG)), HEAD) == ["child_not_in_your_care"]


def test_a_child_is_handed_to_two_people_only_once() -> None:
    first, second = collected(HEAD), handed_on(HEAD, WANG)

    assert judged(first, HEAD)
    assert codes(second, first[0]) == ["child_has_moved_on"]


def test_after_a_release_only_a_correction_follows() -> None:
    for follow in (collected, went_alone, taken_by_police, lambda head: handed_on(head, WANG)):
        assert codes(follow(GONE), GONE) == ["child_released_already"]


def test_a_day_begins_once_and_with_taking_over() -> None:
    assert codes(opened(WANG), HEAD) == ["child_taken_over_already"]
    assert codes(opened(WANG), GONE) == ["child_taken_over_already"]
    assert codes(collected(HEAD), None) == ["child_not_taken_over_yet"]
    link, known = opened()
    assert codes((replace(link, number=1), known), None) == ["child_not_taken_over_yet"]


@pytest.mark.parametrize(
    ("lie", "found"),
    [
        ({"previous": UUID(int=1)}, "child_has_moved_on"),
        ({"previous": None}, "child_has_moved_on"),
        ({"number": 2}, "child_has_moved_on"),
        ({"number": 0}, "child_has_moved_on"),
        ({"from_holder": WANG}, "sender_is_not_the_holder"),
        ({"from_holder": None}, "sender_is_not_the_holder"),
        ({"previous_kind": HolderKind.GUARDIAN}, "sender_is_not_the_holder"),
        ({"previous_kind": None}, "sender_is_not_the_holder"),
        ({"pupil": CHILD + 1}, "event_of_another_child"),
        ({"day": date(2026, 9, 8)}, "event_of_another_child"),
        ({"stream": Stream.CATCH_UP}, "stream_changed_midway"),
    ],
)
@pytest.mark.parametrize("follow", FOLLOWING)
def test_a_link_that_lies_about_the_chain_is_refused(
    follow: Callable[[Event], Link], lie: dict[str, Any], found: str
) -> None:
    link, known = follow(HEAD)

    assert codes((replace(link, **lie), known), HEAD) == [found]


@pytest.mark.parametrize(
    ("kind", "to_kind"),
    [
        (Kind.TRANSFER, HolderKind.GUARDIAN),
        (Kind.TRANSFER, HolderKind.SELF),
        (Kind.TRANSFER, HolderKind.AUTHORITY),
        (Kind.RELEASE, HolderKind.STAFF),
        (Kind.CORRECT, HolderKind.GUARDIAN),
        (Kind.CORRECT, HolderKind.SELF),
    ],
)
def test_each_kind_of_link_leads_to_its_own_kind_of_holder(kind: Kind, to_kind: HolderKind) -> None:
    link, known = handed_on(HEAD, WANG)

    found = codes((replace(link, kind=kind, to_kind=to_kind), replace(known, acting=LI)), HEAD)

    assert "receiver_does_not_fit" in found


def test_home_alone_needs_a_permit_in_force_and_in_hand() -> None:
    link, known = went_alone(HEAD)

    assert link.to_holder == ALONE
    for lacking in (
        (replace(link, permit=None), known),
        (link, replace(known, permit=None)),
        (link, replace(known, permit=YESTERDAY)),
    ):
        assert codes(lacking, HEAD) == ["no_permit_in_force"]
    assert codes((link, replace(known, permit_was_shown=False)), HEAD) == ["permit_not_shown"]


def test_a_guardian_needs_a_right_to_collect_this_child_today() -> None:
    link, known = collected(HEAD)

    assert link.to_holder == GRANDMA
    for lacking in (
        (replace(link, guardianship=None), known),
        (link, replace(known, pick_up_right=None)),
        (link, replace(known, pick_up_right=YESTERDAY)),
    ):
        assert codes(lacking, HEAD) == ["no_pick_up_right"]
    assert codes((link, replace(known, must_not_collect=True)), HEAD) == ["must_not_collect"]


def test_police_and_doctors_give_a_case_number() -> None:
    link, known = taken_by_police(HEAD)

    assert link.to_holder == POLICE
    assert codes((replace(link, case_number=" "), known), HEAD) == ["authority_without_case_number"]


def test_a_catch_up_child_leaves_only_in_a_guardians_hands() -> None:
    assert codes(collected(CATCH_UP), CATCH_UP) == []
    assert codes(went_alone(CATCH_UP), CATCH_UP) == ["alone_from_catch_up"]
    assert codes(taken_by_police(CATCH_UP), CATCH_UP) == ["catch_up_only_to_guardian"]


def test_a_catch_up_child_is_passed_on_only_for_a_reason() -> None:
    assert codes(handed_on(CATCH_UP, WANG), CATCH_UP) == ["catch_up_handed_on_without_reason"]
    assert codes(handed_on(CATCH_UP, WANG, reason="突发疾病"), CATCH_UP) == []
    assert codes(corrected(CATCH_UP, WANG), CATCH_UP) == []


def test_a_correction_takes_two_and_says_why() -> None:
    link, known = corrected(GONE, WANG)

    alone = replace(known, acting=WANG)
    assert codes((link, alone), GONE) == ["correction_by_one_alone"]
    assert codes((replace(link, reason=" "), known), GONE) == ["correction_without_reason"]
    assert codes((link, replace(known, accepted_by=ZHAO)), GONE) == ["receiver_has_not_accepted"]


def test_every_reason_is_given_at_once() -> None:
    link, known = corrected(GONE, WANG)

    worst = replace(known, acting=WANG, accepted_by=None, receiver_is_on_duty=False)
    assert codes((replace(link, reason=""), worst), GONE) == [
        "correction_by_one_alone",
        "correction_without_reason",
        "receiver_not_on_duty",
        "receiver_has_not_accepted",
    ]
