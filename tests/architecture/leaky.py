"""Pages that leak, one in each way, to see that the matrix finds them. Nothing else serves them."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt

from kehou.catalogue.models import Activity
from kehou.ordinance.roles import Role
from kehou.platform import reach
from kehou.platform.actors import EVERYWHERE
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.models import Campus

READERS = (Role.OFFICE, Role.DISTRICT_REVIEWER)


def closed(request: ActingRequest) -> HttpResponse:
    return HttpResponse("says nothing about who may see it")


@open_to(*READERS)
def lists_too_much(request: ActingRequest) -> HttpResponse:
    with reach.applied(reads=EVERYWHERE, writes=EVERYWHERE):
        return HttpResponse(",".join(Activity.objects.values_list("title", flat=True)))


@open_to(*READERS)
def trusts_the_id(request: ActingRequest, activity_id: int) -> HttpResponse:
    return HttpResponse("served, whatever the id")


@open_to(*READERS)
def writes_when_read(request: ActingRequest) -> HttpResponse:
    with reach.applied(reads=EVERYWHERE, writes=EVERYWHERE):
        return HttpResponse(str(Campus.objects.update(name="the same name as before")))


@open_to(*READERS)
def fails(request: ActingRequest) -> HttpResponse:
    raise ZeroDivisionError


@csrf_exempt
@open_to(*READERS, methods=("POST",))
def asks_for_no_token(request: ActingRequest) -> HttpResponse:
    return HttpResponse("done")


@open_to(*READERS, methods=("POST",))
def nobody_can_send(request: ActingRequest) -> HttpResponse:
    return HttpResponse(status=403)


@open_to(*READERS)
def hides_its_head(request: ActingRequest) -> HttpResponse:
    return HttpResponse(status=405 if request.method == "HEAD" else 200)


# The page says GET, but answers everything, to everybody who comes in by another way.
def answers_everything(request: ActingRequest) -> HttpResponse:
    return HttpResponse("even to the public")


answers_everything.access = open_to()(answers_everything).access  # type: ignore[attr-defined]


def leaked(page: Callable[..., HttpResponse]) -> URLPattern:
    return path(f"leaky/{page.__name__}/", page, name=page.__name__)


PAGES: tuple[Callable[..., HttpResponse], ...] = (
    closed,
    lists_too_much,
    writes_when_read,
    fails,
    asks_for_no_token,
    nobody_can_send,
    hides_its_head,
    answers_everything,
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kehou.web.urls")),
    *map(leaked, PAGES),
    path("leaky/<int:activity_id>/", trusts_the_id, name="trusts_the_id"),
]
