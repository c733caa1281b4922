"""The people of the demo city: pupils with guardians, staff, and whoever holds an office.

Names are drawn from lists of common ones, numbers are made up: nobody of them exists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import make_password
from pypinyin import lazy_pinyin

from kehou.ordinance.roles import Role
from kehou.people.models import (
    Account,
    Appointment,
    ClassTeacher,
    Guardianship,
    Person,
    Pupil,
    RollMovement,
    Staff,
    TimeBasedSecret,
)
from kehou.platform import bulk
from kehou.platform.sealed import blind_index, seal

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "梓涵欣怡子轩雨桐浩然诗琪宇航思远嘉豪佳宁晨曦一诺可馨俊杰明轩若曦天佑语嫣文博雅婷泽宇静怡"
ADULT_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华建国红玉梅志辉"
SUBJECTS = ("语文", "数学", "英语", "体育", "音乐", "美术", "科学", "信息科技")
# One password for every demo account, told on the start page of a demo and nowhere else.
DEMO_PASSWORD = "kehou-demo-2026"  # noqa: S105 (it is no secret: a demo tells it)
DEMO_TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 (the same)


PHONES_OF_A_CROWD = 10_000


@dataclass(frozen=True, slots=True)
class SeededPupil:
    """A pupil as made: the ids that the other contexts point to."""

    pupil_id: int
    person_id: int
    school_id: int
    grade: int
    class_id: int
    campus_id: int
    guardian_id: int
    guardianship_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SeededStaff:
    staff_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ClassToFill:
    school_id: int
    class_id: int
    campus_id: int
    grade: int
    size: int


@dataclass(slots=True)
class _Rows:
    """Rows on their way into the tables, in the order in which they may be written."""

    persons: list[tuple[object, ...]] = field(default_factory=list)
    pupils: list[tuple[object, ...]] = field(default_factory=list)
    movements: list[tuple[object, ...]] = field(default_factory=list)
    guardianships: list[tuple[object, ...]] = field(default_factory=list)

    def write(self) -> None:
        bulk.copy(
            Person,
            ("id", "key", "name", "sort_key", "phone_sealed", "phone_index"),
            self.persons,
        )
        bulk.copy(
            Pupil,
            (
                *("id", "school_id", "person_id", "key"),
                *("student_number_sealed", "student_number_index"),
                *("gender", "class_by_day_id", "on_roll_from"),
            ),
            self.pupils,
        )
        bulk.copy(
            RollMovement,
            ("school_id", "pupil_id", "kind", "day", "to_class_id", "reason", "recorded_at"),
            self.movements,
        )
        bulk.copy(
            Guardianship,
            (
                *("id", "school_id", "pupil_id", "person_id", "relation"),
                *("is_guardian", "may_collect", "must_not_collect", "is_emergency_contact"),
                "first_day",
            ),
            self.guardianships,
        )


class Crowd:
    """Makes people, one after another, from one source of chance.

    The crowds of two numbers have no phone and no pupil's number in common.
    """

    def __init__(self, chance: Random, *, number: int, first_day: date, at: datetime) -> None:
        self.chance = chance
        self.number = number
        self.first_day = first_day
        self.at = at
        self.phones = (number - 1) * PHONES_OF_A_CROWD

    def child_name(self) -> str:
        return self.chance.choice(SURNAMES) + "".join(self.chance.sample(GIVEN, 2))

    def adult_name(self, surname: str = "") -> str:
        given = "".join(self.chance.sample(ADULT_GIVEN, self.chance.choice((1, 2))))
        return (surname or self.chance.choice(SURNAMES)) + given

    def key(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def phone(self) -> str:
        """A number of a prefix that no operator gives out, counted up."""
        self.phones += 1
        return f"1380{self.phones:07d}"

    def student_number(self, pupil: int) -> str:
        """Like one of the country's, and nobody's: the crowd and the pupil stand in it."""
        return f"L440301{self.chance.randrange(10**4):04d}{self.number:04d}{pupil:04d}"

    def seed_pupils(self, classes: Sequence[ClassToFill]) -> list[SeededPupil]:
        """Pupils for these classes, each with one or two guardians, entered on the first day."""
        count = sum(c.size for c in classes)
        pupil_ids = iter(bulk.reserve_ids(Pupil, count))
        person_ids = iter(bulk.reserve_ids(Person, count * 3))
        guardianship_ids = iter(bulk.reserve_ids(Guardianship, count * 2))
        rows = _Rows()
        made = [
            self._pupil(to_fill, next(pupil_ids), person_ids, guardianship_ids, rows)
            for to_fill in classes
            for _ in range(to_fill.size)
        ]
        rows.write()
        return made

    def _pupil(
        self,
        to_fill: ClassToFill,
        pupil_id: int,
        person_ids: Iterator[int],
        guardianship_ids: Iterator[int],
        rows: "_Rows",
    ) -> SeededPupil:
        name, key = self.child_name(), self.key()
        person_id = next(person_ids)
        rows.persons.append((person_id, self.key(), name, sort_key(name), None, None))
        number = self.student_number(len(rows.pupils))
        rows.pupils.append(
            (
                *(pupil_id, to_fill.school_id, person_id, key),
                seal("people.pupil.student_number", key, number),
                blind_index("people.pupil.student_number", number),
                self.chance.choice(("girl", "boy")),
                *(to_fill.class_id, self.first_day),
            )
        )
        entered = (to_fill.school_id, pupil_id, "entered", self.first_day, to_fill.class_id)
        rows.movements.append((*entered, "", self.at))
        adults = [("mother", True), ("father", self.chance.random() < 0.8)]
        own: list[tuple[int, int]] = []
        for relation, may_collect in adults[: self.chance.choice((1, 2, 2))]:
            adult_id, guardianship_id = next(person_ids), next(guardianship_ids)
            self._adult(adult_id, name[0], rows)
            rows.guardianships.append(
                (
                    *(guardianship_id, to_fill.school_id, pupil_id, adult_id, relation),
                    *(True, may_collect, False, relation == "mother", self.first_day),
                )
            )
            own.append((adult_id, guardianship_id))
        return SeededPupil(
            pupil_id=pupil_id,
            person_id=person_id,
            school_id=to_fill.school_id,
            grade=to_fill.grade,
            class_id=to_fill.class_id,
            campus_id=to_fill.campus_id,
            guardian_id=own[0][0],
            guardianship_ids=tuple(g for _, g in own),
        )

    def _adult(self, person_id: int, surname: str, rows: "_Rows") -> None:
        name, key, phone = self.adult_name(surname), self.key(), self.phone()
        rows.persons.append(
            (
                *(person_id, key, name, sort_key(name)),
                seal("people.person.phone", key, phone),
                blind_index("people.person.phone", phone),
            )
        )

    def seed_staff(self, school_id: int, count: int, class_ids: Sequence[int]) -> list[SeededStaff]:
        """Staff of a school, all appointed as caretakers; the first ones lead a class (7.1.b)."""
        made = [
            SeededStaff(*ids)
            for ids in zip(
                bulk.reserve_ids(Staff, count), bulk.reserve_ids(Person, count), strict=True
            )
        ]
        bulk.copy(
            Person,
            ("id", "key", "name", "sort_key"),
            (
                (member.person_id, self.key(), name, sort_key(name))
                for member in made
                for name in (self.adult_name(),)
            ),
        )
        bulk.copy(
            Staff,
            (
                *("id", "school_id", "person_id", "staff_number", "position"),
                *("subjects", "qualification", "vetted_on", "joined_on"),
            ),
            (
                (
                    *(member.staff_id, school_id, member.person_id, f"T{number:04d}", "教师"),
                    *([SUBJECTS[number % len(SUBJECTS)]], "", self.first_day, date(2020, 9, 1)),
                )
                for number, member in enumerate(made, start=1)
            ),
        )
        bulk.copy(
            Appointment,
            ("person_id", "role", "school_id", "first_day", "document"),
            (
                (member.person_id, Role.STAFF.value, school_id, date(2020, 9, 1), "")
                for member in made
            ),
        )
        bulk.copy(
            ClassTeacher,
            ("school_id", "staff_id", "class_by_day_id"),
            (
                (school_id, member.staff_id, class_id)
                for member, class_id in zip(made, class_ids, strict=False)
            ),
        )
        return made

    def seed_person(self, name: str) -> int:
        """Somebody who holds no office; the id of the person."""
        (person_id,) = bulk.reserve_ids(Person, 1)
        Person.objects.create(pk=person_id, key=self.key(), name=name, sort_key=sort_key(name))
        return person_id

    def seed_officer(
        self, role: Role, *, school_id: int | None = None, district_id: int | None = None
    ) -> int:
        """Somebody who holds this office; the id of the person."""
        person_id = self.seed_person(self.adult_name())
        Appointment.objects.create(
            person_id=person_id,
            role=role,
            school_id=school_id,
            district_id=district_id,
            first_day=date(2020, 9, 1),
        )
        return person_id


def seed_siblings(pupils: Sequence[SeededPupil], *, first_day: date) -> int:
    """Give the first guardian of the first pupil the second pupil as well; that guardian's id."""
    elder, younger = pupils
    Guardianship.objects.create(
        school_id=younger.school_id,
        pupil_id=younger.pupil_id,
        person_id=elder.guardian_id,
        relation=Guardianship.Relation.MOTHER,
        may_collect=True,
        first_day=first_day,
    )
    return elder.guardian_id


