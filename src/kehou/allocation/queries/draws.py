"""Draws: what goes in, what came out, and what it means for a school and for a family."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kehou.allocation.core import applications as core
from kehou.allocation.models import Draw, DrawInput, Group, Place
from kehou.allocation.permissions import places_of
from kehou.allocation.queries.groups import sizes_of
from kehou.catalogue.queries import Offer, Titled, offered_in, titles_in
from kehou.enrolment.queries import applications_for, receipts_of
from kehou.kernel.explained import Reason
from kehou.ordinance.bilingual import Bilingual
from kehou.people.permissions import pupils_of
from kehou.platform.actors import Actor
from kehou.schools.queries import periods_by_grade

if TYPE_CHECKING:
    from kehou.enrolment.models import Window

BETWEEN = "@"


@dataclass(frozen=True, slots=True)
class DrawProfile:
    """A draw in figures: `granted` is (rank, places) in the order of ranks."""

    children: int
    granted: tuple[tuple[int, int], ...]
    fall_back: int
    empty_handed: int
    closed: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    group: Group
    children: int


@dataclass(frozen=True, slots=True)
class PlaceLine:
    weekday: int
    period: int
    activity: str
    room: str


@dataclass(frozen=True, slots=True)
class ChildPlaced:
    """One child of a guardian: the week, and a reason for each wish that was not met."""

    pupil_id: int
    name: str
    places: tuple[PlaceLine, ...]
    refused: tuple[Reason, ...]


def draw_of_window(window: "Window", *, seed: bytes) -> core.Draw:
    """Everything that decides the draw of a window, with receipts in the place of children.

    A fall-back becomes one offering for each of its periods, without a limit of seats (4.1).
    """
    periods = periods_by_grade(window.school, window.term)
    offers = offered_in(school_id=window.school_id, term_id=window.term_id)
    pupils = tuple(
        core.Pupil(
            pseudonym=applied.receipt,
            grade=applied.grade,
            campus=str(applied.campus_id),
            attends=frozenset(
                core.Slot(weekday, period)
                for weekday in applied.weekdays
                for period in periods.get(applied.grade, ())
            ),
            wishes=tuple(core.Wish(f"A{wish.activity_id}", wish.rank) for wish in applied.wishes),
        )
        for applied in applications_for(window)
    )
    slots = {slot for pupil in pupils for slot in pupil.attends}
    slots |= {core.Slot(*slot) for offer in offers for slot in offer.slots}
    return core.Draw(
        seed=seed,
        weights=core.RANKED_PER_WEEKDAY,
        slots=tuple(sorted(slots)),
        offerings=tuple(offering for offer in offers for offering in _offerings(offer)),
        pupils=pupils,
    )


def has_input(drawn: Draw) -> bool:
    """Whether the file that went into a draw was kept: of the very first draws it was not."""
    return DrawInput.objects.filter(draw=drawn).exists()


def input_of(drawn: Draw) -> str:
    """The file that went into a draw, as it was when the draw was held."""
    return drawn.input.text


def _offerings(offer: Offer) -> list[core.Offering]:
    slots = [core.Slot(*slot) for slot in offer.slots]
    campus = str(offer.campus_id)
    if offer.is_fall_back:
        return [
            core.Offering(
                name=f"A{offer.activity_id}{BETWEEN}{slot}",
                slots=frozenset({slot}),
                capacity=None,
                minimum=0,
                grades=offer.grades,
                campus=campus,
            )
            for slot in slots
        ]
    return [
        core.Offering(
            name=f"A{offer.activity_id}",
            slots=frozenset(slots),
            capacity=offer.largest,
            minimum=offer.smallest,
            grades=offer.grades,
            campus=campus,
        )
    ]


def activity_of(offering: str) -> int:
    """The activity behind an offering's name."""
    return int(offering.removeprefix("A").split(BETWEEN)[0])


def slots_of_offering(offering: str, offer: Offer) -> tuple[core.Slot, ...]:
    """The periods that a place in this offering takes."""
    _, _, one = offering.partition(BETWEEN)
    if one:
        weekday, period = one.split(".")
        return (core.Slot(int(weekday), int(period)),)
    return tuple(core.Slot(*slot) for slot in offer.slots)


def pupils_by_receipt(window: "Window") -> dict[str, int]:
    """The child behind each receipt number, in the order of a roll: by class, then by pinyin."""
    return {applied.receipt: applied.pupil_id for applied in applications_for(window)}


def newest_draw(draws: QuerySet[Draw], window: "Window") -> Draw | None:
    """The published draw of a window, else its newest preview."""
    standing = draws.filter(window=window).exclude(state=Draw.State.DISCARDED)
    return standing.select_related("drawn_by").order_by("-drawn_at").first()


