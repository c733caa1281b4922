"""A document's words stand in a template of its context, its facts come from the page.

Documents are in Chinese whatever the language of the page: they are what hangs on the wall, is
signed, and goes to the district. Facts reach the template as values and never as its source, so
nothing that somebody typed can command the typesetter. The same facts at the same moment give the
same bytes on every machine: the font comes with the program, the machine's own are not looked at.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import Lock

import justmytype_intl_cjk
import typst

from kehou.platform.clock import city_time

ROOT = Path(__file__).parents[2]
FONTS = Path(justmytype_intl_cjk.__file__).parent / "fonts" / "ofl"

# The typesetter keeps what it has laid out before and is told its facts anew at each document.
_one_at_a_time = Lock()


def printed(template: str, facts: Mapping[str, object], *, at: datetime) -> bytes:
    """A document as PDF: `template` is `context/name`, `facts` are what JSON can say.

    Days are worded `2026年11月24日`. Raises `TypstError` when the template asks for a fact that is
    missing, and `TypeError` for a fact that is no value.
    """
    told = {**facts, "printed_at": f"{chinese_day(city_time(at))} {city_time(at):%H:%M}"}
    with _one_at_a_time:
        document = _typesetter().compile(
            input=str(path_of(template)),
            format="pdf",
            sys_inputs={"facts": json.dumps(told, ensure_ascii=False, default=_worded)},
            timestamp=int(at.timestamp()),
            pdf_standards=["ua-1"],
        )
    assert isinstance(document, bytes)
    return document


def path_of(template: str) -> Path:
    context, name = template.split("/")
    return ROOT / context / "paper" / f"{name}.typ"


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@cache
def _typesetter() -> typst.Compiler:
    return typst.Compiler(root=str(ROOT), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _worded(fact: object) -> str:
    if isinstance(fact, date):
        return chinese_day(fact)
    raise TypeError(f"a document cannot say {fact!r}")
