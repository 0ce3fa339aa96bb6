"""E-mail that came in: each one as it arrived, what was found about it, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.people.models import Person
from heard.representations.models.document import Document
from heard.representations.models.message import Message
from heard.representations.models.representation import Representation


class ArrivedMail(models.Model):
    """One e-mail as it reached the council. Its original lies in the store; its words are never mended.

    `number_digest` is the digest of the number its sender gave it, `key` that of all it says: the same mail, come
    twice, is one. `marks` says, by code, what makes it look written by a machine or part of a loop.

    .. pii: addresses, and whatever somebody wrote
    .. retention: with the representation; where it was set aside, as the council keeps its post
    .. erased_by: casework.retention
    """

    class Standing(models.TextChoices):
        HELD = "held", "Waits for somebody"
        JOINED = "joined", "On a case"
        MADE = "made", "A case was made of it"
        SET_ASIDE = "set_aside", "Set aside"

    class Aside(models.TextChoices):
        NOT_FOR_US = "not_for_us", "It is not for us"
        JUNK = "junk", "It is advertising or fraud"
        AGAIN = "again", "We have it already"
        AUTOMATIC = "automatic", "A machine wrote it, and nobody need read it"

    number_digest = models.CharField(max_length=64)
    key = models.CharField(max_length=64, unique=True)
    sender = models.CharField(max_length=320, blank=True)
    sender_shown = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    received_at = models.DateTimeField()
    taken_in_at = models.DateTimeField()
    words = models.TextField(blank=True)
    trouble = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    marks = models.CharField(max_length=200, blank=True)
    is_automatic = models.BooleanField(default=False)
    held_because = models.CharField(max_length=500, blank=True)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.HELD)
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="mails"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    aside = models.CharField(max_length=20, choices=Aside, blank=True)
    because = models.CharField(max_length=500, blank=True)
    settled_by = models.CharField(max_length=150, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["received_at", "pk"]
        indexes = [
            models.Index(fields=["standing", "is_automatic", "received_at"], name="mail_that_waits"),
            models.Index(fields=["sender", "received_at"], name="mail_of_a_sender"),
            models.Index(fields=["number_digest"], name="mail_by_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=["held", "set_aside"], representation__isnull=True)
                | Q(standing__in=["joined", "made"], representation__isnull=False),
                name="a_mail_on_a_case_names_it",
            ),
            models.CheckConstraint(
                condition=Q(standing="held", settled_by="", settled_at__isnull=True)
                | (~Q(standing="held") & ~Q(settled_by="") & Q(settled_at__isnull=False)),
                name="a_mail_seen_to_says_by_whom",
            ),
            models.CheckConstraint(
                condition=(Q(standing="set_aside") & ~Q(aside="")) | (~Q(standing="set_aside") & Q(aside="")),
                name="a_mail_set_aside_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}, {self.standing}"


class MailAttachment(models.Model):
    """One file that came with a mail. It becomes a paper only when the mail is put on a case, or says why not.

    .. pii: whatever the file holds
    .. retention: with the mail
    .. erased_by: casework.retention
    """

    mail = models.ForeignKey(ArrivedMail, on_delete=models.CASCADE, related_name="attachments")
    # Where it stands among the files of the mail, from 1.
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    said_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_taken = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["mail", "position"]
        constraints = [
            models.UniqueConstraint(fields=["mail", "position"], name="an_attachment_has_one_place"),
        ]

    def __str__(self) -> str:
        return f"attachment {self.position} of mail {self.mail_id}"


class MailMatch(models.Model):
    """A case that a mail may belong to, and why: found as it arrived. Whoever may not see the case never sees the mail.

    .. pii: that somebody wrote about a case
    .. retention: with the mail
    .. erased_by: casework.retention
    """

    class Why(models.TextChoices):
        REPLY_ADDRESS = "reply_address", "It came to the reply address of this case"
        SENDER = "sender", "Its sender’s address is on record here"
        REFERENCE = "reference", "It names the number of this case"

    mail = models.ForeignKey(ArrivedMail, on_delete=models.CASCADE, related_name="matches")
    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=20, choices=Why)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mail", "representation", "why"], name="a_mail_fits_a_case_once_for_each_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.mail_id} fits {self.representation_id} by {self.why}"
