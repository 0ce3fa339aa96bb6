"""What was asked of the council and what it promised: recommendations, and actions with an owner and a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Service
from heard.representations.models import Element, Representation, Stage


class Source(models.TextChoices):
    """Whom a promise or a recommendation comes from."""

    MANAGER = "manager", "Manager"
    INVESTIGATOR = "investigator", "Investigating officer"
    INDEPENDENT_PERSON = "independent_person", "Independent person"
    ADJUDICATOR = "adjudicator", "Adjudicating officer"
    PANEL = "panel", "Review panel"
    DIRECTOR = "director", "Director"
    OMBUDSMAN = "ombudsman", "Ombudsman"
    PLAN = "plan", "Action plan"


class Recommendation(models.Model):
    """What an investigator, panel or the Ombudsman asked the council to do, and what became of it.

    .. pii: words may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        IN_PART = "in_part", "Accepted in part"
        REFUSED = "refused", "Refused"

    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="recommendations"
    )
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    # The point of complaint that it is about, where the report says so; else it is about the whole.
    element = models.ForeignKey(
        Element, null=True, blank=True, on_delete=models.SET_NULL, related_name="recommendations"
    )
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    words = models.TextField()
    answer = models.CharField(max_length=20, choices=Answer, blank=True)
    answer_reason = models.TextField(blank=True)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="refused") | ~Q(answer_reason=""),
                name="a_refusal_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"recommendation on {self.representation_id}"


class Action(models.Model):
    """Something the council agreed to do. It always has an owner and a day, and is done when its proof is accepted.

    .. pii: words and proof may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="actions")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    words = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    proof = models.TextField(blank=True)
    proof_accepted_by = models.CharField(max_length=150, blank=True)
    # Empty where it is the service of the case.
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("agreed_on")), name="an_action_is_due_after_it_is_agreed"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | (~Q(proof="") & ~Q(proof_accepted_by="")),
                name="what_is_done_was_proved",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="actions_to_keep", condition=Q(done_on=None))]

    def __str__(self) -> str:
        return f"action on {self.representation_id} by {self.due_on}"
