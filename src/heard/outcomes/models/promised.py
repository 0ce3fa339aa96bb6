"""What became of a promise: how it is told, what the person said of it, what was reopened, and whether it changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.outcomes.models.learning import LearningPoint
from heard.outcomes.models.promises import Action
from heard.people.models import Person, Service
from heard.representations.models import Representation


class PromiseTold(models.Model):
    """A promise in the words in which one person is told of it. Nobody sees a promise before it has such words.

    .. pii: words for a family about their own affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    told_on = models.DateField()
    although = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "person"], name="a_promise_is_put_once_to_a_person"),
            models.CheckConstraint(condition=~Q(words=""), name="what_is_told_has_words"),
        ]

    def __str__(self) -> str:
        return f"promise {self.action_id} as told to {self.person_id}"


class PromiseWord(models.Model):
    """What the person it was promised to says of a promise: done or not done, in their own words.

    .. pii: what a person said
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Said(models.TextChoices):
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="words_said")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=10, choices=Said)
    words = models.TextField(blank=True)
    said_on = models.DateField()
    way = models.CharField(max_length=30)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    # The day on which somebody of the office saw to it.
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.said} of promise {self.action_id}"


class PromiseReopened(models.Model):
    """A promise that was taken for kept and is open again; what was on record of it until then stays here.

    .. pii: the reason and the proof may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reopened")
    word = models.ForeignKey(PromiseWord, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopened_on = models.DateField()
    reason = models.TextField()
    by = models.CharField(max_length=150)
    was_done_on = models.DateField()
    was_proof = models.TextField()
    was_accepted_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_on__gte=F("was_done_on")), name="reopened_after_it_was_done"
            )
        ]

    def __str__(self) -> str:
        return f"promise {self.action_id} reopened on {self.reopened_on}"


class FollowUp(models.Model):
    """One question, three or six months on: did it change? To a person it was promised to, or to the service.

    .. pii: what a person answered
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"
        CANNOT_TELL = "cannot_tell", "Cannot tell"

    class Decided(models.TextChoices):
        REOPENED = "reopened", "The promise is open again"
        NEW_PROMISE = "new_promise", "A new promise was made"
        NOTHING = "nothing", "Nothing more is done"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="follow_ups")
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.CASCADE, related_name="follow_ups"
    )
    learning = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.CASCADE, related_name="follow_ups"
    )
    # Whom the question is put to; empty where it is the service.
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    since_on = models.DateField()
    due_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=30, blank=True)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    words = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    decided = models.CharField(max_length=12, choices=Decided, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["answered_on", "due_on"], name="follow_ups_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False) | Q(learning__isnull=False),
                name="a_follow_up_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer=""), name="what_was_answered_says_what"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | ~Q(reason=""), name="what_follows_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"question after {self.months} months on {self.representation_id}"


class Oversight(models.Model):
    """A monthly look by a named senior person at everything overdue or soon due, with a note and what was decided.

    .. pii: name of a member of staff
    .. retention: life of the installation
    .. erased_by: never
    """

    looked_on = models.DateField()
    who = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=30)
    # Empty where the look was at every service.
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    overdue = models.PositiveIntegerField()
    due_soon = models.PositiveIntegerField()
    note = models.TextField()
    decisions = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["looked_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="a_look_leaves_a_note")]

    def __str__(self) -> str:
        return f"look at promises on {self.looked_on}"
