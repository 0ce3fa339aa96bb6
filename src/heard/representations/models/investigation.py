"""What Stage 2 writes down: each wording of the statement of complaint, each report, and a provider's answer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.representations.models.procedure import Appointment
from heard.representations.models.representation import Element, Representation


class Wording(models.Model):
    """One wording of a point in the statement of complaint: drafted, agreed, settled or amended. None is lost.

    .. pii: free text about a child, family members and named workers
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Standing(models.TextChoices):
        DRAFTED = "drafted", "Drafted"
        AGREED = "agreed", "Agreed"
        SETTLED = "settled", "Settled without agreement"
        AMENDED = "amended", "Amended"

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="wordings")
    words = models.TextField()
    standing = models.CharField(max_length=20, choices=Standing)
    since = models.DateField()
    because = models.TextField(blank=True)

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.standing} wording of {self.element_id}"


class Report(models.Model):
    """A report as it was received from an investigating officer or independent person. A revised one stands beside it.

    .. pii: what was found about a family and workers
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="reports")
    received_on = models.DateField()
    is_revised = models.BooleanField(default=False)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["received_on", "pk"]

    def __str__(self) -> str:
        return f"report of {self.received_on} under {self.appointment_id}"


class ProviderAnswer(models.Model):
    """What a contracted provider was asked and answered. The council stays responsible and its clock runs on.

    .. pii: the provider's account may describe a family and workers
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="provider_answers"
    )
    provider = models.CharField(max_length=200)
    passed_on = models.DateField()
    asked_by = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["passed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("passed_on")),
                name="a_provider_answers_after_it_is_asked",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} on {self.representation_id}"
