"""E-mail that came in and waits: read in plain letters, made into a case, put on one, set aside, or put back."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import get_default_timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import looking_at_mail, looks, mail_joining
from heard.casework.carrying_out import carry_out
from heard.casework.changed import newest_line
from heard.casework.looking import NotYours, kind_words
from heard.casework.looking_at_mail import OneMail, WhoWrote
from heard.casework.mail_arriving import BY
from heard.casework.mail_taking_off import take_mail_off
from heard.casework.permissions import Act, ChartAct, may
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.beside_frame import page_number, page_of
from heard.web.desk.drafts import spoken_time
from heard.web.desk.wording import short_day, spoken_day
from heard.web.forms_look import Form
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

ADDRESS = "/mail/"
VIEWS = {
    "waiting": ("Waits for you", "No e-mail waits."),
    "automatic": ("Written by machines", "No automatic e-mail waits."),
    "joined": ("On a case", "No e-mail came on a case in the last 60 days."),
    "aside": ("Set aside", "No e-mail was set aside in the last 60 days."),
}
WRONG, OVERTAKEN = 422, 409
ASIDES = [(str(code), str(words)) for code, words in mail_joining.Aside.choices]


class AsideForm(Form):
    """Why an e-mail is set aside."""

    why = fields.one_of("Why", ASIDES)
    words = fields.line(
        "Anything to add", required=False, most=500, help_text="Where you sent it, or which one we have."
    )


class OffForm(Form):
    """Why an e-mail does not belong on the case it is on."""

    because = fields.reason(
        "Why does it not belong there?", help_text="Another family; not from this person."
    )


class WhoForm(Form):
    """Who of the people of a case wrote an e-mail."""

    person = fields.one_of("Who wrote it?")

    def __init__(self, data: Any = None, *, people: list[WhoWrote]) -> None:
        known = [one for one in people if one.known]
        super().__init__(data, initial={"person": known[0].person} if len(known) == 1 else {})
        hints = {str(one.person): _about(one) for one in people}
        question: Any = self.fields["person"]
        question.choices = [(one.person, one.name) for one in people]
        question.widget.hints = hints


def _about(one: WhoWrote) -> str:
    return f"{one.part}. This address is {'' if one.known else 'not '}on record as theirs."


@require_GET
@for_those_who_may(ChartAct.RECEIVE)  # type: ignore[arg-type]
def mails(request: HttpRequest) -> HttpResponseBase:
    """What waits, the longest first; and what became of the rest."""
    view = request.GET.get("view", "waiting")
    view = view if view in VIEWS else "waiting"
    found = looking_at_mail.mails_seen(member_of(request), view=view, page=page_number(request), at=now())
    facts = {
        "rows": [(one, short_day(_day(one.received_at)), _waits(one.received_at)) for one in found.rows],
        "view": view,
        "views": [
            (f"{words} ({found.counts[code]:,})", _address(code)) for code, (words, _) in VIEWS.items()
        ],
        "current": _address(view),
        "heading": VIEWS[view][0],
        "empty": VIEWS[view][1],
        "page": page_of(found.total, found.page),
        "counts": mail_that_waits(member_of(request)) if view == "waiting" else "",
    }
    return show(request, "desk/mails.html", facts)


@require_GET
@for_those_who_may(ChartAct.RECEIVE)  # type: ignore[arg-type]
def mail(request: HttpRequest, number: int) -> HttpResponseBase:
    """One e-mail, in plain letters, and what can be done with it."""
    member = member_of(request)
    one = looking_at_mail.mail_for(member, number)
    if one.reference:
        looks.note(member, one.reference, "messages", now())
    facts = {
        **_facts(one),
        "fits": [(fit, spoken_day(fit.received_on)) for fit in one.fits],
        "joins": may(member, ChartAct.RECEIVE_LETTER) and may(member, Act.SEE_CASES),
        "comes_off": one.row.standing == "joined" and may(member, ChartAct.RECEIVE_LETTER),
        "by_itself": one.row.settled_by == BY,
        "settled": spoken_day(_day(one.row.settled_at)) if one.row.settled_at else "",
    }
    return show(request, "desk/mail.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(ChartAct.RECEIVE_LETTER)  # type: ignore[arg-type]
def join(request: HttpRequest, number: int) -> HttpResponseBase:
    """Put an e-mail on a case: which case, then who of its people wrote it."""
    member = member_of(request)
    reference = request.GET.get("reference", "").strip()
    if request.method == "POST" and (first := _sent_before(request, number)) is not None:
        return first
    one = looking_at_mail.waiting_mail(member, number)
    if not reference:
        wrong = "Enter the number of the case" if "reference" in request.GET else ""
        return _which(request, one, reference, wrong)
    try:
        case = looking_at_mail.case_to_join(member, reference)
    except NotYours as why:
        return _which(request, one, reference, str(why))
    looks.note(member, case.reference, "parties", now())
    people = looking_at_mail.who_wrote(member, case, one.row.sender)
    form = WhoForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, number, case.reference, int(form.cleaned_data["person"]))
        except REFUSALS as why:
            form.add_error(None, in_words(why))
    facts = {**_facts(one), "form": form, "case": case, "kind": kind_words(case), "people": people,
             "received": spoken_day(case.received_on), "once": _once(request)}  # fmt: skip
    return show(request, "desk/mail_join.html", facts, status=WRONG if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(ChartAct.RECEIVE)  # type: ignore[arg-type]
def set_aside(request: HttpRequest, number: int) -> HttpResponseBase:
    """Set an e-mail aside, with the reason. It is kept and can be put back."""
    one = looking_at_mail.waiting_mail(member_of(request), number)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            mail_joining.set_mail_aside(mail=number, **form.cleaned_data, by=by_whom(request), at=now())
        except REFUSALS as why:
            form.add_error(None, in_words(why))
        else:
            messages.success(request, "The e-mail is set aside. It is kept, and you can put it back.")
            return redirect("mails")
    facts = {**_facts(one), "form": form}
    return show(request, "desk/mail_aside.html", facts, status=WRONG if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(ChartAct.RECEIVE_LETTER)  # type: ignore[arg-type]
def take_off(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take an e-mail off a case on which it was put by mistake."""
    one = looking_at_mail.joined_mail(member_of(request), number)
    form = OffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_mail_off(mail=number, **form.cleaned_data, by=member_of(request), at=now())
        except REFUSALS as why:
            form.add_error(None, in_words(why))
        else:
            messages.success(request, f"The e-mail is off case {one.reference} and waits again.")
            return redirect("mail", number=number)
    facts = {**_facts(one), "form": form}
    return show(request, "desk/mail_off.html", facts, status=WRONG if form.errors else 200)


