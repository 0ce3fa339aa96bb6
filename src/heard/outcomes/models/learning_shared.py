"""How learning is spread: in which ways, to whom, read and signed; good practice; and what the public is told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.outcomes.models.learning import LearningPoint
from heard.people.models import Member, Service, Team
from heard.representations.models import SecondPerson


class Partner(models.Model):
    """A body that learning is shared with: a school partnership, a health trust, an advocacy provider.

    .. pii: none (names of organisations)
    .. retention: life of the installation
    .. erased_by: never
    """

    label = models.CharField(max_length=200, unique=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class Sharing(models.Model):
    """That a learning point was shared, in which way and on which day.

    .. pii: none
    .. retention: with the learning point
    .. erased_by: casework.retention
    """

    class Way(models.TextChoices):
        MEMO = "memo", "Memo"
        SUPERVISION = "supervision", "Supervision"
        BRIEFING = "briefing", "Briefing"
        FORUM = "forum", "Practice forum"
        TEAM_MEETING = "team_meeting", "Team meeting"
        MANAGEMENT_MEETING = "management_meeting", "Management meeting"
        TRAINING = "training", "Training"
        GOOD_PRACTICE = "good_practice", "Good practice note"
        PARTNER = "partner", "With a partner"

    learning = models.ForeignKey(LearningPoint, on_delete=models.CASCADE, related_name="sharings")
    way = models.CharField(max_length=30, choices=Way)
    shared_on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    said_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["shared_on", "pk"]

    def __str__(self) -> str:
        return f"{self.way} on {self.shared_on}"


class SharedWith(models.Model):
    """With whom learning was shared: one team, one service or one partner.

    .. pii: none
    .. retention: with the learning point
    .. erased_by: casework.retention
    """

    sharing = models.ForeignKey(Sharing, on_delete=models.CASCADE, related_name="to")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # As it was called on that day.
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=False, service__isnull=True, partner__isnull=True)
                | Q(team__isnull=True, service__isnull=False, partner__isnull=True)
                | Q(team__isnull=True, service__isnull=True, partner__isnull=False),
                name="learning_is_shared_with_one_body_a_row",
            )
        ]

    def __str__(self) -> str:
        return f"with {self.label}"


class GoodPractice(models.Model):
    """A note of good practice that everybody at work may read, released once nobody can be known by it.

    .. pii: none (held against every known name before it is released)
    .. retention: until it is taken back, then two years
    .. erased_by: casework.retention
    """

    learning = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="practice"
    )
    title = models.CharField(max_length=120)
    words = models.TextField()
    # Words that look like a name or a place and were said to be none.
    no_names = models.CharField(max_length=500, blank=True)
    released_on = models.DateField()
    released_by = models.CharField(max_length=150)
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-released_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Guidance(models.Model):
    """A memo or guidance note that people of the office read and sign, with the day by which they do.

    .. pii: none (held against every known name before it is sent)
    .. retention: life of the installation
    .. erased_by: never
    """

    learning = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="guidance"
    )
    title = models.CharField(max_length=120)
    words = models.TextField()
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=150)
    read_by = models.DateField()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(read_by__gte=models.F("issued_on")), name="guidance_is_read_after_it_is_sent"
            )
        ]

    def __str__(self) -> str:
        return self.title


class GuidanceReader(models.Model):
    """Somebody of the office who is to read guidance, the day they signed it, and the day the night last chased them.

    .. pii: what a member of staff read and when
    .. retention: seven years after leaving
    .. erased_by: casework.retention_leavers
    """

    guidance = models.ForeignKey(Guidance, on_delete=models.CASCADE, related_name="readers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="to_read")
    signed_on = models.DateField(null=True, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    chased_times = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["guidance", "member"], name="somebody_signs_guidance_once")
        ]

    def __str__(self) -> str:
        return f"guidance {self.guidance_id} to member {self.member_id}"


class YouSaid(models.Model):
    """What people told the council, what it did and when: for the public and, in plainer words, for children.

    It is public only while it is released: by a second person, for exactly these words, and not taken back.

    .. pii: none (held against every known name, place, day and reference before it is released)
    .. retention: life of the installation
    .. erased_by: never
    """

    learning = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="you_said"
    )
    said = models.CharField(max_length=400)
    did = models.CharField(max_length=600)
    child_said = models.CharField(max_length=300, blank=True)
    child_did = models.CharField(max_length=400, blank=True)
    done_on = models.DateField()
    no_names = models.CharField(max_length=500, blank=True)
    written_by = models.CharField(max_length=150)
    written_on = models.DateField()
    asked = models.ForeignKey(SecondPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_on = models.DateField(null=True, blank=True)
    released_digest = models.CharField(max_length=64, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | (Q(asked__isnull=False) & ~Q(released_digest="")),
                name="what_the_public_reads_was_agreed_by_two",
            )
        ]

    def __str__(self) -> str:
        return f"you said {self.pk}"
