"""Who has a case, and who is kept out of one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Member, Person
from heard.representations.models.representation import Representation


class Assignment(models.Model):
    """A case, or a part of the work on it, given to a member of the office from a day until a day.

    .. pii: links a member of staff to a case
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Part(models.TextChoices):
        OWNER = "owner", "Owner"
        RESPONDER = "responder", "Answers Stage 1"
        INVESTIGATOR = "investigator", "Investigates"
        ADJUDICATOR = "adjudicator", "Adjudicates Stage 2"
        DECIDER = "decider", "Decides after Stage 3"
        CLERK = "clerk", "Clerks the panel"
        LEGAL = "legal", "Advises in law"
        SAFEGUARDING = "safeguarding", "Safeguarding"
        GOVERNANCE = "governance", "Information governance, for a reason"
        OMBUDSMAN = "ombudsman", "Links with the Ombudsman"
        ALTERNATE = "alternate", "Stands in because of a wall"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="assignments")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=20, choices=Part)
    begins_on = models.DateField()
    # The first day on which they do not have it any more.
    ends_on = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=500, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["begins_on", "pk"]
        indexes = [models.Index(fields=["member", "representation"], name="assignment_by_member")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="an_assignment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["representation", "member", "part"],
                condition=Q(ends_on__isnull=True),
                name="somebody_has_a_part_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} of {self.representation_id}"


class Wall(models.Model):
    """Between a person and a case: for them it does not exist. A wall acts at once and beats every leave to see.

    .. pii: links a person to a case they must not see
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Source(models.TextChoices):
        SUBJECT = "subject", "Complained about"
        DECIDED = "decided", "Decided the matter complained about"
        DECLARED = "declared", "Declared an interest"
        TIE = "tie", "Tied to somebody in the case"
        LINE = "line", "In the line above, by the complaints manager"
        ANOTHER_PART = "another_part", "Has a part that shuts others out"
        USE_RESTRICTED = "use_restricted", "Its use is restricted to others"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="walls")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="walls")
    source = models.CharField(max_length=20, choices=Source)
    because = models.CharField(max_length=500, blank=True)
    begins_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)
    lifted_from = models.DateField(null=True, blank=True)
    # The last day of the lifting: the day after, the wall stands again.
    lifted_until = models.DateField(null=True, blank=True)
    lifted_because = models.CharField(max_length=500, blank=True)
    lifted_by = models.CharField(max_length=80, blank=True)
    lifting_seconded_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["begins_on", "pk"]
        indexes = [models.Index(fields=["person", "representation"], name="wall_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["representation", "person", "source"],
                condition=Q(ended_on__isnull=True),
                name="one_wall_of_a_source_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(lifted_from__isnull=True, lifted_until__isnull=True)
                | (
                    Q(lifted_from__isnull=False, lifted_until__gte=F("lifted_from"))
                    & ~Q(lifted_because="")
                    & ~Q(lifted_by="")
                    & ~Q(lifting_seconded_by="")
                    & ~Q(lifting_seconded_by=F("lifted_by"))
                ),
                name="a_wall_is_lifted_by_two_for_a_reason_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} wall on {self.representation_id}"


class Restriction(models.Model):
    """A case kept to those who have it: no role sees it by the role alone. For children known to everybody.

    .. pii: says why a case is kept close
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="restrictions")
    because = models.CharField(max_length=500)
    begins_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["representation"],
                condition=Q(ended_on__isnull=True),
                name="one_restriction_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"restriction of {self.representation_id}"