@require_POST
@for_those_who_may(ChartAct.RECEIVE)  # type: ignore[arg-type]
def put_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Put an e-mail that was set aside back to those that wait."""
    looking_at_mail.mail_for(member_of(request), number)
    try:
        mail_joining.put_mail_back(mail=number, by=by_whom(request), at=now())
    except REFUSALS as why:
        messages.error(request, in_words(why))
    else:
        messages.success(request, "The e-mail waits again.")
    return redirect("mail", number=number)


def _joined(request: HttpRequest, number: int, reference: str, person: int) -> HttpResponseBase:
    carry_out(
        member=member_of(request),
        act=ChartAct.RECEIVE_LETTER,
        reference=reference,
        seen=newest_line(reference),
        once=_once(request),
        at=now(),
        do=mail_joining.join_mail,
        said={"mail": number, "person": person},
    )
    return _now_on(request, reference)


def _sent_before(request: HttpRequest, number: int) -> HttpResponseBase | None:
    """Where a hasty hand sent the form twice, the second is answered as the first."""
    one = looking_at_mail.mail_for(member_of(request), number)
    mine = one.row.settled_by == by_whom(request)
    return _now_on(request, one.reference) if one.reference and mine else None


def _now_on(request: HttpRequest, reference: str) -> HttpResponseBase:
    messages.success(request, "The e-mail is on this case, as a message in its own words.")
    return redirect("case-messages", reference=reference)


def _which(request: HttpRequest, one: OneMail, reference: str, wrong: str) -> HttpResponseBase:
    facts = {
        **_facts(one),
        "fits": [(fit, spoken_day(fit.received_on)) for fit in one.fits],
        "reference": reference,
        "wrong": wrong,
        "errors": [("#reference", wrong)],
        "has_errors": bool(wrong),
    }
    return show(request, "desk/mail_which.html", facts, status=WRONG if wrong else 200)


def _facts(one: OneMail) -> dict[str, Any]:
    came = one.row.received_at
    return {
        "one": one,
        "row": one.row,
        "came": f"{spoken_day(_day(came))} at {spoken_time(came)}",
        "waits": _waits(came),
        "size": [(each, _size(each.size)) for each in one.files],
    }


def _day(at: datetime) -> Any:
    return at.astimezone(get_default_timezone()).date()


def _waits(came: datetime) -> str:
    days = (today() - _day(came)).days
    return "since today" if days < 1 else "since yesterday" if days == 1 else f"for {days:,} days"


def mail_that_waits(member: Any) -> str:
    """How many e-mails wait for somebody, and since when; nothing where none does."""
    waiting, first = looking_at_mail.waiting_for(member)
    if first is None:
        return ""
    return f"{waiting:,} e-mail{' waits' if waiting == 1 else 's wait'}. The first came {_ago(first)}."


def _ago(came: datetime) -> str:
    days = (today() - _day(came)).days
    return "today" if days < 1 else "yesterday" if days == 1 else f"{days:,} days ago"


def _size(size: int) -> str:
    return f"{max(round(size / 1024), 1):,} kB" if size < 2**20 else f"{size / 2**20:.1f} MB"


def _address(view: str) -> str:
    return ADDRESS if view == "waiting" else f"{ADDRESS}?view={view}"


def _once(request: HttpRequest) -> str:
    return request.POST.get("once", "")[:64] or secrets.token_urlsafe(16)
