"""What people said to the council, who they are to it, and each point they made."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace, Upper

from heard.law.procedure import ENDED, State
from heard.people.models import Person, Service, Team, Term
from heard.representations.models.codes import KINDS, PROCEDURES

# A reference without what people leave out or put otherwise when they type one.
REFERENCE_KEY = Upper(
    Replace(Replace(Replace(Replace(F("reference"), Value(" ")), Value("-")), Value("/")), Value("."))
)


class Representation(models.Model):
    """One thing said to the council: a complaint, concern, comment, compliment, suggestion or enquiry.

    `received_on` is when it reached the council; `recorded_at` is when we wrote it down.

    .. pii: the words said, which may name a child, family members and workers
    .. retention: by the council's schedule, from closure
    .. erased_by: casework.retention
    """

    reference = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=30, choices=KINDS)
    kind_term = models.ForeignKey(Term, null=True, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=20, choices=PROCEDURES)
    received_on = models.DateField()
    recorded_at = models.DateTimeField()
    is_history = models.BooleanField(default=False)
    channel = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    complainant_kind = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    had_advocate = models.BooleanField(null=True)
    advocate_provider = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    words = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    joint_with = models.CharField(max_length=200, blank=True)
    earlier = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    # Where it stands in its procedure: written only by casework.acts, worked out again by the night.
    state = models.CharField(max_length=40, default=State.RECEIVED.value)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "received_on"], name="representation_by_kind"),
            models.Index(fields=["state", "received_on"], name="representation_by_state"),
            models.Index(fields=["received_on", "id"], name="representation_by_day"),
            models.Index(fields=["team", "received_on"], name="representation_by_team_and_day"),
            # Holds all that tells whose case it is, so that a list of what services owe reads no case for it.
            models.Index(fields=["team", "service", "id"], name="representation_by_place"),
            models.Index(REFERENCE_KEY, name="representation_by_key"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether something is still owed on it."""
        return State(self.state) not in ENDED

    @property
    def standing(self) -> str:
        """Where it stands, in the words of the chart."""
        words = State(self.state).words
        return words[:1].upper() + words[1:]


class Party(models.Model):
    """A person's part in a representation: who complained, the child, the worker, the manager, the advocate.

    .. pii: links a person to a case
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Part(models.TextChoices):
        COMPLAINANT = "complainant", "Complainant"
        CHILD = "child", "Child or young person"
        WORKER = "worker", "Worker complained about"
        MANAGER = "manager", "Manager who answers"
        ADVOCATE = "advocate", "Advocate"
        INVESTIGATOR = "investigating_officer", "Investigating officer"
        INDEPENDENT = "independent_person", "Independent person"
        PANEL_CHAIR = "panel_chair", "Panel chair"
        PANELLIST = "panellist", "Panellist"

    class Employment(models.TextChoices):
        PERMANENT = "permanent", "Permanent"
        AGENCY = "agency", "Agency"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=30, choices=Part)
    relation = models.CharField(max_length=100, blank=True)
    # Of a worker complained about: how they were employed when it was put on record.
    employment = models.CharField(max_length=20, choices=Employment, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["representation", "person", "part"], name="one_part_once"),
            models.CheckConstraint(
                condition=Q(employment="") | Q(part="worker"), name="employment_is_of_a_worker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} in {self.representation_id}"


class RepresentationNature(models.Model):
    """One of the categories that a representation carries. A representation may carry several.

    .. pii: none by itself
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="natures")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["representation", "term"], name="a_category_stands_once_in_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} of {self.representation_id}"


class Element(models.Model):
    """One point of complaint, in the complainant's own words, with the wording agreed and what would put it right.

    .. pii: free text about a child, family members and named workers
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="elements")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    agreed_words = models.TextField(blank=True)
    outcome_wanted = models.TextField(blank=True)
    arose_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["representation", "number"], name="elements_are_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"point {self.number} of {self.representation_id}"


class UnmappedFact(models.Model):
    """What a column said that nobody has given a meaning yet, kept so that nothing of the sheet is lost.

    .. pii: whatever the column held
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="unmapped")
    heading = models.CharField(max_length=200)
    said = models.TextField()

    def __str__(self) -> str:
        return f"{self.heading} of {self.representation_id}"
