"""Breaches of personal data: what happened, when the council knew, and everything that was said and done since."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.representations.models.representation import Representation


class Breach(models.Model):
    """Personal data lost, shown, changed or out of reach by accident or against the law.

    .. pii: what happened to whose data, in words
    .. retention: by the council's schedule from the day it was closed
    .. erased_by: casework.retention_erasing
    """

    class Kind(models.TextChoices):
        SENT = "sent", "Sent or given to the wrong person"
        SEEN = "seen", "Seen by somebody who should not have"
        LOST = "lost", "Lost or stolen"
        CHANGED = "changed", "Changed without leave"
        OUT_OF_REACH = "out_of_reach", "Out of reach when it was needed"

    reference = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    happened_at = models.DateTimeField(null=True, blank=True)
    # The instant from which the council knew with reasonable certainty: the 72 hours run from here.
    known_at = models.DateTimeField()
    people = models.PositiveIntegerField(null=True, blank=True)
    data = models.CharField(max_length=300)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-known_at", "-pk"]
        verbose_name_plural = "breaches"
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at__isnull=True) | Q(known_at__gte=F("happened_at")),
                name="a_breach_is_known_after_it_happened",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class BreachStep(models.Model):
    """Something said or done of a breach since: the risk, the regulator, the people, a measure, its end.

    .. pii: words on whose data was put at what risk
    .. retention: with the breach
    .. erased_by: casework.retention_erasing
    """

    class About(models.TextChoices):
        RISK = "risk", "Risk"
        REGULATOR = "regulator", "The regulator"
        PEOPLE = "people", "The people"
        MEASURE = "measure", "A measure"
        CLOSED = "closed", "Closed"

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="steps")
    about = models.CharField(max_length=20, choices=About)
    answer = models.CharField(max_length=20)
    words = models.TextField()
    # The instant in the world: of telling, of deciding, of doing.
    happened_at = models.DateTimeField()
    # Where the regulator was told after the 72 hours: why.
    late_because = models.CharField(max_length=500, blank=True)
    said_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.about} of {self.breach_id}"


class BreachCase(models.Model):
    """A case whose data a breach touched.

    .. pii: links a breach to a case
    .. retention: with the representation
    .. erased_by: casework.retention_erasing
    """

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="cases")
    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="breaches")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "representation"], name="a_breach_touches_a_case_once")
        ]

    def __str__(self) -> str:
        return f"{self.breach_id} on {self.representation_id}"
