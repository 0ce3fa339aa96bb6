"""Letters as they were sent, and what is known of their sending and arrival."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person
from heard.representations.models.representation import Representation
from heard.representations.models.stage import Stage


class Letter(models.Model):
    """One letter, kept as it was issued. Its date is the day of issue and cannot be typed.

    A letter written before, or outside Heard, is recorded as such with its evidence.

    .. pii: the whole of a letter to a family
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="letters")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=60)
    audience = models.CharField(max_length=20)
    to = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=150)
    is_from_elsewhere = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    content_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["issued_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_from_elsewhere=False) | ~Q(evidence=""),
                name="a_letter_from_elsewhere_has_evidence",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.issued_on} on {self.representation_id}"


class Posting(models.Model):
    """How a letter goes out, when it was sent and when it arrived. An arrival that is assumed says so.

    .. pii: none by itself
    .. retention: with the letter
    .. erased_by: casework.retention
    """

    letter = models.OneToOneField(Letter, primary_key=True, on_delete=models.CASCADE, related_name="posting")
    way = models.CharField(max_length=30)
    sent_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    is_assumed = models.BooleanField(default=False)
    failed_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["sent_on"], name="posting_by_day_sent")]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(sent_on__isnull=False),
                name="nothing_arrives_before_it_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="it_arrives_after_it_is_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"posting of letter {self.letter_id}"
