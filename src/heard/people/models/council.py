"""The council that this installation serves, what it has set and the days it has added."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Council(models.Model):
    """The one council that this installation serves.

    .. pii: none (the council's name and public contact)
    .. retention: life of the installation
    .. erased_by: never
    """

    name = models.CharField(max_length=200)
    is_demo = models.BooleanField(default=False)
    theme = models.CharField(max_length=7, default="#2b4c7e")
    links = models.CharField(max_length=7, default="#1a65a6")
    contact = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    logo = models.CharField(max_length=16, blank=True)  # the fingerprint of what CouncilLogo holds
    exit_address = models.CharField(max_length=200, default="https://www.bbc.co.uk/weather")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_council_an_installation")]

    def __str__(self) -> str:
        return self.name


class CouncilLogo(models.Model):
    """The council's logo, drawn anew from the picture that was handed in, in base64.

    .. pii: none
    .. retention: until another takes its place
    .. erased_by: never
    """

    class Form(models.TextChoices):
        PNG = "png", "PNG"
        JPEG = "jpeg", "JPEG"

    form = models.CharField(max_length=4, choices=Form)
    content = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_logo_a_council")]

    def __str__(self) -> str:
        return f"the logo, a {self.form} of {len(self.content)} letters"


class HelpNumber(models.Model):
    """A number that somebody may ring who needs to talk to a person outside the council, such as a child helpline.

    .. pii: none (numbers of organisations)
    .. retention: until it is taken off the list
    .. erased_by: never
    """

    label = models.CharField(max_length=100)
    number = models.CharField(max_length=30)
    hours = models.CharField(max_length=150, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["label"], name="a_help_number_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.number}"


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


class LanguageReview(models.Model):
    """Somebody who knows a language has checked our words in it, on a day; it is offered while they stay those words.

    .. pii: the reviewer's name and what they are
    .. retention: life of the installation, as the proof of who checked what children read
    .. erased_by: never
    """

    language = models.CharField(max_length=10)
    reviewed_by = models.CharField(max_length=150)
    who_they_are = models.CharField(max_length=200)
    reviewed_on = models.DateField()
    fingerprint = models.CharField(max_length=64)  # of the words as they were then
    taken_off_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["language", "pk"]

    def __str__(self) -> str:
        return f"{self.language}, checked on {self.reviewed_on}"
