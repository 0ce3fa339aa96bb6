"""What a complaint costs the council: investigators, independent persons, panels, rooms, advocates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.people.models import Person
from heard.representations.models import Representation, Stage


class Cost(models.Model):
    """One thing the council paid for to consider a complaint, in pounds: for what, to whom, by which invoice.

    .. pii: who was paid, by name
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Kind(models.TextChoices):
        INVESTIGATOR = "investigating_officer", "Investigating officer"
        INDEPENDENT = "independent_person", "Independent person"
        PANEL = "panel", "Panel members"
        VENUE = "venue", "Room and hospitality"
        ADVOCACY = "advocacy", "Advocacy"
        INTERPRETING = "interpreting", "Interpreting and translation"
        TRAVEL = "travel", "Travel"
        OTHER = "other", "Anything else"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="costs")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(max_length=30, choices=Kind)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    incurred_on = models.DateField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paid_to = models.CharField(max_length=200, blank=True)
    invoice = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=300, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["incurred_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_cost_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True) | ~Q(taken_back_because=""),
                name="a_cost_taken_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"cost of {self.representation_id}"
