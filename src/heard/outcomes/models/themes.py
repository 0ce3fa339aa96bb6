"""What recurs across cases: themes that a person made or accepted, and the cases that a person put into them.

What the reading of the words suggests is no part of the record: it is made over again, and forgotten.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.representations.models import Representation


class Theme(models.Model):
    """Something that recurs across cases and categories, in a person's words; begun, and perhaps ended, by a person.

    .. pii: none (a general wording)
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    # Where it came from: a person, a plain pattern, or words that stand together.
    origin = models.CharField(max_length=60)
    begun_by = models.CharField(max_length=150)
    begun_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(ended_at__isnull=True), name="a_theme_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(because=""), name="ending_a_theme_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ThemedCase(models.Model):
    """A case that a person put into a theme, and whether somebody took it out again.

    .. pii: says what a case is about
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="cases")
    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="themes")
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    removed_by = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "representation"],
                condition=Q(removed_at__isnull=True),
                name="a_case_stands_once_in_a_theme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.representation_id} in theme {self.theme_id}"


class ThemeSuggestion(models.Model):
    """A theme that the last reading of the words suggests. Nobody has decided anything; a person accepts or rejects it.

    `code` names a plain pattern; a suggestion from words that stand together has its words, parted by spaces.

    .. pii: single words that several cases share; shown to nobody who reads fewer than five of those cases
    .. retention: until the next reading; a rejected one, so that it is not suggested again, two years
    .. erased_by: casework.themes_reading
    """

    class Standing(models.TextChoices):
        OPEN = "open", "Waits"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    code = models.CharField(max_length=60, blank=True)
    terms = models.TextField(blank=True)
    among = models.CharField(max_length=20)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.OPEN)
    settled_by = models.CharField(max_length=150, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField()
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


class SuggestedCase(models.Model):
    """A case that a suggestion speaks of, and which of the suggestion's words stand in it.

    .. pii: single words of a case
    .. retention: until the next reading
    .. erased_by: casework.themes_reading
    """

    suggestion = models.ForeignKey(ThemeSuggestion, on_delete=models.CASCADE, related_name="cases")
    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="+")
    terms = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "representation"], name="a_case_is_suggested_once"),
        ]

    def __str__(self) -> str:
        return f"{self.representation_id} in suggestion {self.suggestion_id}"
