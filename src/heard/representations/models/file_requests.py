"""Requests for what is held about somebody: who asks for whom, what was found, what is withheld, what was sent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person
from heard.representations.models.document import Document
from heard.representations.models.representation import Representation


class FileRequest(models.Model):
    """A request for what is held about somebody: who asks, for whom, with which authority, and how it ended.

    `asker` is who asks and who is sent the file; for themselves they are the person it is about. `names` are the other
    names the person is known by, one a line: all are searched. `case_reference` is the case it was logged under.

    .. pii: who asks about whom, what shows who they are, what a child wishes
    .. retention: by the council's schedule, from the day it was answered
    .. erased_by: casework.retention
    """

    class Authority(models.TextChoices):
        OWN = "own", "They ask for what is held about themselves"
        CHILD = "child", "A child or young person asks for themselves"
        PARENT = "parent", "A parent, or somebody with parental responsibility, asks for their child"
        AGENT = "agent", "Somebody whom the person asked to act, such as a solicitor or an advocate"
        APPOINTED = "appointed", "Somebody with power to act: an attorney, a deputy, or by order of a court"

    class Ended(models.TextChoices):
        SENT = "sent", "The file was sent"
        WITHDRAWN = "withdrawn", "They took the request back"
        REFUSED = "refused", "It was refused, with the reason and the right to complain"

    reference = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="file_requests")
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="file_requests_made")
    authority = models.CharField(max_length=20, choices=Authority)
    authority_shown = models.TextField(blank=True)
    childs_wish = models.TextField(blank=True)
    names = models.TextField(blank=True)
    wanted = models.TextField()
    way = models.CharField(max_length=40)
    received_on = models.DateField()
    case_reference = models.CharField(max_length=80, blank=True)
    identity_shown = models.CharField(max_length=300, blank=True)
    identity_on = models.DateField(null=True, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    extended_because = models.TextField(blank=True)
    ended = models.CharField(max_length=20, choices=Ended, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    collected_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__in=("own", "child"), asker=F("person"))
                | (Q(authority__in=("parent", "agent", "appointed")) & ~Q(asker=F("person"))),
                name="whoever_asks_for_themselves_is_the_person",
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_on__isnull=True) | (~Q(ended="") & Q(ended_on__isnull=False)),
                name="a_file_request_that_ended_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("received_on")),
                name="a_file_request_ends_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class FilePause(models.Model):
    """A question on which the clock of a request stands still: who they are, or what they want; and its answer.

    .. pii: what a person was asked and answered
    .. retention: as long as the request
    .. erased_by: casework.retention
    """

    class Basis(models.TextChoices):
        IDENTITY = "identity", "We asked them to show who they are, or that they may act"
        SCOPE = "scope", "We asked which information they want"

    request = models.ForeignKey(FileRequest, on_delete=models.CASCADE, related_name="pauses")
    basis = models.CharField(max_length=20, choices=Basis)
    words = models.TextField()
    asked_on = models.DateField()
    way = models.CharField(max_length=40)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
                name="a_question_is_answered_after_it_was_asked",
            ),
            models.UniqueConstraint(
                fields=["request", "basis"],
                condition=Q(answered_on__isnull=True),
                name="one_open_question_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis} of {self.request_id}"


class FileSearch(models.Model):
    """Where somebody looked for what is held about a person, how, and what was found there.

    .. pii: the names that were searched for
    .. retention: as long as the request
    .. erased_by: casework.retention
    """

    request = models.ForeignKey(FileRequest, on_delete=models.CASCADE, related_name="searches")
    place = models.CharField(max_length=200)
    how = models.TextField()
    found = models.TextField()
    searched_on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["searched_on", "pk"]

    def __str__(self) -> str:
        return f"search {self.pk} of {self.request_id}"


class FilePiece(models.Model):
    """One part of what was found: the record of a case, one of its papers, or what is held of the person themselves.

    `words` is what it says, as it was when it was collected; `page_ends` is empty for words of the record. `unread` are
    the pages that a machine cannot read. A piece that is left out as a whole has the code of why.

    .. pii: whatever the record or the paper holds
    .. retention: with its case, and never longer than the request
    .. erased_by: casework.retention
    """

    class Kind(models.TextChoices):
        PERSON = "person", "What is held of the person"
        RECORD = "record", "The record of a case"
        MENTION = "mention", "Where a case mentions the person"
        PAPER = "paper", "A paper"
        LETTER = "letter", "A letter as it was sent"

    request = models.ForeignKey(FileRequest, on_delete=models.CASCADE, related_name="pieces")
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.CASCADE, related_name="file_pieces"
    )
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.CASCADE, related_name="file_pieces"
    )
    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField(default=2)
    words = models.TextField(blank=True)
    unread = models.CharField(max_length=500, blank=True)
    trouble = models.CharField(max_length=500, blank=True)
    left_out = models.CharField(max_length=30, blank=True)
    left_out_because = models.TextField(blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "source"], name="a_piece_is_collected_once"),
            models.CheckConstraint(
                condition=Q(left_out="") | (~Q(left_out_because="") & Q(decided_at__isnull=False)),
                name="a_piece_left_out_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"piece {self.pk} of {self.request_id}"


class FileSpan(models.Model):
    """Words of a piece, or a part of the picture of one of its pages: whose data they are, and what was decided.

    A scanner proposes and a person decides: withheld under an exemption with the reason, or shown. What is protected is
    withheld until two persons agree that it is shown.

    .. pii: the very words that may have to be kept from others
    .. retention: with its case, and never longer than the request
    .. erased_by: casework.retention
    """

    class Whose(models.TextChoices):
        OTHER = "other", "Somebody else’s"
        PROFESSIONAL = "professional", "A professional’s, acting in their role"
        PERSON = "person", "The person’s own"
        SHARED = "shared", "The person’s and somebody else’s together"

    class Standing(models.TextChoices):
        OPEN = "open", "To be decided"
        WITHHELD = "withheld", "Withheld"
        SHOWN = "shown", "Shown"

    piece = models.ForeignKey(FilePiece, on_delete=models.CASCADE, related_name="spans")
    words = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    part = models.CharField(max_length=20, blank=True)
    whose = models.CharField(max_length=20, choices=Whose)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.OPEN)
    found_as = models.CharField(max_length=120, blank=True)
    is_protected = models.BooleanField(default=False)
    code = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    # Of what is protected: who first asked that it be shown. Another person agrees.
    show_asked_by = models.CharField(max_length=150, blank=True)
    show_because = models.TextField(blank=True)

    class Meta:
        ordering = ["piece", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(words="") & Q(page__isnull=True, part=""))
                | (Q(words="", page__isnull=False) & ~Q(part="")),
                name="a_span_is_words_or_a_part_of_a_page",
            ),
            models.CheckConstraint(
                condition=~Q(standing="withheld")
                | (~Q(code="") & ~Q(reason="") & Q(decided_at__isnull=False)),
                name="what_is_withheld_has_its_code_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(standing="shown", is_protected=True)
                | (~Q(show_asked_by="") & ~Q(show_asked_by=F("decided_by"))),
                name="what_is_protected_is_shown_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"span {self.pk} of piece {self.piece_id}"


class FileCopy(models.Model):
    """The file as it goes out: made anew without what is withheld, read back, approved by another, and sent.

    Nothing of it is changed after it was made; what was decided since makes the next version.

    .. pii: what is held about a person, without what is withheld
    .. retention: as long as the request
    .. erased_by: casework.retention
    """

    request = models.ForeignKey(FileRequest, on_delete=models.CASCADE, related_name="copies")
    version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    withheld = models.TextField(blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.TextField(blank=True)
    sent_on = models.DateField(null=True, blank=True)
    sent_to = models.CharField(max_length=300, blank=True)
    sent_way = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["request", "version"]
        constraints = [
            models.UniqueConstraint(fields=["request", "version"], name="file_copies_are_numbered_once"),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("made_by")),
                name="a_file_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | ~Q(approved_by=""), name="a_file_is_sent_once_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version} of {self.request_id}"
