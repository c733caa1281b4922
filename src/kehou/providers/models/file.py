from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from kehou.providers.core.documents import CONTENT_BYTES_MAX
from kehou.providers.models.institution import OF_THE_CITY, Institution


class FileVersion(models.Model):
    """An institution's file as somebody wrote it down; only ever added to (5.2.a).

    What a district admitted is one of these: it can be read for ever, and its hash stands for it
    with its shareholders, teachers and documents.
    """

    city_wide = OF_THE_CITY
    institution_column = "institution_id"
    append_only = True

    class PermitKind(models.TextChoices):
        SCHOOL = "school_permit", _("private school operating permit")
        OTHER = "other_permit", _("another permit of its trade")

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=80)
    legal_representative = models.CharField(_("legal representative"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    licence_number = models.CharField(_("licence number"), max_length=40, blank=True)
    licence_office = models.CharField(_("licence issued by"), max_length=60, blank=True)
    licence_until = models.DateField(_("licence valid until"), null=True, blank=True)
    permit_kind = models.CharField(
        _("kind of permit"), max_length=16, choices=PermitKind, blank=True
    )
    permit_number = models.CharField(_("permit number"), max_length=40, blank=True)
    permit_office = models.CharField(_("permit issued by"), max_length=60, blank=True)
    permit_until = models.DateField(_("permit valid until"), null=True, blank=True)
    educations = ArrayField(
        models.CharField(max_length=12), default=list, blank=True, verbose_name=_("educations")
    )
    courses = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name=_("courses")
    )
    content_hash = models.CharField(max_length=64)
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "number"], name="file_version_is_written_once"
            ),
            # What parts of a version and admissions point to: this version is this institution's.
            models.UniqueConstraint(
                fields=["id", "institution"], name="file_version_of_its_institution"
            ),
            models.CheckConstraint(name="institution_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="permit_kind_is_known",
                condition=Q(permit_kind__in=["", "school_permit", "other_permit"]),
            ),
            models.CheckConstraint(
                name="institution_serves_the_five_educations",
                condition=Q(
                    educations__contained_by=[
                        *("moral", "intellectual", "physical", "aesthetic", "labour")
                    ]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Shareholder(models.Model):
    """Who owns a part of an institution, by one version of its file (5.1.b)."""

    city_wide = OF_THE_CITY
    institution_column = "institution_id"
    append_only = True

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    version = models.ForeignKey(FileVersion, models.PROTECT, related_name="shareholders")
    name = models.CharField(_("name"), max_length=60)
    share = models.PositiveIntegerField(_("share in basis points"))

    class Meta:
        ordering = ["-share", "name"]
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="shareholder_is_named_once"),
            models.CheckConstraint(
                name="share_is_a_part_of_the_whole", condition=Q(share__gte=1, share__lte=10_000)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Teacher(models.Model):
    """Whom an institution sends to schools, by one version of its file (5.2.a).

    Of a vetting only its day is kept, and only when nothing stood against the person: never why.
    """

    city_wide = OF_THE_CITY
    institution_column = "institution_id"
    append_only = True

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    version = models.ForeignKey(FileVersion, models.PROTECT, related_name="teachers")
    name = models.CharField(_("name"), max_length=60)
    certificate = models.CharField(_("certificate"), max_length=60)
    vetted_on = models.DateField(_("vetted on"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "name", "certificate"], name="teacher_is_named_once"
            ),
            models.CheckConstraint(
                name="teacher_has_a_certificate", condition=~Q(name="") & ~Q(certificate="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """A document as it was handed in: its bytes, and the hash that stands for them (5.2.a)."""

    city_wide = OF_THE_CITY
    institution_column = "institution_id"
    append_only = True

    class Kind(models.TextChoices):
        LICENCE = "licence_scan", _("copy of the licence")
        PERMIT = "permit_scan", _("copy of the permit")
        PREMISES = "premises_scan", _("proof of fire safety and premises")
        COURSES = "courses_scan", _("outlines of the courses")

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind of document"), max_length=16, choices=Kind)
    file_name = models.CharField(_("file"), max_length=120)
    content_type = models.CharField(max_length=20)
    content = models.BinaryField()
    content_hash = models.CharField(max_length=64)
    handed_in_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(_("handed in at"))

    class Meta:
        constraints = [
            # What an enclosure points to: this document is this institution's, and these bytes.
            models.UniqueConstraint(
                fields=["id", "institution", "kind", "file_name", "content_hash"],
                name="document_as_enclosed",
            ),
            models.CheckConstraint(
                name="document_is_not_too_large",
                condition=LessThanOrEqual(Length("content"), CONTENT_BYTES_MAX),
            ),
            models.CheckConstraint(
                name="document_is_a_pdf_or_a_jpeg",
                condition=Q(content_type__in=["application/pdf", "image/jpeg"]),
            ),
            models.CheckConstraint(
                name="document_kind_is_known",
                condition=Q(
                    kind__in=["licence_scan", "permit_scan", "premises_scan", "courses_scan"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Enclosure(models.Model):
    """That a version of a file encloses a document, one of each kind (5.2.a).

    It repeats what the document is called and its hash, so that a file is read without its scans.
    """

    city_wide = OF_THE_CITY
    institution_column = "institution_id"
    append_only = True

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    version = models.ForeignKey(FileVersion, models.PROTECT, related_name="enclosures")
    document = models.ForeignKey(Document, models.PROTECT, related_name="enclosed_in")
    kind = models.CharField(max_length=16, choices=Document.Kind)
    file_name = models.CharField(max_length=120)
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind"], name="version_encloses_one_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of version {self.version_id}"
