"""The monthly look over everything overdue and soon due, by service: seen, and put on record with a note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.oversight import look_over_promises, oversight_seen, words_of_look
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.beside_frame import address_of, show_list
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.seeing import for_those_who_may, member_of, now, today

EVERY_SERVICE = "Every service"


class LookForm(Form):
    """A look, put on record."""

    service = forms.ChoiceField(label="What you looked at", required=False)
    note = forms.CharField(
        label="What you saw",
        help_text="In two or three sentences. No family’s name.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Enter what you saw"},
    )
    decisions = forms.CharField(
        label="What you decided, with whom and by when",
        help_text="Leave it empty if there was nothing to decide.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.OVERSEE_PROMISES)
def oversight(request: HttpRequest) -> HttpResponseBase:
    """Everything overdue and due in thirty days by service, what changed, and the looks before."""
    form = LookForm(request.POST or None)
    seen = oversight_seen(member_of(request), today=today())
    _offer(form, request, seen.services)
    if request.method == "POST" and form.is_valid():
        try:
            look_over_promises(member=member_of(request), at=now(), **form.cleaned_data)
        except REFUSALS as why:
            form.add_error(None, in_words(why))
        else:
            messages.success(request, "Your look is on record.")
            return redirect("oversight")
    whose = "director" if member_of(request).role == "director" else "managed"
    facts = {
        "form": form,
        "words": words_of_look(seen.last_on, seen.late_by),
        "is_late": seen.late_by is not None,
        "rows": [
            (one, _list(whose, "late", one.service), _list(whose, "soon", one.service)) for one in seen.rows
        ],
        "since": spoken_day(seen.since),
        "changed": [(number, what) for what, number in seen.changed.items() if number],
        "looks": [(one, spoken_day(one.on)) for one in seen.looks],
        "may_record": seen.may_record,
    }
    answer = show_list(request, "desk/oversight.html", "/promises/", facts)
    answer.status_code = 422 if form.is_bound and form.errors else 200
    return answer


def _offer(form: LookForm, request: HttpRequest, services: tuple[str, ...]) -> None:
    field: Any = form.fields["service"]
    whole = member_of(request).role != "head_of_service"
    first = [("", EVERY_SERVICE)] if whole else []
    field.choices = [*first, *((one, one) for one in services)]


def _list(whose: str, view: str, service: str) -> str:
    return address_of("/promises/", list=whose, view=view, service=service)
