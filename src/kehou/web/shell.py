"""What every page's frame needs: who acts, their menu, how the page looks. It asks no table."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kehou.people.queries import Seating
from kehou.platform import clock
from kehou.platform.actors import Actor
from kehou.web import menus

THEMES = ("light", "dark")
THEME_COOKIE = "kehou-theme"
# On a phone: these and "more". A fifth would leave no room for a thumb.
TABS_MAX = 4


def shell(request: HttpRequest) -> dict[str, Any]:
    seating: Seating = getattr(request, "seating", Seating(Actor.public()))
    theme = request.COOKIES.get(THEME_COOKIE, "")
    menu = menus.menu_of(seating.actor.role, path=request.path)
    return {
        "actor": seating.actor,
        "seating": seating,
        "menu": menu,
        "tabs": [link for group in menu for link in group.links][:TABS_MAX],
        "theme": theme if theme in THEMES else "",
        "demo": settings.DEMO,
        "clock_is_shifted": bool(clock.shift),
        "city_now": clock.city_time(clock.now()),
    }
