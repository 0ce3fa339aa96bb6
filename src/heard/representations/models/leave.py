"""Leave to see what is not one's own: for outsiders, for what is sealed, in an emergency; and acts of two persons."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Member
from heard.representations.models.document import Document
from heard.representations.models.representation import Representation


class Grant(models.Model):
    """Leave for somebody to see named papers of one case until a day, and on what basis. There is none without end.

    .. pii: links a person to a case; who checked their identity
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="grants")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="grants")
    part = models.CharField(max_length=30)
    basis = models.CharField(max_length=500)
    undertaking_on = models.DateField()
    identity_checked_by = models.CharField(max_length=150)
    begins_on = models.DateField()
    # The last day of it.
    ends_on = models.DateField()
    given_by = models.CharField(max_length=80)
    renewed_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["ends_on", "pk"]
        indexes = [models.Index(fields=["member", "ends_on"], name="grant_by_member")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="a_grant_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_because=""), name="a_grant_ended_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk} on {self.representation_id}"


class GrantedDocument(models.Model):
    """One paper that a grant names.

    .. pii: none by itself
    .. retention: with the grant
    .. erased_by: casework.retention
    """

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="granted")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "document"], name="a_grant_names_a_paper_once")
        ]

    def __str__(self) -> str:
        return f"document {self.document_id} by grant {self.grant_id}"


class Unsealing(models.Model):
    """A named person's recorded basis to see one sealed thing of a case until a day. Two persons decide it.

    `part` names the sealed part of the case; `document` the sealed paper instead.

    .. pii: links a person to a sealed item
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="unsealings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="unsealings")
    part = models.CharField(max_length=30, blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.CASCADE, related_name="unsealings"
    )
    basis = models.CharField(max_length=500)
    begins_on = models.DateField()
    # The last day of it.
    ends_on = models.DateField()
    asked_by = models.CharField(max_length=80)
    approved_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(approved_by=F("asked_by")), name="nobody_unseals_alone"),
            models.CheckConstraint(
                condition=Q(part="", document__isnull=False) | (~Q(part="") & Q(document__isnull=True)),
                name="an_unsealing_names_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")) & ~Q(basis=""), name="an_unsealing_has_basis_and_end"
            ),
        ]

    def __str__(self) -> str:
        return f"unsealing on {self.representation_id}"


class GlassBroken(models.Model):
    """Sixty minutes in which somebody reads one case that is not theirs, for a child's safety, and its review.

    .. pii: why it was needed
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Reason(models.TextChoices):
        SAFETY = "safety", "A child may be at risk of harm"
        ABSENCE = "absence", "Those who have the case cannot be reached"

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", "Justified"
        NOT_JUSTIFIED = "not_justified", "Not justified"
        BREACH = "breach", "A breach"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="glass_broken")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="glass_broken")
    reason = models.CharField(max_length=20, choices=Reason)
    words = models.TextField()
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    verdict = models.CharField(max_length=20, choices=Verdict, blank=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_words = models.TextField(blank=True)

    class Meta:
        ordering = ["began_at", "pk"]
        indexes = [models.Index(fields=["member", "ends_at"], name="glass_by_member")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at__isnull=True)
                | (~Q(verdict="") & ~Q(reviewed_by="") & Q(reviewed_at__isnull=False)),
                name="a_review_has_its_person_and_instant",
            )
        ]

    def __str__(self) -> str:
        return f"glass broken on {self.representation_id}"


class SecondPerson(models.Model):
    """An act that one person asked for and another must approve, bound to the digest of its exact content.

    .. pii: whatever the act is about, in its content
    .. retention: with what it is about
    .. erased_by: casework.retention
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", "Waiting"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        DONE = "done", "Approved and done"

    act = models.CharField(max_length=60)
    reference = models.CharField(max_length=120)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=20, choices=Answer, default=Answer.WAITING)
    answered_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["answer", "act"], name="second_person_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="nobody_approves_what_they_asked",
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_by__isnull=True)
                | (~Q(answer="waiting") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answer_has_its_person_and_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} on {self.reference}: {self.answer}"
