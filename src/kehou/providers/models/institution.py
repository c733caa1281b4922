from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

OF_THE_CITY = "An institution serves schools of several districts with one file."


class Institution(models.Model):
    """A social institution, known once in the whole city by its credit code (4.2, 5.2.a).

    It stands in the newest version of its file. How to reach it is no part of what is reviewed.
    """

    city_wide = OF_THE_CITY
    institution_column = "id"

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(_("unified social credit code"), max_length=18, unique=True)
    version = models.PositiveIntegerField(default=1)
    contact_name = models.CharField(_("contact person"), max_length=60, blank=True)
    contact_phone_sealed = models.BinaryField(null=True, blank=True)
    district = models.ForeignKey(
        "schools.District", models.PROTECT, null=True, blank=True, related_name="+"
    )
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("registered at"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="credit_code_has_eighteen_signs",
                condition=Q(code__regex=r"^[0-9]{8}[0-9A-HJ-NPQRTUWXY]{10}$"),
            )
        ]

    def __str__(self) -> str:
        return self.code


class Representative(models.Model):
    """Who speaks for an institution, from one day until another; one person at a time (4.2)."""

    city_wide = "Asked at sign-in; an institution belongs to no school."
    institution_column = "institution_id"
    institution_reads_only = True

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="representatives")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="represents")
    first_day = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution"],
                condition=Q(until__isnull=True),
                name="institution_has_one_representative",
            ),
            models.CheckConstraint(
                name="representative_does_not_end_before_beginning",
                condition=Q(until__isnull=True) | Q(until__gte=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"representative of institution {self.institution_id}"
