"""What the council learned: of which services and themes, from which cases, who sees to it, and whether it changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Service, Term
from heard.representations.models import Representation


class LearningPoint(models.Model):
    """What the service learned from a representation, upheld or not, and how that was shared.

    .. pii: none once released; a draft may describe a case
    .. retention: five years after the year it belongs to
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="learning"
    )
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    words = models.TextField()
    shared_by = models.CharField(max_length=200, blank=True)
    learned_on = models.DateField()
    shared_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_on__isnull=True) | Q(shared_on__gte=F("learned_on")),
                name="learning_is_shared_after_it_is_learned",
            )
        ]

    def __str__(self) -> str:
        return f"learning of {self.learned_on}"


class LearningPlace(models.Model):
    """A service that has something to learn from a learning point, beside the one that it was first written of.

    .. pii: none
    .. retention: with the learning point
    .. erased_by: casework.retention
    """

    learning = models.ForeignKey(LearningPoint, on_delete=models.CASCADE, related_name="places")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["learning", "service"], name="a_service_learns_a_thing_once")
        ]

    def __str__(self) -> str:
        return f"learning {self.learning_id} of service {self.service_id}"


class LearningTheme(models.Model):
    """What a learning point is about: a label of what complaints are about, or of what compliments are for.

    .. pii: none
    .. retention: with the learning point
    .. erased_by: casework.retention
    """

    learning = models.ForeignKey(LearningPoint, on_delete=models.CASCADE, related_name="themes")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["learning", "term"], name="a_learning_point_has_a_theme_once")
        ]

    def __str__(self) -> str:
        return f"learning {self.learning_id} about {self.term_id}"


class LearningCase(models.Model):
    """A further case from which the same was learned.

    .. pii: which cases (references only)
    .. retention: with the learning point
    .. erased_by: casework.retention
    """

    learning = models.ForeignKey(LearningPoint, on_delete=models.CASCADE, related_name="further_cases")
    representation = models.ForeignKey(
        Representation, on_delete=models.PROTECT, related_name="further_learning"
    )
    added_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["learning", "representation"], name="a_case_teaches_a_thing_once")
        ]

    def __str__(self) -> str:
        return f"learning {self.learning_id} from {self.representation_id}"


class LearningPlan(models.Model):
    """Who sees to what was learned, by when it is to be so, and from which day it was.

    .. pii: none beside the owner, a member of staff
    .. retention: with the learning point
    .. erased_by: casework.retention
    """

    learning = models.OneToOneField(LearningPoint, on_delete=models.CASCADE, related_name="plan")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    in_force_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"learning {self.learning_id} by {self.due_on}"


class LearningAnswer(models.Model):
    """Whether what was learned changed anything, as somebody answered on a day, and how they know.

    .. pii: none (no child or family is named)
    .. retention: with the learning point
    .. erased_by: casework.retention
    """

    class Answer(models.TextChoices):
        YES = "yes", "Yes, it changed"
        IN_PART = "in_part", "It changed in part"
        NO = "no", "No, it did not change"
        TOO_EARLY = "too_early", "It is too early to say"

    learning = models.ForeignKey(LearningPoint, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=20, choices=Answer)
    words = models.TextField()
    said_on = models.DateField()
    said_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["said_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="whether_it_changed_is_said_in_words")
        ]

    def __str__(self) -> str:
        return f"{self.answer} on {self.said_on}"


class PaperChanged(models.Model):
    """A policy, form or template that was changed because of a complaint: what it said, what it says now, and why.

    .. pii: none (no child or family is named)
    .. retention: life of the installation
    .. erased_by: never
    """

    class Kind(models.TextChoices):
        POLICY = "policy", "Policy or procedure"
        FORM = "form", "Form"
        TEMPLATE = "template", "Letter or template"
        LEAFLET = "leaflet", "Leaflet or web page"
        OTHER = "other", "Something else"

    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    was = models.TextField()
    became = models.TextField()
    changed_on = models.DateField()
    changed_by = models.CharField(max_length=150)
    learning = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="papers_changed"
    )

    class Meta:
        ordering = ["-changed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(learning__isnull=False) | Q(representation__isnull=False),
                name="a_changed_paper_is_traced_to_a_case_or_learning",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} of {self.changed_on}"
