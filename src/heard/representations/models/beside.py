"""What stands beside the cases: figures to set ours beside."""

from __future__ import annotations

from django.db import models


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
