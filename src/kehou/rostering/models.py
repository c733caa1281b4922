from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _


class Duty(models.Model):
    """One adult in charge of one group in one room for one span of time (7.1.b, 7.2.c).

    One of a group's adults leads; others join to help, or to take the children over before the
    lead may go.
    """

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="duties")
    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="duties")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="duties")
    group = models.ForeignKey("allocation.Group", models.PROTECT, related_name="duties")
    room = models.ForeignKey("schools.Room", models.PROTECT, related_name="duties")
    day = models.DateField(_("day"))
    during = DateTimeRangeField(_("during"))
    is_lead = models.BooleanField(_("in the lead"), default=True)
    relieved_at = models.DateTimeField(_("relieved at"), null=True, blank=True)

    class Meta:
        verbose_name_plural = "duties"
        ordering = ["during"]
        constraints = [
            models.CheckConstraint(
                name="duty_has_a_span",
                condition=Q(
                    during__isempty=False, during__lower_inf=False, during__upper_inf=False
                ),
            ),
            # Across schools too: the adult is one person, wherever they serve.
            ExclusionConstraint(
                name="adult_is_in_one_place_at_a_time",
                expressions=[
                    ("during", RangeOperators.OVERLAPS),
                    (
                        Func(F("person"), F("person"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(relieved_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["school", "group", "day"],
                condition=Q(relieved_at__isnull=True, is_lead=True),
                name="group_has_one_lead_a_day",
            ),
            # What custody points to: this duty is this adult's, this group's, on this day.
            models.UniqueConstraint(fields=["id", "person", "day"], name="duty_with_its_adult"),
            models.UniqueConstraint(fields=["id", "group", "day"], name="duty_with_its_group"),
        ]

    def __str__(self) -> str:
        return f"duty {self.day} of staff {self.staff_id}"
