from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.fields.ranges import DateRangeField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _


def _only(column: str) -> Func:
    """A number written as a range of itself, so that an exclusion needs no extension."""
    return Func(F(column), F(column), Value("[]"), function="int8range")


def _in_office() -> Func:
    return Func(
        F("first_day"),
        F("until"),
        Value("[)"),
        function="daterange",
        output_field=DateRangeField(),
    )


class Membership(models.Model):
    """Somebody's office in a school's leading group, with its days (7.1.a). History is kept.

    `until` is the first day without the office. It is the first day itself for an office that was
    recorded by mistake and never held.
    """

    class Part(models.TextChoices):
        HEAD = "head", _("head of the group")
        DEPUTY = "deputy", _("deputy head")
        MEMBER = "member", _("member")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    part = models.CharField(_("office in the group"), max_length=8, choices=Part)
    post = models.CharField(_("administrative post"), max_length=40)
    first_day = models.DateField(_("in office from"))
    until = models.DateField(_("in office until"), null=True, blank=True)
    appointed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    ended_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_part_is_known",
                condition=Q(part__in=["head", "deputy", "member"]),
            ),
            models.CheckConstraint(
                name="membership_names_an_administrative_post", condition=~Q(post="")
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="ended_membership_says_by_whom_and_when",
                condition=Q(until__isnull=True, ended_by__isnull=True, ended_at__isnull=True)
                | Q(until__isnull=False, ended_by__isnull=False, ended_at__isnull=False),
            ),
            # What an approval points to: this office is this person's.
            models.UniqueConstraint(fields=["id", "person"], name="membership_with_its_person"),
            ExclusionConstraint(
                name="leading_group_has_one_head_at_a_time",
                expressions=[
                    (_only("school"), RangeOperators.OVERLAPS),
                    (_in_office(), RangeOperators.OVERLAPS),
                ],
                condition=Q(part="head"),
            ),
            ExclusionConstraint(
                name="person_is_in_the_leading_group_once",
                expressions=[
                    (_only("school"), RangeOperators.OVERLAPS),
                    (_only("person"), RangeOperators.OVERLAPS),
                    (_in_office(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.person_id}"


class Document(models.Model):
    """What a school works by: the plan of a school year, or management rules (7.2.a).

    Only its kind and year; what it says stands in its versions. Only added to.
    """

    append_only = True

    class Kind(models.TextChoices):
        PLAN = "plan", _("yearly plan")
        RULES = "rules", _("management rules")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    school_year = models.PositiveSmallIntegerField(_("school year"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_is_for_a_year_and_rules_are_not",
                condition=Q(kind="plan", school_year__isnull=False)
                | Q(kind="rules", school_year__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["school", "school_year"],
                condition=Q(kind="plan"),
                name="school_has_one_plan_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.school_year or ''}".strip()

    @property
    def years(self) -> str:
        """A school year as it is said: it lies in two years."""
        return f"{self.school_year}–{self.school_year + 1}" if self.school_year else ""


class Attachment(models.Model):
    """A file attached to a version, kept by its content. Only added to."""

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=[("pdf", "PDF"), ("docx", "Word")])
    content = models.BinaryField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attachment_is_pdf_or_word", condition=Q(kind__in=["pdf", "docx"])
            ),
            models.UniqueConstraint(
                fields=["school", "content_hash"], name="attachment_is_kept_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.content_hash[:8]}"


class Version(models.Model):
    """One wording of a document, and how far it has come (7.2.a).

    A draft may be rewritten; from its submission on the words never change, and every approval is
    of their fingerprint.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("with the leading group")
        IN_FORCE = "in_force", _("in force")
        SUPERSEDED = "superseded", _("superseded")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=80)
    sections = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    first_day = models.DateField(_("valid from"), null=True)
    last_day = models.DateField(_("valid until"), null=True)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, related_name="+", verbose_name=_("attached file")
    )
    attachment_name = models.CharField(max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    state_since = models.DateTimeField(_("since"))
    # Counts how often a draft was rewritten: two people at one draft do not overwrite each other.
    revision = models.PositiveIntegerField(default=1)
    content_hash = models.CharField(max_length=64, null=True)
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "document", "number"], name="wording_is_numbered_once"
            ),
            # What an approval points to: this version has this fingerprint.
            models.UniqueConstraint(
                fields=["id", "content_hash"], name="wording_with_its_fingerprint"
            ),
            *(
                models.UniqueConstraint(
                    fields=["school", "document"],
                    condition=Q(state=state),
                    name=f"document_has_one_{name}",
                )
                for state, name in (
                    ("draft", "draft"),
                    ("submitted", "version_before_the_group"),
                    ("in_force", "version_in_force"),
                )
            ),
            models.CheckConstraint(name="document_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="wording_state_is_known",
                condition=Q(state__in=["draft", "submitted", "in_force", "superseded"]),
            ),
            models.CheckConstraint(
                name="submitted_wording_has_a_fingerprint",
                condition=Q(state="draft", content_hash__isnull=True, submitted_at__isnull=True)
                | Q(content_hash__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="rules_end_after_they_begin",
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="attached_file_has_a_name",
                condition=Q(attachment__isnull=True, attachment_name="")
                | (Q(attachment__isnull=False) & ~Q(attachment_name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Approval(models.Model):
    """A member in office approved one version, word for word (7.2.a). Only added to."""

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="approvals")
    content_hash = models.CharField(max_length=64)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "version", "person"], name="member_approves_a_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"approval of {self.version_id} by {self.person_id}"


class Filing(models.Model):
    """A version in force that was filed with the district (2.1, 7.2.a). Only added to."""

    append_only = True

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, models.PROTECT, related_name="filing")
    filed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"filing of {self.version_id}"


class FilingAnswer(models.Model):
    """What the district answered: acknowledged, or returned with remarks (2.1). Only added to."""

    append_only = True

    class Outcome(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("acknowledged")
        RETURNED = "returned", _("returned with remarks")

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    filing = models.OneToOneField(Filing, models.PROTECT, related_name="answer")
    outcome = models.CharField(_("answer"), max_length=12, choices=Outcome)
    remarks = models.TextField(_("remarks"), max_length=1000, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="filing_outcome_is_known",
                condition=Q(outcome__in=["acknowledged", "returned"]),
            ),
            models.CheckConstraint(
                name="returned_filing_says_why",
                condition=Q(outcome="acknowledged") | ~Q(remarks=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.filing_id}"
