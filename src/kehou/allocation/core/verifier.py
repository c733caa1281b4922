"""Checks a published draw from its two files alone, by a path of its own (7.2.b).

It imports nothing of the draw's code: what the core computes round by round, this module states as
conditions on the result. Every constraint is tested, every refusal's reason, and that nobody was
passed over: whoever was refused a full place could not have had it in any round without going
before a child who had less at that moment, or as much and the earlier lot.
"""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from typing import Any

from kehou.kernel.explained import Reason, Verdict

Document = dict[str, Any]
Turn = tuple[int, int]
WHOLE = 1_000_000


def verify(draw_file: str, outcome_file: str) -> Verdict:
    """Everything that is wrong with a published outcome; the verdict is yes when nothing is.

    In three steps, each of which needs the one before: the files belong together, the places keep
    every limit, the refusals are right.
    """
    draw, outcome = json.loads(draw_file), json.loads(outcome_file)
    if outcome["draw_sha256"] != sha256(draw_file.encode()).hexdigest():
        return Verdict((_fault("check_other_draw"),))
    case = _Case(draw, outcome)
    return Verdict(
        tuple(_names(case))
        or (*_lots(case), *_attendance(case), *_entitlement(case), *_group_sizes(case))
        or (*_reasons(case), *_passed_over(case), *_profile(case))
    )


