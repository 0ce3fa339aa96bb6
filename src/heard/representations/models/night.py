"""What the night shift wrote down: colours that turned, chasers, and dates that a changed rule would move."""

from __future__ import annotations

from django.db import models

from heard.representations.models.representation import Representation
from heard.representations.models.stage import Stage


class Notice(models.Model):
    """One thing the night noticed about a stage, once: a colour turned, a date near or past, nothing done for days.

    .. pii: none (codes and days)
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="notices")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    what = models.CharField(max_length=40)
    clock = models.CharField(max_length=60, blank=True)
    about_on = models.DateField()
    seen_on = models.DateField()
    for_role = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["seen_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "what", "clock", "about_on"], name="the_night_notices_a_thing_once_a_stage"
            ),
            models.UniqueConstraint(
                fields=["representation", "what", "about_on"],
                condition=models.Q(stage__isnull=True),
                name="the_night_notices_a_thing_once_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} on {self.representation_id}"


class Redating(models.Model):
    """A change of calendar or number, with the dates it would move. Nothing moves until somebody approves it.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    made_on = models.DateField()
    because = models.CharField(max_length=500)
    made_by = models.CharField(max_length=150)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"re-dating of {self.made_on}"


class MovedDate(models.Model):
    """One open stage's day that a re-dating moves: what it was and what it becomes.

    .. pii: none
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    redating = models.ForeignKey(Redating, on_delete=models.CASCADE, related_name="moved")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="moved")
    clock = models.CharField(max_length=60)
    was_on = models.DateField()
    becomes_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.clock} of stage {self.stage_id}"
