from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

GRADES = range(1, 10)


class District(models.Model):
    """A district of the city, whose education department reviews and files (5.4.b)."""

    city_wide = "The list of districts is public and belongs to no school."

    code = models.CharField(_("area code"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=40)
    first_day = models.DateField(_("valid from"))
    until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="district_code_has_six_digits", condition=Q(code__regex=r"^[0-9]{6}$")
            ),
            models.CheckConstraint(
                name="district_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A public or private school of compulsory education (2.3.a, 3.1, 6.1.a)."""

    city_wide = "The directory of schools is public; every school's own records point to it."

    class Ownership(models.TextChoices):
        PUBLIC = "public", _("public")
        PRIVATE = "private", _("private")

    class Level(models.TextChoices):
        PRIMARY = "primary", _("primary school")
        JUNIOR = "junior", _("junior secondary school")
        NINE_YEAR = "nine_year", _("nine-year school")

    class FundedBy(models.TextChoices):
        CITY = "city", _("city finance")
        DISTRICT = "district", _("district finance")

    district = models.ForeignKey(District, models.PROTECT, related_name="schools")
    code = models.CharField(_("school code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=60)
    ownership = models.CharField(_("ownership"), max_length=8, choices=Ownership)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    funded_by = models.CharField(_("funded by"), max_length=8, choices=FundedBy)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="school_code_has_ten_digits", condition=Q(code__regex=r"^[0-9]{10}$")
            ),
            models.CheckConstraint(
                name="school_ownership_is_known", condition=Q(ownership__in=["public", "private"])
            ),
            models.CheckConstraint(
                name="school_level_is_known",
                condition=Q(level__in=["primary", "junior", "nine_year"]),
            ),
            models.CheckConstraint(
                name="school_is_funded_by_city_or_district",
                condition=Q(funded_by__in=["city", "district"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def grades(self) -> range:
        first = 7 if self.level == self.Level.JUNIOR else 1
        last = 6 if self.level == self.Level.PRIMARY else 9
        return range(first, last + 1)


class Campus(models.Model):
    """One site of a school, such as the north or the south campus (7.3.c)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="campuses")
    name = models.CharField(_("name"), max_length=30)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="campus_name_is_used_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """A room where children are looked after; one of a school's is the gathering room (7.3.c)."""

    class Kind(models.TextChoices):
        CLASSROOM = "classroom", _("classroom")
        HALL = "hall", _("hall")
        SPORTS = "sports", _("sports ground")
        LABORATORY = "laboratory", _("laboratory")
        ART = "art", _("art or music room")
        COMPUTER = "computer", _("computer room")
        LIBRARY = "library", _("library")
        OTHER = "other", _("other")

    school = models.ForeignKey(School, models.PROTECT, related_name="rooms")
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="rooms")
    name = models.CharField(_("name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    floor = models.SmallIntegerField(_("floor"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("capacity"))
    is_gathering_room = models.BooleanField(_("gathering room after 17:00"), default=False)

    class Meta:
        ordering = ["campus", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "campus", "name"], name="room_name_is_used_once_on_a_campus"
            ),
            models.CheckConstraint(name="room_holds_somebody", condition=Q(capacity__gte=1)),
            models.CheckConstraint(
                name="room_is_on_a_floor_of_a_building",
                condition=Q(floor__isnull=True) | Q(floor__gte=-5, floor__lte=60) & ~Q(floor=0),
            ),
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(is_gathering_room=True),
                name="school_has_one_gathering_room",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AdministrativeClass(models.Model):
    """A class by day (行政班) in one school year, not a group of the service."""

    school = models.ForeignKey(School, models.PROTECT, related_name="classes")
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="classes")
    school_year = models.PositiveSmallIntegerField(_("school year"))
    grade = models.PositiveSmallIntegerField(_("grade"))
    number = models.PositiveSmallIntegerField(_("class"))
    home_room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="classes"
    )

    class Meta:
        ordering = ["-school_year", "grade", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "grade", "number"], name="class_exists_once_a_year"
            ),
            models.CheckConstraint(
                name="class_grade_is_one_to_nine", condition=Q(grade__gte=1, grade__lte=9)
            ),
            models.CheckConstraint(
                name="class_number_starts_at_one", condition=Q(number__gte=1, number__lte=60)
            ),
        ]

    def __str__(self) -> str:
        return f"{'一二三四五六七八九'[self.grade - 1]}（{self.number}）班"
