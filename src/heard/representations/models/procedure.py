"""What is decided, held, asked and arranged while a representation goes through its procedure."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Term
from heard.representations.models.representation import Element, Representation
from heard.representations.models.stage import Stage


class Decision(models.Model):
    """One decision of a named person, with its reason, its evidence and the day people were told.

    `about` says what was decided (interest, eligibility, refusal, late request, freeze, safeguarding, limits on
    contact…); `answer` is the code of what was decided; `ground` the lawful reason where it was a refusal.

    .. pii: reasons and evidence may describe a family and workers
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="decisions")
    element = models.ForeignKey(
        Element, null=True, blank=True, on_delete=models.CASCADE, related_name="decisions"
    )
    about = models.CharField(max_length=40)
    answer = models.CharField(max_length=40)
    ground = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    evidence = models.TextField(blank=True)
    decided_by = models.CharField(max_length=150)
    # The second person, where one person may not decide alone.
    seconded_by = models.CharField(max_length=150, blank=True)
    decided_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_says_why"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(told_on__gte=F("decided_on")),
                name="people_are_told_after_it_is_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.answer} on {self.representation_id}"


class Hold(models.Model):
    """A time during which a representation, or one point of it, is not considered, and on what basis.

    .. pii: names proceedings and says why considering it might prejudice them
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="holds")
    element = models.ForeignKey(
        Element, null=True, blank=True, on_delete=models.CASCADE, related_name="holds"
    )
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="holds")
    basis = models.CharField(max_length=30)
    proceedings = models.TextField(blank=True)
    prejudice = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="a_hold_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(basis="proceedings") | (~Q(proceedings="") & ~Q(prejudice="")),
                name="a_hold_for_proceedings_names_them_and_the_prejudice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis} hold on {self.representation_id}"


class Appointment(models.Model):
    """Somebody's appointment to a part in a stage, and what they declared before they began.

    .. pii: links a person to a case; what they declared of themselves and their family
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="appointments")
    stage = models.ForeignKey(
        Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="appointments"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    part = models.CharField(max_length=30)
    appointed_on = models.DateField()
    declared_on = models.DateField(null=True, blank=True)
    declared = models.TextField(blank=True)
    appointed_because = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    report_received_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["appointed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "person", "part"],
                condition=Q(ended_on__isnull=True),
                name="appointed_to_a_part_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="an_appointment_ended_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} of {self.representation_id}"


class Dissatisfaction(models.Model):
    """Words of somebody unhappy with an answer, and whether they are a request to go on. No form, no magic words.

    .. pii: the words said
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="dissatisfactions"
    )
    said_on = models.DateField()
    words = models.TextField()
    # The stage whose answer it follows, and the stage the person named, if any: a wrong name changes nothing.
    after_stage = models.CharField(max_length=20, blank=True)
    named_stage = models.CharField(max_length=60, blank=True)
    is_request = models.BooleanField(null=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["said_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(is_request=False) | ~Q(reason=""), name="not_a_request_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"dissatisfaction of {self.said_on} on {self.representation_id}"


class Advocacy(models.Model):
    """Help of an advocate: offered, answered, referred, first in contact, each on its day.

    .. pii: whether somebody has an advocate, and why not
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="advocacy")
    offered_on = models.DateField()
    as_a_right = models.BooleanField()
    answer = models.CharField(max_length=20, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    declined_because = models.TextField(blank=True)
    provider = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    referred_on = models.DateField(null=True, blank=True)
    first_contact_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "advocacy"

    def __str__(self) -> str:
        return f"advocacy on {self.representation_id}"


class ContactAttempt(models.Model):
    """One attempt to reach somebody: how, whether it was the safe way, and what was said.

    .. pii: what was said
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="contact_attempts"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tried_on = models.DateField()
    way = models.CharField(max_length=40)
    was_safe = models.BooleanField(null=True)
    reached = models.BooleanField()
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["tried_on", "pk"]

    def __str__(self) -> str:
        return f"contact of {self.tried_on} on {self.representation_id}"


class RegulatorContact(models.Model):
    """What passed between the complainant or the council and a regulator about a case, which may be at any time.

    .. pii: what a regulator was told of a child and a family
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Who(models.TextChoices):
        COMPLAINANT = "complainant", "The complainant told the regulator"
        COUNCIL = "council", "The council told the regulator"
        REGULATOR = "regulator", "The regulator asked the council"

    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, related_name="regulator_contacts"
    )
    regulator = models.CharField(max_length=100)
    told_on = models.DateField()
    who = models.CharField(max_length=20, choices=Who)
    way = models.CharField(max_length=40)
    words = models.TextField()

    class Meta:
        ordering = ["told_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(regulator=""), name="what_a_regulator_was_told_is_in_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regulator} of {self.told_on} on {self.representation_id}"


class Link(models.Model):
    """Two cases that belong together: split from one, joint with another body, or about the same thing.

    .. pii: none by itself
    .. retention: with the representations
    .. erased_by: casework.retention
    """

    one = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="links_from")
    because = models.CharField(max_length=30)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "because"], name="two_cases_are_linked_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="a_case_is_not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.because} {self.other_id}"
