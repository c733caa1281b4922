from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Draw(models.Model):
    """One run of the placing for a window, with all that is needed to compute it again (7.2.b)."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("preview")
        PUBLISHED = "published", _("published")
        DISCARDED = "discarded", _("discarded")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="draws")
    window = models.ForeignKey("enrolment.Window", models.PROTECT, related_name="draws")
    state = models.CharField(_("state"), max_length=10, choices=State)
    seed = models.CharField(max_length=64)
    public_value = models.CharField(_("public value"), max_length=120)
    input_hash = models.CharField(max_length=64)
    result_hash = models.CharField(max_length=64)
    result = models.JSONField(encoder=DjangoJSONEncoder)
    drawn_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(_("drawn at"))
    published_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        ordering = ["-drawn_at"]
        constraints = [
            # What the kept text of its input points to, so that hash and text stay together.
            models.UniqueConstraint(fields=["id", "input_hash"], name="draw_with_its_input"),
            models.UniqueConstraint(
                fields=["school", "window"],
                condition=Q(state="published"),
                name="window_has_one_published_draw",
            ),
            models.CheckConstraint(
                name="draw_is_published_by_a_second_person",
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drawn_by")),
            ),
            models.CheckConstraint(
                name="published_draw_says_by_whom_and_when",
                condition=Q(
                    state="published", published_by__isnull=False, published_at__isnull=False
                )
                | Q(
                    state__in=["preview", "discarded"],
                    published_by__isnull=True,
                    published_at__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"draw {self.pk}"


class DrawInput(models.Model):
    """The file that went into a draw, to the byte, kept from the moment it was held (7.2.b).

    Activities are resized and children change classes; the file by which anyone computes the draw
    again must not. The database compares text and hash (migration `0003_input_of_a_draw`), and
    keeps a long text compressed by itself. Apart from the draw, which is read far more often.
    """

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    draw = models.OneToOneField(Draw, models.PROTECT, related_name="input")
    input_hash = models.CharField(max_length=64)
    text = models.TextField()

    def __str__(self) -> str:
        return f"input of draw {self.draw_id}"


class Voiding(models.Model):
    """The district takes back the public value that a draw was held with, and says why (7.2.b).

    Only then may the window's draw be held with another value (migration `0005_value_is_bound`).
    The voided preview stays, and so does this: both are told to whoever checks the draw.
    """

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    draw = models.OneToOneField(Draw, models.PROTECT, related_name="voiding")
    reason = models.CharField(_("reason"), max_length=200)
    voided_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(_("voided at"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="voiding_says_why", condition=Q(reason__regex=r"^\S.{8,}\S$")
            ),
        ]

    def __str__(self) -> str:
        return f"voiding of draw {self.draw_id}"


class Group(models.Model):
    """The children of one activity who are together in one slot, and their room (7.2.b)."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="groups")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="groups")
    activity = models.ForeignKey("catalogue.Activity", models.PROTECT, related_name="groups")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    period = models.PositiveSmallIntegerField(_("period"))
    number = models.PositiveSmallIntegerField(_("group"))
    room = models.ForeignKey("schools.Room", models.PROTECT, related_name="groups")

    class Meta:
        ordering = ["weekday", "period", "activity__title", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "draw", "activity", "weekday", "period", "number"],
                name="group_is_numbered_once",
            ),
            # What a place points to, so that place and group agree on the slot.
            models.UniqueConstraint(fields=["id", "weekday", "period"], name="group_with_its_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}/{self.number}"


class Place(models.Model):
    """A pupil's one place in one weekly period (7.2.b)."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="places")
    group = models.ForeignKey(Group, models.PROTECT, related_name="places")
    pupil = models.ForeignKey("people.Pupil", models.PROTECT, related_name="places")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    period = models.PositiveSmallIntegerField(_("period"))
    first_day = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "weekday", "period"],
                condition=Q(until__isnull=True),
                name="pupil_has_one_place_in_a_period",
            ),
            models.CheckConstraint(
                name="place_does_not_end_before_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"place of pupil {self.pupil_id}"
