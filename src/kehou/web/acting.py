"""Who acts, and the wall in front of every page.

A request is one transaction with the reach of its actor; an action inside is a savepoint in it.
The answer leaves only after the commit, so what a page says was saved was saved.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.queries import seating_of
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.clock import now
from kehou.platform.constraints import reason_of
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.http import Access
from kehou.web import errors

Answer = Callable[[HttpRequest], HttpResponse]


class ActingMiddleware:
    """Names the actor, asks the page's access, applies the actor's reach, words what went wrong."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seating = seating_of(request, at=now())
        request.seating = seating  # type: ignore[attr-defined]
        request.actor = seating.actor  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        access: Access | None = getattr(view, "access", None)
        if access is None or actor.role not in access.roles:
            return self._shut(request, actor)
        try:
            with reach.of(actor):
                return view(request, *args, **kwargs)
        except Refused as refused:
            return errors.refused(request, refused.against, status=422)
        except Forbidden:
            return errors.forbidden(request)
        except Conflict as conflict:
            return errors.conflict(request, str(conflict))
        except IntegrityError as broken:
            reason = reason_of(broken)
            if reason is None:
                raise
            return errors.refused(request, (reason,), status=409)

    def _shut(self, request: HttpRequest, actor: Actor) -> HttpResponse:
        if actor.role is Role.PUBLIC:
            return errors.sign_in_first(request)
        return errors.forbidden(request)
