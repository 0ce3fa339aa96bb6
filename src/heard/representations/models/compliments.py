"""What becomes of a compliment: with whom it was shared and who thanked them, and words released for the report."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import F, Q

from heard.people.models import Member
from heard.representations.models.representation import Representation


class PassedOn(models.Model):
    """A compliment, or a senior manager's thanks for it, as it was passed on to somebody of the office.

    Whoever may sign in finds it on a page of their own. The words are those passed on, not the whole of the case.

    .. pii: names a worker, and what a family said of them
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class What(models.TextChoices):
        COMPLIMENT = "compliment", "The compliment"
        SENIOR_THANKS = "senior_thanks", "A senior manager’s thanks"

    class Way(models.TextChoices):
        PAGE = "page", "their own page"
        EMAIL = "email", "e-mail"
        IN_PERSON = "in_person", "in person"
        POST = "post", "letter"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="passed_on")
    what = models.CharField(max_length=20, choices=What)
    to_name = models.CharField(max_length=200)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20, choices=Way)
    words = models.TextField()
    from_name = models.CharField(max_length=150)
    passed_on = models.DateField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["passed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(to_name=""), name="what_is_passed_on_says_what_to_whom"
            ),
            models.CheckConstraint(
                condition=~Q(way="page") | Q(member__isnull=False), name="only_who_may_sign_in_has_a_page"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.representation_id}"


class ReportWords(models.Model):
    """Words about a compliment for everybody to read, by which nobody is known; who wrote and who released them.

    Only what was released is ever printed, and the release is of exactly these words: it holds their fingerprint.

    .. pii: none once released; a draft may name somebody by mistake
    .. retention: with the representation; what was published stays in the report
    .. erased_by: casework.retention
    """

    class Use(models.TextChoices):
        LINE = "line", "One line for the report"
        QUOTE = "quote", "A quote for the report"
        GOOD_PRACTICE = "good_practice", "A good practice alert"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="report_words")
    use = models.CharField(max_length=20, choices=Use)
    words = models.TextField()
    # Why words stay that only a person could judge, such as one with a capital letter.
    although = models.CharField(max_length=500, blank=True)
    drafted_by = models.CharField(max_length=150)
    drafted_at = models.DateTimeField()
    released_by = models.CharField(max_length=150, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["representation", "use"],
                condition=Q(ended_at__isnull=True),
                name="one_wording_a_use",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="words_for_the_report_say_something"),
            models.CheckConstraint(
                condition=Q(released_by="") | ~Q(released_by=F("drafted_by")),
                name="who_releases_did_not_write",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by="", fingerprint="")
                | (Q(released_at__isnull=False) & ~Q(released_by="") & ~Q(fingerprint="")),
                name="a_release_says_who_when_and_of_what",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(because=""), name="taking_words_back_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use} for {self.representation_id}"

    @property
    def is_released(self) -> bool:
        """Whether exactly these words were released, and were not taken back."""
        return (
            self.ended_at is None
            and bool(self.fingerprint)
            and self.fingerprint == fingerprint_of(self.words)
        )


def fingerprint_of(words: str) -> str:
    """What a release holds of the words that it is of."""
    return hashlib.sha256(words.encode()).hexdigest()
