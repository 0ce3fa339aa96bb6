"""That somebody's access was gone over in a quarter, and whether it was kept."""

from __future__ import annotations

from django.db import models

from heard.people.models.office import Member


class AccessReviewed(models.Model):
    """One member's access gone over in one quarter: as it stood, whether they keep it, by whom, and why.

    .. pii: which access a member of staff had, and why it ended
    .. retention: seven years after leaving
    .. erased_by: casework.retention_leavers
    """

    class Verdict(models.TextChoices):
        KEPT = "kept", "Kept"
        ENDED = "ended", "Ended"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="access_reviewed")
    # The first day of the quarter.
    quarter = models.DateField()
    role = models.CharField(max_length=30)
    team = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    words = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verdict="ended") | ~models.Q(words=""),
                name="access_is_ended_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"access of member {self.member_id}, quarter from {self.quarter}"
