"""What people said to the council, the stages it went through and everything dated about them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Service, Team, Term

KINDS = [
    ("statutory_complaint", "Statutory complaint"),
    ("corporate_complaint", "Corporate complaint"),
    ("concern", "Concern"),
    ("informal_complaint", "Informal complaint"),
    ("comment", "Comment"),
    ("suggestion", "Suggestion"),
    ("compliment", "Compliment"),
    ("mp_enquiry", "MP enquiry"),
    ("councillor_enquiry", "Councillor enquiry"),
    ("duty_matter", "Duty matter"),
    ("anonymous_report", "Anonymous report"),
]
PROCEDURES = [
    ("children_act", "Children Act procedure"),
    ("corporate", "Corporate procedure"),
    ("none", "No procedure"),
]
STAGES = [
    ("stage_1", "Stage 1"),
    ("stage_2", "Stage 2"),
    ("stage_3", "Stage 3"),
    ("concern", "Concern"),
    ("informal", "Informal"),
    ("other", "Other"),
]
STATES = [("open", "Open"), ("closed", "Closed"), ("withdrawn", "Withdrawn")]


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
    state = models.CharField(max_length=20, choices=STATES, default="open")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "received_on"], name="representation_by_kind"),
            models.Index(fields=["state", "received_on"], name="representation_by_state"),
        ]

    def __str__(self) -> str:
        return self.reference


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

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=30, choices=Part)
    relation = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["representation", "person", "part"], name="one_part_once"),
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


class Stage(models.Model):
    """One stage of a representation and the days on which things happened. Due days are worked out.

    `claimed_*` is what the council's own sheet said of it, kept beside what the law says.
    `due_on_hint` is an index for finding; it is never read to decide.

    .. pii: none by itself
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=20, choices=STAGES)
    started_on = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    statement_agreed_on = models.DateField(null=True, blank=True)
    panel_met_on = models.DateField(null=True, blank=True)
    report_sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    # Whether an extension would show: without a place for one in the sheet, "extension not known".
    extension_recorded = models.BooleanField(default=True)
    # Yes or no where a sheet says only that there was more time, not until when.
    was_extended = models.BooleanField(null=True)
    own_reference = models.CharField(max_length=80, blank=True)
    outcome = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    with_action = models.BooleanField(null=True)
    manager = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on_hint = models.DateField(null=True, blank=True)
    claimed_working_days = models.CharField(max_length=60, blank=True)
    claimed_due_on = models.CharField(max_length=60, blank=True)
    claimed_in_time = models.CharField(max_length=60, blank=True)
    claimed_due_on_latest = models.CharField(max_length=60, blank=True)
    claimed_band = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["started_on", "stage"]
        indexes = [models.Index(fields=["due_on_hint"], name="stage_by_due_hint")]
        constraints = [
            models.UniqueConstraint(fields=["representation", "stage"], name="one_of_each_stage"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("started_on")),
                name="no_answer_before_the_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("started_on")),
                name="no_withdrawal_before_the_start",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="answered_or_withdrawn_not_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.representation_id}"


class Extension(models.Model):
    """More time given for a stage: until when, why, who decided and when the complainant was told.

    .. pii: the reason may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="extensions")
    extended_to = models.DateField()
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["extended_to"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "extended_to"], name="one_extension_to_a_day")
        ]

    def __str__(self) -> str:
        return f"extension of {self.stage_id} to {self.extended_to}"


class OmbudsmanCase(models.Model):
    """A case with the Local Government and Social Care Ombudsman. Label and story are kept apart.

    .. pii: the story may describe a family's affairs
    .. retention: with the representation it is about
    .. erased_by: casework.retention
    """

    reference = models.CharField(max_length=80, unique=True)
    received_on = models.DateField()
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    was_investigated = models.BooleanField(null=True)
    decision = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    about = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="ombudsman_cases"
    )
    narrative = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")),
                name="no_decision_before_the_complaint",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class ContextFigure(models.Model):
    """A figure the council typed in to set others beside: children served, open cases, population.

    .. pii: none (a count of many)
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    as_at = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    taken_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "as_at"]
        constraints = [models.UniqueConstraint(fields=["name", "as_at"], name="one_value_a_figure_a_day")]

    def __str__(self) -> str:
        return f"{self.name} at {self.as_at}"


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
