"""The columns in which a roll names a pupil's adults: three by number, or father and mother."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from kehou.kernel.explained import Reason
from kehou.ordinance.bilingual import Bilingual
from kehou.people.core.identity import resident_id
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column
from kehou.platform.workbook.grid import Value
from kehou.platform.workbook.names import person_name
from kehou.platform.workbook.tables import Line

T = TypeVar("T")


class Relation(StrEnum):
    """What an adult is to the pupil."""

    MOTHER = "mother"
    FATHER = "father"
    GRANDPARENT = "grandparent"
    OTHER = "other"


class Collecting(StrEnum):
    """Whether an adult may fetch the pupil: a right of its own, and a ban is more than its lack."""

    YES = "yes"
    NO = "no"
    NEVER = "never"


RELATIONS_SAID = {
    Relation.MOTHER: ("母亲", "母", "妈妈", "母子", "母女", "生母", "养母", "继母", "mother"),
    Relation.FATHER: ("父亲", "父", "爸爸", "父子", "父女", "生父", "养父", "继父", "father"),
    Relation.GRANDPARENT: (
        "祖父母",
        *("祖父", "祖母", "爷爷", "奶奶", "外祖父", "外祖母", "外公", "外婆", "姥爷", "姥姥"),
        "grandparent",
    ),
    Relation.OTHER: (
        "其他",
        *("其它", "亲属", "其他亲属", "其他监护人", "叔叔", "伯父", "姑姑", "舅舅", "姨妈"),
        *("哥哥", "姐姐", "保姆", "监护人", "other"),
    ),
}
COLLECTING_SAID = {
    Collecting.YES: ("是", "可", "可以", "可接送", "能", "√", "1", "y", "yes"),
    Collecting.NO: ("否", "不", "不可", "不可以", "不接送", "不能", "×", "0", "n", "no"),
    Collecting.NEVER: ("禁止", "禁止接送", "不得", "不得接送", "不准", "never"),
}

# What a heading may say after 监护人1 and the like; after nothing it is the name.
_NAME_WORDS = ("姓名", "名字", "xm", "name", "")
_RELATION_WORDS = ("关系", "与学生关系", "与本人关系", "gx")
_PHONE_WORDS = (
    *("电话", "联系电话", "手机", "手机号", "手机号码", "电话号码", "联系方式"),
    *("dh", "lxdh", "phone"),
)
_ID_WORDS = ("身份证号", "身份证", "身份证号码", "身份证件号", "sfzh", "sfzjh")
_COLLECTING_WORDS = ("可接送", "能否接送", "是否可接送", "是否接送", "接送")


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """One adult of a pupil as the roll tells it; None is what the roll does not say."""

    name: str
    phone: str
    relation: Relation | None = None
    resident_id: str | None = None
    is_guardian: bool | None = None
    collecting: Collecting | None = None
    is_emergency_contact: bool | None = None
    # Where the roll tells of them. What they are does not depend on it.
    columns: "GuardianColumns | None" = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GuardianColumns:
    """The columns of one adult. Those of father and mother need none for the relation."""

    name: Column[str]
    phone: Column[str]
    resident_id: Column[str]
    is_guardian: Column[bool]
    collecting: Column[Collecting]
    is_emergency_contact: Column[bool]
    relation: Column[Relation] | None
    is_always: Relation | None = None

    @property
    def all(self) -> tuple[Column[str] | Column[bool] | Column[Collecting] | Column[Relation], ...]:
        related = (self.relation,) if self.relation else ()
        return (
            self.name,
            *related,
            self.phone,
            self.resident_id,
            self.is_guardian,
            self.collecting,
            self.is_emergency_contact,
        )


def guardian_of(line: Line, columns: GuardianColumns) -> GuardianRow | None:
    """The adult whom these columns name; half an adult is a fault (7.3.a)."""
    name, phone = line[columns.name], line[columns.phone]
    if line.is_faulty(columns.name, columns.phone):
        return None
    # Answers alone name nobody: a column of 是 is often filled down to the last line.
    if name is phone is line[columns.resident_id] is None:
        return None
    if name is None:
        line.against(columns.name, Reason("guardian_without_name", "7.3.a"))
    if phone is None:
        line.against(columns.phone, Reason("guardian_without_phone", "7.3.a"))
    if name is None or phone is None:
        return None
    return GuardianRow(
        name=name,
        phone=phone,
        relation=columns.is_always or (line[columns.relation] if columns.relation else None),
        resident_id=line[columns.resident_id],
        is_guardian=line[columns.is_guardian],
        collecting=line[columns.collecting],
        is_emergency_contact=line[columns.is_emergency_contact],
        columns=columns,
    )


@dataclass(frozen=True, slots=True)
class _Adult:
    """Whose columns these are: how they are called, and what stands before each heading.

    The first adult is also meant by a heading that says 电话 or 关系 and nothing else; below a
    heading such as 备用联系人 the same word is about somebody whom we do not know.
    """

    name: str
    called: Bilingual
    prefixes: tuple[str, ...]
    is_first: bool = False

    def column(
        self,
        field: str,
        title: Bilingual,
        parse: Callable[[Value], T | None],
        words: tuple[str, ...],
        alone: tuple[str, ...] = (),
    ) -> Column[T]:
        return Column(
            f"{self.name}_{field}",
            Bilingual(f"{self.called.zh}{title.zh}", f"{self.called.en} {title.en}"),
            parse,
            aliases=tuple(prefix + word for prefix in self.prefixes for word in words),
            alone=alone if self.is_first else (),
        )

    def answer(self, field: str, title: Bilingual, words: tuple[str, ...]) -> Column[bool]:
        column = self.column(field, title, cells.yes_no, words, alone=words)
        return replace(column, example="是", choices=("是", "否"))


def _columns(adult: _Adult, is_always: Relation | None = None) -> GuardianColumns:
    return GuardianColumns(
        name=replace(
            adult.column("name", Bilingual("姓名", "name"), person_name, _NAME_WORDS),
            example="王芳",
        ),
        relation=None if is_always else _relation(adult),
        phone=replace(
            adult.column(
                "phone", Bilingual("电话", "phone"), cells.phone, _PHONE_WORDS, _PHONE_WORDS
            ),
            about=Bilingual("登录和联系用，每格一个号码", "For signing in; one number a cell"),
            example="13912345678",
            is_text=True,
        ),
        resident_id=replace(
            adult.column(
                "resident_id", Bilingual("身份证号", "resident id"), resident_id, _ID_WORDS
            ),
            about=Bilingual("可不填", "May be left blank"),
            is_text=True,
        ),
        is_guardian=adult.answer(
            "is_guardian", Bilingual("是否监护人", "is a guardian"), ("是否监护人",)
        ),
        collecting=_collecting(adult),
        is_emergency_contact=adult.answer(
            "is_emergency_contact",
            Bilingual("紧急联系人", "is an emergency contact"),
            ("紧急联系人", "是否紧急联系人"),
        ),
        is_always=is_always,
    )


def _relation(adult: _Adult) -> Column[Relation]:
    title = Bilingual("关系", "relation")
    parse = cells.one_of(RELATIONS_SAID)
    return replace(
        adult.column("relation", title, parse, _RELATION_WORDS, _RELATION_WORDS),
        example="母亲",
        choices=tuple(words[0] for words in RELATIONS_SAID.values()),
    )


def _collecting(adult: _Adult) -> Column[Collecting]:
    title = Bilingual("可接送", "may collect")
    parse = cells.one_of(COLLECTING_SAID)
    return replace(
        adult.column("collecting", title, parse, _COLLECTING_WORDS, _COLLECTING_WORDS),
        about=Bilingual(
            "能否在放学时接走孩子；禁止接送的填“禁止”",
            "Whether they may fetch the child; enter 禁止 for a ban",
        ),
        example="是",
        choices=tuple(words[0] for words in COLLECTING_SAID.values()),
    )


def _numbered(number: int, said: str, more: tuple[str, ...] = ()) -> GuardianColumns:
    prefixes = (
        *(f"{word}{n}" for word in ("监护人", "家长", "成员", "家庭成员") for n in (number, said)),
        *(f"第{said}监护人", f"jhr{number}", f"guardian{number}", f"parent{number}"),
    )
    called = Bilingual(f"监护人{number}", f"Guardian {number}")
    return _columns(_Adult(f"guardian_{number}", called, prefixes + more, is_first=number == 1))


def _parent(name: str, called: Bilingual, more: str, relation: Relation) -> GuardianColumns:
    return _columns(_Adult(name, called, (called.zh, more, name)), is_always=relation)


_FIRST_WITHOUT_NUMBER = ("监护人", "家长", "监护人信息", "家长信息", "jhr", "guardian", "parent")

GUARDIANS = (
    _numbered(1, "一", _FIRST_WITHOUT_NUMBER),
    _numbered(2, "二"),
    _numbered(3, "三"),
    _parent("father", Bilingual("父亲", "Father"), "爸爸", Relation.FATHER),
    _parent("mother", Bilingual("母亲", "Mother"), "妈妈", Relation.MOTHER),
)
