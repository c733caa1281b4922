from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kehou.people.models.person import Person


class Staff(models.Model):
    """A member of a school's staff. All of them can be caretakers (7.1.b)."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="staff")
    person = models.ForeignKey(Person, models.PROTECT, related_name="staff_rows")
    staff_number = models.CharField(_("staff number"), max_length=20)
    position = models.CharField(_("position"), max_length=40, blank=True)
    subjects = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    qualification = models.CharField(_("qualification certificate"), max_length=40, blank=True)
    vetted_on = models.DateField(_("vetted on"), null=True, blank=True)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name_plural = "staff"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "staff_number"], name="staff_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["school", "person"],
                condition=Q(left_on__isnull=True),
                name="person_is_on_the_staff_once",
            ),
            models.UniqueConstraint(fields=["id", "person"], name="staff_with_its_person"),
            models.CheckConstraint(
                name="staff_leave_after_joining",
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"staff {self.staff_number}"


class ClassTeacher(models.Model):
    """Who is in charge of a class by day."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="classes_led")
    class_by_day = models.OneToOneField(
        "schools.AdministrativeClass", models.PROTECT, related_name="class_teacher"
    )

    def __str__(self) -> str:
        return f"class teacher of {self.class_by_day_id}"


class TeachingSlot(models.Model):
    """One weekly lesson of a staff member's normal teaching, which duties never cut (5.1.a)."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="teaching")
    school_year = models.PositiveSmallIntegerField(_("school year"))
    half = models.PositiveSmallIntegerField(_("term"))
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    period = models.PositiveSmallIntegerField(_("period"))
    subject = models.CharField(_("subject"), max_length=20)
    class_by_day = models.ForeignKey(
        "schools.AdministrativeClass", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["weekday", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "staff", "school_year", "half", "weekday", "period"],
                name="staff_teach_one_lesson_at_a_time",
            ),
            models.CheckConstraint(
                name="teaching_slot_is_on_a_weekday", condition=Q(weekday__gte=1, weekday__lte=7)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.weekday}/{self.period}"
