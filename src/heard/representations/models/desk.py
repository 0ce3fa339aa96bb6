"""What the desk keeps for itself: words to search by, filters somebody named, links to a calendar, daily messages."""

from __future__ import annotations

from django.db import models

from heard.people.models import Member
from heard.representations.models.representation import Representation


class SearchedWords(models.Model):
    """The words of a case as a search reads them: in small letters, without accents, names also by how they sound.

    Written by the one writer with what it is made of, never by hand. The database keeps the index of it in step.
    `level_3` is empty, or holds `level_2` and what only those read who see the case in full.

    .. pii: the words, points, letters and names of a case, over again
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.OneToOneField(
        Representation, primary_key=True, on_delete=models.CASCADE, related_name="searched"
    )
    level_2 = models.TextField(blank=True)
    level_3 = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "searched words"

    def __str__(self) -> str:
        return f"words of {self.representation_id}"


class SavedFilter(models.Model):
    """A filter of the list of cases under the name somebody gave it, for themselves.

    .. pii: which cases a member of staff looks for (words they search for may name somebody)
    .. retention: until they take it away or leave
    .. erased_by: casework.saved_filters
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    chosen = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["member", "name"], name="a_filter_is_named_once_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"filter of member {self.member_id}"


class CalendarLink(models.Model):
    """A secret address under which somebody's own calendar reads their due days. Only its fingerprint is kept.

    .. pii: none (a fingerprint)
    .. retention: until it is ended or replaced, then a year
    .. erased_by: casework.calendar_links
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="calendar_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(ended_at__isnull=True),
                name="one_calendar_link_a_member",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar link of member {self.member_id}"


class DailyMessage(models.Model):
    """One case with things due, to be told to somebody by e-mail on a day: its reference and how many, nothing else.

    Whether they may still see the case is asked again when it is sent; `left_out` says that they might not.

    .. pii: none (which member has work on which case)
    .. retention: thirty days
    .. erased_by: casework.daily_messages
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="daily_messages")
    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    things = models.PositiveIntegerField()
    sent_at = models.DateTimeField(null=True, blank=True)
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["day", "member", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "representation", "day"], name="a_case_is_told_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"message to member {self.member_id} for {self.day}"


class Subscription(models.Model):
    """That somebody is told each week or month, by e-mail and without a figure, that a dashboard or a list is there.

    .. pii: which figures a member of staff follows
    .. retention: until they end it or leave, then a year
    .. erased_by: casework.subscriptions
    """

    class HowOften(models.TextChoices):
        WEEKLY = "weekly", "Each Monday"
        MONTHLY = "monthly", "On the first of each month"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="subscriptions")
    # Which page: one of `casework.subscriptions.PAGES`.
    what = models.CharField(max_length=30)
    # The part of the council, as the page's address says it; blank for what the page begins with.
    part = models.CharField(max_length=200, blank=True)
    how_often = models.CharField(max_length=10, choices=HowOften.choices)
    asked_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["what", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "what", "part", "how_often"],
                condition=models.Q(ended_on__isnull=True),
                name="a_page_is_sent_once_each_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.how_often} to member {self.member_id}"
