"""A table imported from the command line: the same acts as on the page, told in lines of text."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.utils import translation

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.wording import say
from kehou.people.actions import apply_import, preview_import
from kehou.people.queries.given_back import given_back
from kehou.people.queries.import_plans import LINES_SHOWN_MAX, Preview, preview_of
from kehou.people.queries.import_progress import STEPS_SAID
from kehou.people.queries.keepers import keeper_named
from kehou.people.queries.rolls import proposed_to_leave
from kehou.platform import progress, reach
from kehou.platform.clock import city_day, now
from kehou.platform.constraints import reason_of
from kehou.platform.progress import Step
from kehou.platform.workbook.guard import CONTENT_BYTES_MAX
from kehou.schools.queries import schools

if TYPE_CHECKING:
    from kehou.people.models import RollImport
    from kehou.platform.actors import Actor
    from kehou.platform.workbook.tables import Fault
    from kehou.schools.models import School

# As documented in docs/operations.md.
WELL, NOT_DONE, WRONGLY_ASKED, OTHERS_LEFT_OUT = 0, 1, 2, 3
BAR_SIGNS = 30

_COUNTS = {
    "new": Bilingual("新增", "new"),
    "changed": Bilingual("变更", "changed"),
    "unchanged": Bilingual("不变", "unchanged"),
    "gone": Bilingual("新表中没有", "missing from the new table"),
    "faulty_rows": Bilingual("有问题的行", "lines with faults"),
}
_NEW = Bilingual("新增：", "New:")
_CHANGED = Bilingual("变更：", "Changed:")
_GONE = Bilingual(
    "新表中没有，确已离开的请用 --leaving 加编号，其余不变：",
    "Missing from the new table; name those who have really left by --leaving, the others stay:",
)
_FAULTS = Bilingual("问题：", "What is wrong:")
_NOTES = Bilingual("请留意：", "Worth a look:")
_ROW = Bilingual("第{row}行", "row {row}")
_COLUMN = Bilingual("{letters}列", "column {letters}")
_COLON, _SEMICOLON = Bilingual("：", ": "), Bilingual("；", "; ")
_MORE = Bilingual("前 {shown} 项，共 {count} 项。", "The first {shown} of {count}.")
_READING = Bilingual("读取并核对", "reading and checking")
_WRITING = Bilingual("写入", "writing")
_WAITS = Bilingual(
    "尚未写入任何内容。加 --apply 全部导入，或在网页上决定。",
    "Nothing was written. Add --apply to do all of it, or decide on the page.",
)
_WAITS_WITH_FAULTS = Bilingual(
    "尚未写入任何内容。请改好后重来，或加 --good-rows 文件名，只导入没有问题的行。",
    "Nothing was written. Mend the file, or add --good-rows FILE to do the lines without faults.",
)
_DONE = Bilingual("已导入。", "Imported.")
_OTHERS = Bilingual("有问题的行已写入 {file}。", "The lines with faults are in {file}.")
_NO_FILE = Bilingual("无法读取 {file}。请核对文件名。", "{file} cannot be read. Check its name.")
_IS_THERE = Bilingual("{file} 已存在。请另起一个名称。", "{file} is there already. Name another.")
_NO_SCHOOL = Bilingual(
    "没有标识码为 {code} 的学校。请核对 10 位标识码。",
    "No school has the code {code}. Check its ten digits.",
)
_NO_KEEPER = Bilingual(
    "{login} 不是{school}的教务或校长，不能导入。请用 --by 指明其中一位的登录名。",
    "{login} is neither office nor principal of {school} and imports nothing there."
    " Name the login of one who is by --by.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    file: Path
    school_code: str
    kind: str
    login_name: str
    apply: bool
    others: Path | None
    leaving: tuple[int, ...]
    language: str


def run(asked: Asked) -> int:
    """Preview a table, tell everything that is to be said of it, and do it if asked (3.1)."""
    with translation.override(asked.language):
        try:
            school, actor, content = _found(asked)
        except LookupError as wrong:
            print(wrong, file=sys.stderr)  # noqa: T201
            return WRONGLY_ASKED
        handed_in = _previewed(asked, actor, school, content)
        preview = preview_of(handed_in)
        _print(_told(asked, actor, school, handed_in, preview))
        if not asked.apply and asked.others is None:
            _print([(_WAITS_WITH_FAULTS if preview.faults else _WAITS).say(asked.language)])
            return NOT_DONE if preview.faults else WELL
        return _applied(asked, actor, handed_in, preview)


def _found(asked: Asked) -> tuple["School", "Actor", bytes]:
    """The school, who acts, and the file. `LookupError` in words for what is not there."""
    school = schools().filter(code=asked.school_code).first()
    if school is None:
        raise LookupError(_NO_SCHOOL.say(asked.language).format(code=asked.school_code))
    actor = keeper_named(asked.login_name, school, on=city_day(now()))
    if actor is None:
        told = _NO_KEEPER.say(asked.language)
        raise LookupError(told.format(login=asked.login_name, school=school.name))
    if asked.others is not None and asked.others.exists():
        raise LookupError(_IS_THERE.say(asked.language).format(file=asked.others))
    try:
        with asked.file.open("rb") as file:
            # One byte more than is read tells that the file is too large.
            return school, actor, file.read(CONTENT_BYTES_MAX + 1)
    except OSError as unread:
        raise LookupError(_NO_FILE.say(asked.language).format(file=asked.file)) from unread


def _previewed(asked: Asked, actor: "Actor", school: "School", content: bytes) -> "RollImport":
    with reach.of(actor), progress.watched_by(partial(_bar, _READING.say(asked.language))):
        return preview_import(
            actor=actor,
            at=now(),
            school=school,
            kind=asked.kind,
            file_name=asked.file.name,
            content=content,
        )


def _applied(asked: Asked, actor: "Actor", handed_in: "RollImport", preview: Preview) -> int:
    """Do it; the faulty lines are written first, for the file is erased by doing it."""
    leaves_out = asked.others is not None and bool(preview.faults)
    told = partial(_bar, _WRITING.say(asked.language))
    try:
        with reach.of(actor), progress.watched_by(told):
            others = b""
            if leaves_out:
                others = given_back(handed_in, on=city_day(now()), language=asked.language)
            apply_import(
                actor=actor,
                at=now(),
                handed_in=handed_in,
                good_rows_only=leaves_out,
                leaving=asked.leaving,
            )
            if asked.others is not None and leaves_out:
                asked.others.write_bytes(others)
    except (Refused, IntegrityError) as failed:
        _print(say(reason, asked.language) for reason in _reasons(failed))
        return NOT_DONE
    _print([_DONE.say(asked.language)])
    if leaves_out:
        _print([_OTHERS.say(asked.language).format(file=asked.others)])
    return OTHERS_LEFT_OUT if leaves_out else WELL


def _reasons(failed: Refused | IntegrityError) -> Sequence[Reason]:
    if isinstance(failed, Refused):
        return failed.against
    reason = reason_of(failed)
    if reason is None:
        raise failed
    return (reason,)


def _told(
    asked: Asked, actor: "Actor", school: "School", handed_in: "RollImport", preview: Preview
) -> Iterator[str]:
    """The preview in lines: what is new, changed and missing, then every fault."""
    language = asked.language
    colon = _COLON.say(language)
    yield f"{asked.file.name} → {school.name} {handed_in.get_kind_display()}"
    counts = ((title, preview.counts.get(name, 0)) for name, title in _COUNTS.items())
    yield " · ".join(f"{title.say(language)} {count}" for title, count in counts)
    for title, lines, count in (
        (_NEW, preview.new, preview.counts.get("new", 0)),
        (_CHANGED, preview.changed, preview.counts.get("changed", 0)),
    ):
        if lines:
            yield title.say(language)
        for line in lines:
            changes = (
                f"{change.title}{colon}{change.before or '–'} → {change.after or '–'}"
                if change.before or change.after
                else str(change.title)
                for change in line.changes
            )
            said = _SEMICOLON.say(language).join(changes)
            row = _ROW.say(language).format(row=line.row)
            yield f"  {row} {line.name} {line.place}{colon if said else ''}{said}".rstrip()
        if count > len(lines):
            yield "  " + _MORE.say(language).format(shown=LINES_SHOWN_MAX, count=count)
    with reach.of(actor):
        leaving = list(proposed_to_leave(actor, preview.gone))
    if leaving:
        yield _GONE.say(language)
        yield from (f"  {p.pk} {p.person.name} {p.class_by_day}" for p in leaving)
    for title, remarks in ((_FAULTS, preview.faults), (_NOTES, preview.notes)):
        if remarks:
            yield title.say(language)
        yield from (f"  {_remark(remark, language)}" for remark in remarks)


def _remark(remark: "Fault", language: str) -> str:
    """Sheet, row, column, heading, what stands there, and why it will not do."""
    place = [remark.sheet]
    if remark.row:
        place.append(_ROW.say(language).format(row=remark.row))
    if remark.column:
        place.append(_COLUMN.say(language).format(letters=remark.column))
    place += [remark.title, f"[{remark.value}]" if remark.value else ""]
    where = " ".join(part for part in place if part)
    colon = _COLON.say(language) if where else ""
    return f"{where}{colon}{say(remark.reason, language)}"


def _bar(what: str, step: Step, done: int, of: int) -> None:
    """How far a step has come, on a terminal only."""
    if sys.stderr.isatty():
        filled = BAR_SIGNS * done // of
        shown = f"[{'#' * filled}{'.' * (BAR_SIGNS - filled)}] {done}/{of} {STEPS_SAID[step]}"
        sys.stderr.write(f"\r\033[K  {what} {shown}")
        sys.stderr.flush()


def _print(lines: "Sequence[str] | Iterator[str]") -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    print("\n".join(lines))  # noqa: T201
