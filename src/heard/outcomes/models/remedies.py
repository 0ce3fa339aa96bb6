"""What was done and paid to put a complaint right."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.outcomes.models.promises import Recommendation
from heard.people.models import Member, Term
from heard.representations.models import OmbudsmanCase, OmbudsmanRecommendation, Representation, Stage


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

    class Meta:
        indexes = [
            models.Index(
                fields=["due_on"], name="remedies_to_give", condition=Q(done_on=None, due_on__isnull=False)
            )
        ]

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


class ProposedPayment(models.Model):
    """Money that somebody proposes to pay because of a complaint, until it is approved and paid, or is not to be.

    What was paid of it is a Payment, which counts in the figures; what is only proposed counts in none.

    .. pii: the ground in words and who receives it may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class AskedBy(models.TextChoices):
        COUNCIL = "council", "The council itself"
        MANAGER = "manager", "The manager who answered"
        INVESTIGATOR = "investigating_officer", "The investigating officer"
        PANEL = "panel", "The panel"
        DIRECTOR = "director", "The director"
        OMBUDSMAN = "ombudsman", "The Ombudsman"

    class Payee(models.TextChoices):
        COMPLAINANT = "complainant", "Whoever complained"
        CHILD = "child", "The child or young person"
        FOR_CHILD = "for_child", "Somebody on behalf of the child"
        HELD = "held", "Kept for the child until they are of age"
        OTHER = "other", "Somebody else"

    class Answer(models.TextChoices):
        WAITING = "waiting", "Waits for approval"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Taken back"

    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="proposed_payments"
    )
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    ombudsman_recommendation = models.ForeignKey(
        OmbudsmanRecommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    kind = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    # A code of law.remedies: the principle on which it is paid.
    ground = models.CharField(max_length=30)
    words = models.TextField()
    asked_by = models.CharField(max_length=30, choices=AskedBy)
    payee = models.CharField(max_length=20, choices=Payee)
    payee_words = models.CharField(max_length=200, blank=True)
    proposed_on = models.DateField()
    proposed_by = models.CharField(max_length=150)
    answer = models.CharField(max_length=20, choices=Answer, default=Answer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    payment = models.OneToOneField(
        Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="proposed"
    )

    class Meta:
        ordering = ["proposed_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="what_is_proposed_is_more_than_nothing"),
            models.CheckConstraint(
                condition=~Q(answer__in=("refused", "withdrawn")) | ~Q(because=""),
                name="a_payment_refused_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(answer="approved") | Q(answered_by__isnull=False, answered_on__isnull=False),
                name="somebody_approved_what_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(payment__isnull=True) | Q(answer="approved"), name="only_what_is_approved_is_paid"
            ),
        ]

    def __str__(self) -> str:
        return f"payment proposed for {self.representation_id}"


class ProposedPart(models.Model):
    """One part of a payment that is proposed, in pounds, with the day it was paid and what shows it.

    .. pii: words and proof may describe a family's affairs
    .. retention: with the payment
    .. erased_by: casework.retention
    """

    proposed = models.ForeignKey(ProposedPayment, on_delete=models.CASCADE, related_name="parts")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    words = models.CharField(max_length=300, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_proposed_part_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | ~Q(proof=""), name="what_is_paid_was_proved"
            ),
        ]

    def __str__(self) -> str:
        return f"part of proposed payment {self.proposed_id}"
