"""Who complains, for the figures alone: how often each answer about oneself was given, and nothing of who gave it."""

from __future__ import annotations

from django.db import models


class AboutPeople(models.Model):
    """How often one answer about themselves was given in a month by people who complained, if they wanted to say.

    It is a count and no more: one person's answers do not stand together, and nothing leads from them to a case.

    .. pii: none (a count of answers in a month)
    .. retention: life of the installation
    .. erased_by: never
    """

    month = models.DateField()
    question = models.CharField(max_length=30)
    answer = models.CharField(max_length=40)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["month", "question", "answer"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "question", "answer"], name="one_count_an_answer_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}, {self.month}"
