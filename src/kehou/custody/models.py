from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Permit(models.Model):
    """The permit to go home alone (独自回家证), for one span of days (7.3.b)."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="permits")
    pupil = models.ForeignKey("people.Pupil", models.PROTECT, related_name="permits")
    approved_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "pupil"], name="permit_with_its_pupil"),
            models.CheckConstraint(
                name="permit_runs_forward", condition=Q(last_day__gte=F("first_day"))
            ),
        ]

    def __str__(self) -> str:
        return f"permit of pupil {self.pupil_id}"


class Event(models.Model):
    """One link of a child's chain on one day: who has the child from now on (7.3.a).

    The chain is kept by the database alone (migration `0002_chain`): an event names its
    predecessor together with that predecessor's holder, kind and number, so that there is no gap,
    no fork and no lie, and responsibility is never with nobody. Whoever takes a child over records
    it themselves, and so does whoever lets one go (`0004_who_recorded_it`). A child who goes alone,
    or with the police or a doctor, is on record as its own holder: they are nobody we know.
    """

    append_only = True

    class Kind(models.TextChoices):
        OPEN = "open", _("taken over")
        TRANSFER = "transfer", _("handed over")
        RELEASE = "release", _("released")
        CORRECT = "correct", _("corrected")

    class HolderKind(models.TextChoices):
        STAFF = "staff", _("staff")
        GUARDIAN = "guardian", _("guardian")
        SELF = "self", _("home alone")
        AUTHORITY = "authority", _("police or doctor")

    class Identifier(models.TextChoices):
        NAME = "name", _("told their name and the child's")
        RELATION = "relation", _("told the relation")
        PHONE = "phone", _("told the last four digits of their phone")
        FACE = "face", _("known by face")
        PERMIT = "permit", _("the permit was shown")

    class Stream(models.TextChoices):
        CARE = "care", _("service")
        CATCH_UP = "catchup", _("catch-up")

    id = models.UUIDField(primary_key=True, default=uuid4)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", models.PROTECT, related_name="custody")
    day = models.DateField(_("day"))
    stream = models.CharField(max_length=8, choices=Stream, default=Stream.CARE)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    previous_id = models.UUIDField(null=True, blank=True)
    previous_kind = models.CharField(max_length=9, null=True, blank=True)
    number = models.PositiveSmallIntegerField()
    previous_number = models.GeneratedField(
        expression=F("number") - 1, output_field=models.SmallIntegerField(), db_persist=True
    )
    from_holder = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_holder = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    to_kind = models.CharField(_("holder"), max_length=9, choices=HolderKind)
    duty = models.ForeignKey(
        "rostering.Duty", models.PROTECT, null=True, blank=True, related_name="+"
    )
    guardianship = models.ForeignKey(
        "people.Guardianship", models.PROTECT, null=True, blank=True, related_name="+"
    )
    permit = models.ForeignKey(Permit, models.PROTECT, null=True, blank=True, related_name="+")
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    identified_by = ArrayField(
        models.CharField(max_length=8, choices=Identifier),
        verbose_name=_("identified by"),
        default=list,
        blank=True,
    )
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    device = models.UUIDField()
    device_number = models.BigIntegerField()
    device_time = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "pupil", "number"]
        indexes = [models.Index(fields=["school", "day"], name="event_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} pupil {self.pupil_id}"


class Absence(models.Model):
    """Somebody with a name has said that a child does not come on one day (7.2.b).

    Nobody is ever assumed to be ill: without this row an absent child is a missing one.
    """

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", models.PROTECT, related_name="absences")
    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)
    reported_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("reported at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "day"], name="absence_is_reported_once"
            ),
            # What an excused line points to: this child's own absence, on this day.
            models.UniqueConstraint(fields=["id", "pupil", "day"], name="absence_with_its_pupil"),
        ]

    def __str__(self) -> str:
        return f"absence of pupil {self.pupil_id} on {self.day}"


class RollCall(models.Model):
    """A group's roll, called on one day by the adult on duty (7.2.b). Only ever added to.

    `key` is given by the phone, so that a roll sent twice is called once.
    """

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    key = models.UUIDField(editable=False)
    group = models.ForeignKey("allocation.Group", models.PROTECT, related_name="roll_calls")
    duty = models.ForeignKey("rostering.Duty", models.PROTECT, related_name="roll_calls")
    day = models.DateField(_("day"))
    called_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    called_at = models.DateTimeField(_("called at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "group", "day"], name="roll_is_called_once_a_day"
            ),
            models.UniqueConstraint(fields=["key"], name="roll_call_comes_once"),
            # What its lines point to, so that they are of the same day.
            models.UniqueConstraint(fields=["id", "day"], name="roll_call_with_its_day"),
        ]

    def __str__(self) -> str:
        return f"roll of group {self.group_id} on {self.day}"


class Attendance(models.Model):
    """One pupil's line in a roll call: the attendance archive is made of these (7.2.b).

    What turns out otherwise afterwards is a further line that replaces the first; both stay.
    """

    append_only = True

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    roll_call = models.ForeignKey(RollCall, models.PROTECT, related_name="lines")
    pupil = models.ForeignKey("people.Pupil", models.PROTECT, related_name="attendance")
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=8, choices=State)
    absence = models.ForeignKey(
        Absence, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name_plural = "attendance"
        indexes = [models.Index(fields=["school", "day"], name="attendance_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "roll_call", "pupil"],
                condition=Q(replaces__isnull=True),
                name="pupil_is_called_once_in_a_roll",
            ),
            models.UniqueConstraint(fields=["replaces"], name="attendance_is_replaced_once"),
            # What a replacing line points to: the same child's line in the same roll.
            models.UniqueConstraint(
                fields=["id", "roll_call", "pupil"], name="attendance_with_its_pupil"
            ),
            models.CheckConstraint(
                name="excused_by_an_absence_on_record",
                condition=Q(state="excused", absence__isnull=False)
                | (~Q(state="excused") & Q(absence__isnull=True)),
            ),
            models.CheckConstraint(
                name="attendance_state_is_known",
                condition=Q(state__in=["present", "late", "excused", "absent"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.day}"


class DayClosing(models.Model):
    """The end of a school's service on one day: zero children left (7.3.a). Only ever added to."""

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    closed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed at"))
    children = models.PositiveIntegerField(_("children served"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "day"], name="day_is_closed_once")]

    def __str__(self) -> str:
        return f"{self.day} closed"
