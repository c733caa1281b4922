from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason
from kehou.kernel.money import Money


class MonthSettlement(models.Model):
    """What a month's service came to, counted from the attendance archive (6.3.c, 6.1.b).

    Only ever added to: a late correction of the archive makes a new version with its own reasons.
    """

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="settlements")
    month = models.DateField(_("month"))
    version = models.PositiveSmallIntegerField(default=1)
    applied = models.PositiveIntegerField(_("pupils who applied"))
    participants = models.PositiveIntegerField(_("participants"))
    service_days = models.PositiveSmallIntegerField(_("service days"))
    attendances = models.PositiveIntegerField(_("attendances"))
    ceiling_fen = models.BigIntegerField(_("ceiling"))
    steps = models.JSONField(encoder=DjangoJSONEncoder)
    archive_hash = models.CharField(max_length=64)
    settled_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(_("settled at"))

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "month", "version"], name="month_is_settled_once_a_version"
            ),
            models.CheckConstraint(
                name="participants_are_among_those_who_applied",
                condition=Q(participants__lte=F("applied")),
            ),
            models.CheckConstraint(name="ceiling_is_not_negative", condition=Q(ceiling_fen__gte=0)),
            models.CheckConstraint(name="month_is_its_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} v{self.version}"

    @property
    def told_steps(self) -> list[Reason]:
        """How the figures were counted, ready to be worded in either language."""
        return [
            Reason(step["code"], step["clause"], {n: _fact(f) for n, f in step["facts"].items()})
            for step in self.steps
        ]


def _fact(kept: object) -> object:
    return Money(kept["fen"]) if isinstance(kept, dict) else kept