def bound_value_of(window: "Window") -> str | None:
    """The public value that the window's first preview bound, unless the district voided it."""
    newest = Draw.objects.filter(window=window).order_by("pk").last()
    return newest.public_value if newest and not hasattr(newest, "voiding") else None


def first_draw_with(*, window_id: int, public_value: str) -> Draw | None:
    """The draw of a window by which this public value came to have its seed."""
    held = Draw.objects.filter(window_id=window_id, public_value=public_value)
    return held.order_by("pk").first()


def every_draw_of(window: "Window") -> QuerySet[Draw]:
    """Every draw ever held for a window, in order, each with who held or voided it (7.2.b)."""
    held = Draw.objects.filter(window=window).defer("result").order_by("pk")
    return held.select_related("drawn_by", "input", "voiding__voided_by").defer("input__text")


def published_draw(*, window_id: int) -> Draw | None:
    """The published draw of a window, if there is one."""
    return Draw.objects.filter(window_id=window_id, state=Draw.State.PUBLISHED).first()


def profile_of(drawn: Draw) -> DrawProfile:
    told = drawn.result["profile"]
    return DrawProfile(
        children=len(drawn.result["places"]),
        granted=tuple((rank, places) for rank, places in told["granted"]),
        fall_back=told["fallback"],
        empty_handed=told["empty_handed"],
        closed=len(drawn.result["closed"]),
    )


def groups_with_sizes(groups: QuerySet[Group], *, on: date) -> list[tuple[int, list[GroupRow]]]:
    """Groups by weekday, each with the number of children it has on that day. Two queries."""
    rows = list(
        groups.select_related("activity", "room__campus").order_by(
            "weekday", "period", "activity__title", "number"
        )
    )
    sizes = sizes_of(rows, on)
    return [
        (weekday, [GroupRow(group, sizes.get(group.pk, 0)) for group in of_day])
        for weekday, of_day in groupby(rows, lambda group: group.weekday)
    ]


def children_placed(actor: Actor, *, on: date) -> list[ChildPlaced]:
    """A guardian's children with their places from that day on, in a fixed number of queries."""
    children = list(pupils_of(actor).select_related("person").order_by("person__sort_key", "pk"))
    held: dict[int, list[Place]] = defaultdict(list)
    places = places_of(actor).filter(
        until__isnull=True, pupil__in=children, group__draw__window__term__last_day__gte=on
    )
    for place in places.select_related("group__activity", "group__room__campus").distinct():
        held[place.pupil_id].append(place)
    refused = _refused(children_ids=[child.pk for child in children])
    return [
        ChildPlaced(
            pupil_id=child.pk,
            name=child.person.name,
            places=tuple(_line(place) for place in sorted(held[child.pk], key=_by_time)),
            refused=tuple(refused[child.pk]),
        )
        for child in children
    ]


def _refused(*, children_ids: Sequence[int]) -> dict[int, list[Reason]]:
    """Reasons from the published draws, with the activities' titles in the place of their names."""
    reasons: dict[int, list[Reason]] = defaultdict(list)
    receipts = receipts_of(children_ids)
    windows = {receipt.window_id for receipt in receipts}
    published = Draw.objects.filter(window_id__in=windows, state=Draw.State.PUBLISHED)
    for drawn in published.select_related("window"):
        titles = titles_in(school_id=drawn.school_id, term_id=drawn.window.term_id)
        for receipt in receipts:
            if receipt.window_id == drawn.window_id:
                told = drawn.result["refused"].get(receipt.number, ())
                reasons[receipt.pupil_id] += _titled(told, titles)
    return reasons


def _titled(told: Iterable[dict[str, object]], titles: dict[int, Titled]) -> list[Reason]:
    return [
        Reason(
            str(reason["code"]),
            str(reason["clause"]),
            {name: _title(name, fact, titles) for name, fact in dict(reason["facts"]).items()},  # type: ignore[call-overload]
        )
        for reason in told
    ]


def _title(name: str, fact: object, titles: dict[int, Titled]) -> object:
    """An activity as it is called; one taken back since keeps its title, and says so."""
    if name not in ("offering", "held"):
        return fact
    activity = titles[activity_of(str(fact))]
    if activity.is_offered:
        return activity.title
    return Bilingual(f"{activity.title}（已撤回）", f"{activity.title} (withdrawn since)")


def _line(place: Place) -> PlaceLine:
    group = place.group
    return PlaceLine(
        weekday=place.weekday,
        period=place.period,
        activity=group.activity.title,
        room=f"{group.room.campus} {group.room}",
    )


def _by_time(place: Place) -> tuple[int, int]:
    return (place.weekday, place.period)
