"""What the council means to do beyond any one case: plans for a year or a service, and how each line of them goes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.outcomes.models.committees import Matter
from heard.people.models import Person, Service


class Plan(models.Model):
    """A plan of actions and priorities for a year, of the whole council or one service.

    .. pii: none (no case is named)
    .. retention: life of the installation
    .. erased_by: never
    """

    title = models.CharField(max_length=200)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    begins_on = models.DateField()
    ends_on = models.DateField()
    agreed_by = models.CharField(max_length=200)
    agreed_on = models.DateField()

    class Meta:
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")), name="a_plan_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PlanItem(models.Model):
    """One line of a plan: an action or a priority, with an owner and a day.

    .. pii: none (no case is named)
    .. retention: life of the installation
    .. erased_by: never
    """

    class Kind(models.TextChoices):
        ACTION = "action", "Action"
        PRIORITY = "priority", "Priority"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    because = models.TextField(blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_number_an_item_a_plan")]

    def __str__(self) -> str:
        return f"item {self.number} of {self.plan_id}"


class PlanProgress(models.Model):
    """How a line of a plan stood on a day, in words. The last one says how it stands now; none is rewritten.

    .. pii: none (no case is named)
    .. retention: life of the installation
    .. erased_by: never
    """

    class Standing(models.TextChoices):
        ON_THE_WAY = "on_the_way", "On the way"
        DONE = "done", "Done"
        STOPPED = "stopped", "Given up"
        CARRIED_OVER = "carried_over", "Carried over"

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="progress")
    standing = models.CharField(max_length=20, choices=Standing)
    said_on = models.DateField()
    words = models.TextField()
    said_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["said_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="progress_is_said_in_words")]

    def __str__(self) -> str:
        return f"{self.standing} on {self.said_on}"
