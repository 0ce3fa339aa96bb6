"""A request for an advocate that comes before any complaint, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from heard.people.models import Person, Term
from heard.representations.models.representation import Representation


class AdvocacyReferral(models.Model):
    """Somebody's request for an advocate before they complain: the right is theirs already when they mean to.

    It stands under a reference of its own and is counted apart. Where a complaint follows, `became` is that.

    .. pii: who asks for an advocate, and what for
    .. retention: with the representation it became, else by the council's schedule from its end
    .. erased_by: casework.retention
    """

    reference = models.CharField(max_length=80, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="advocacy_referrals")
    relation = models.CharField(max_length=100)
    as_a_right = models.BooleanField()
    asked_on = models.DateField()
    words = models.TextField(blank=True)
    provider = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    referred_on = models.DateField(null=True, blank=True)
    first_contact_on = models.DateField(null=True, blank=True)
    became = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="advocacy_before"
    )
    became_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(referred_on__isnull=True) | Q(referred_on__gte=F("asked_on")),
                name="an_advocate_is_found_after_one_is_asked_for",
            ),
            models.CheckConstraint(
                condition=Q(first_contact_on__isnull=True) | Q(referred_on__isnull=False),
                name="an_advocate_speaks_after_being_asked",
            ),
            models.CheckConstraint(
                condition=Q(became__isnull=True, became_on__isnull=True)
                | Q(became__isnull=False, became_on__isnull=False),
                name="what_a_referral_became_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="a_referral_ended_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
