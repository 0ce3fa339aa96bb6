"""The papers of a case, and copies made of them. The files lie in the store, named by their digest."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.representations.models.representation import Representation


class Document(models.Model):
    """One paper of a case: an original, or a working copy of one with what was taken out of it.

    `level` is how sensitive it is: 1 the shell of a case, 2 its words, 3 allegations and health, 4 sealed.
    `says_of_itself` is what became of what the file says of itself: who made it, when, where and with what. `found` is
    the name of the virus, where one was found.

    .. pii: whatever the paper holds
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Redaction(models.TextChoices):
        NONE = "none", "Nothing taken out"
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved for release"

    class Scan(models.TextChoices):
        WAITING = "waiting", "Not scanned yet"
        CLEAN = "clean", "Scanned: nothing found"
        FOUND = "found", "Held back: a virus was found"

    class OfItself(models.TextChoices):
        AS_FILED = "as_filed", "As it was filed"
        WAITS = "waits", "A copy without it is still to be made"
        SEALED = "sealed", "Sealed: people open the copy without it"
        TAKEN_OFF = "taken_off", "Taken off"
        NOTHING = "nothing", "There was none"
        NOT_SURE = "not_sure", "Could not be taken off for sure"
        BROKEN = "broken", "Cannot be opened, so no copy could be made"

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
    says_of_itself = models.CharField(max_length=10, choices=OfItself, default=OfItself.AS_FILED)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.WAITING)
    found = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

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
        indexes = [
            models.Index(fields=["id"], condition=Q(scan="waiting"), name="documents_to_scan"),
            models.Index(fields=["id"], condition=Q(says_of_itself="waits"), name="documents_to_copy"),
        ]

    def __str__(self) -> str:
        return f"document {self.pk} of {self.representation_id}"
