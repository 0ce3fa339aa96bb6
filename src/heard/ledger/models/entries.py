"""What was done, when it was recorded and by whom; and the sheets that were brought in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One line of the ledger: append-only, each carrying the digest of the one before.

    Holds references, codes, dates, ids and salted commitments; never names, stories or values.

    .. pii: none (a reference and the account's number)
    .. retention: the life of the longest record
    .. erased_by: never
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    act = models.CharField(max_length=60)
    reference = models.CharField(max_length=120, blank=True)
    done_on = models.DateField(null=True, blank=True)
    said = models.TextField(default="{}")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["reference", "sequence"], name="entry_by_reference")]
        constraints = [
            models.CheckConstraint(condition=Q(sequence__gte=1), name="the_ledger_counts_from_one")
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.act} {self.reference}"


class Salt(models.Model):
    """The salt of an entry's commitments. Emptied when what they speak of is erased, so that they say nothing.

    .. pii: none
    .. retention: with the record the entry speaks of
    .. erased_by: casework.retention
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="salt")
    value = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"salt of entry {self.entry_id}"


class ImportRun(models.Model):
    """One sheet brought in: which file, by whom, with which answers, and whether it was undone.

    .. pii: the file's name and the mapping's headings
    .. retention: with the records it brought in
    .. erased_by: casework.retention
    """

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    file_name = models.CharField(max_length=300)
    file_digest = models.CharField(max_length=64)
    list_kind = models.CharField(max_length=20)
    mapping = models.TextField(blank=True)
    rows_kept = models.PositiveIntegerField(default=0)
    rows_ignored = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"import {self.number} of {self.file_name}"


class ImportedRow(models.Model):
    """What one record of a sheet said when it was kept, by digest, so that the next version can be compared.

    `content` is what the sheet said, so that a change can be shown and an import undone as a whole.

    .. pii: whatever the row of the sheet held
    .. retention: with the record it became
    .. erased_by: casework.retention
    """

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rows")
    list_kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=120)
    row = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.TextField()
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    is_current = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["list_kind", "reference"], name="imported_by_reference")]
        constraints = [
            models.UniqueConstraint(
                fields=["list_kind", "reference"],
                condition=Q(is_current=True),
                name="one_current_row_a_reference",
            )
        ]

    def __str__(self) -> str:
        return f"row {self.row} of import {self.run_id}"


class Correction(models.Model):
    """A value that was corrected: what it was, what it became, who and why. History is never rewritten.

    .. pii: the old and the new value
    .. retention: with the record corrected
    .. erased_by: casework.retention
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    reference = models.CharField(max_length=120)
    what = models.CharField(max_length=80)
    was = models.TextField(blank=True)
    became = models.TextField(blank=True)
    why = models.CharField(max_length=500)

    class Meta:
        indexes = [models.Index(fields=["reference"], name="corrections_by_reference")]

    def __str__(self) -> str:
        return f"correction of {self.what} on {self.reference}"


class Submission(models.Model):
    """One form that was sent, so that the same form sent again gives the first result and does nothing twice.

    It is no record of an act (that is the entry) and may be thrown away once nobody can send the form again.

    .. pii: none (a random token, the account and a reference)
    .. retention: two days
    .. erased_by: casework.drafts
    """

    by = models.CharField(max_length=150)
    token = models.CharField(max_length=64)
    act = models.CharField(max_length=60)
    reference = models.CharField(max_length=120, blank=True)
    entry = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "token"], name="a_form_is_sent_once")]

    def __str__(self) -> str:
        return f"{self.act} on {self.reference}, sent once"


class Draft(models.Model):
    """Words somebody typed into a page and has not sent yet. Nobody else sees them and they are no record.

    .. pii: whatever was typed
    .. retention: 30 days, or until the form is sent
    .. erased_by: casework.drafts
    """

    by = models.CharField(max_length=150)
    page = models.CharField(max_length=300)
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "page"], name="one_draft_a_page")]

    def __str__(self) -> str:
        return f"draft of {self.by} at {self.page}"


class LookBatch(models.Model):
    """Looks bound together: the digest of the batch before and of every look in this one.

    A batch keeps its digest when its looks are pruned, so that the chain stays whole.

    .. pii: none
    .. retention: life of the installation
    .. erased_by: never
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    looks = models.PositiveIntegerField()
    last_look_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    pruned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"looks, batch {self.number}"


class Look(models.Model):
    """Somebody looked at something of a case, or was refused. Kept apart from the ledger and pruned by period.

    .. pii: which member of staff looked at which case
    .. retention: by the council's period for looks
    .. erased_by: casework.looks
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    role = models.CharField(max_length=30, blank=True)
    reference = models.CharField(max_length=120)
    what = models.CharField(max_length=60)
    refused = models.BooleanField(default=False)
    batch = models.ForeignKey(LookBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="rows")

    class Meta:
        indexes = [
            models.Index(fields=["reference", "at"], name="look_by_reference"),
            models.Index(fields=["by", "at"], name="look_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.by} looked at {self.reference}"
