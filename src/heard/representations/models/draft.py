"""Letters before they are issued: drafts, each version of their words, each step of checking, and what is guarded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.people.models import Person
from heard.representations.models.letter import Letter
from heard.representations.models.representation import Representation
from heard.representations.models.stage import Stage


class LetterDraft(models.Model):
    """A letter to one person that an act left to be written, or that somebody began. Its words are worked out anew
    from the facts until it is issued; it is never sent by itself.

    .. pii: who is written to, and what the act said
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class Standing(models.TextChoices):
        DRAFTED = "drafted", "Drafted"
        CHANGED = "changed", "Changed by hand"
        CHECKED = "checked", "Checked, waits to be signed off"
        SIGNED_OFF = "signed_off", "Signed off, waits to be issued"
        ISSUED = "issued", "Issued"
        WITHDRAWN = "withdrawn", "Withdrawn before issue"
        FROM_BEFORE = "from_before", "Sent before or outside Heard, evidence needed"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="letter_drafts")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=60, blank=True)
    owed_on = models.DateField()
    kind = models.CharField(max_length=60)
    audience = models.CharField(max_length=20)
    to = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=30, blank=True)
    given = models.TextField(default="{}")
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.DRAFTED)
    version = models.PositiveIntegerField(default=1)
    written_by = models.CharField(max_length=150)
    letter = models.OneToOneField(
        Letter, null=True, blank=True, on_delete=models.CASCADE, related_name="draft"
    )

    class Meta:
        ordering = ["owed_on", "pk"]
        indexes = [models.Index(fields=["standing", "owed_on"], name="draft_by_standing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing="issued", letter__isnull=False)
                | (~Q(standing="issued") & Q(letter__isnull=True)),
                name="a_draft_is_issued_as_a_letter",
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.kind} on {self.representation_id}"


class DraftVersion(models.Model):
    """One version of a draft's words, as somebody wrote them; the earlier ones stay.

    .. pii: the words of a letter to a family
    .. retention: with the draft
    .. erased_by: casework.retention
    """

    draft = models.ForeignKey(LetterDraft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    words = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="one_version_a_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of draft {self.draft_id}"


class DraftStep(models.Model):
    """One step in a draft's life: by whom, when, and the fingerprint of exactly what was before them.

    .. pii: facts of a letter that somebody confirmed, and reasons
    .. retention: with the draft
    .. erased_by: casework.retention
    """

    class Step(models.TextChoices):
        BEGUN = "begun", "Begun"
        GIVEN = "given", "Facts given"
        READDRESSED = "readdressed", "Readdressed"
        CHECKED = "checked", "Checked"
        SIGNED_OFF = "signed_off", "Signed off"
        SENT_BACK = "sent_back", "Sent back"
        WITHDRAWN = "withdrawn", "Withdrawn"
        FOUND_ALLOWED = "found_allowed", "What the scan found was allowed"
        NOT_SENT = "not_sent", "Said not to have been sent before"

    draft = models.ForeignKey(LetterDraft, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=20, choices=Step)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    said = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.step} on draft {self.draft_id}"


class IssuedFile(models.Model):
    """A letter as the very file that was issued, with its fingerprint. The bytes are kept as text (base 64).

    .. pii: the whole of a letter to a family
    .. retention: with the letter
    .. erased_by: casework.retention
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=10)
    content = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "form"], name="one_issued_file_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.form} of letter {self.letter_id}"


class Protection(models.Model):
    """Words about somebody on a case that no letter to anybody else may say: a place, a name, a school, a vehicle.

    .. pii: the very words that must be kept from others
    .. retention: with the representation
    .. erased_by: casework.retention
    """

    class What(models.TextChoices):
        ADDRESS = "address", "Address"
        TELEPHONE = "telephone", "Telephone number"
        EMAIL = "email", "E-mail address"
        NAME = "name", "Name"
        SCHOOL = "school", "School"
        PLACEMENT = "placement", "Where a child is placed"
        VEHICLE = "vehicle", "Vehicle"
        OTHER = "other", "Other words"

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="protections")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=What)
    words = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    since = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    lifted_because = models.CharField(max_length=500, blank=True)
    lifted_by = models.CharField(max_length=150, blank=True)
    lifting_seconded_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="what_is_protected_is_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.person_id} protected on {self.representation_id}"
