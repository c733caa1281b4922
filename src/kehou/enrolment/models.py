from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Window(models.Model):
    """When families of a school may apply for a term (7.2.b). Order of arrival gives nothing.

    Only added: neither the dates nor the commitment change once families have read them.
    """

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="windows")
    term = models.ForeignKey("schools.Term", models.PROTECT, related_name="windows")
    opens = models.DateTimeField(_("opens"))
    closes = models.DateTimeField(_("closes"))
    # Published before the window closes: the hash of the school's share of the seed. The share
    # itself is told after the draw, so nobody can choose it to suit the lists.
    seed_commitment = models.CharField(max_length=64)
    seed_share_sealed = models.BinaryField()
    key = models.UUIDField(default=uuid4, unique=True, editable=False)

    class Meta:
        ordering = ["-opens"]
        constraints = [
            models.UniqueConstraint(fields=["school", "term"], name="window_exists_once_a_term"),
            models.CheckConstraint(
                name="window_closes_after_it_opens", condition=Q(closes__gt=F("opens"))
            ),
            models.CheckConstraint(
                name="window_commits_to_a_seed_share",
                condition=Q(seed_commitment__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%Y-%m-%d} – {self.closes:%Y-%m-%d}"


class Application(models.Model):
    """A guardian's own request that a pupil takes part on these weekdays (2.3.c, 3.1).

    Sent again within the window it is replaced; withdrawn it stays, with the day.
    """

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="applications")
    window = models.ForeignKey(Window, models.PROTECT, related_name="applications")
    pupil = models.ForeignKey("people.Pupil", models.PROTECT, related_name="applications")
    guardian = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("weekdays"))
    needs = models.CharField(_("what staff must know"), max_length=200, blank=True)
    consent_version = models.CharField(max_length=20)
    consent_text_hash = models.CharField(max_length=64)
    receipt = models.CharField(_("receipt number"), max_length=16, unique=True)
    sent_at = models.DateTimeField(_("sent at"))
    revision = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    ends_before = models.DateField(_("last day before"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "window", "pupil"],
                condition=Q(withdrawn_at__isnull=True),
                name="pupil_has_one_application",
            ),
            models.CheckConstraint(
                name="application_names_weekdays",
                condition=Q(weekdays__len__gte=1, weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7]),
            ),
            models.CheckConstraint(
                name="withdrawal_has_its_day",
                condition=Q(withdrawn_at__isnull=True, ends_before__isnull=True)
                | Q(withdrawn_at__isnull=False, ends_before__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class Wish(models.Model):
    """One ranked wish of an application for one weekday."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, related_name="wishes")
    activity = models.ForeignKey("catalogue.Activity", models.PROTECT, related_name="wishes")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    rank = models.PositiveSmallIntegerField(_("rank"))

    class Meta:
        verbose_name_plural = "wishes"
        ordering = ["weekday", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "application", "weekday", "rank"], name="rank_is_given_once"
            ),
            # Once a week: one that meets on several weekdays stands in the list of one of them.
            models.UniqueConstraint(
                fields=["school", "application", "activity"], name="activity_is_wished_once"
            ),
            models.CheckConstraint(name="rank_starts_at_one", condition=Q(rank__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.rank}"
