"""Signing in: what proves who somebody is, where they are signed in, and guesses that failed."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from heard.people.models.office import Member


class Factor(models.Model):
    """Something a member proves themselves with beside a password: a passkey, one-time codes, recovery codes.

    `secret` is sealed (one-time codes), keyed fingerprints (recovery codes) or a public key (passkeys).

    .. pii: which devices a member of staff proves themselves with, by the names they gave them
    .. retention: until the member takes it away or leaves
    .. erased_by: casework.factors
    """

    class Kind(models.TextChoices):
        PASSKEY = "passkey", "Passkey"
        CODES = "codes", "One-time codes"
        RECOVERY = "recovery", "Recovery codes"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=60, blank=True)
    secret = models.TextField()
    added_at = models.DateTimeField()
    # The two below change with each use and are no part of what the ledger answers for.
    used_at = models.DateTimeField(null=True, blank=True)
    used_count = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=models.Q(kind__in=("codes", "recovery")),
                name="one_set_of_codes_a_member",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of member {self.member_id}"


class DirectoryLink(models.Model):
    """Which member somebody in the council's directory is: its address and the directory's own name for them.

    .. pii: the directory's identifier of a member of staff
    .. retention: a month after the member left
    .. erased_by: casework.retention_leavers
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="directory_links")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_member_a_directory_entry"),
        ]

    def __str__(self) -> str:
        return f"directory entry of member {self.member_id}"


class SignedIn(AbstractBaseSession):
    """One browser in which somebody is, or is about to be, signed in. Kept on the server; the device has its number.

    .. pii: which account, since when, and the kind of browser; never an address
    .. retention: until signed out, and never over a day
    .. erased_by: people.sessions
    """

    account_id = models.IntegerField(null=True, blank=True, db_index=True)
    began_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    device = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"a browser of account {self.account_id}"

    @classmethod
    def get_session_store_class(cls) -> type:
        """Where Django keeps what it knows of a browser."""
        from heard.people.sessions import SessionStore

        return SessionStore


class FailedGuess(models.Model):
    """One wrong password or code, kept as a keyed fingerprint so that the next guess can be slowed.

    .. pii: none (a keyed fingerprint of what was typed, or of an address)
    .. retention: an hour
    .. erased_by: casework.guesses
    """

    of = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["of", "at"], name="guess_by_what_and_when")]

    def __str__(self) -> str:
        return f"a wrong guess at {self.at}"
