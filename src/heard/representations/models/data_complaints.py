"""Complaints about how somebody's data was handled, which have a clock of their own."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person
from heard.representations.models.file_requests import FileRequest


class DataComplaint(models.Model):
    """A complaint about how personal data was handled, with a clock of its own: acknowledged, answered, told.

    `case_reference` is the case it came with, or was logged under; `file_request` the request it is about.

    .. pii: who complains about what was done with their data
    .. retention: by the council's schedule, from the day the outcome was told
    .. erased_by: casework.retention
    """

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "Upheld"
        PARTLY = "partly", "Partly upheld"
        NOT_UPHELD = "not_upheld", "Not upheld"
        WITHDRAWN = "withdrawn", "Taken back"

    reference = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_complaints")
    words = models.TextField()
    way = models.CharField(max_length=40)
    received_on = models.DateField()
    case_reference = models.CharField(max_length=80, blank=True)
    file_request = models.ForeignKey(
        FileRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="data_complaints"
    )
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_way = models.CharField(max_length=40, blank=True)
    steps = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    outcome_words = models.TextField(blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    told_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=F("received_on")),
                name="a_data_complaint_is_acknowledged_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", told_on__isnull=True)
                | (~Q(outcome="") & ~Q(outcome_words="") & Q(told_on__gte=F("received_on"))),
                name="the_outcome_of_a_data_complaint_is_told",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