@cache
def hashed_demo_password() -> str:
    """One hash serves every account of a demo: hashing is slow on purpose."""
    return make_password(DEMO_PASSWORD)


def seeded_reviewer(district_id: int) -> int:
    """Who reviews for a district; the id of the person."""
    appointments = Appointment.objects.filter(role=Role.DISTRICT_REVIEWER, district_id=district_id)
    return appointments.earliest("pk").person_id


def seed_accounts(login_names: dict[str, int], *, at: datetime) -> None:
    """Accounts for these people (login name → person id), password and second factor ready."""
    for login_name, person_id in login_names.items():
        account = Account.objects.create(
            person_id=person_id, login_name=login_name, password=hashed_demo_password()
        )
        key = UUID(int=account.pk, version=4)
        TimeBasedSecret.objects.create(
            account=account,
            key=key,
            secret_sealed=seal("people.timebasedsecret.secret", key, DEMO_TOTP_SECRET),
            confirmed_at=at,
        )


def first_phone() -> str:
    """The phone of the first guardian made, whom a demo signs in as."""
    return "13800000001"


@cache
def _syllable(sign: str) -> str:
    return lazy_pinyin(sign)[0]


def sort_key(name: str) -> str:
    """A name's pinyin, sign by sign: made-up names have no readings to choose between."""
    return " ".join(map(_syllable, name))
