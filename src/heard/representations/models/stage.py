"""The stages of a representation and the days on which things happened."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Term
from heard.representations.models.codes import STAGES
from heard.representations.models.representation import Representation


class Stage(models.Model):
    """One stage of a representation and the days on which things happened. Due days are worked out.

    `claimed_*` is what the council's own sheet said of it, kept beside what the law says.
    `due_on_hint` is an index for finding; it is never read to decide.

    .. pii: terms of resolution may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=20, choices=STAGES)
    started_on = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    statement_agreed_on = models.DateField(null=True, blank=True)
    panel_met_on = models.DateField(null=True, blank=True)
    report_sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    # Whether an extension would show: without a place for one in the sheet, "extension not known".
    extension_recorded = models.BooleanField(default=True)
    # Yes or no where a sheet says only that there was more time, not until when.
    was_extended = models.BooleanField(null=True)
    own_reference = models.CharField(max_length=80, blank=True)
    outcome = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    with_action = models.BooleanField(null=True)
    manager = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The day the right to go on (after the last stage: to the Ombudsman) was told.
    right_told_on = models.DateField(null=True, blank=True)
    # Ended without an answer of its own: skipped, passed by, or a late request declined.
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=30, blank=True)
    resolution_terms = models.TextField(blank=True)
    statement_sent_on = models.DateField(null=True, blank=True)
    statement_settled_because = models.TextField(blank=True)
    due_on_hint = models.DateField(null=True, blank=True)
    claimed_working_days = models.CharField(max_length=60, blank=True)
    claimed_due_on = models.CharField(max_length=60, blank=True)
    claimed_in_time = models.CharField(max_length=60, blank=True)
    claimed_due_on_latest = models.CharField(max_length=60, blank=True)
    claimed_band = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["started_on", "stage"]
        indexes = [
            models.Index(fields=["due_on_hint"], name="stage_by_due_hint"),
            models.Index(
                fields=["due_on_hint", "representation"],
                name="stage_open_by_due_hint",
                condition=Q(answered_on=None, ended_on=None, withdrawn_on=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["representation", "stage"], name="one_of_each_stage"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("started_on")),
                name="no_answer_before_the_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("started_on")),
                name="no_withdrawal_before_the_start",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="answered_or_withdrawn_not_both",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | (Q(answered_on__isnull=True) & ~Q(ended_because="")),
                name="ended_without_an_answer_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.representation_id}"


class Extension(models.Model):
    """More time given for a stage: until when, why, who decided and when the complainant was told.

    .. pii: the reason may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="extensions")
    extended_to = models.DateField()
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    # Whether the complainant agreed: recorded, and no condition.
    was_agreed = models.BooleanField(null=True)

    class Meta:
        ordering = ["extended_to"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "extended_to"], name="one_extension_to_a_day")
        ]

    def __str__(self) -> str:
        return f"extension of {self.stage_id} to {self.extended_to}"
