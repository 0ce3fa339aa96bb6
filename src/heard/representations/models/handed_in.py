"""What people from outside and managers write on a case before it is the council's: declared, noted, handed in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Member
from heard.representations.models.document import Document
from heard.representations.models.leave import Grant
from heard.representations.models.representation import Representation


class Declaration(models.Model):
    """What somebody from outside declared about their independence before they opened a paper, under one grant.

    Where there is a link, nothing opens until the complaints manager has weighed it.

    .. pii: a person's links to a council, its people or a family
    .. retention: with the grant
    .. erased_by: casework.retention
    """

    grant = models.OneToOneField(
        Grant, primary_key=True, on_delete=models.CASCADE, related_name="declaration"
    )
    has_link = models.BooleanField()
    words = models.TextField(blank=True)
    declared_at = models.DateTimeField()
    weighed_by = models.CharField(max_length=80, blank=True)
    weighed_at = models.DateTimeField(null=True, blank=True)
    weighed_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(has_link=False) | ~Q(words=""), name="a_declared_link_is_in_words"
            ),
            models.CheckConstraint(
                condition=Q(weighed_at__isnull=True, weighed_by="")
                | (Q(weighed_at__isnull=False) & ~Q(weighed_by="") & ~Q(weighed_because="")),
                name="a_weighed_link_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"declaration under grant {self.grant_id}"


class InterviewNote(models.Model):
    """A note of a conversation: with whom, when, who could be beside them, what was said, whether they agreed to it.

    It is its writer's own until it is handed in; then it is a paper of the case as well.

    .. pii: what a child, a parent or a worker said
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Agreed(models.TextChoices):
        NOT_ASKED = "not_asked", "Not asked yet"
        AGREED = "agreed", "They agreed the note"
        CHANGED = "changed", "They agreed it with changes"
        DISAGREED = "disagreed", "They do not agree with it"

    class Companion(models.TextChoices):
        CAME = "came", "Offered, and somebody came"
        DECLINED = "declined", "Offered, and they wanted nobody"
        NOT_OFFERED = "not_offered", "Not offered"

    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="interview_notes"
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="interview_notes")
    met = models.CharField(max_length=200)
    met_on = models.DateField()
    companion = models.CharField(max_length=20, choices=Companion)
    companion_words = models.CharField(max_length=200, blank=True)
    words = models.TextField()
    agreed = models.CharField(max_length=20, choices=Agreed, default=Agreed.NOT_ASKED)
    paper = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["met_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, paper__isnull=True)
                | Q(handed_in_at__isnull=False, paper__isnull=False),
                name="a_note_handed_in_is_a_paper",
            ),
            models.CheckConstraint(
                condition=~Q(companion="not_offered") | ~Q(companion_words=""),
                name="no_companion_offered_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"note of {self.met_on} on {self.representation_id}"


class PaperNote(models.Model):
    """What somebody noted for themselves on a page of a paper. Nobody else ever reads it.

    .. pii: thoughts on what a paper holds
    .. retention: until its writer takes it away, and with the paper at the latest
    .. erased_by: casework.retention
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="paper_notes")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="paper_notes")
    page = models.PositiveIntegerField()
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["document", "page", "pk"]
        indexes = [models.Index(fields=["member", "document"], name="paper_note_by_member")]

    def __str__(self) -> str:
        return f"note on page {self.page} of document {self.document_id}"


class AnswerAsked(models.Model):
    """A manager asked for their answer to one case: what is asked, by when, and the address of the page for it.

    .. pii: what is asked may speak of the case
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="answers_asked")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="answers_asked")
    # Says nothing by itself: whoever opens it must be signed in as the one who was asked.
    address = models.CharField(max_length=40, unique=True)
    words = models.TextField(blank=True)
    asked_by = models.CharField(max_length=80)
    asked_on = models.DateField()
    answer_by = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["answer_by", "pk"]
        indexes = [models.Index(fields=["member", "ended_on"], name="answer_asked_by_member")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("asked_on")), name="an_answer_is_due_after_it_is_asked"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""), name="an_asking_ended_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"answer asked of member {self.member_id} on {self.representation_id}"


class HandedIn(models.Model):
    """Something written and handed in to the office to be checked: a manager's answer, a panel's recommendations.

    It decides nothing: somebody of the office takes it up into the act it is meant for, or gives it back and says why.

    .. pii: what was found and is said about a family and workers
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class What(models.TextChoices):
        ANSWER = "answer", "A manager’s answer"
        RECOMMENDATIONS = "recommendations", "A panel’s recommendations"
        WORDS = "words", "A message to the complaints team"

    class Standing(models.TextChoices):
        WAITING = "waiting", "To be checked"
        TAKEN_UP = "taken_up", "Taken up"
        GIVEN_BACK = "given_back", "Given back"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="handed_in")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="handed_in")
    asked = models.ForeignKey(
        AnswerAsked, null=True, blank=True, on_delete=models.CASCADE, related_name="handed_in"
    )
    what = models.CharField(max_length=20, choices=What)
    # What was written, by the name of each question, as JSON.
    content = models.TextField()
    handed_in_at = models.DateTimeField()
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.WAITING)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True)

    class Meta:
        ordering = ["handed_in_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing="waiting", answered_at__isnull=True)
                | (~Q(standing="waiting") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="what_was_handed_in_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(standing="given_back") | ~Q(because=""), name="what_is_given_back_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} handed in on {self.representation_id}"
