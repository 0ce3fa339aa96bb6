"""A worry about somebody's safety, passed on by somebody from outside: whom they told, and what it is about."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.carrying_out import ChangedMeanwhile, carry_out
from heard.casework.changed import newest_line
from heard.casework.choosing import name_of
from heard.casework.reading_for_guests import GuestCase
from heard.casework.refused import REFUSALS, in_words
from heard.casework.safety import refer_to_safeguarding
from heard.law.procedure import Act
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.forms_look import Form
from heard.web.guest.frame import opened, page
from heard.web.seeing import for_those_who_may, member_of, now, today


class WorryForm(Form):
    """Who was told of a risk, when, and what it is."""

    told_on = DateField(label="Day you told them", latest=today)
    told = fields.line("Whom you told", help_text="The team, and the person who took it.", most=300)
    reason = fields.reason("What the worry is", help_text="What you saw or heard, in plain words.")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.REFER_TO_SAFEGUARDING)  # type: ignore[arg-type]
def worried(request: HttpRequest, reference: str) -> HttpResponseBase:
    """That those who protect children were told, of a case one has leave for."""
    seen = opened(request, reference, "shell")
    form = WorryForm(request.POST or None, initial={"told_on": today()})
    if form.is_bound and form.is_valid():
        try:
            _carry_out(request, seen, form)
        except (*REFUSALS, ChangedMeanwhile) as why:
            form.add_error(None, in_words(why))
        else:
            messages.success(
                request, "It is on record whom you told, when and why. The complaints team sees it."
            )
            return redirect("guest-case", reference=reference)
    facts = {
        "form": form,
        "once": request.POST.get("once", "") or secrets.token_urlsafe(16),
    }
    return page(request, seen, "guest/safety.html", facts, status=422 if form.is_bound else 200)


def _carry_out(request: HttpRequest, seen: GuestCase, form: WorryForm) -> None:
    member, reference = member_of(request), seen.case.reference
    carry_out(
        member=member,
        act=Act.REFER_TO_SAFEGUARDING,
        reference=reference,
        # A worry is never refused because something else was done on the case meanwhile.
        seen=newest_line(reference),
        once=request.POST.get("once", "")[:64],
        at=now(),
        do=refer_to_safeguarding,
        said={**form.cleaned_data, "decided_by": name_of(member)},
    )
