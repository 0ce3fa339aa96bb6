"""What committees and partners asked of the council, resolved and agreed, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Service, Term


class Meeting(models.Model):
    """A meeting at which the service had to answer: of a committee, or with an advocacy provider or another partner.

    .. pii: none but the names of public bodies
    .. retention: life of the installation
    .. erased_by: never
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", "Committee"
        ADVOCACY_PROVIDER = "advocacy_provider", "Advocacy provider"
        PARTNER = "partner", "Another partner"

    kind = models.CharField(max_length=30, choices=Kind)
    with_whom = models.CharField(max_length=200)
    provider = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    about = models.TextField(blank=True)
    papers = models.URLField(blank=True, max_length=500)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.with_whom}, {self.held_on}"


class Matter(models.Model):
    """A question, a resolution or something agreed at a meeting. It has an owner and a day, and is open until answered.

    .. pii: the name of an elected member who asked; no child and no family
    .. retention: life of the installation
    .. erased_by: never
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        RESOLUTION = "resolution", "Resolution"
        AGREED = "agreed", "Agreed action"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="matters")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    asked_by = models.CharField(max_length=150, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["meeting_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_number_a_matter_a_meeting"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (~Q(answer="") & ~Q(answered_by="")),
                name="an_answer_to_members_has_words_and_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.meeting_id}"


class FigureTold(models.Model):
    """A figure that an answer gave: which measure, narrowed how, what it said on that day.

    .. pii: none (a count of many)
    .. retention: life of the installation
    .. erased_by: never
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=80)
    asked = models.CharField(max_length=1000, blank=True)
    words = models.CharField(max_length=200)
    told_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.measure} told on {self.told_on}"


class AdvocacyContract(models.Model):
    """The council's contract with an advocacy provider: from when, until when, and what it covers.

    .. pii: none (an organisation)
    .. retention: life of the installation
    .. erased_by: never
    """

    provider = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    words = models.TextField()

    class Meta:
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="a_contract_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"contract of {self.begins_on}"
