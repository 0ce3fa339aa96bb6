"""What stands beside the cases: figures to set ours beside."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Service
from heard.representations.models.codes import PROCEDURES


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


class MarkedEvent(models.Model):
    """Something that bears on figures: a change of recording, a pandemic, a change of law; from when, until when, whom.

    It touches the whole council, or one service, or one procedure, or one procedure in one service.

    .. pii: none (an event of many; its words name nobody)
    .. retention: life of the installation
    .. erased_by: never
    """

    class Kind(models.TextChoices):
        RECORDING = "recording", "A change of recording"
        WIDE = "wide", "A wide event, such as a pandemic or a flood"
        LAW = "law", "A change of law or policy"
        OTHER = "other", "Something else"

    title = models.CharField(max_length=120)
    words = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    begins_on = models.DateField()
    # None while it goes on. A change of recording or of law stays, and has none as a rule.
    ends_on = models.DateField(null=True, blank=True)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=20, choices=PROCEDURES, blank=True)
    marked_by = models.CharField(max_length=150)
    # Another person held it beside what happened; blank until then, and again once it is corrected.
    reviewed_by = models.CharField(max_length=150, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    # Marked in error: it stays on record and shows nowhere.
    taken_back_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(words=""), name="a_marked_event_says_what_it_was"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="no_marked_event_ends_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by="", reviewed_on__isnull=True)
                | (~Q(reviewed_by="") & Q(reviewed_on__isnull=False)),
                name="a_review_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("marked_by")), name="who_reviews_did_not_mark"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} from {self.begins_on}"


class OtherCouncil(models.Model):
    """Another council whose published figures are set beside ours, under the name it goes by.

    .. pii: none (a public body)
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="another_council_has_a_name")]

    def __str__(self) -> str:
        return self.name


class OtherCouncilFigure(models.Model):
    """One figure another council published for a year: how many, of how many, its source, definition and warnings.

    .. pii: none (a published count of many)
    .. retention: life of the installation
    .. erased_by: never
    """

    council = models.ForeignKey(OtherCouncil, on_delete=models.PROTECT, related_name="figures")
    # What is counted: one of `figures.other_councils.COMPARED`.
    what = models.CharField(max_length=40)
    # The financial year by the year in which it begins: 2024 is 2024/25.
    year = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    # Of how many: answers, where it is a share; children, where it is a rate. None where nobody said.
    base = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)
    address = models.URLField(max_length=400, blank=True)
    # As that council defines it, in its own words as far as it says.
    definition = models.CharField(max_length=500, blank=True)
    is_defined_otherwise = models.BooleanField(default=False)
    warning = models.CharField(max_length=500, blank=True)
    taken_on = models.DateField()

    class Meta:
        ordering = ["council__name", "what", "year"]
        constraints = [
            models.UniqueConstraint(fields=["council", "what", "year"], name="one_figure_a_council_a_year"),
            models.CheckConstraint(condition=~Q(source=""), name="a_figure_from_elsewhere_has_a_source"),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | Q(base__gt=0), name="a_base_from_elsewhere_is_not_nought"
            ),
            models.CheckConstraint(
                condition=Q(is_defined_otherwise=False) | ~Q(definition=""),
                name="what_is_defined_otherwise_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.council_id} in {self.year}"


class ComparisonGroup(models.Model):
    """A group of councils to be set beside, such as the statistical neighbours, with who made it and when.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=120, unique=True)
    source = models.CharField(max_length=300)
    councils = models.ManyToManyField(OtherCouncil, related_name="groups", through="ComparisonGroupCouncil")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source=""), name="a_comparison_group_has_a_name_and_a_source"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ComparisonGroupCouncil(models.Model):
    """One council of a comparison group.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    group = models.ForeignKey(ComparisonGroup, on_delete=models.CASCADE, related_name="places")
    council = models.ForeignKey(OtherCouncil, on_delete=models.PROTECT, related_name="places")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "council"], name="a_council_stands_in_a_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.council_id} in {self.group_id}"
