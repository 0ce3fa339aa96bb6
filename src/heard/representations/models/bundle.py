"""What a panel is given and where it meets: its arrangements, its bundle of papers, and contracts of those asked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.representations.models.document import Document
from heard.representations.models.ombudsman import OmbudsmanCase
from heard.representations.models.panel import Panel
from heard.representations.models.procedure import Appointment
from heard.representations.models.stage import Stage


class PanelArrangement(models.Model):
    """Where and at what time a panel meets, what people need there, how the child takes part, who attends.

    .. pii: what a child or parent needs, and how they take part
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    panel = models.OneToOneField(
        Panel, primary_key=True, on_delete=models.CASCADE, related_name="arrangement"
    )
    place = models.CharField(max_length=300, blank=True)
    time = models.CharField(max_length=60, blank=True)
    needs = models.TextField(blank=True)
    childs_way = models.TextField(blank=True)
    attends = models.TextField(blank=True)
    papers = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"arrangements of panel {self.panel_id}"


class Engagement(models.Model):
    """The contract under which somebody from outside takes their part: signed when, on what terms, report by when.

    .. pii: the terms on which a person works
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    appointment = models.OneToOneField(
        Appointment, primary_key=True, on_delete=models.CASCADE, related_name="engagement"
    )
    signed_on = models.DateField()
    terms = models.TextField()
    report_due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(terms=""), name="a_contract_has_its_terms"),
            models.CheckConstraint(
                condition=Q(report_due_on__isnull=True) | Q(report_due_on__gte=F("signed_on")),
                name="a_report_is_due_after_the_contract",
            ),
        ]

    def __str__(self) -> str:
        return f"contract of appointment {self.appointment_id}"


class Bundle(models.Model):
    """One version of the papers of a panel, or of a case as the Ombudsman gets it: picked and ordered, then frozen as
    one file with its digest.

    What was frozen is never changed: a change afterwards is the next version, and both stay.

    .. pii: none by itself; its papers hold what they hold
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="bundles")
    ombudsman_case = models.ForeignKey(
        OmbudsmanCase, null=True, blank=True, on_delete=models.CASCADE, related_name="bundles"
    )
    version = models.PositiveSmallIntegerField(default=1)
    begun_by = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=80, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="frozen_bundles"
    )
    sent_on = models.DateField(null=True, blank=True)
    sent_to = models.TextField(blank=True)

    class Meta:
        ordering = ["stage", "version"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "version"], name="one_bundle_a_version"),
            models.UniqueConstraint(
                fields=["stage"], condition=Q(frozen_at__isnull=True), name="one_bundle_in_the_making"
            ),
            models.UniqueConstraint(
                fields=["ombudsman_case", "version"], name="one_ombudsman_copy_a_version"
            ),
            models.UniqueConstraint(
                fields=["ombudsman_case"],
                condition=Q(frozen_at__isnull=True),
                name="one_ombudsman_copy_in_the_making",
            ),
            models.CheckConstraint(
                condition=Q(stage__isnull=False, ombudsman_case__isnull=True)
                | Q(stage__isnull=True, ombudsman_case__isnull=False),
                name="a_bundle_is_for_a_panel_or_the_ombudsman",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, digest="", document__isnull=True, sent_on__isnull=True)
                | (Q(frozen_at__isnull=False, document__isnull=False) & ~Q(digest="") & ~Q(frozen_by="")),
                name="a_frozen_bundle_has_its_file_and_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"bundle {self.version} of {self.stage_id or self.ombudsman_case_id}"


class BundlePaper(models.Model):
    """One paper in a bundle: its place, who looked over what a machine cannot read, and its pages once frozen.

    .. pii: none by itself
    .. retention: with the bundle
    .. erased_by: casework.retention
    """

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="in_bundles")
    position = models.PositiveSmallIntegerField()
    looked_over_by = models.CharField(max_length=80, blank=True)
    looked_over_at = models.DateTimeField(null=True, blank=True)
    first_page = models.PositiveIntegerField(null=True, blank=True)
    last_page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["bundle", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "document"], name="a_paper_is_in_a_bundle_once"),
            models.CheckConstraint(
                condition=Q(first_page__isnull=True, last_page__isnull=True)
                | Q(last_page__gte=F("first_page")),
                name="a_paper_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.document_id} in bundle {self.bundle_id}"


class BundleLeave(models.Model):
    """That a sealed or privileged paper goes to the Ombudsman all the same: who decided so, when and why.

    .. pii: the reason may describe a family's affairs
    .. retention: with the bundle
    .. erased_by: casework.retention
    """

    paper = models.OneToOneField(
        BundlePaper, primary_key=True, on_delete=models.CASCADE, related_name="leave"
    )
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="leave_to_send_has_its_reason")]

    def __str__(self) -> str:
        return f"leave to send {self.paper_id}"


class ChronologyLine(models.Model):
    """One line of the chronology in the Ombudsman's copy: drawn from the record, then in somebody's own words.

    `drawn` is what the record says; `words` what stands in the copy. A line left out stays here.

    .. pii: what happened to a family, day by day
    .. retention: with the bundle
    .. erased_by: casework.retention
    """

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="chronology")
    position = models.PositiveIntegerField()
    happened_on = models.DateField()
    drawn = models.TextField(blank=True)
    words = models.TextField()
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["bundle", "position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_line_of_chronology_has_words")]

    def __str__(self) -> str:
        return f"line {self.position} of bundle {self.bundle_id}"
