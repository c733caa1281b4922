from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class JournalEntry(models.Model):
    """Who did what to which thing, when and on what grounds. Only ever added to (6.3.f).

    Nothing is decided by reading it: a fact that matters is a column or an event of its context.
    """

    append_only = True

    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    school_id = models.BigIntegerField(null=True, blank=True)
    actor_role = models.CharField(max_length=20)
    actor_person_id = models.BigIntegerField(null=True, blank=True)
    actor_part = models.CharField(max_length=60, blank=True)
    grounds = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["school_id", "at"], name="journal_by_school"),
            models.Index(fields=["subject_kind", "subject_id"], name="journal_by_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                name="journal_act_names_its_context",
                condition=models.Q(act__regex=r"^[a-z_]+\.[a-z_]+$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.subject_kind} {self.subject_id}"
