"""Every address of the platform, as the resolver knows it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kehou.platform.http import Access

# Addresses that are not pages of ours, and why each may do without saying who it is open to.
# Static files are answered by a middleware before any address is looked up.
NOT_OURS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Route:
    """One address: its name, the names in it, and the page behind it."""

    name: str
    parameters: tuple[str, ...]
    page: Callable[..., HttpResponseBase]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.parameters)})"

    @property
    def access(self) -> Access:
        found: Access = self.page.access  # type: ignore[attr-defined]
        return found

    def address(self, ids: Mapping[str, Any], query: str = "") -> str:
        """Where it is for these ids. `LookupError` for a name that the world does not know."""
        if unknown := set(self.parameters) - ids.keys():
            raise LookupError(f"{self}: teach tests/architecture/world.py what {unknown} is")
        path = reverse(self.name, kwargs={name: ids[name] for name in self.parameters})
        return f"{path}?{query}" if query else path


def routes() -> list[Route]:
    """Every page, with what it declared."""
    return [route for route in every_route() if route.name not in NOT_OURS]


def every_route() -> list[Route]:
    return sorted(_below(get_resolver(), "", ()), key=str)


def _below(resolver: URLResolver, space: str, outer: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        parameters = (*outer, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            yield Route(f"{space}{entry.name or entry.pattern}", parameters, entry.callback)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _below(entry, inner, parameters)
