"""The papers of a case, and copies made of them. The files lie in the store, named by their digest."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.representations.models.representation import Representation


class Document(models.Model):
    """One paper of a case: an original, or a working copy of one with what was taken out of it.

    `level` is how sensitive it is: 1 the shell of a case, 2 its words, 3 allegations and health, 4 sealed.

    .. pii: whatever the paper holds
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Redaction(models.TextChoices):
        NONE = "none", "Nothing taken out"
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved for release"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(default=2)
    is_original = models.BooleanField(default=True)
    copy_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="copies"
    )
    redaction = models.CharField(max_length=20, choices=Redaction, default=Redaction.NONE)
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=4), name="a_document_has_one_of_four_levels"
            ),
            models.CheckConstraint(
                condition=Q(is_original=True, copy_of__isnull=True)
                | Q(is_original=False, copy_of__isnull=False),
                name="a_copy_names_its_original",
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.pk} of {self.representation_id}"
