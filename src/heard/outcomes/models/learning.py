"""What the service learned, and how that was shared."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Service
from heard.representations.models import Representation


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
