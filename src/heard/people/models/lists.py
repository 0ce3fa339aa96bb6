"""The council's lists: its services and teams, its labels and how its own sheets spell them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Service(models.Model):
    """A service of the council as it prints its name, with the days between which it was in use.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    label = models.CharField(max_length=200, unique=True)
    leadership = models.CharField(max_length=200, blank=True)
    means = models.CharField(max_length=60, blank=True)
    in_use_from = models.DateField(null=True, blank=True)
    in_use_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_use_to__isnull=True)
                | Q(in_use_from__isnull=True)
                | Q(in_use_to__gte=F("in_use_from")),
                name="service_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Team(models.Model):
    """A team as the council prints its name, within a service where that is known.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    label = models.CharField(max_length=200, unique=True)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    means = models.CharField(max_length=60, blank=True)
    in_use_from = models.DateField(null=True, blank=True)
    in_use_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_use_to__isnull=True)
                | Q(in_use_from__isnull=True)
                | Q(in_use_to__gte=F("in_use_from")),
                name="team_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Term(models.Model):
    """One label of one of the council's lists (outcome, nature, channel…) and the common meaning it maps to.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    class List(models.TextChoices):
        KIND = "kind", "Kind of representation"
        STAGE = "stage", "Stage"
        OUTCOME = "outcome", "Outcome"
        CHANNEL = "channel", "How it came"
        COMPLAINANT = "complainant", "Who complained"
        ADVOCATE_PROVIDER = "advocate_provider", "Advocacy provider"
        NATURE = "nature", "What it was about"
        CATEGORY = "category", "What the compliment was for"
        DECISION = "decision", "Ombudsman's decision"
        PAYMENT_KIND = "payment_kind", "What a payment was for"
        REMEDY = "remedy", "Remedy"

    list = models.CharField(max_length=20, choices=List)
    label = models.CharField(max_length=200)
    child_label = models.CharField(max_length=200, blank=True)
    means = models.CharField(max_length=60, blank=True)
    in_use_from = models.DateField(null=True, blank=True)
    in_use_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    class Meta:
        ordering = ["list", "position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["list", "label"], name="a_label_stands_once_in_its_list"),
            models.CheckConstraint(
                condition=Q(in_use_to__isnull=True)
                | Q(in_use_from__isnull=True)
                | Q(in_use_to__gte=F("in_use_from")),
                name="term_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Spelling(models.Model):
    """Another way in which the council's own sheets spell a label, learned from a person's answer.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    list = models.CharField(max_length=20)
    said = models.CharField(max_length=200)
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "said"], name="a_spelling_means_one_label")]

    def __str__(self) -> str:
        return f"{self.said} means {self.label}"
