"""Coming back to what was told: by the code, or by a link to one’s own e-mail address. Neither is in a log."""

from __future__ import annotations

from dataclasses import asdict

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from heard.casework import codes, looking, ways_back
from heard.casework.codes import Reader
from heard.web import sending
from heard.web.forms_look import Form
from heard.web.seeing import now, show

READS = "reads"
TRIES, SLOW_AFTER, WAIT = "tries", 5, 30
IDLE = 20 * 60
NOT_FOUND = _(
    "We cannot find that code. Check each number and try again. If you have lost it, call us or tell us again."
)
SLOWER = _("That was five tries. Wait half a minute, then try again. Your code still works.")
SUBJECT = "The link you asked for"
LINK_WORDS = (
    "Somebody asked for this link at {where}. It works once, for an hour:\n\n{link}\n\n"
    "If it was not you, do nothing.\n"
)


class CodeForm(Form):
    """The sixteen numbers."""

    page_heading = "code"
    code = forms.CharField(
        label=_("What is your code?"),
        help_text=_("16 numbers. Gaps do not matter"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "dir": "ltr",
                "autocomplete": "off",
                "class": "govuk-input--width-20 govuk-input--extra-letter-spacing",
            }
        ),
        error_messages={"required": _("Type the 16 numbers of your code")},
    )


class LinkForm(Form):
    """The reference and the address that we have."""

    reference = forms.CharField(
        label="Reference of your complaint", help_text="Such as CR-2026-0142", max_length=60
    )
    address = forms.EmailField(
        label="Your email address",
        help_text="The one you gave us. We send the link there and nowhere else",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Enter an email address, such as name@example.org"},
    )


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponseBase:
    """Type the code. A wrong one is answered the same whatever it is; after five tries the next wait a little."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _too_fast(request):
            form.add_error("code", SLOWER)
        elif (reader := codes.reader_of(form.cleaned_data["code"])) is not None:
            return open_page(request, reader)
        else:
            form.add_error("code", NOT_FOUND)
    return show(request, "public/code.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest) -> HttpResponseBase:
    """Ask for a link by e-mail. The answer is the same whether we know the address or not."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        sending.later(ask, said["reference"], said["address"])
        return show(request, "public/link_sent.html")
    return show(request, "public/link.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, secret: str) -> HttpResponseBase:
    """A button that opens the page: what only looks at links in e-mails cannot use one up."""
    if request.method == "GET":
        return show(request, "public/link_use.html")
    reader = ways_back.use_link(secret, at=now())
    if reader is None:
        return show(request, "public/link_over.html", status=404)
    return open_page(request, reader)


def open_page(request: HttpRequest, reader: Reader) -> HttpResponseBase:
    """Open somebody's own page in this browser, for this visit."""
    request.session.flush()
    request.session[READS] = {**asdict(reader), "at": int(now().timestamp())}
    return redirect("my-page")


def reader_in(request: HttpRequest) -> Reader | None:
    """Whose page is open in this browser; nobody's after twenty minutes of nothing."""
    kept = request.session.get(READS)
    if not isinstance(kept, dict):
        return None
    if now().timestamp() - kept["at"] > IDLE:
        request.session.flush()
        return None
    reader = Reader(kept["case"], kept["person"], kept["code"])
    if not codes.still_opens(reader):
        request.session.flush()
        return None
    request.session[READS] = {**kept, "at": int(now().timestamp())}
    return reader


def ask(reference: str, address: str) -> None:
    """Send a link to an address, if it is on record for this case and was not called unsafe."""
    made = ways_back.ask_for_link(reference=reference, address=address, at=now())
    if made is not None:
        send(made)


def send(made: ways_back.LinkToSend) -> None:
    """Send a link. The message says nothing of anybody."""
    council = looking.council()
    link_to = sending.whole_address(reverse("use-link", args=[made.secret]))
    words = LINK_WORDS.format(where=council.name if council else "the council", link=link_to)
    sending.send(made.to, SUBJECT, words, reply_to=made.reply_to)


def _too_fast(request: HttpRequest) -> bool:
    """After five tries in one visit, one in half a minute. Another browser and the right code are never kept out."""
    at = now().timestamp()
    tries = [one for one in request.session.get(TRIES, []) if at - one < 600]
    slow = len(tries) >= SLOW_AFTER and at - tries[-1] < WAIT
    if not slow:
        request.session[TRIES] = [*tries, at][-20:]
    return slow
