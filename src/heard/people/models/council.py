"""The council that this installation serves, what it has set and the days it has added."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Council(models.Model):
    """The one council that this installation serves.

    .. pii: none (the council's name and public contact)
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=200)
    is_demo = models.BooleanField(default=False)
    theme = models.CharField(max_length=7, default="#2b4c7e")
    contact = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_council_an_installation")]

    def __str__(self) -> str:
        return self.name


class CouncilSetting(models.Model):
    """One value the council has set, from the day it begins: a target, the edges of a band, a reading of the law.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=100)
    value = models.CharField(max_length=200)
    begins_on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "begins_on"], name="one_value_a_setting_a_day"),
        ]
        ordering = ["name", "begins_on"]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.begins_on}"


class AddedHoliday(models.Model):
    """A day the council has added to the bank holidays of the committed file.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    day = models.DateField(unique=True)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.day}: {self.title}"
