"""What was done on a case, newest first, by kind, by whom and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_history import Line, history_of
from heard.casework.offer_groups import GROUPS
from heard.casework.permissions import Act
from heard.web.dates_look import DateField
from heard.web.desk.case_frame import opened
from heard.web.desk.forms import ANY, Filter
from heard.web.desk.wording import spoken_day
from heard.web.desk.work import page_number
from heard.web.seeing import for_those_who_may

PAGE = 25
OTHER_KINDS = ("Corrections", "Lists")


class HistoryFilter(Filter):
    """Narrowing what was done."""

    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[*ANY, *((one, one) for one in (*GROUPS, *OTHER_KINDS))]
    )
    who = forms.ChoiceField(label="Who", required=False)
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def __init__(self, *args: Any, who: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [*ANY, *who]  # type: ignore[attr-defined]

    def fits(self, line: Line) -> bool:
        """Whether a line is one of those asked for; an answer that cannot be read asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        since: date | None = asked.get("since")
        until: date | None = asked.get("until")
        return (
            asked.get("kind", "") in ("", line.kind)
            and asked.get("who", "") in ("", line.account)
            and (since is None or line.happened_on >= since)
            and (until is None or line.happened_on <= until)
        )


@require_GET
@for_those_who_may(Act.SEE_CASES)
def history(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The timeline of a case."""
    frame = opened(request, reference, "timeline")
    found = history_of(frame.case, parts=frame.head.parts)
    form = HistoryFilter(request.GET or None, who=list(found.who))
    lines = [one for one in found.lines if form.fits(one)] if form.is_bound else list(found.lines)
    page = Paginator(lines, PAGE).get_page(page_number(request))
    facts = {
        "lines": [_line(one) for one in page],
        "page": page,
        "total": len(lines),
        "filter": form,
        "narrowed": form.is_bound and len(lines) < len(found.lines),
        "corrections": found.corrections,
    }
    return frame.show("history", "desk/case_history.html", facts)


def _line(one: Line) -> dict[str, Any]:
    return {"line": one, "happened": spoken_day(one.happened_on)}
