"""What wants doing now, for the home page of each role."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor


@dataclass(frozen=True, slots=True)
class Wanting:
    """One thing that waits for somebody: what, why it waits, how many, and where to do it.

    `count` is None where there is nothing to count.
    """

    title: str
    hint: str
    count: int | None
    url: str
    icon: str = "bell"


# Asks one context what is waiting for this actor at that moment.
Source = Callable[[Actor, datetime], Iterable[Wanting]]


def wanting_of(
    actor: Actor, *, at: datetime, sources: Mapping[Role, tuple[Source, ...]]
) -> list[Wanting]:
    """Everything that waits for this actor, in the order of the sources; often nothing."""
    return [wanting for source in sources.get(actor.role, ()) for wanting in source(actor, at)]
