"""What is hidden in a paper before it goes out: the words and places, with the reason, and the copy made of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heard.representations.models.document import Document


class Hiding(models.Model):
    """A paper whose words are being hidden: by whom, and the copy that was made of it, which a second person releases.

    Once the copy is made nothing here is changed; to hide more is another hiding.

    .. pii: none by itself
    .. retention: with the paper
    .. erased_by: casework.retention
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="hidings")
    begun_by = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    copy = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.CASCADE, related_name="made_by_hiding"
    )
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(copy__isnull=True),
                name="one_hiding_of_a_paper_in_the_making",
            ),
            models.CheckConstraint(
                condition=Q(copy__isnull=True, made_at__isnull=True)
                | Q(copy__isnull=False, made_at__isnull=False),
                name="a_hiding_that_is_made_has_its_copy",
            ),
        ]

    def __str__(self) -> str:
        return f"hiding in document {self.document_id}"


class HiddenWords(models.Model):
    """Words hidden wherever they stand in a paper, or a part of the picture of one page, with the reason and who.

    `part` is rows and columns of the grid laid over a page that is a picture: `C3:E4`.

    .. pii: the very words that must be kept from others
    .. retention: with the paper
    .. erased_by: casework.retention
    """

    class Reason(models.TextChoices):
        THIRD_PARTY = "third_party", "About another person (Data Protection Act 2018, Schedule 2, Part 3)"
        HARM = "harm", "Serious harm (Schedule 3, Part 3)"
        ADDRESS = "address", "An address or number that must be kept"
        COURT = "court", "From court papers (Schedule 3)"
        WISHES = "wishes", "Against the person’s own wishes (Schedule 3)"
        PRIVILEGE = "privilege", "Legal advice (Schedule 2, Part 4)"
        NOT_ASKED_FOR = "not_asked_for", "Not about this complaint"

    hiding = models.ForeignKey(Hiding, on_delete=models.CASCADE, related_name="hidden")
    words = models.CharField(max_length=300, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    part = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=20, choices=Reason)
    marked_by = models.CharField(max_length=80)
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["hiding", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(words="") & Q(page__isnull=True, part=""))
                | (Q(words="", page__isnull=False) & ~Q(part="")),
                name="words_or_a_part_of_a_page_are_hidden",
            ),
        ]

    def __str__(self) -> str:
        return f"hidden in {self.hiding_id}"
