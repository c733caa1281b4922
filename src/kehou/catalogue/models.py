from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kehou.catalogue.core.plan import Meeting, Slot, meetings, runs


class Education(models.TextChoices):
    """The five educations that every activity serves one or more of (1, 2.2.b)."""

    MORAL = "moral", _("moral education")
    INTELLECTUAL = "intellectual", _("intellectual education")
    PHYSICAL = "physical", _("physical education")
    AESTHETIC = "aesthetic", _("aesthetic education")
    LABOUR = "labour", _("labour education")


class Activity(models.Model):
    """Something a school offers in the service of one term (4.1 to 4.3)."""

    class Kind(models.TextChoices):
        CLUB = "club", _("club")
        SCHOOL_COURSE = "school_course", _("school-based course")
        HOMEWORK_TIME = "homework_time", _("homework time")
        TUTORING = "tutoring", _("answering and tutoring")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("with the school")
        SCHOOL_APPROVED = "school_approved", _("with the district")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned for change")

    FALL_BACKS = (Kind.HOMEWORK_TIME, Kind.TUTORING)

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="activities")
    term = models.ForeignKey("schools.Term", models.PROTECT, related_name="activities")
    title = models.CharField(_("title"), max_length=60)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    summary = models.TextField(_("what it is about"), max_length=2000)
    to_bring = models.CharField(_("what to bring"), max_length=200, blank=True)
    educations = ArrayField(
        models.CharField(max_length=12, choices=Education), verbose_name=_("educations")
    )
    grades = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("grades"))
    campus = models.ForeignKey(
        "schools.Campus", models.PROTECT, related_name="activities", verbose_name=_("campus")
    )
    room = models.ForeignKey(
        "schools.Room", models.PROTECT, related_name="activities", verbose_name=_("room")
    )
    leader = models.ForeignKey(
        "people.Staff", models.PROTECT, related_name="activities_led", verbose_name=_("leader")
    )
    smallest = models.PositiveSmallIntegerField(_("smallest size"))
    largest = models.PositiveSmallIntegerField(_("largest size"))
    subject = models.CharField(_("exam subject"), max_length=20, blank=True)
    by_class = models.BooleanField(_("groups follow the classes by day"), default=False)
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.DRAFT)
    state_since = models.DateTimeField(_("since"))
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["kind", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "term", "title"], name="activity_title_is_used_once_a_term"
            ),
            models.CheckConstraint(
                name="activity_serves_the_five_educations", condition=Q(educations__len__gte=1)
            ),
            models.CheckConstraint(
                name="activity_is_for_some_grade", condition=Q(grades__len__gte=1)
            ),
            models.CheckConstraint(
                name="activity_grades_are_one_to_nine",
                condition=Q(grades__contained_by=list(range(1, 10))),
            ),
            models.CheckConstraint(
                name="activity_has_room_for_its_smallest_size",
                condition=Q(smallest__gte=1, largest__gte=F("smallest")),
            ),
            models.CheckConstraint(
                name="activity_is_about_something", condition=~Q(summary="") & ~Q(title="")
            ),
            models.CheckConstraint(
                name="whole_class_is_taught_no_exam_subject",
                condition=Q(by_class=False) | Q(subject=""),
            ),
            models.CheckConstraint(
                name="activity_kind_is_known",
                condition=Q(kind__in=["club", "school_course", "homework_time", "tutoring"]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_fall_back(self) -> bool:
        return self.kind in self.FALL_BACKS

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return meetings(Slot(slot.weekday, slot.period) for slot in self.slots.all())

    @property
    def grade_runs(self) -> tuple[tuple[int, int], ...]:
        return runs(self.grades)


class ActivityVersion(models.Model):
    """What an activity was to be when somebody wrote it down, and who did (5.4.b). Only added to.

    The activity stands in its newest version; a review is of one version, and of its author.
    """

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    plan = models.JSONField(encoder=DjangoJSONEncoder)
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            # What an activity and a review point to: this version is this author's.
            models.UniqueConstraint(
                fields=["activity", "version", "written_by"], name="version_with_its_author"
            ),
            models.UniqueConstraint(
                fields=["school", "activity", "version"], name="version_is_written_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} v{self.version}"


class ActivitySlot(models.Model):
    """A weekday and a service period in which an activity takes place every week."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    period = models.PositiveSmallIntegerField(_("period"))

    class Meta:
        ordering = ["weekday", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "activity", "weekday", "period"], name="slot_is_named_once"
            ),
            models.CheckConstraint(
                name="slot_is_a_period_of_a_weekday",
                condition=Q(weekday__gte=1, weekday__lte=7, period__gte=1, period__lte=3),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}/{self.period}"


class Review(models.Model):
    """One decision on one version of an activity, at one of two stages (5.4.b). Only added to.

    Nobody reviews what they wrote: the author stands in the row, and the database compares.
    """

    append_only = True

    class Stage(models.TextChoices):
        SCHOOL = "school", _("review by the school")
        DISTRICT = "district", _("review by the district")

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned for change")

    class Point(models.TextChoices):
        CONTENT = "content", _("The content suits these grades and is no remedial teaching.")
        SAFETY = "safety", _("Room, tools and size of the group are safe.")
        IDEOLOGY = "ideology", _("The content is sound in ideology and values.")
        MATERIALS = "materials", _("Materials are free of charge, of advertising and of homework.")
        TEACHER = "teacher", _("The leader is suited to it and has been vetted.")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="reviews")
    version = models.PositiveIntegerField()
    stage = models.CharField(_("stage"), max_length=8, choices=Stage)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    checked = ArrayField(
        models.CharField(max_length=12, choices=Point),
        default=list,
        blank=True,
        verbose_name=_("looked at and in order"),
    )
    comment = models.TextField(_("comment"), max_length=1000, blank=True)
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "activity", "version", "stage"],
                name="version_is_reviewed_once_a_stage",
            ),
            models.CheckConstraint(
                name="nobody_reviews_what_they_wrote", condition=~Q(written_by=F("reviewed_by"))
            ),
            models.CheckConstraint(
                name="return_says_why", condition=Q(outcome="approved") | ~Q(comment="")
            ),
            models.CheckConstraint(
                name="approval_answers_every_point",
                condition=Q(outcome="returned")
                | Q(checked__contains=["content", "safety", "ideology", "materials", "teacher"]),
            ),
            models.CheckConstraint(
                name="review_stage_is_known", condition=Q(stage__in=["school", "district"])
            ),
            models.CheckConstraint(
                name="review_outcome_is_known", condition=Q(outcome__in=["approved", "returned"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.outcome}"
