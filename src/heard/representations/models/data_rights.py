"""What people asked to have done with what is held about them, and what was decided, done and left as it was."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person
from heard.representations.models.representation import Representation


class DataRequest(models.Model):
    """A person's request to correct, to restrict or to erase what the council holds about them.

    .. pii: who asks about whom, what they say is wrong, where they want to be answered
    .. retention: by the council's schedule from the day it was answered
    .. erased_by: casework.retention_erasing
    """

    class Kind(models.TextChoices):
        CORRECT = "correct", "Correct it"
        RESTRICT = "restrict", "Restrict its use"
        ERASE = "erase", "Erase it"

    class AsksAs(models.TextChoices):
        SELF = "self", "For themselves"
        PARENT = "parent", "Parent or carer, for a child"
        OTHER = "other", "Somebody with their authority"

    reference = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    # Nobody, once the person went with the last case that they stood in.
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="data_requests")
    asked_by = models.CharField(max_length=200)
    asks_as = models.CharField(max_length=10, choices=AsksAs)
    received_on = models.DateField()
    words = models.TextField()
    reply_to = models.CharField(max_length=300)
    # Where it was doubted who asks: the month counts from the day that was settled.
    identity_asked_on = models.DateField(null=True, blank=True)
    identity_known_on = models.DateField(null=True, blank=True)
    extended_told_on = models.DateField(null=True, blank=True)
    extended_because = models.CharField(max_length=500, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(identity_known_on__isnull=True)
                | Q(identity_known_on__gte=F("identity_asked_on"), identity_asked_on__isnull=False),
                name="who_asks_is_settled_after_it_is_asked",
            ),
            models.CheckConstraint(
                condition=Q(extended_told_on__isnull=True) | ~Q(extended_because=""),
                name="more_time_for_a_data_request_says_why",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=F("received_on")),
                name="a_data_request_is_answered_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class DataRequestCase(models.Model):
    """A case that a data request is about.

    .. pii: links a request of a person to a case
    .. retention: with the representation
    .. erased_by: casework.retention_erasing
    """

    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="cases")
    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="data_requests")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "representation"], name="a_case_is_asked_about_once")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} on {self.representation_id}"


class DataDecision(models.Model):
    """What was decided on a data request, and the letter that says so with the right to complain.

    .. pii: what is done or not with a person's record, and why; the letter to them
    .. retention: with the request
    .. erased_by: casework.retention_erasing
    """

    class Answer(models.TextChoices):
        GRANTED = "granted", "Granted"
        PARTLY = "partly", "Granted in part"
        REFUSED = "refused", "Refused"

    request = models.OneToOneField(DataRequest, on_delete=models.CASCADE, related_name="decision")
    answer = models.CharField(max_length=10, choices=Answer)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=150)
    words = models.TextField()
    letter = models.TextField()

    def __str__(self) -> str:
        return f"{self.answer} of {self.request_id}"


class DataReason(models.Model):
    """A reason in law for which a data request was refused, in whole or in part.

    .. pii: none by itself
    .. retention: with the request
    .. erased_by: casework.retention_erasing
    """

    decision = models.ForeignKey(DataDecision, on_delete=models.CASCADE, related_name="reasons")
    code = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "code"], name="a_reason_in_law_is_given_once")
        ]

    def __str__(self) -> str:
        return self.code


class ValueCorrected(models.Model):
    """A value corrected because the person asked: the old one is kept sealed, the new one stands on the record.

    .. pii: the old value, sealed, and the new one
    .. retention: with what was corrected
    .. erased_by: casework.retention_erasing
    """

    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="corrected")
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.CASCADE, related_name="values_corrected"
    )
    what = models.CharField(max_length=80)
    was_sealed = models.TextField()
    became = models.TextField(blank=True)
    why = models.CharField(max_length=500)
    corrected_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.what} for {self.request_id}"


class Disputed(models.Model):
    """Words on the record that the person they are about disputes, with their own statement beside them.

    .. pii: what a person says of words about them
    .. retention: with the representation
    .. erased_by: casework.retention_erasing
    """

    request = models.ForeignKey(
        DataRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="disputed"
    )
    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="disputed")
    what = models.CharField(max_length=80)
    statement = models.TextField()
    stated_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="a_dispute_that_ended_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.representation_id}"


class RestrictedUse(models.Model):
    """A case whose use is restricted at a person's request: a wall for everybody but those named, until a decision.

    .. pii: says that a person asked for the use of their record to be restricted
    .. retention: with the representation
    .. erased_by: casework.retention_erasing
    """

    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="restricted")
    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="use_restricted"
    )
    begins_on = models.DateField()
    ends_because = models.CharField(max_length=500, blank=True)
    # The person is told before it is lifted, not after.
    told_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["representation"],
                condition=Q(ended_on__isnull=True),
                name="the_use_of_a_case_is_restricted_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | (~Q(ends_because="") & Q(told_on__isnull=False, ended_on__gt=F("told_on"))),
                name="a_restriction_is_lifted_after_the_person_was_told_why",
            ),
        ]

    def __str__(self) -> str:
        return f"use of {self.representation_id} restricted"


class Erasure(models.Model):
    """What was erased at a person's request: by whom it was asked and agreed, and when the last backup of it expires.

    .. pii: a reference only; nothing of what was erased
    .. retention: with the request
    .. erased_by: casework.retention_erasing
    """

    class Reach(models.TextChoices):
        CASE = "case", "A whole case"
        PERSON = "person", "A person’s details"
        PART = "part", "One paper or field"

    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="erasures")
    reach = models.CharField(max_length=10, choices=Reach)
    of = models.CharField(max_length=120)
    part = models.CharField(max_length=80, blank=True)
    erased_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    agreed_by = models.CharField(max_length=80)
    backups_gone_on = models.DateField()

    class Meta:
        ordering = ["-erased_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(asked_by=F("agreed_by")), name="an_erasure_takes_two_persons")
        ]

    def __str__(self) -> str:
        return f"erasure of {self.of}"


class StoreCleaned(models.Model):
    """One store that an erasure cleaned: how much it took out, and what was found there when it was read back.

    .. pii: counts only
    .. retention: with the request
    .. erased_by: casework.retention_erasing
    """

    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="stores")
    store = models.CharField(max_length=60)
    taken_out = models.PositiveIntegerField()
    left = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["erasure", "store"], name="a_store_is_cleaned_once_an_erasure")
        ]

    def __str__(self) -> str:
        return f"{self.store}: {self.taken_out}"
