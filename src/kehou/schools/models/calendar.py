from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.fields.ranges import DateRangeField, IntegerRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kehou.schools.models.school import School


class Term(models.Model):
    """Half a school year, with the days that the city bureau set for it."""

    city_wide = "The city bureau sets the terms for every school."

    school_year = models.PositiveSmallIntegerField(_("school year"))
    half = models.PositiveSmallIntegerField(_("term"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        ordering = ["-first_day"]
        constraints = [
            models.UniqueConstraint(fields=["school_year", "half"], name="term_exists_once"),
            models.CheckConstraint(name="term_is_first_or_second", condition=Q(half__in=[1, 2])),
            models.CheckConstraint(
                name="term_ends_after_it_begins", condition=Q(last_day__gt=F("first_day"))
            ),
        ]

    def __str__(self) -> str:
        years = {"began": self.school_year, "ends": self.school_year + 1}
        if self.half == 1:
            return gettext("%(began)s–%(ends)s, first term") % years
        return gettext("%(began)s–%(ends)s, second term") % years


class DayKind(models.TextChoices):
    CLASS_DAY = "class_day", _("class day")
    CLOSED = "closed", _("no classes")


class CityDay(models.Model):
    """A day that the city's calendar sets apart from what its weekday would be (3.2)."""

    city_wide = "The city bureau's calendar holds for every school."

    day = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=DayKind)
    follows_weekday = models.PositiveSmallIntegerField(
        _("follows the timetable of weekday"), null=True, blank=True
    )
    reason = models.CharField(_("reason"), max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                name="city_day_follows_a_weekday_on_class_days",
                condition=Q(follows_weekday__isnull=True)
                | Q(kind="class_day", follows_weekday__gte=1, follows_weekday__lte=5),
            ),
            models.CheckConstraint(name="city_day_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class SchoolDay(models.Model):
    """A day that one school sets apart, with its reason (3.2)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="days")
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=DayKind)
    follows_weekday = models.PositiveSmallIntegerField(
        _("follows the timetable of weekday"), null=True, blank=True
    )
    reason = models.CharField(_("reason"), max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["school", "day"], name="school_day_is_set_once"),
            models.CheckConstraint(
                name="school_day_follows_a_weekday_on_class_days",
                condition=Q(follows_weekday__isnull=True)
                | Q(kind="class_day", follows_weekday__gte=1, follows_weekday__lte=5),
            ),
            models.CheckConstraint(name="school_day_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class ServicePeriod(models.Model):
    """One period of the afternoon service for a range of grades and a season (3.2).

    Two periods follow the normal day; a third needs a recorded reason.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="service_periods")
    grade_first = models.PositiveSmallIntegerField(_("from grade"))
    grade_last = models.PositiveSmallIntegerField(_("to grade"))
    first_day = models.DateField(_("from day"))
    last_day = models.DateField(_("to day"))
    number = models.PositiveSmallIntegerField(_("period"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    adjustment_reason = models.CharField(_("reason for the adjustment"), max_length=200, blank=True)

    class Meta:
        ordering = ["school", "grade_first", "first_day", "number"]
        constraints = [
            models.CheckConstraint(
                name="service_period_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="service_period_beyond_two_has_a_reason",
                condition=Q(number__in=[1, 2]) | (Q(number=3) & ~Q(adjustment_reason="")),
            ),
            models.CheckConstraint(
                name="service_period_is_for_grades_one_to_nine",
                condition=Q(
                    grade_first__gte=1, grade_last__lte=9, grade_last__gte=F("grade_first")
                ),
            ),
            models.CheckConstraint(
                name="service_period_season_runs_forward",
                condition=Q(last_day__gte=F("first_day")),
            ),
            ExclusionConstraint(
                name="service_period_is_set_once_for_a_grade_and_day",
                # The scalars are written as ranges, so that no extension is needed.
                expressions=[
                    (
                        Func(F("school"), F("school"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("grade_first"),
                            F("grade_last"),
                            Value("[]"),
                            function="int4range",
                            output_field=IntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("first_day"),
                            F("last_day"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("number"), F("number"), Value("[]"), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"
