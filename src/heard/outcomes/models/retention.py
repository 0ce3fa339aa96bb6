"""How long cases are kept: the council's schedule, holds against erasing, reviews, and what stays after a case."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.outcomes.models.themes import Theme
from heard.people.models import Person, Service, Team, Term
from heard.representations.models.representation import Representation


class RetentionLine(models.Model):
    """One line of the retention schedule as it stands from a day on: which record, from what, for how long, and why.

    A change is a further row with a later first day; none is ever rewritten. No period at all means for good.

    .. pii: none (accounts of the office)
    .. retention: life of the installation
    .. erased_by: never
    """

    class Unit(models.TextChoices):
        """What a period is counted in."""

        DAYS = "days", "days"
        MONTHS = "months", "months"
        YEARS = "years", "years"

    code = models.CharField(max_length=40)
    begins_on = models.DateField()
    title = models.CharField(max_length=200)
    trigger = models.CharField(max_length=30)
    length = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.YEARS)
    # Kept until this birthday of the child at least.
    until_age = models.PositiveSmallIntegerField(null=True, blank=True)
    # Years from the death of somebody who died before 18, in place of the rest.
    after_death = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    basis = models.CharField(max_length=500)
    owner = models.CharField(max_length=150)
    review_on = models.DateField()
    proposed_by = models.CharField(max_length=80)
    agreed_by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["code", "begins_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "begins_on"], name="one_schedule_line_a_code_and_day"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("agreed_by")), name="a_schedule_line_is_agreed_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.begins_on}"


class RetentionFacts(models.Model):
    """What decides under which line of the schedule a case falls, as somebody of the office found it to be.

    What nobody has said is not taken as a no. Days that are empty are those on record, or not known.

    .. pii: whether a child is or was looked after, adopted or protected; births and a death; an allegation
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Allegation(models.TextChoices):
        """What became of an allegation about a member of staff."""

        NONE = "none", "There is none"
        SUBSTANTIATED = "substantiated", "Substantiated"
        UNSUBSTANTIATED = "unsubstantiated", "Unsubstantiated"
        UNFOUNDED = "unfounded", "Unfounded"
        MALICIOUS = "malicious", "Malicious"

    representation = models.OneToOneField(
        Representation, on_delete=models.CASCADE, related_name="retention_facts"
    )
    was_looked_after = models.BooleanField(null=True, blank=True)
    was_adopted = models.BooleanField(null=True, blank=True)
    was_protected = models.BooleanField(null=True, blank=True)
    allegation = models.CharField(max_length=20, choices=Allegation.choices, blank=True)
    is_anonymous_not_taken_up = models.BooleanField(null=True, blank=True)
    child_born_on = models.DateField(null=True, blank=True)
    child_died_on = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    last_contact_on = models.DateField(null=True, blank=True)
    worker_born_on = models.DateField(null=True, blank=True)
    said_by = models.CharField(max_length=150)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"what decides how long {self.representation_id} is kept"


