from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from kehou.providers.models.file import FileVersion
from kehou.providers.models.institution import OF_THE_CITY, Institution


class Admission(models.Model):
    """An institution asks a district for a place on its white list, with one version (5.2.a).

    While it waits, a newer version of the file takes the place of the one it was sent with. Once
    decided it names for ever what the district saw.
    """

    city_wide = OF_THE_CITY
    institution_column = "institution_id"

    class State(models.TextChoices):
        WAITING = "waiting", _("with the district")
        ADMITTED = "admitted", _("on the white list")
        RETURNED = "returned", _("returned for change")
        REPLACED = "replaced", _("replaced by a newer version")
        STRUCK_OFF = "struck_off", _("struck off the white list")

    class Point(models.TextChoices):
        LICENCE = "licence", _("Licence and permit are genuine, in force, and cover the courses.")
        OWNERS = "owners", _("No member of staff of a school owns or represents it.")
        TEACHERS = "teachers", _("Teachers have certificates and were vetted.")
        COURSES = "courses", _("The courses suit pupils; none tutors in an exam subject.")
        IDEOLOGY = "ideology", _("The content is sound in ideology and values.")

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="admissions")
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="admissions")
    version = models.ForeignKey(FileVersion, models.PROTECT, related_name="admissions")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    sent_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"))
    checked = ArrayField(
        models.CharField(max_length=12, choices=Point),
        default=list,
        blank=True,
        verbose_name=_("looked at and in order"),
    )
    remarks = models.TextField(_("remarks"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    grounds = models.TextField(_("grounds"), max_length=1000, blank=True)
    ended_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "district"],
                condition=Q(state="waiting"),
                name="institution_waits_once_a_district",
            ),
            models.UniqueConstraint(
                fields=["institution", "district"],
                condition=Q(state="admitted"),
                name="institution_is_listed_once_a_district",
            ),
            models.CheckConstraint(
                name="admission_is_decided_by_somebody",
                condition=Q(state="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="admission_is_ended_by_somebody",
                condition=Q(
                    state__in=["waiting", "admitted", "returned"],
                    ended_by__isnull=True,
                    ended_at__isnull=True,
                )
                | Q(
                    state__in=["replaced", "struck_off"],
                    ended_by__isnull=False,
                    ended_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="returned_admission_says_why",
                condition=~Q(state="returned") | ~Q(remarks=""),
            ),
            models.CheckConstraint(
                name="striking_off_says_why", condition=~Q(state="struck_off") | ~Q(grounds="")
            ),
            models.CheckConstraint(
                name="nobody_admits_what_they_sent", condition=~Q(sent_by=F("decided_by"))
            ),
            models.CheckConstraint(
                name="admission_answers_every_point",
                condition=Q(state__in=["waiting", "returned"])
                | Q(checked__contains=["licence", "owners", "teachers", "courses", "ideology"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.institution_id} in {self.district_id}"


class Caution(models.Model):
    """A district or the city warns an institution, which then stands in its file (5.2.a)."""

    city_wide = OF_THE_CITY
    institution_column = "institution_id"
    institution_reads_only = True
    append_only = True

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="cautions")
    district = models.ForeignKey(
        "schools.District", models.PROTECT, null=True, blank=True, related_name="+"
    )
    grounds = models.TextField(_("grounds"), max_length=1000)
    given_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="caution_says_why", condition=~Q(grounds="")),
        ]

    def __str__(self) -> str:
        return f"caution {self.given_at:%Y-%m-%d}"


class BlackListing(models.Model):
    """The city bars an institution from every school, from one day until another (5.2.a)."""

    city_wide = OF_THE_CITY
    institution_column = "institution_id"
    institution_reads_only = True

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="black_listings")
    during = DateRangeField(_("barred during"))
    grounds = models.TextField(_("grounds"), max_length=1000)
    listed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    listed_at = models.DateTimeField(_("listed at"))
    lifted_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_because = models.TextField(_("lifted because"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-listed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="black_listing_has_a_first_day", condition=Q(during__lower_inf=False)
            ),
            models.CheckConstraint(name="black_listing_says_why", condition=~Q(grounds="")),
            models.CheckConstraint(
                name="black_listing_is_lifted_with_a_reason",
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True, lifted_because="")
                | (Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_because="")),
            ),
            ExclusionConstraint(
                name="institution_is_black_listed_once_at_a_time",
                expressions=[
                    ("during", RangeOperators.OVERLAPS),
                    (
                        Func(F("institution"), F("institution"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"black listing of institution {self.institution_id}"
