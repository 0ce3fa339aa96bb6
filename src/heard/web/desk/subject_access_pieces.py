"""One piece of somebody's file: its words with what may be others' marked, and the decisions about them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking_at_subject_access as looking_at
from heard.casework import looks
from heard.casework import subject_access_deciding as deciding
from heard.casework.choosing import full_names
from heard.casework.looking import NotYours
from heard.casework.performing import NotNow
from heard.casework.permissions import Act, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.casework.subject_access_papers import picture_of
from heard.casework.subject_access_seeing import piece_for, span_for
from heard.web.desk import subject_access_forms as forms
from heard.web.desk.asking import Asking, ask
from heard.web.desk.spreading_forms import NothingForm
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def piece(request: HttpRequest, number: int) -> HttpResponseBase:
    """A piece: its words, each span with how it stands, and the form that decides those chosen."""
    row = piece_for(member_of(request), number, on=today())
    if request.method == "GET":
        if row.representation is not None:
            looks.note(member_of(request), row.representation.reference, "request for a file", now())
        return _page(request, row)
    said = request.POST
    try:
        many = deciding.decide_spans(
            member=member_of(request),
            at=now(),
            piece=number,
            spans=[int(one) for one in said.getlist("span") if one.isdecimal()],
            withhold="withhold" in said,
            whose=said.get("whose", ""),
            code=said.get("code", ""),
            reason=said.get("reason", ""),
        )
    except (*REFUSALS, NotAllowed) as why:
        return _page(request, row, errors=[(_where(row), in_words(why))], said=said, status=WRONG)
    messages.success(request, f"{many} decided.")
    return redirect("file-piece", number)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def mark(request: HttpRequest, number: int) -> HttpResponseBase:
    """Withhold words that nothing proposed."""
    row = piece_for(member_of(request), number, on=today())
    asking = Asking(
        title="Withhold other words",
        button="Withhold them",
        form=forms.with_exemptions(forms.MarkForm, row.request.authority),
        do=partial(deciding.mark_span, piece=number),
        done="They are withheld wherever they stand in this piece.",
        back=reverse("file-piece", args=[number]),
        facts={"above": row.request.reference},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def part(request: HttpRequest, number: int) -> HttpResponseBase:
    """Withhold part of the picture of a page, or say that all of it was looked at."""
    row = piece_for(member_of(request), number, on=today())
    asking = Asking(
        title="Go over the picture of a page",
        button="Record it",
        form=forms.with_exemptions(forms.PartForm, row.request.authority),
        do=partial(deciding.mark_part, piece=number),
        done="It is on record.",
        back=reverse("file-piece", args=[number]),
        template="desk/subject_access_part.html",
        facts={
            "above": row.request.reference,
            "row": row,
            "pages": [one for one in row.unread.split(",") if one],
        },
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.ANSWER_FILES)
def picture(request: HttpRequest, number: int, page: int) -> HttpResponseBase:
    """The picture of a page under its grid, with what is withheld painted over."""
    row = piece_for(member_of(request), number, on=today())
    try:
        return HttpResponse(picture_of(row, page), content_type="image/jpeg")
    except NotNow as why:
        raise NotYours(str(why)) from why


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def leave_out(request: HttpRequest, number: int) -> HttpResponseBase:
    """Leave a piece out as a whole, or take it in again."""
    row = piece_for(member_of(request), number, on=today())
    back = reverse("file-piece", args=[number])
    if row.left_out:
        asking = Asking(
            "Take it in again", "Take it in again", NothingForm, partial(deciding.take_piece_in, piece=number),
            "It goes along again.", back, facts={"above": row.request.reference},
        )  # fmt: skip
        return ask(request, asking)
    asking = Asking(
        title="Leave this piece out",
        button="Leave it out",
        form=forms.with_exemptions(forms.LeaveOutForm, row.request.authority, apart=True),
        do=partial(deciding.leave_piece_out, piece=number),
        done="It stays out, and the list of what is withheld counts it.",
        back=back,
        facts={"above": row.request.reference},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def show_protected(request: HttpRequest, number: int) -> HttpResponseBase:
    """Ask, or agree as the second of two, that something protected is shown in this file."""
    row = span_for(member_of(request), number, on=today())
    if request.method == "POST" and (prove := demand_fresh(request)) is not None:
        return prove
    back = reverse("file-piece", args=[row.piece_id])
    if row.show_asked_by:
        asking = Asking(
            title="Agree that it is shown",
            button="Agree that it is shown",
            form=NothingForm,
            do=partial(deciding.agree_to_show_protected, span=number),
            done="It is shown in this file.",
            back=back,
            facts={
                "above": row.piece.request.reference,
                "says": f"{row.show_asked_by} asks: {row.show_because}",
            },
        )
        return ask(request, asking)
    asking = Asking(
        title="Ask that something protected is shown",
        button="Ask a second person",
        form=forms.ShowForm,
        do=partial(deciding.ask_to_show_protected, span=number),
        done="A second person has to agree.",
        back=back,
        facts={"above": row.piece.request.reference, "says": "It stays hidden until somebody else agrees."},
    )
    return ask(request, asking)


def _where(row: Any) -> str:
    """The part of the page that an error leads to: what is still open, or what is decided anew."""
    return "#spans" if row.spans.filter(standing="open").exists() else "#again"


def _page(request: HttpRequest, row: Any, *, status: int = 200, **more: Any) -> HttpResponseBase:
    spans, said = list(row.spans.all()), more.pop("said", {})
    names = full_names(one.decided_by for one in spans)
    ticked = set(said.getlist("span")) if said else set()
    for one in spans:
        one.who, one.exemption = names[one.decided_by], looking_at.left_out_words(one.code)
        one.is_ticked = str(one.pk) in ticked
    facts = {
        "row": row,
        "parts": looking_at.parts_marked(row),
        "open": [one for one in spans if one.standing == "open"],
        "decided": [one for one in spans if one.standing != "open"],
        "left_out": looking_at.left_out_words(row.left_out),
        "exemptions": deciding.offered(row.request.authority),
        "whose": forms.WHOSE,
        "is_open": row.request.ended_on is None,
        "said": said,
        **more,
    }
    return show(request, "desk/subject_access_piece.html", facts, status=status)
