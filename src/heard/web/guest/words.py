"""Writing to the complaints team about one's case: the only people whom somebody from outside writes to here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import handing_in
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.forms_look import Form
from heard.web.guest.frame import opened, page
from heard.web.seeing import for_those_who_may, member_of, now


class WordsForm(Form):
    """A message to the complaints team."""

    words = fields.words("What do you want to tell or ask them?", rows=8)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def words(request: HttpRequest, reference: str) -> HttpResponseBase:
    """A message about this case to the complaints team."""
    seen = opened(request, reference, "messages")
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = {"words": form.cleaned_data["words"]}
        try:
            handing_in.hand_in(
                case=seen.case, member=member_of(request), what=handing_in.What.WORDS, content=said, at=now()
            )
            messages.success(request, "Sent. The complaints team has your message with the case.")
            return redirect("guest-case", reference=reference)
        except REFUSALS as why:
            form.add_error("words", in_words(why))
    return page(request, seen, "guest/words.html", {"form": form}, status=422 if form.is_bound else 200)