class _Case:
    """Both files, with the look-ups that the checks share."""

    def __init__(self, draw: Document, outcome: Document) -> None:
        self.draw = draw
        self.outcome = outcome
        self.pupils: dict[str, Document] = {p["pseudonym"]: p for p in draw["pupils"]}
        self.offerings: dict[str, Document] = {o["name"]: o for o in draw["offerings"]}
        self.slots = {name: frozenset(o["slots"]) for name, o in self.offerings.items()}
        self.wishes: dict[str, dict[str, int]] = {
            name: dict(pupil["wishes"]) for name, pupil in self.pupils.items()
        }
        self.held: dict[str, dict[str, int]] = {
            name: dict(places) for name, places in outcome["places"].items()
        }
        self.drawn = {
            name: {offering: number for offering, number in held.items() if number}
            for name, held in self.held.items()
        }
        self.taken = Counter(offering for held in self.held.values() for offering in held)

    def is_for(self, pupil: Document, name: str) -> bool:
        offering = self.offerings[name]
        return (
            pupil["grade"] in offering["grades"]
            and (not offering["campus"] or offering["campus"] == pupil["campus"])
            and self.slots[name].issubset(pupil["attends"])
        )

    def clash(self, one: str, other: str) -> bool:
        return not self.slots[one].isdisjoint(self.slots[other])

    def has_room(self, name: str) -> bool:
        capacity = self.offerings[name]["capacity"]
        return capacity is None or self.taken[name] < capacity

    def worth(self, pupil: str, name: str) -> int:
        weights: list[int] = self.draw["weights"]
        rank = self.wishes[pupil][name]
        return (weights[rank - 1 :] or weights[-1:])[0] * len(self.slots[name])

    def best(self, name: str) -> int:
        """The most that wishes going together are worth, by trying each with and without."""
        bit = {slot: 1 << place for place, slot in enumerate(self.draw["slots"])}
        packed = {0: 0}
        for offering in self.wishes[name]:
            if self.is_for(self.pupils[name], offering):
                periods = sum(bit[slot] for slot in self.slots[offering])
                worth = self.worth(name, offering)
                for used, so_far in list(packed.items()):
                    if not used & periods:
                        more = max(packed.get(used | periods, 0), so_far + worth)
                        packed[used | periods] = more
        return max(packed.values())

    @cached_property
    def ranks(self) -> dict[str, list[int]]:
        """For each offering, the ranks it has on the lists of those whom it is for, in order."""
        given: dict[str, list[int]] = {name: [] for name in self.offerings}
        for name, pupil in self.pupils.items():
            for offering, rank in self.wishes[name].items():
                if self.is_for(pupil, offering):
                    given[offering].append(rank)
        return {name: sorted(ranks) for name, ranks in given.items()}

    @cached_property
    def turns(self) -> dict[str, list[Turn]]:
        """Each pupil's place in line before each round: the share of its best so far, the lot."""
        rounds = range(max((n for held in self.drawn.values() for n in held.values()), default=0))
        turns = {}
        for name, drawn in self.drawn.items():
            best, lot = self.best(name) if drawn else 1, self.outcome["lots"][name]
            worth = {offering: self.worth(name, offering) for offering in drawn}
            before = [
                sum(worth[offering] for offering, won in drawn.items() if won <= number)
                for number in rounds
            ]
            turns[name] = [(WHOLE * gained // best, lot) for gained in before]
        return turns


def _names(case: _Case) -> Iterator[Reason]:
    """The same pupils everywhere, no offering that the draw does not know, none held twice."""
    outcome = case.outcome
    if any(outcome[part].keys() != case.pupils.keys() for part in ("lots", "places", "refused")):
        yield _fault("check_other_pupils")
    listed = [name for places in outcome["places"].values() for name, _ in places]
    if len(listed) != case.taken.total() or {*listed, *outcome["closed"]} - case.offerings.keys():
        yield _fault("check_other_offerings")


def _lots(case: _Case) -> Iterator[Reason]:
    """The line is that of the numbers, SHA-256 of seed and pseudonym."""
    seed = bytes.fromhex(case.draw["seed"])
    line = sorted(case.pupils, key=lambda name: sha256(seed + name.encode()).digest())
    for lot, name in enumerate(line, start=1):
        if case.outcome["lots"][name] != lot:
            yield _fault("check_lot", pupil=name, lot=lot)


def _attendance(case: _Case) -> Iterator[Reason]:
    """One place in each attended period and none elsewhere, hence no two at one time."""
    for name, pupil in case.pupils.items():
        covered = Counter(slot for offering in case.held[name] for slot in case.slots[offering])
        if covered != Counter(pupil["attends"]):
            yield _fault("check_periods", pupil=name)


def _entitlement(case: _Case) -> Iterator[Reason]:
    """Nobody sits where it is not for them, nor, the fall-back apart, where they did not ask."""
    for name, pupil in case.pupils.items():
        for offering, number in case.held[name].items():
            sheltered = number == 0 and case.offerings[offering]["capacity"] is None
            drawn = number > 0 and offering in case.wishes[name]
            if not case.is_for(pupil, offering) or not (sheltered or drawn):
                yield _fault("check_place", pupil=name, offering=offering)


def _group_sizes(case: _Case) -> Iterator[Reason]:
    """No offering beyond its seats or below its minimum, and nobody in a closed one."""
    for name, offering in case.offerings.items():
        taken, reached = case.taken[name], case.outcome["closed"].get(name)
        if offering["capacity"] is not None and taken > offering["capacity"]:
            yield _fault("check_seats", offering=name, taken=taken, places=offering["capacity"])
        if reached is None and taken < offering["minimum"]:
            yield _fault("check_minimum", offering=name, taken=taken, minimum=offering["minimum"])
        if reached is not None and (taken or reached >= offering["minimum"]):
            yield _fault("check_closed", offering=name, reached=reached)


def _reasons(case: _Case) -> Iterator[Reason]:
    """Each wish not granted has one reason, and each reason is true."""
    for name in case.pupils:
        refused = case.outcome["refused"][name]
        told = sorted(reason["facts"].get("offering", "") for reason in refused)
        if told != sorted(case.wishes[name].keys() - case.held[name].keys()):
            yield _fault("check_reason_missing", pupil=name)
            continue
        for reason in refused:
            if not _is_true(case, name, reason["code"], reason["facts"]):
                offering = reason["facts"]["offering"]
                yield _fault("check_reason_untrue", pupil=name, offering=offering)


def _is_true(case: _Case, name: str, code: str, facts: Document) -> bool:
    """Whether a reason holds, figure by figure; a figure left out is not true."""
    pupil, wishes, asked = case.pupils[name], case.wishes[name], facts["offering"]
    offering, rank = case.offerings[asked], wishes[asked]
    figures: Document = {"rank": rank}
    match code:
        case "wish_other_grade":
            stands = pupil["grade"] not in offering["grades"]
        case "wish_other_campus":
            stands = offering["campus"] not in ("", pupil["campus"])
        case "wish_not_attended":
            stands = not case.slots[asked].issubset(pupil["attends"])
        case "offering_closed":
            stands = asked in case.outcome["closed"]
            figures["minimum"] = offering["minimum"]
            figures["reached"] = case.outcome["closed"].get(asked)
        case "wish_conflicts":
            kept = facts.get("held", "")
            figures["held_rank"] = wishes.get(kept)
            is_as_dear = kept in case.drawn[name] and wishes[kept] <= rank
            stands = is_as_dear and case.clash(kept, asked)
        case "offering_full":
            stands = not case.has_room(asked)
            figures["places"] = offering["capacity"]
            figures["wished"] = bisect_right(case.ranks[asked], rank)
            figures["lot"] = case.outcome["lots"][name]
            figures["pupils"] = len(case.pupils)
        case _:
            stands = False
    return stands and all(facts.get(figure) == true for figure, true in figures.items())


def _passed_over(case: _Case) -> Iterator[Reason]:
    """Nobody was refused a place that was free, or that went to a child further back in line."""
    given: dict[str, dict[int, Turn]] = {name: {} for name in case.offerings}
    for name, drawn in case.drawn.items():
        for offering, number in drawn.items():
            turn = case.turns[name][number - 1]
            given[offering][number] = max(turn, given[offering].get(number, turn))
    for name, pupil in case.pupils.items():
        for asked in case.wishes[name].keys() - case.held[name].keys():
            is_open = asked not in case.outcome["closed"] and case.is_for(pupil, asked)
            if is_open and _was_passed_over(case, name, asked, given[asked]):
                yield _fault("check_passed_over", pupil=name, offering=asked)


def _was_passed_over(case: _Case, name: str, asked: str, given: dict[int, Turn]) -> bool:
    """Whether some round left the child without, though a seat was free or its turn had come.

    `given` holds, for each round that gave seats of this offering, the last in line who got one.
    """
    wishes, drawn = case.wishes[name], case.drawn[name]
    as_dear = {won: number for won, number in drawn.items() if wishes[won] <= wishes[asked]}
    if case.has_room(asked):
        return not any(case.clash(asked, won) for won in as_dear)
    last_seat = max(given)
    for number in range(1, last_seat + 1):
        if any(case.clash(asked, won) for won, earlier in drawn.items() if earlier < number):
            return False
        if number not in as_dear.values():
            return number < last_seat or case.turns[name][number - 1] < given[number]
    return False


def _profile(case: _Case) -> Iterator[Reason]:
    """The figures are those of the places."""
    granted = Counter(case.wishes[name][won] for name, drawn in case.drawn.items() for won in drawn)
    counted = {
        "granted": sorted([rank, places] for rank, places in granted.items()),
        "fallback": case.taken.total() - granted.total(),
        "empty_handed": sum(
            bool(case.wishes[name]) and not drawn for name, drawn in case.drawn.items()
        ),
    }
    if case.outcome["profile"] != counted:
        yield _fault("check_profile")


def _fault(code: str, **facts: object) -> Reason:
    return Reason(code, "7.2.b", facts)
