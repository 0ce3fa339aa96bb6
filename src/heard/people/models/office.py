"""The people of the office: who may sign in and as what, the posts they hold, who stands in, and whom they know."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from heard.people.models.lists import Service, Team
from heard.people.models.person import Person


class Member(models.Model):
    """Somebody who may sign in, and the role in which they do. `person` is who they are in cases.

    .. pii: name of a member of staff (in the account)
    .. retention: seven years after leaving
    .. erased_by: casework.retention
    """

    class Role(models.TextChoices):
        COMPLAINTS_OFFICER = "complaints_officer", "Complaints officer"
        COMPLAINTS_MANAGER = "complaints_manager", "Complaints manager"
        TEAM_MANAGER = "team_manager", "Team manager"
        ADJUDICATING_OFFICER = "adjudicating_officer", "Adjudicating officer"
        INVESTIGATING_OFFICER = "investigating_officer", "Investigating officer"
        INDEPENDENT_PERSON = "independent_person", "Independent person"
        PANEL_CLERK = "panel_clerk", "Panel clerk"
        PANEL_MEMBER = "panel_member", "Panel member"
        ADVOCATE = "advocate", "Advocate"
        LEGAL = "legal", "Legal adviser"
        SAFEGUARDING = "safeguarding", "Safeguarding (designated officer)"
        INFORMATION_GOVERNANCE = "information_governance", "Information governance"
        HEAD_OF_SERVICE = "head_of_service", "Head of service"
        DIRECTOR = "director", "Director of children’s services"
        FINANCE_APPROVER = "finance_approver", "Finance approver"
        CONTACT_CENTRE = "contact_centre", "Contact centre"
        POST_ROOM = "post_room", "Post room"
        ELECTED_MEMBER = "elected_member", "Elected member"
        PERFORMANCE_ANALYST = "performance_analyst", "Performance analyst"
        OMBUDSMAN_LINK_OFFICER = "ombudsman_link_officer", "Ombudsman link officer"
        ADMINISTRATOR = "administrator", "System administrator"
        AUDITOR = "auditor", "Auditor"

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    role = models.CharField(max_length=30, choices=Role)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="member"
    )
    begins_on = models.DateField(null=True, blank=True)
    # The first day on which they may do nothing any more.
    ends_on = models.DateField(null=True, blank=True)
    # Works for the council without being of it: investigator, panel member, advocate.
    is_outside = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.account_id} as {self.role}"


class OfficePost(models.Model):
    """A post somebody holds from a day until a day: the job, its team or service, and whom they answer to.

    `leads` says that the holder manages the team, or the service where no team is named.

    .. pii: the work of a member of staff
    .. retention: seven years after leaving
    .. erased_by: casework.retention_leavers
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    job = models.CharField(max_length=120)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    leads = models.BooleanField(default=False)
    answers_to = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="posts_below"
    )
    begins_on = models.DateField()
    # The first day on which they do not hold it any more.
    ends_on = models.DateField(null=True, blank=True)
    # The role that comes with it, where it was still to come when it was written down; the night takes it up.
    role = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="a_post_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(answers_to__isnull=True) | ~Q(answers_to=F("person")),
                name="nobody_answers_to_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job} of person {self.person_id}"


class Absence(models.Model):
    """Days on which somebody is away, the first and the last included, and who stands in for them.

    .. pii: when a member of staff is away (never why)
    .. retention: a month after they left
    .. erased_by: casework.retention_leavers
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="stands_in"
    )
    begins_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("begins_on")),
                name="an_absence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("member")),
                name="nobody_stands_in_for_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"absence of member {self.member_id} from {self.begins_on}"


class Tie(models.Model):
    """Somebody whom a member of staff is tied to outside work: a relative, a household, a friend. Never asked why.

    .. pii: family and household of a member of staff
    .. retention: a month after the member of staff left
    .. erased_by: casework.retention_leavers
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ties")
    to = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to__isnull=False) | ~Q(name="") | ~Q(address=""),
                name="a_tie_says_to_whom_or_where",
            )
        ]

    def __str__(self) -> str:
        return f"tie of person {self.person_id}"


class OfficeChange(models.Model):
    """Why something was changed in the office: who, which team or service, from which day, and the reason.

    The entry of the ledger under which it was written says the same without the reason.

    .. pii: why a member of staff joined, moved or left (never why they are away)
    .. retention: seven years after leaving
    .. erased_by: casework.retention_leavers
    """

    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="office_changes"
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="changes")
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="changes"
    )
    act = models.CharField(max_length=40)
    from_on = models.DateField()
    because = models.CharField(max_length=500)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.act} from {self.from_on}"
