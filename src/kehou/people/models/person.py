from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import PARTS, Role, Seat

SCHOOL_ROLES = [r for r, part in PARTS.items() if part.seat is Seat.SCHOOL]
DISTRICT_ROLES = [r for r, part in PARTS.items() if part.seat is Seat.DISTRICT]
CITY_ROLES = [r for r, part in PARTS.items() if part.seat is Seat.CITY]


# Scalars are written as ranges, so that no extension is needed.
_DAYS = (Func(F("first_day"), F("until"), function="daterange"), RangeOperators.OVERLAPS)
_PERSON_ALIKE = (
    Func(F("person"), F("person"), Value("[]"), function="int8range"),
    RangeOperators.OVERLAPS,
)
_SCHOOL_ALIKE = (
    Func(F("school"), F("school"), Value("[]"), function="int8range"),
    RangeOperators.OVERLAPS,
)
# An auditor's seat meets every seat, any other only itself.
_EVERY_SEAT_OR_ITSELF = Case(
    When(role=Role.AUDITOR.value, then=None), default=F("id"), output_field=models.BigIntegerField()
)
_AUDITOR_OR_ITSELF = (
    Func(_EVERY_SEAT_OR_ITSELF, _EVERY_SEAT_OR_ITSELF, Value("[]"), function="int8range"),
    RangeOperators.OVERLAPS,
)


class Person(models.Model):
    """One human being, known once in the whole city, whatever parts they play.

    Numbers are sealed with `key` as associated data (`kehou.platform.sealed`); the blind indexes
    find the person again without opening anything.
    """

    city_wide = (
        "One person can be a guardian at one school and staff at another; what a school knows "
        "of them is in its own tables."
    )

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60)
    sort_key = models.CharField(_("pinyin"), max_length=120, blank=True)
    resident_id_sealed = models.BinaryField(null=True, blank=True)
    resident_id_index = models.BinaryField(max_length=32, null=True, blank=True)
    phone_sealed = models.BinaryField(null=True, blank=True)
    phone_index = models.BinaryField(max_length=32, null=True, blank=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident_id_index"],
                condition=Q(resident_id_index__isnull=False),
                name="resident_id_belongs_to_one_person",
            ),
            models.CheckConstraint(
                name="resident_id_is_sealed_and_indexed_together",
                condition=Q(resident_id_sealed__isnull=True, resident_id_index__isnull=True)
                | Q(resident_id_sealed__isnull=False, resident_id_index__isnull=False),
            ),
            models.CheckConstraint(
                name="phone_is_sealed_and_indexed_together",
                condition=Q(phone_sealed__isnull=True, phone_index__isnull=True)
                | Q(phone_sealed__isnull=False, phone_index__isnull=False),
            ),
            models.CheckConstraint(name="person_has_a_name", condition=~Q(name="")),
        ]
        indexes = [models.Index(fields=["phone_index"], name="person_by_phone")]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A role that a person holds from one day until another, at its seat (7.1.a, 7.1.b).

    Guardians need none: a guardian is whoever has a guardianship.
    """

    city_wide = "Asked at sign-in, before it is known which schools the person may reach."

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=20, choices=[(r, r) for r in Role])
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    district = models.ForeignKey(
        "schools.District", models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    first_day = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    document = models.CharField(_("appointed by"), max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="appointment_sits_where_its_role_sits",
                condition=Q(role__in=SCHOOL_ROLES, school__isnull=False, district__isnull=True)
                | Q(role__in=DISTRICT_ROLES, school__isnull=True, district__isnull=False)
                | Q(role__in=CITY_ROLES, school__isnull=True, district__isnull=True),
            ),
            models.CheckConstraint(
                # One that is taken back before it began ends on the day on which it would have.
                name="appointment_does_not_end_before_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("first_day")),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "school", "district"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="person_holds_a_role_once",
            ),
            # Two people sign what the public is told of the money: they are never one (6.3.d).
            ExclusionConstraint(
                name="principal_is_not_the_finance_of_the_school",
                expressions=[_PERSON_ALIKE, _SCHOOL_ALIKE, _DAYS],
                condition=Q(role__in=[Role.PRINCIPAL.value, Role.SCHOOL_FINANCE.value]),
            ),
            ExclusionConstraint(
                name="auditor_holds_no_other_seat",
                expressions=[_PERSON_ALIKE, _AUDITOR_OR_ITSELF, _DAYS],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"
