from uuid import uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kehou.people.models.person import Person


class RollImport(models.Model):
    """One workbook handed in: its preview, and what became of it. The file is kept until then."""

    class Kind(models.TextChoices):
        ROLL = "roll", _("pupils and guardians")
        CLASSES = "classes", _("classes")
        STAFF = "staff", _("staff")
        TIMETABLE = "timetable", _("staff timetable")
        ROOMS = "rooms", _("rooms")

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("previewed")
        APPLYING = "applying", _("being imported")
        APPLIED = "applied", _("applied")
        DISCARDED = "discarded", _("discarded")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="imports")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    file_name = models.CharField(_("file"), max_length=200)
    content_hash = models.CharField(max_length=64)
    content_sealed = models.BinaryField(null=True, blank=True)
    handed_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(_("handed in at"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    outcome = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    settled_at = models.DateTimeField(null=True, blank=True)
    # When it was decided that it be applied in the background, and how far that has come. The
    # latter is written outside the transaction that applies, so that it shows before the commit.
    decided_at = models.DateTimeField(null=True, blank=True)
    step = models.CharField(max_length=10, blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    rows_in_all = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-handed_in_at"]
        constraints = [
            models.CheckConstraint(
                name="import_keeps_its_file_only_while_it_waits",
                condition=Q(state__in=["previewed", "applying"], content_sealed__isnull=False)
                | Q(state__in=["applied", "discarded"], content_sealed__isnull=True),
            ),
            models.CheckConstraint(
                name="import_is_applied_because_it_was_decided",
                condition=Q(state="applying", decided_at__isnull=False)
                | Q(state__in=["previewed", "applied", "discarded"], decided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="import_has_done_no_more_rows_than_it_has",
                condition=Q(rows_done__lte=F("rows_in_all")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.handed_in_at:%Y-%m-%d %H:%M}"
