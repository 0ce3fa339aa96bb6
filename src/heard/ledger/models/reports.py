"""Reports: drafts with their sections, what was signed off, and what was released and is never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ReportDraft(models.Model):
    """A report in the making: its kind, its period, the day its figures are known on, and how far it is.

    `again_of` is the release of which it will be a new edition; `what_changed` says to readers what is new in it.
    `offered_digest` binds the offer to exactly what stood in the draft when it was offered for release.

    .. pii: the author's name and accounts of the office
    .. retention: with the report released from it
    .. erased_by: never
    """

    class Kind(models.TextChoices):
        """What a report is for."""

        ANNUAL = "annual", "Annual report"
        LEARNING = "learning", "Learning from complaints"
        CABINET = "cabinet", "Cover report for Cabinet"
        CHILDREN = "children", "Summary for children and young people"
        SCRUTINY = "scrutiny", "Note for scrutiny"

    class Standing(models.TextChoices):
        """How far a draft is."""

        WRITING = "writing", "Being written"
        OFFERED = "offered", "Waits for a second person"
        RELEASED = "released", "Released"
        DROPPED = "dropped", "Dropped"

    class Again(models.TextChoices):
        """Why a report is made again."""

        CORRECTION = "correction", "Something in it was wrong"
        HEARING = "hearing", "It is heard again, with more background"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    period = models.CharField(max_length=40)
    as_at = models.DateField()
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=150)
    begun_by = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    standing = models.CharField(max_length=20, choices=Standing.choices, default=Standing.WRITING)
    again_of = models.ForeignKey(
        "PublishedReport", null=True, blank=True, on_delete=models.PROTECT, related_name="made_again"
    )
    why_again = models.CharField(max_length=20, choices=Again.choices, blank=True)
    what_changed = models.TextField(blank=True)
    no_names = models.TextField(blank=True)
    offered_by = models.CharField(max_length=80, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_digest = models.CharField(max_length=64, blank=True)
    sent_back_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return f"draft {self.pk} of {self.title}"


class ReportSection(models.Model):
    """One section of a draft: its place, and whether it is left out. Its words are in its versions.

    .. pii: none
    .. retention: with the draft
    .. erased_by: never
    """

    draft = models.ForeignKey(ReportDraft, on_delete=models.PROTECT, related_name="sections")
    code = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "code"], name="one_section_of_a_report_a_code")
        ]

    def __str__(self) -> str:
        return f"section {self.code} of draft {self.draft_id}"


class SectionVersion(models.Model):
    """What a section said from some moment on: heading, standing words, tables and commentary. None is lost.

    `tables` holds the names of the tables in their order, one a line; `commentary` may hold figure tokens.

    .. pii: whatever was written; nothing of it is released before it was held against every name on record
    .. retention: with the draft
    .. erased_by: casework.retention
    """

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    tables = models.TextField(blank=True)
    commentary = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="one_version_of_a_section_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of section {self.section_id}"


class ReportSignOff(models.Model):
    """Somebody let stand what a check found, with the reason. It holds for exactly that finding.

    .. pii: the words that were found, and who let them stand
    .. retention: with the draft
    .. erased_by: casework.retention
    """

    draft = models.ForeignKey(ReportDraft, on_delete=models.PROTECT, related_name="sign_offs")
    finding = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    said = models.TextField()
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=80)
    name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draft", "finding"], name="one_sign_off_a_finding")]

    def __str__(self) -> str:
        return f"sign-off of a {self.kind} in draft {self.draft_id}"


class PublishedReport(models.Model):
    """A report as it was released. It is never changed: a correction makes a new edition.

    `content` is what readers got, small numbers hidden, and `digest` is of it. `figures` are the true numbers at that
    moment, kept inside the office, and `figures_digest` is of them. `after_entry` is the last line of the ledger when
    the figures were counted.

    .. pii: small numbers in `figures`; the names of the author and of who released it
    .. retention: life of the installation
    .. erased_by: never
    """

    number = models.PositiveIntegerField()
    edition = models.PositiveIntegerField()
    draft = models.OneToOneField(ReportDraft, on_delete=models.PROTECT, related_name="release")
    kind = models.CharField(max_length=20, choices=ReportDraft.Kind.choices)
    period = models.CharField(max_length=40)
    as_at = models.DateField()
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=150)
    released_by = models.CharField(max_length=80)
    released_name = models.CharField(max_length=150)
    released_at = models.DateTimeField()
    after_entry = models.BigIntegerField()
    after_digest = models.CharField(max_length=64)
    rule_book = models.CharField(max_length=64)
    threshold = models.PositiveIntegerField()
    hidden = models.PositiveIntegerField()
    changes = models.TextField(blank=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    figures = models.TextField()
    figures_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number", "edition"], name="one_report_a_number_and_edition"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="editions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.mark}, {self.title}"

    @property
    def mark(self) -> str:
        """How the report is named in every file: R, its number, its edition."""
        return f"R{self.number}-{self.edition}"


class ReportTakenBack(models.Model):
    """A released report that is no longer shown to the public, and why. What was released stays on record.

    .. pii: who took it back
    .. retention: with the report
    .. erased_by: never
    """

    report = models.OneToOneField(PublishedReport, on_delete=models.PROTECT, related_name="taken_back")
    because = models.CharField(max_length=500)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"report {self.report_id}, taken back"
