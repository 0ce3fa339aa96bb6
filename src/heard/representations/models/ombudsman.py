"""The Ombudsman's cases: enquiries, the decision and its story apart, recommendations and public reports."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Service, Term
from heard.representations.models.representation import Representation


class OmbudsmanCase(models.Model):
    """A case with the Local Government and Social Care Ombudsman. Label and story are kept apart.

    .. pii: the story may describe a family's affairs
    .. retention: with the representation it is about
    .. erased_by: casework.retention
    """

    reference = models.CharField(max_length=80, unique=True)
    received_on = models.DateField()
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    was_investigated = models.BooleanField(null=True)
    decision = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    about = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="ombudsman_cases"
    )
    narrative = models.TextField(blank=True)
    is_premature = models.BooleanField(null=True)
    sent_back_on = models.DateField(null=True, blank=True)
    # Where the Ombudsman decided several cases in one finding, the case that carries it.
    decided_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="decided_together"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")),
                name="no_decision_before_the_complaint",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class OmbudsmanEnquiry(models.Model):
    """A question of the Ombudsman, the day it is to be answered by as the Ombudsman gave it, and the answer.

    .. pii: question and answer may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    case = models.ForeignKey(OmbudsmanCase, on_delete=models.CASCADE, related_name="enquiries")
    received_on = models.DateField()
    answer_by = models.DateField()
    asked = models.TextField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("received_on")), name="an_enquiry_is_answered_after_it_comes"
            )
        ]

    def __str__(self) -> str:
        return f"enquiry of {self.received_on} on {self.case_id}"


class OmbudsmanRecommendation(models.Model):
    """What a decision asks the council to do, by the day it states, with the proof sent and the Ombudsman's word on it.

    .. pii: words may describe a family's affairs
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    case = models.ForeignKey(OmbudsmanCase, on_delete=models.CASCADE, related_name="recommendations")
    words = models.TextField()
    due_on = models.DateField()
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proof = models.TextField(blank=True)
    proof_sent_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | (Q(proof_sent_on__isnull=False) & ~Q(proof="")),
                name="what_is_accepted_was_proved",
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], name="recommendations_to_keep", condition=Q(accepted_on=None))
        ]

    def __str__(self) -> str:
        return f"recommendation of {self.case_id} by {self.due_on}"


class PublicReport(models.Model):
    """A public report of the Ombudsman, which members must consider and answer within three months.

    .. pii: none beyond the link to the case
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    case = models.OneToOneField(
        OmbudsmanCase, primary_key=True, on_delete=models.CASCADE, related_name="public_report"
    )
    received_on = models.DateField()
    notices_placed_on = models.DateField(null=True, blank=True)
    considered_by = models.CharField(max_length=200, blank=True)
    considered_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True)
                | (Q(considered_on__isnull=False) & ~Q(considered_by="")),
                name="members_consider_a_report_before_it_is_answered",
            )
        ]

    def __str__(self) -> str:
        return f"public report on {self.case_id}"
