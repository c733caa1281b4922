from uuid import uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
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

    class Meta:
        ordering = ["-handed_in_at"]
        constraints = [
            models.CheckConstraint(
                name="import_keeps_its_file_only_while_previewed",
                condition=Q(state="previewed", content_sealed__isnull=False)
                | Q(state__in=["applied", "discarded"], content_sealed__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.handed_in_at:%Y-%m-%d %H:%M}"
