"""Work that goes on beside the pages, and has failed: how often, and why."""

from __future__ import annotations

from django.db import models


class JobTried(models.Model):
    """One piece of work that was begun and not ended: it is being done now, or it failed so many times.

    .. pii: none (what kind of work, the number of a row, and the name of an error)
    .. retention: until it is done, or what it is about is gone
    .. erased_by: casework.jobs
    """

    job = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    tries = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "about"], name="a_job_about_one_thing_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.about}"
