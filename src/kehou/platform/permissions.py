"""Asking leave. Scopes decide what exists for an actor, predicates what they may do with it."""

from collections.abc import Callable
from typing import TypeVar

from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden

Subject = TypeVar("Subject")


def authorise(actor: Actor, may: Callable[[Actor, Subject], bool], subject: Subject) -> None:
    """Raise `Forbidden` unless the predicate allows this actor this subject."""
    if not may(actor, subject):
        raise Forbidden(f"{actor.role} may not: {may.__name__}")


def plays(actor: Actor, *roles: Role, at_school: int) -> bool:
    """Whether the actor plays one of these roles with this school in reach."""
    return actor.role in roles and at_school in actor.reads
