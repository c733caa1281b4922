"""The words of a template that stand in it as they are, outside every translation tag."""

from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

# What a person reads or hears of an element besides its text.
SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "label", "summary"}
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
    *("track", "wbr"),
}
SILENT = {"script", "style"}
SPEAKING_BUTTONS = {"submit", "button", "reset"}


def untranslated(source: str) -> list[str]:
    """Each word or text that no translation tag gives.

    What is in a tongue of its own says so: `lang="en"`; a name says `translate="no"`.
    """
    reader = _Reader()
    reader.feed("".join(_said_as_it_is(source)))
    reader.close()
    return reader.found


def _said_as_it_is(source: str) -> Iterator[str]:
    until = ""
    for token in Lexer(source).tokenize():
        word, *after = token.contents.split() if token.token_type == TokenType.BLOCK else [""]
        if until:
            until = "" if word == until else until
        elif word in ("blocktranslate", "blocktrans", "comment"):
            until = f"end{word}"
        elif word == "block" and after[0].endswith("_class"):
            until = "endblock"  # stands inside a tag
        elif token.token_type == TokenType.TEXT:
            yield token.contents


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.around: list[tuple[str, bool]] = []  # the open elements, and whether each is let be

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        of_its_own_tongue = "lang" in given and tag != "html"
        let_be = tag in SILENT or given.get("translate") == "no" or of_its_own_tongue
        speaks = tag == "input" and given.get("type") in SPEAKING_BUTTONS
        spoken = SPOKEN | ({"value"} if speaks else set())
        if not let_be:
            for name in spoken & given.keys():
                self._read(f'{name}="{given[name] or ""}"', given[name] or "")
        if tag not in VOID:
            self.around.append((tag, let_be))

    def handle_endtag(self, tag: str) -> None:
        # Two branches of an {% if %} may both open an element that is closed once.
        for position in reversed(range(len(self.around))):
            if self.around[position][0] == tag:
                del self.around[position:]
                return

    def handle_data(self, text: str) -> None:
        self._read(" ".join(text.split()), text)

    def _read(self, shown: str, text: str) -> None:
        if any(map(str.isalpha, text)) and not any(let_be for _, let_be in self.around):
            self.found.append(shown)