class LegalHold(models.Model):
    """What must not be erased, whatever its age: a case, or all of a person, a place, a theme, a period or everything.

    It ends with its last day, where it was given one, or when two persons release it.

    .. pii: whom or what a hold is about, and why
    .. retention: life of the installation, as the proof of why something was kept; the person with their last case
    .. erased_by: casework.retention
    """

    class What(models.TextChoices):
        """What is held."""

        CASE = "case", "One case"
        PERSON = "person", "All cases of a person"
        PLACE = "place", "All cases of a team or service"
        THEME = "theme", "All cases of a theme or category"
        PERIOD = "period", "All cases of a period"
        EVERYTHING = "everything", "Everything"

    class Source(models.TextChoices):
        """On whose behalf it is held."""

        INQUIRY = "inquiry", "A public inquiry"
        COURT = "court", "A court"
        POLICE = "police", "The police"
        OMBUDSMAN = "ombudsman", "The Ombudsman"
        SUBJECT_ACCESS = "subject_access", "A request for a file, not answered yet"
        OPEN_COMPLAINT = "open_complaint", "An open complaint"
        STAFF_CLAIM = "staff_claim", "A claim by a member of staff"
        OTHER = "other", "Another reason"

    what = models.CharField(max_length=20, choices=What.choices)
    source = models.CharField(max_length=20, choices=Source.choices)
    reference = models.CharField(max_length=80, blank=True)
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.SET_NULL, related_name="legal_holds"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=500)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    review_on = models.DateField()
    placed_by = models.CharField(max_length=80)
    placed_at = models.DateTimeField()
    released_on = models.DateField(null=True, blank=True)
    released_because = models.CharField(max_length=500, blank=True)
    released_by = models.CharField(max_length=80, blank=True)
    release_agreed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="a_legal_hold_says_why"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="a_legal_hold_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True, released_by="", release_agreed_by="")
                | (Q(released_on__isnull=False) & ~Q(released_because="") & ~Q(released_by=F("release_agreed_by"))),
                name="a_legal_hold_is_released_by_two",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"hold {self.pk}: {self.get_what_display().lower()}"


class RetentionReview(models.Model):
    """Somebody looked at a case whose period was over, and kept it longer until a day or proposed to erase it.

    .. pii: reasons may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Outcome(models.TextChoices):
        """What the review came to."""

        KEEP = "keep", "Keep it longer"
        PROPOSE = "propose", "Propose to erase it"

    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="retention_reviews"
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    line = models.CharField(max_length=60)
    due_on = models.DateField()
    keep_until = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=500)
    reviewed_on = models.DateField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="keep", keep_until__isnull=False) | Q(outcome="propose", keep_until__isnull=True),
                name="keeping_longer_says_until_when",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_retention_review_says_why"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"review of {self.representation_id}: {self.outcome}"


class Tombstone(models.Model):
    """That a case was here and was erased: its number, how much went, under which line, and who decided. Nothing else.

    .. pii: none (a reference and accounts of the office)
    .. retention: life of the installation
    .. erased_by: never
    """

    class Because(models.TextChoices):
        """On what ground a case was erased."""

        SCHEDULE = "schedule", "Its time was over"
        RIGHT = "right", "A request for erasure was granted"

    case_number = models.BigIntegerField(unique=True)
    reference = models.CharField(max_length=80, unique=True)
    because = models.CharField(max_length=20, choices=Because.choices)
    line = models.CharField(max_length=60, blank=True)
    line_title = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    rows = models.PositiveIntegerField()
    counts = models.TextField()
    files = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    proposed_by = models.CharField(max_length=80)
    agreed_by = models.CharField(max_length=80)
    erased_on = models.DateField()
    erased_at = models.DateTimeField()

    class Meta:
        ordering = ["-erased_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(proposed_by=F("agreed_by")), name="erasing_takes_two"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, erased"


class ErasedTotal(models.Model):
    """How many cases of a month and a kind have been erased, and how many of their stages were answered in time.

    What makes past counts true again once their cases are gone. It names nobody and cannot be broken down further.

    .. pii: none (counts; small ones stay inside the office)
    .. retention: life of the installation
    .. erased_by: never
    """

    month = models.DateField()
    kind = models.CharField(max_length=30)
    counted = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["month", "kind", "counted"]
        constraints = [
            models.UniqueConstraint(fields=["month", "kind", "counted"], name="one_total_a_month_kind_and_count"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.count} {self.kind} of {self.month}, {self.counted}"


class FileLeft(models.Model):
    """A file of the store whose last row was erased, and still to be thrown away: in a moment, or by the night.

    It is thrown away only while it is as it was then, so that the same file filed again meanwhile stays.

    .. pii: none (the digest of a file)
    .. retention: until the file is gone, a day at most
    .. erased_by: casework.retention_files
    """

    path = models.CharField(max_length=200, unique=True)
    kept_at = models.FloatField()

    def __str__(self) -> str:
        return f"file {self.path}, to be thrown away"
