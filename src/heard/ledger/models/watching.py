"""What somebody unconnected goes over of the looks: what the night found striking, and a share of the ordinary ones."""

from __future__ import annotations

from django.db import models


class LookToGoOver(models.Model):
    """Looks of one person that somebody unconnected goes over: why they were picked out, by when, and what was found.

    It accuses nobody. It holds references of cases, numbers and days, never what anybody said or is called.

    .. pii: which member of staff looked at which cases, and whether that was right
    .. retention: by the council's period for looks
    .. erased_by: casework.retention
    """

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", "Justified"
        NOT_JUSTIFIED = "not_justified", "Not justified"
        BREACH = "breach", "A breach"

    # The name of the pattern, or "sample".
    pattern = models.CharField(max_length=30)
    by = models.CharField(max_length=80)
    role = models.CharField(max_length=30, blank=True)
    # The case it is about; empty where it is about how much somebody looked at.
    reference = models.CharField(max_length=120, blank=True)
    # Every case it is about, a line each, as far as they are listed.
    cases = models.TextField(blank=True)
    why = models.CharField(max_length=500)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    looks = models.PositiveIntegerField()
    # What on record links the person with the case, in words; empty where nothing does.
    link = models.CharField(max_length=120, blank=True)
    found_on = models.DateField()
    due_on = models.DateField()
    verdict = models.CharField(max_length=20, blank=True, choices=Verdict)
    gone_over_by = models.CharField(max_length=150, blank=True)
    gone_over_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["verdict", "due_on"], name="look_to_go_over_by_verdict"),
            models.Index(fields=["by", "found_on"], name="look_to_go_over_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="") | (~models.Q(words="") & ~models.Q(gone_over_by="")),
                name="looks_gone_over_say_by_whom_and_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pattern} of {self.by}, found on {self.found_on}"
