"""What was done and paid to put a complaint right."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.people.models import Term
from heard.representations.models import OmbudsmanCase, Representation, Stage


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
