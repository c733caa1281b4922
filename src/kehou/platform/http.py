"""A page says who it is open to. What says nothing is closed to everybody.

The same declaration feeds the wall in front of the pages, the menus, and the access matrix test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponse)

EVERYONE = frozenset(Role) - {Role.SYSTEM}


class ActingRequest(HttpRequest):
    """A request of which it is known who acts."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask for a page at all, and with which methods: HEAD wherever GET.

    `records` says that the page answers about records of schools: then a role seated elsewhere
    gets nothing. `clause` is what the page carries out ("" for plumbing).
    """

    roles: frozenset[Role]
    methods: tuple[str, ...]
    clause: str


class Page(Protocol):
    access: Access

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse: ...


def open_to(
    *roles: Role, methods: tuple[str, ...] = ("GET",), clause: str = ""
) -> Callable[
    [Callable[Concatenate[ActingRequest, P], R]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Open a page to these roles (none named: to everyone, the public included)."""
    # Asking for the head alone is reading (RFC 9110, 9.3.2); the server leaves the body out.
    answered = (*methods, "HEAD") if "GET" in methods else methods
    access = Access(frozenset(roles) or EVERYONE, answered, clause)

    def opened(
        page: Callable[Concatenate[ActingRequest, P], R],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(page)
        @require_http_methods(list(answered))
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return page(request, *args, **kwargs)  # type: ignore[arg-type]

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return opened
