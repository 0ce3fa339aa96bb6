"""What comes in at the public's door: words not sent yet, how something was told, and the ways to come back to it."""

from __future__ import annotations

from django.db import models

from heard.people.models import Person
from heard.representations.models.representation import Representation


class Doorstep(models.Model):
    """What somebody at the door has typed and not sent: sealed under a key that only their browser's cookie holds.

    .. pii: what a person is about to say, unreadable without their cookie
    .. retention: until it is sent, left, or an hour old
    .. erased_by: casework.doorsteps
    """

    tag = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seen_at"], name="doorsteps_by_age")]

    def __str__(self) -> str:
        return f"doorstep {self.pk}"


class DoorstepFile(models.Model):
    """A file somebody at the door has chosen and not sent yet, sealed in the same way.

    .. pii: whatever the file holds, unreadable without their cookie
    .. retention: until it is sent, left, or an hour old
    .. erased_by: casework.doorsteps
    """

    doorstep = models.ForeignKey(Doorstep, on_delete=models.CASCADE, related_name="files")
    sealed_name = models.TextField()
    sealed = models.BinaryField()
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"file {self.pk} on doorstep {self.doorstep_id}"


class Telling(models.Model):
    """How something was told at the door, beside the words: what they felt, what they need, how to answer safely.

    .. pii: feelings, needs and wishes of the person who told us
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Door(models.TextChoices):
        CHILD = "child", "Children and young people’s pages"
        ADULT = "adult", "Pages for adults"
        THANKS = "thanks", "The thanks form"

    representation = models.OneToOneField(Representation, on_delete=models.CASCADE, related_name="telling")
    door = models.CharField(max_length=10, choices=Door)
    told_by = models.CharField(max_length=30, blank=True)
    feelings = models.JSONField(default=list, blank=True)
    better = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    answer_by = models.CharField(max_length=30, blank=True)
    is_secret = models.BooleanField(default=False)
    says_unsafe = models.BooleanField(default=False)
    child_knows = models.CharField(max_length=30, blank=True)
    trusted = models.CharField(max_length=300, blank=True)
    trusted_until = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=10, default="en-GB")
    told_on = models.DateField()

    def __str__(self) -> str:
        return f"telling of {self.representation_id}"


class ReadyCode(models.Model):
    """A code of sixteen figures made and digested ahead, so that sending takes one that is ready.

    .. pii: none (figures that belong to nobody yet, sealed)
    .. retention: until it is given to somebody
    .. erased_by: casework.codes
    """

    tag = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=200)
    sealed = models.TextField()

    def __str__(self) -> str:
        return f"ready code {self.pk}"


class Code(models.Model):
    """A code that somebody was given to come back with. It is kept only so that it is recognised, never read.

    .. pii: none (digests)
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="codes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    tag = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=200)
    given_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"code {self.pk}"


class WayBack(models.Model):
    """A link sent to somebody's own e-mail address, by which they come back to what they told us, once.

    .. pii: a digest of the link, and the address it went to
    .. retention: two days
    .. erased_by: casework.ways_back
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="ways_back")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    tag = models.CharField(max_length=64, unique=True)
    sent_to = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"way back {self.pk}"


class HowItWas(models.Model):
    """What somebody says of how they were treated, whatever the outcome.

    .. pii: what a person thinks of how they were heard
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="how_it_was")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    heard = models.CharField(max_length=20)
    fair = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    said_on = models.DateField()

    class Meta:
        ordering = ["said_on", "pk"]

    def __str__(self) -> str:
        return f"how it was, {self.representation_id}"
