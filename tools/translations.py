"""The Chinese of every slice: compiled for the service, and held complete.

    python -m tools.translations            compiles `locale/*/LC_MESSAGES/django.po`
    python -m tools.translations --missing  prints per slice what lacks, and fails if anything does

A slice words itself: each text of its code and its templates stands in its own file, once, with a
Chinese text, and the file holds nothing that is no longer said. `service` is no app of Django's:
what it says stands with `web`.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "kehou"
CATALOGUES = "locale/*/LC_MESSAGES/django.po"
HOUSED = {"service": "web"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")

Text = tuple[str, str, str]  # the context, the text, its plural; "" where there is none
Used = Mapping[Text, list[str]]  # text → where it is said


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.translations")
    parser.add_argument("--missing", action="store_true", help="print what lacks, per slice")
    if not parser.parse_args(arguments).missing:
        compile_all()
        return 0
    found = faults(SOURCES)
    for name, lines in found.items():
        print(f"{name}: {len(lines)}")
        print("".join(f"  {line}\n" for line in lines), end="")
    return 1 if found else 0


def compile_all() -> None:
    for source in sorted(SOURCES.glob(f"*/{CATALOGUES}")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with compiled.open("wb") as binary:
            write_mo(binary, _read(source))


def faults(sources: Path) -> dict[str, list[str]]:
    """What is wrong with the words of each slice; nothing for a slice whose words are complete."""
    said = used_by_slice(sources)
    files = {path.relative_to(sources).parts[0]: path for path in sources.glob(f"*/{CATALOGUES}")}
    found: dict[str, list[str]] = {}
    elsewhere: dict[tuple[str, str], tuple[str, str]] = {}
    for name in sorted(said.keys() | files.keys()):
        catalogue = _read(files[name]) if name in files else Catalog()
        lines = [*_lacking(said[name], catalogue), *_left_over(said[name], catalogue)]
        lines += [line for message in catalogue if message.id for line in _wrong(message)]
        for context, text, chinese in _worded(catalogue):
            other, before = elsewhere.setdefault((context, text), (name, chinese))
            if before != chinese:
                lines.append(f"{text!r} is {chinese} here and {before} in {other}: choose one")
        if lines:
            found[name] = lines
    return found


def used_by_slice(sources: Path) -> Mapping[str, Used]:
    """Every text that the code and the templates of each slice ask to be translated."""
    said: dict[str, dict[Text, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((*sources.rglob("*.py"), *sources.rglob("*.html"))):
        where = path.relative_to(sources)
        if "tests" in where.parts or where.name == "testing.py":
            continue
        name = HOUSED.get(where.parts[0], where.parts[0])
        for line, text in extracted(path):
            said[name][text].append(f"{where}:{line}")
    return said


def extracted(path: Path) -> Iterator[tuple[int, Text]]:
    """The texts of one file with their lines. A template is read as Django would read it."""
    source = path.read_text("utf-8")
    if path.suffix == ".html":
        from django.utils.translation.template import (  # noqa: PLC0415 (a wheel needs no Django)
            templatize,
        )

        # Indented by its markup, which means nothing to Python's tokenizer.
        source = "\n".join(line.strip() for line in templatize(source).split("\n"))
    for line, message, _, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        if singular:
            yield line, (context or "", singular, plural)


def _read(path: Path) -> Catalog:
    with path.open("rb") as text:
        return read_po(text, abort_invalid=True)


def _lacking(said: Used, catalogue: Catalog) -> Iterator[str]:
    for (context, text, plural), places in said.items():
        message = catalogue.get(text, context or None)
        if message is None:
            yield f"lacks {text!r} ({places[0]})"
        elif bool(plural) != message.pluralizable:
            yield f"{text!r} is said with and without a plural ({places[0]})"


def _left_over(said: Used, catalogue: Catalog) -> Iterator[str]:
    in_use = {(context, text) for context, text, _ in said}
    for message in catalogue:
        if message.id and (message.context or "", _first(message.id)) not in in_use:
            yield f"{_first(message.id)!r} is said nowhere"
    for message in catalogue.obsolete.values():
        yield f"{_first(message.id)!r} is marked obsolete"


def _wrong(message: Message) -> Iterator[str]:
    text = _first(message.id)
    if message.fuzzy:
        yield f"{text!r} is marked fuzzy"
    for chinese in _all(message.string):
        if not chinese:
            yield f"{text!r} has no Chinese"
        elif set(PLACEHOLDER.findall(chinese)) != set(PLACEHOLDER.findall(_last(message.id))):
            yield f"{text!r} has other placeholders in Chinese"


def _worded(catalogue: Catalog) -> Iterator[tuple[str, str, str]]:
    for message in catalogue:
        if message.id and (chinese := _first(message.string)):
            yield message.context or "", _first(message.id), chinese


def _all(strings: str | Iterable[str] | None) -> tuple[str, ...]:
    return (strings,) if isinstance(strings, str) else tuple(strings or ())


def _first(strings: str | Iterable[str] | None) -> str:
    return next(iter(_all(strings)), "")


def _last(strings: str | Iterable[str]) -> str:
    return _all(strings)[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
