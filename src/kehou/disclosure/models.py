from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """What a school made public of one month, as it stood when two people signed it (6.3.d).

    The text is frozen and hashed; a correction is a new version beside the old one.
    """

    public_when = "published_at IS NOT NULL"

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="publications")
    month = models.DateField(_("month"))
    version = models.PositiveSmallIntegerField(default=1)
    figures = models.JSONField(encoder=DjangoJSONEncoder)
    content_hash = models.CharField(max_length=64)
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("drafted at"))
    published_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "month", "version"], name="month_is_published_once_a_version"
            ),
            models.CheckConstraint(
                name="publication_is_signed_by_a_second_person",
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="publication_says_by_whom_and_when",
                condition=Q(published_by__isnull=True, published_at__isnull=True)
                | Q(published_by__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} v{self.version}"
