"""The file of an Ombudsman case beyond its enquiries: where it stands, drafts, more time, what is public, talks."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.representations.models.ombudsman import OmbudsmanCase, OmbudsmanEnquiry, OmbudsmanRecommendation


class OmbudsmanStep(models.Model):
    """Where a case stood with the Ombudsman from a day on: first contact, enquiries, waiting to be taken and so on.

    .. pii: words may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class What(models.TextChoices):
        FIRST_CONTACT = "first_contact", "First contact"
        WAITS = "waits", "Waits to be taken"
        ENQUIRIES = "enquiries", "Making enquiries"
        INVESTIGATION = "investigation", "Investigation"
        DRAFT = "draft", "Draft decision"
        AWAITING = "awaiting", "Awaiting a decision"
        DISCONTINUED = "discontinued", "Investigation discontinued"
        REFUSED = "refused", "Will not investigate"
        PREMATURE = "premature", "Premature: sent back to us"
        REOPENED = "reopened", "Opened again"

    case = models.ForeignKey(OmbudsmanCase, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=20, choices=What)
    from_on = models.DateField()
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["from_on", "pk"]

    def __str__(self) -> str:
        return f"{self.what} of {self.case_id} from {self.from_on}"


class OmbudsmanDraft(models.Model):
    """A draft decision: what it proposes, the day comments are due, and what we said of it.

    .. pii: what is proposed and said may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    case = models.ForeignKey(OmbudsmanCase, on_delete=models.CASCADE, related_name="drafts")
    received_on = models.DateField()
    comments_by = models.DateField()
    proposes = models.TextField()
    commented_on = models.DateField(null=True, blank=True)
    comments = models.TextField(blank=True)

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comments_by__gte=F("received_on")), name="comments_are_due_after_the_draft_comes"
            ),
            models.CheckConstraint(
                condition=Q(commented_on__isnull=True) | (Q(commented_on__gte=F("received_on")) & ~Q(comments="")),
                name="comments_on_a_draft_have_words",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"draft decision of {self.received_on} on {self.case_id}"


class OmbudsmanExtension(models.Model):
    """More time asked of the Ombudsman for an answer, for comments or for what a decision asks; and what they said.

    The day it was due before is kept here; once more time is given the new day stands with what it is for.

    .. pii: the reason may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", "No answer yet"
        GIVEN = "given", "Given"
        REFUSED = "refused", "Refused"

    enquiry = models.ForeignKey(
        OmbudsmanEnquiry, null=True, blank=True, on_delete=models.CASCADE, related_name="extensions"
    )
    draft = models.ForeignKey(
        OmbudsmanDraft, null=True, blank=True, on_delete=models.CASCADE, related_name="extensions"
    )
    recommendation = models.ForeignKey(
        OmbudsmanRecommendation, null=True, blank=True, on_delete=models.CASCADE, related_name="extensions"
    )
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=150)
    reason = models.TextField()
    was_due_on = models.DateField()
    wanted_until = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    given_until = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    told = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(enquiry__isnull=False, draft__isnull=True, recommendation__isnull=True)
                | Q(enquiry__isnull=True, draft__isnull=False, recommendation__isnull=True)
                | Q(enquiry__isnull=True, draft__isnull=True, recommendation__isnull=False),
                name="more_time_is_for_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(answer="given") | Q(given_until__gt=F("was_due_on"), answered_on__isnull=False),
                name="more_time_that_is_given_is_more",
            ),
        ]

    def __str__(self) -> str:
        return f"more time asked on {self.asked_on} until {self.wanted_until}"


class DecisionMadePublic(models.Model):
    """Where a decision can be read by everybody: the Ombudsman's own page, and how the council made fault public.

    .. pii: none: what the Ombudsman publishes names nobody
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    case = models.OneToOneField(
        OmbudsmanCase, primary_key=True, on_delete=models.CASCADE, related_name="made_public"
    )
    address = models.URLField(max_length=300)
    published_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | ~Q(told_how=""), name="what_is_made_public_says_how"
            )
        ]

    def __str__(self) -> str:
        return f"publication of {self.case_id}"


class WordOnRefusal(models.Model):
    """What the Ombudsman said of our refusal to take a complaint or to go on with it.

    .. pii: words may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Word(models.TextChoices):
        ACCEPTED = "accepted", "Accepted our refusal"
        FAULT = "fault", "Found fault in it"
        NOT_LOOKED_AT = "not_looked_at", "Did not look at it"

    case = models.OneToOneField(
        OmbudsmanCase, primary_key=True, on_delete=models.CASCADE, related_name="word_on_refusal"
    )
    word = models.CharField(max_length=20, choices=Word)
    said_on = models.DateField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.word} on the refusal behind {self.case_id}"


class OmbudsmanTalk(models.Model):
    """A talk with the Ombudsman's liaison officer, with its day and what was said; about one case, or about none.

    .. pii: names whoever took part; words may describe a family's affairs where it is about a case
    .. retention: life of the installation; with the representation where it is about one
    .. erased_by: casework.retention
    """

    held_on = models.DateField()
    how = models.CharField(max_length=60)
    with_whom = models.CharField(max_length=200)
    words = models.TextField()
    case = models.ForeignKey(
        OmbudsmanCase, null=True, blank=True, on_delete=models.CASCADE, related_name="talks"
    )

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_talk_says_something")]

    def __str__(self) -> str:
        return f"talk of {self.held_on} with {self.with_whom}"
