"""What was found on each point of complaint, and why."""

from __future__ import annotations

from django.db import models

from heard.people.models import Term
from heard.representations.models import Element


class Finding(models.Model):
    """What one person in the procedure found on one point of complaint, and why.

    .. pii: reasons may describe a family and workers
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Step(models.TextChoices):
        MANAGER = "manager", "Manager"
        INVESTIGATOR = "investigating_officer", "Investigating officer"
        INDEPENDENT = "independent_person", "Independent person"
        ADJUDICATOR = "adjudicator", "Adjudicating officer"
        REVIEWER = "reviewer", "Officer who reviewed"
        PANEL = "panel", "Panel"
        DIRECTOR = "director", "Director"
        OMBUDSMAN = "ombudsman", "Ombudsman"

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="findings")
    step = models.CharField(max_length=30, choices=Step)
    finding = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    found_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["element", "step"], name="one_finding_a_step_a_point")]

    def __str__(self) -> str:
        return f"{self.step} on {self.element_id}"
