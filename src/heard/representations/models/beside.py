"""What stands beside the cases: the Ombudsman's cases, and figures to set ours beside."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Service, Term
from heard.representations.models.representation import Representation


class OmbudsmanCase(models.Model):
    """A case with the Local Government and Social Care Ombudsman. Label and story are kept apart.

    .. pii: the story may describe a family's affairs
    .. retention: with the representation it is about
    .. erased_by: casework.retention
    """

    reference = models.CharField(max_length=80, unique=True)
    received_on = models.DateField()
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    was_investigated = models.BooleanField(null=True)
    decision = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    about = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="ombudsman_cases"
    )
    narrative = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")),
                name="no_decision_before_the_complaint",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class ContextFigure(models.Model):
    """A figure the council typed in to set others beside: children served, open cases, population.

    .. pii: none (a count of many)
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    as_at = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    taken_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "as_at"]
        constraints = [models.UniqueConstraint(fields=["name", "as_at"], name="one_value_a_figure_a_day")]

    def __str__(self) -> str:
        return f"{self.name} at {self.as_at}"
