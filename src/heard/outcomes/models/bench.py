"""The bench: who from outside may investigate, be the independent person or sit on a panel, and when they are free."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Service


class OnTheBench(models.Model):
    """Somebody whom the council may ask to investigate, to be the independent person or to sit on a panel.

    .. pii: a name, skills, languages and a fee; nothing about their own life
    .. retention: two years after they leave the bench
    .. erased_by: casework.retention_leavers
    """

    class FeePer(models.TextChoices):
        HOUR = "hour", "an hour"
        DAY = "day", "a day"
        CASE = "case", "a case"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="bench")
    investigates = models.BooleanField(default=False)
    is_independent_person = models.BooleanField(default=False)
    sits_on_panels = models.BooleanField(default=False)
    skills = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    fee = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    fee_per = models.CharField(max_length=10, choices=FeePer, blank=True)
    joined_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(investigates=True) | Q(is_independent_person=True) | Q(sits_on_panels=True),
                name="somebody_on_the_bench_has_a_part",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("joined_on")),
                name="nobody_leaves_the_bench_before_they_join",
            ),
            models.CheckConstraint(
                condition=(Q(fee__isnull=True) & Q(fee_per="")) | (Q(fee__gt=0) & ~Q(fee_per="")),
                name="a_fee_says_for_how_long",
            ),
        ]

    def __str__(self) -> str:
        return f"on the bench: {self.person_id}"


class NotFree(models.Model):
    """Days on which somebody on the bench takes no new case. Why is theirs to keep.

    .. pii: when somebody is not free; no reason is kept
    .. retention: with whoever it is about
    .. erased_by: casework.retention_leavers
    """

    who = models.ForeignKey(OnTheBench, on_delete=models.CASCADE, related_name="not_free")
    begins_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("begins_on")),
                name="not_free_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"not free from {self.begins_on}"


class KnownTie(models.Model):
    """What ties somebody on the bench to a service of the council: works or worked for it, sat on its board.

    .. pii: where somebody worked
    .. retention: with whoever it is about
    .. erased_by: casework.retention_leavers
    """

    class Kind(models.TextChoices):
        WORKS = "works", "Works for it"
        WORKED = "worked", "Worked for it"
        FAMILY = "family", "Somebody close to them works for it"
        BOARD = "board", "Sits on a board or panel of it"
        OTHER = "other", "Something else"

    who = models.ForeignKey(OnTheBench, on_delete=models.CASCADE, related_name="ties")
    # Without one the tie is to the whole council.
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    until_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.who_id}"
