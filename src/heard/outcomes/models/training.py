"""Training that complaints show is needed, and training given in handling complaints."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.outcomes.models.learning import LearningPoint
from heard.people.models import Person, Service
from heard.representations.models import Representation


class TrainingNeed(models.Model):
    """Training that a case or a learning point shows is needed, when workforce development was told, and its answer.

    .. pii: none (no child or family is named); which case
    .. retention: five years after the year it belongs to
    .. erased_by: casework.retention
    """

    words = models.TextField()
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    learning = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="training"
    )
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="training"
    )
    raised_on = models.DateField()
    raised_by = models.CharField(max_length=150)
    sent_on = models.DateField(null=True, blank=True)
    sent_to = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(sent_on__isnull=False),
                name="a_training_need_is_answered_after_it_is_sent",
            )
        ]

    def __str__(self) -> str:
        return f"training need of {self.raised_on}"


class TrainingSession(models.Model):
    """A session of training that was held: on what, by whom, and how many came.

    .. pii: none beside who held it
    .. retention: five years after the year it belongs to
    .. erased_by: casework.retention
    """

    title = models.CharField(max_length=200)
    held_on = models.DateField()
    held_by = models.CharField(max_length=200)
    on_complaints = models.BooleanField(default=True)
    attended = models.PositiveSmallIntegerField()
    need = models.ForeignKey(
        TrainingNeed, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.title}, {self.held_on}"


class TrainingAttendance(models.Model):
    """Somebody of the office who came to a session.

    .. pii: training of a member of staff
    .. retention: seven years after leaving
    .. erased_by: casework.retention_leavers
    """

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="who")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="training")
    noted_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="somebody_attends_a_session_once")
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} at session {self.session_id}"


class TrainingFeedback(models.Model):
    """What one person who came said of a session, without their name: a score from 1 to 5, words, or both.

    .. pii: words may tell who wrote them
    .. retention: two years
    .. erased_by: casework.retention
    """

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="feedback")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(1, 5)), name="a_score_is_from_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=False) | ~Q(words=""), name="feedback_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"feedback on session {self.session_id}"
