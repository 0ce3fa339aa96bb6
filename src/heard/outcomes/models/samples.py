"""Dip samples: so many cases or files looked at for one question, and what was found."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.outcomes.models.learning import LearningPoint
from heard.outcomes.models.promises import Action
from heard.people.models import Service
from heard.representations.models import Representation


class DipSample(models.Model):
    """A sample of cases or files looked at for one question: how many, how many were as they should be, what follows.

    .. pii: none (no child or family is named)
    .. retention: five years after the year it belongs to
    .. erased_by: casework.retention
    """

    asked = models.CharField(max_length=300)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    looked_on = models.DateField()
    looked_by = models.CharField(max_length=200)
    looked_at = models.PositiveSmallIntegerField()
    as_should_be = models.PositiveSmallIntegerField()
    found = models.TextField()
    again_on = models.DateField(null=True, blank=True)
    learning = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="samples"
    )
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="samples"
    )
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )

    class Meta:
        ordering = ["-looked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(as_should_be__lte=F("looked_at")), name="no_more_are_right_than_were_looked_at"
            ),
            models.CheckConstraint(condition=Q(looked_at__gt=0), name="a_sample_looks_at_something"),
        ]

    def __str__(self) -> str:
        return f"{self.asked} {self.looked_on}"


class DipSampleCase(models.Model):
    """A case that was looked at in a sample, where the sample names its cases.

    .. pii: which cases (references only)
    .. retention: with the sample
    .. erased_by: casework.retention
    """

    sample = models.ForeignKey(DipSample, on_delete=models.CASCADE, related_name="cases")
    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, related_name="samples")
    was_right = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "representation"], name="a_case_is_sampled_once")
        ]

    def __str__(self) -> str:
        return f"case {self.representation_id} in sample {self.sample_id}"
