"""What was found, what was put right and paid, what was promised and what was learned."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Service, Term
from heard.representations.models import Element, OmbudsmanCase, Representation, Stage


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


class Remedy(models.Model):
    """Something done to put a complaint right: an apology, an explanation, a new worker, more support.

    .. pii: words may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="remedies")
    kind = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"remedy for {self.representation_id}"


class Payment(models.Model):
    """Money paid because of a complaint, in pounds, and what it was for.

    .. pii: what it was for may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="payments")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="payments")
    ombudsman_case = models.ForeignKey(
        OmbudsmanCase, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    kind = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    detail = models.CharField(max_length=300, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["representation_id", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_more_than_nothing")
        ]

    def __str__(self) -> str:
        return f"payment for {self.representation_id}"


class PaymentPart(models.Model):
    """One part of a payment that was split, in pounds.

    .. pii: words may describe a family's affairs
    .. retention: with the payment
    .. erased_by: casework.retention
    """

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="parts")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_part_is_more_than_nothing")]

    def __str__(self) -> str:
        return f"part of payment {self.payment_id}"


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

    def __str__(self) -> str:
        return f"action on {self.representation_id} by {self.due_on}"


class LearningPoint(models.Model):
    """What the service learned from a representation, upheld or not, and how that was shared.

    .. pii: none once released; a draft may describe a case
    .. retention: five years after the year it belongs to
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="learning"
    )
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    words = models.TextField()
    shared_by = models.CharField(max_length=200, blank=True)
    learned_on = models.DateField()
    shared_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_on__isnull=True) | Q(shared_on__gte=F("learned_on")),
                name="learning_is_shared_after_it_is_learned",
            )
        ]

    def __str__(self) -> str:
        return f"learning of {self.learned_on}"
