from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kehou.people.models.person import Person


class Pupil(models.Model):
    """A person on the roll of a school, from one day until another (3.1)."""

    class Gender(models.TextChoices):
        GIRL = "girl", _("girl")
        BOY = "boy", _("boy")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="pupils")
    person = models.ForeignKey(Person, models.PROTECT, related_name="rolls")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    student_number_sealed = models.BinaryField()
    student_number_index = models.BinaryField(max_length=32)
    gender = models.CharField(_("gender"), max_length=4, choices=Gender)
    class_by_day = models.ForeignKey(
        "schools.AdministrativeClass",
        models.PROTECT,
        related_name="pupils",
        verbose_name=_("class"),
    )
    on_roll_from = models.DateField(_("on the roll from"))
    on_roll_until = models.DateField(_("on the roll until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "student_number_index"],
                condition=Q(on_roll_until__isnull=True),
                name="student_number_is_on_a_roll_once",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(on_roll_until__isnull=True),
                name="pupil_is_on_one_roll",
            ),
            models.CheckConstraint(
                name="pupil_leaves_after_entering",
                condition=Q(on_roll_until__isnull=True) | Q(on_roll_until__gt=F("on_roll_from")),
            ),
            models.CheckConstraint(
                name="pupil_gender_is_known", condition=Q(gender__in=["girl", "boy"])
            ),
        ]
        # A roll asks whether another school still has the pupil: the number without the school.
        indexes = [models.Index(fields=["student_number_index"], name="pupil_by_student_number")]

    def __str__(self) -> str:
        return f"pupil {self.pk}"


class RollMovement(models.Model):
    """One change of the roll: entered, left, changed class (3.1). Only ever added to."""

    append_only = True

    class Kind(models.TextChoices):
        ENTERED = "entered", _("entered")
        LEFT = "left", _("left")
        CHANGED_CLASS = "changed_class", _("changed class")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="movements")
    kind = models.CharField(_("movement"), max_length=14, choices=Kind)
    day = models.DateField(_("day"))
    from_class = models.ForeignKey(
        "schools.AdministrativeClass", models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_class = models.ForeignKey(
        "schools.AdministrativeClass", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=120, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="movement_names_its_classes",
                condition=Q(kind="entered", from_class__isnull=True, to_class__isnull=False)
                | Q(kind="left", from_class__isnull=False, to_class__isnull=True)
                | Q(kind="changed_class", from_class__isnull=False, to_class__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class Guardianship(models.Model):
    """What one adult is to one pupil: three rights apart, and an explicit "must not collect".

    A row says one thing for one span of days. A change ends the row and adds another, so that an
    event which was allowed under the old one still points to what was true (7.3.a).
    """

    class Relation(models.TextChoices):
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        GRANDPARENT = "grandparent", _("grandparent")
        OTHER = "other", _("other")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="guardianships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="guardianships")
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    is_guardian = models.BooleanField(_("guardian"), default=True)
    may_collect = models.BooleanField(_("may collect"), default=False)
    must_not_collect = models.BooleanField(_("must not collect"), default=False)
    is_emergency_contact = models.BooleanField(_("emergency contact"), default=False)
    first_day = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "person"],
                condition=Q(until__isnull=True),
                name="adult_is_named_once_for_a_pupil",
            ),
            models.CheckConstraint(
                name="whoever_must_not_collect_may_not",
                condition=Q(must_not_collect=False) | Q(may_collect=False),
            ),
            models.CheckConstraint(
                name="guardianship_does_not_end_before_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("first_day")),
            ),
            # What a release points to: this adult, this pupil, and that they may collect.
            models.UniqueConstraint(
                fields=["id", "pupil", "person", "may_collect"], name="guardianship_as_released_to"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation} of pupil {self.pupil_id}"
