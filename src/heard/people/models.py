"""The council, its services and lists, and the people of its cases. Most personal data lives here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Council(models.Model):
    """The one council that this installation serves.

    .. pii: none (the council's name and public contact)
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=200)
    is_demo = models.BooleanField(default=False)
    theme = models.CharField(max_length=7, default="#2b4c7e")
    contact = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_council_an_installation")]

    def __str__(self) -> str:
        return self.name


class CouncilSetting(models.Model):
    """One value the council has set, from the day it begins: a target, the edges of a band, a reading of the law.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=100)
    value = models.CharField(max_length=200)
    begins_on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "begins_on"], name="one_value_a_setting_a_day"),
        ]
        ordering = ["name", "begins_on"]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.begins_on}"


class AddedHoliday(models.Model):
    """A day the council has added to the bank holidays of the committed file.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    day = models.DateField(unique=True)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.day}: {self.title}"


class Service(models.Model):
    """A service of the council as it prints its name, with the days between which it was in use.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    label = models.CharField(max_length=200, unique=True)
    leadership = models.CharField(max_length=200, blank=True)
    means = models.CharField(max_length=60, blank=True)
    in_use_from = models.DateField(null=True, blank=True)
    in_use_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_use_to__isnull=True)
                | Q(in_use_from__isnull=True)
                | Q(in_use_to__gte=F("in_use_from")),
                name="service_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Team(models.Model):
    """A team as the council prints its name, within a service where that is known.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    label = models.CharField(max_length=200, unique=True)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT)
    means = models.CharField(max_length=60, blank=True)
    in_use_from = models.DateField(null=True, blank=True)
    in_use_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_use_to__isnull=True)
                | Q(in_use_from__isnull=True)
                | Q(in_use_to__gte=F("in_use_from")),
                name="team_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Term(models.Model):
    """One label of one of the council's lists (outcome, nature, channel…) and the common meaning it maps to.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    class List(models.TextChoices):
        KIND = "kind", "Kind of representation"
        STAGE = "stage", "Stage"
        OUTCOME = "outcome", "Outcome"
        CHANNEL = "channel", "How it came"
        COMPLAINANT = "complainant", "Who complained"
        ADVOCATE_PROVIDER = "advocate_provider", "Advocacy provider"
        NATURE = "nature", "What it was about"
        CATEGORY = "category", "What the compliment was for"
        DECISION = "decision", "Ombudsman's decision"
        PAYMENT_KIND = "payment_kind", "What a payment was for"
        REMEDY = "remedy", "Remedy"

    list = models.CharField(max_length=20, choices=List)
    label = models.CharField(max_length=200)
    child_label = models.CharField(max_length=200, blank=True)
    means = models.CharField(max_length=60, blank=True)
    in_use_from = models.DateField(null=True, blank=True)
    in_use_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["list", "position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["list", "label"], name="a_label_stands_once_in_its_list"),
            models.CheckConstraint(
                condition=Q(in_use_to__isnull=True)
                | Q(in_use_from__isnull=True)
                | Q(in_use_to__gte=F("in_use_from")),
                name="term_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Spelling(models.Model):
    """Another way in which the council's own sheets spell a label, learned from a person's answer.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    list = models.CharField(max_length=20)
    said = models.CharField(max_length=200)
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "said"], name="a_spelling_means_one_label")]

    def __str__(self) -> str:
        return f"{self.said} means {self.label}"


class Person(models.Model):
    """Somebody a case concerns or who works on it: child, family member, worker, manager, advocate.

    .. pii: names, date of birth, the number of the child's own file
    .. retention: with the last representation the person stands in
    .. erased_by: casework.retention
    """

    name = models.CharField(max_length=200)
    born_on = models.DateField(null=True, blank=True)
    file_number = models.CharField(max_length=60, blank=True)
    ward = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A way to reach a person, and whether it is safe to use.

    .. pii: addresses, telephone numbers, e-mail addresses
    .. retention: with the person
    .. erased_by: casework.retention
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    way = models.CharField(max_length=40)
    value = models.CharField(max_length=300)
    is_safe = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.way} for {self.person_id}"


class Member(models.Model):
    """Somebody who may sign in, and the role in which they do.

    .. pii: name of a member of staff (in the account)
    .. retention: seven years after leaving
    .. erased_by: casework.retention
    """

    class Role(models.TextChoices):
        COMPLAINTS_OFFICER = "complaints_officer", "Complaints officer"
        COMPLAINTS_MANAGER = "complaints_manager", "Complaints manager"
        TEAM_MANAGER = "team_manager", "Team manager"
        DIRECTOR = "director", "Director of children’s services"
        ELECTED_MEMBER = "elected_member", "Elected member"
        ADMINISTRATOR = "administrator", "System administrator"

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    role = models.CharField(max_length=30, choices=Role)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return f"{self.account_id} as {self.role}"
