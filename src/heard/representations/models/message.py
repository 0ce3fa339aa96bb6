"""What passes between the office and the people of a case besides letters, and what the office notes for itself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.people.models import Person
from heard.representations.models.representation import Representation


class Message(models.Model):
    """One message to or from somebody on a case, in its own words. What was sent is never changed.

    .. pii: what a person said, or was told
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Direction(models.TextChoices):
        OUT = "out", "To them"
        IN = "in", "From them"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=3, choices=Direction)
    way = models.CharField(max_length=30)
    value = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    although = models.CharField(max_length=500, blank=True)
    said_on = models.DateField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["said_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_message_says_something"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} on {self.representation_id}"


class OfficeNote(models.Model):
    """A note of the office to itself on a case. It goes to nobody; it is in a table of its own, so that it cannot.

    .. pii: what staff write about people
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="office_notes")
    words = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk} on {self.representation_id}"


class LetterWords(models.Model):
    """The council's own words of one letter for one reader, in force from a day. The earlier ones stay.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    kind = models.CharField(max_length=60)
    audience = models.CharField(max_length=20)
    title = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    begins_on = models.DateField()
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "audience", "begins_on", "pk"]
        indexes = [models.Index(fields=["begins_on"], name="letter_words_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.audience} from {self.begins_on}"
