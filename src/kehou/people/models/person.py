from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import PARTS, Role, Seat

SCHOOL_ROLES = [r for r, part in PARTS.items() if part.seat is Seat.SCHOOL]
DISTRICT_ROLES = [r for r, part in PARTS.items() if part.seat is Seat.DISTRICT]
CITY_ROLES = [r for r, part in PARTS.items() if part.seat is Seat.CITY]


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
                name="appointment_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=F("first_day")),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "school", "district"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="person_holds_a_role_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"
