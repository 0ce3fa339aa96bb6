"""The first page, signing in and out, and the pages anybody may read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import accounts, factors, guesses, looking, looking_at_council
from heard.casework.colours import USUAL_BRAND
from heard.casework.marked import was_opened_live
from heard.casework.permissions import Act, ChartAct, may
from heard.casework.reading_for_guests import is_guest
from heard.web import entering, openid, theme
from heard.web.door_forms import ChoosePassword, SignIn
from heard.web.public.languages import in_english
from heard.web.seeing import member_of, now, show, today

DOES = {
    "complaints_officer": "Sees every case and what is due, does the work on it, and brings in lists.",
    "complaints_manager": "Sees every case, decides, signs letters off, changes settings, and keeps people and access.",
    "team_manager": "Sees the cases of their own team, answers those given to them, and sees the figures.",
    "adjudicating_officer": "Sees the cases given to them, and answers at Stage 2.",
    "investigating_officer": "From outside: reads the papers named for them, notes interviews, and sends a report.",
    "independent_person": "From outside: reads the papers named for them, and sends their own report.",
    "panel_clerk": "Sees the cases at Stage 3, and arranges the panels given to them.",
    "panel_member": "From outside: reads the papers of the panel, and says what the panel recommends.",
    "advocate": "From outside: reads the papers named for them, of the child or parent they speak for.",
    "legal": "Sees the cases given to them, adds papers, and approves papers for release.",
    "safeguarding": "Sees the cases given to them, and opens one in an emergency.",
    "information_governance": "Sees where every case stands, who looked and who is let in, and reviews emergencies.",
    "head_of_service": "Sees where the cases of their services stand, and answers those given to them.",
    "director": "Sees where every case stands, gives the final answer after Stage 3, and sees the figures.",
    "finance_approver": "Will approve payments once Heard asks for it. Sees no case.",
    "contact_centre": "Takes down new cases and hands them on, and reads none back.",
    "post_room": "Takes down what came by post and posts letters out, and reads no case.",
    "elected_member": "Sees the figures and the annual report, never a case.",
    "performance_analyst": "Sees the figures and the annual report, never a case.",
    "ombudsman_link_officer": "Sees the cases that are with the Ombudsman, and answers it.",
    "administrator": "Keeps the people of the office, checks that the ledger is whole, and sees no case.",
    "auditor": "From outside: reads the papers named for them, checks the ledger, and sees the figures.",
}

OVER = {
    "idle": "You were signed out because nothing happened for 30 minutes.",
    "long": "You were signed out because you had been signed in for 12 hours.",
    "closed": "You are not signed in here any more.",
}


@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """Where a visit begins: one's own first page, or the public's doors, with the roles of a demonstration below."""
    member = member_of(request)
    if member is not None:
        return redirect(_first_page(member))
    there = looking.council()
    if there is None:
        return show(request, "door/no_council.html")
    if there.is_demo:
        roles = [(one, DOES.get(one.role, "")) for one in looking.demonstration_members()]
        with in_english():
            return show(request, "door/roles.html", {"roles": roles})
    return show(request, "public/first.html")


home.in_languages = True  # type: ignore[attr-defined]


def _first_page(member: Any) -> str:
    """Where each role begins: its work, its figures, or what it may do."""
    if is_guest(member):
        return "guest-cases"
    begins = (
        (Act.SEE_CASES, "work"),
        (ChartAct.RECEIVE, "new-case"),
        (Act.SEE_FIGURES, "dashboard-how"),
        (Act.CHECK_LEDGER, "ledger"),
    )
    return next((name for act, name in begins if may(member, act)), "start")


@require_POST
def enter_demonstration(request: HttpRequest) -> HttpResponseBase:
    """Become one of the demonstration's people. A live installation answers as if this page did not exist."""
    there = looking.council()
    if there is None or not there.is_demo or was_opened_live():
        return show(request, "404.html", status=404)
    name = request.POST.get("as", "")
    chosen = next((one for one in looking.demonstration_members() if one.account.username == name), None)
    if chosen is None:
        return redirect("home")
    return entering.enter(request, chosen, entering.DEMONSTRATION, wanted=reverse(_first_page(chosen)))


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in with a name or e-mail address and a password; a passkey or the council's directory stand beside."""
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _with_password(request, form)
        if answer is not None:
            return answer
    wanted = request.POST.get("next", request.GET.get("next", ""))
    facts = {
        "form": form,
        "next": wanted,
        "over": OVER.get(request.session.get("over", ""), ""),
        "kept": "kept" in request.session,
        "directory": openid.name(),
        "wait": getattr(form, "wait", 0),
        "wait_errors": [("", too_many(getattr(form, "wait", 0)))],
    }
    return show(request, "door/sign_in.html", facts, status=_status(form))


def too_many(minutes: int) -> str:
    """What somebody reads who guessed too often, and what works meanwhile."""
    ahead = f"{minutes} minute{'s' * (minutes != 1)}"
    return f"Too many wrong tries. Try again in {ahead}. A passkey works now, and so does a new link."


def _status(form: SignIn) -> int:
    if getattr(form, "wait", 0):
        return 429
    return 422 if form.errors else 200


def _with_password(request: HttpRequest, form: SignIn) -> HttpResponseBase | None:
    typed, at = form.cleaned_data["username"], now()
    counted = entering.counted_under(request, typed)
    if minutes := guesses.wait(counted, at=at):
        form.wait = minutes  # type: ignore[attr-defined]
        return None
    member = accounts.member_proving(typed, form.cleaned_data["password"], today=today())
    if member is None:
        guesses.note([one for one, _ in counted], at=at)
        entering.log.info("refused: wrong name or password")
        form.add_error(None, "The name or the password is not right. Check both and try again.")
        return None
    guesses.forget(counted[0][0])
    return _first_proof(request, member)


def _first_proof(request: HttpRequest, member: Any) -> HttpResponseBase:
    wanted = entering.safe(request.POST.get("next", ""))
    if factors.factors_of(member).any:
        return entering.pend(request, member, wanted)
    return entering.enter(request, member, entering.PASSWORD, wanted=wanted)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out and go back to where one signs in: in a demonstration, the first page with its roles."""
    entering.leave(request, "signed out")
    there = looking.council()
    return redirect("home" if there is not None and there.is_demo else "sign-in")


@require_POST
def stay(request: HttpRequest) -> HttpResponseBase:
    """Somebody is still there: another half hour, and back to the page they were on."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"here": member_of(request) is not None})
    return redirect(entering.safe(urlsplit(request.headers.get("Referer", "")).path))


@require_http_methods(["GET", "POST"])
def choose_password(request: HttpRequest, number: str, token: str) -> HttpResponseBase:
    """Choose one's own password by an invitation link, which works once, for three days, and go on from there.

    Whoever has a second factor still has to give it: a link for a new password never leaves it out.
    """
    try:
        return _by_link(request, accounts.member_of_link(number, token), token)
    except accounts.LinkIsSpent as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)


def _by_link(request: HttpRequest, member: Any, token: str) -> HttpResponseBase:
    form = ChoosePassword(request.POST or None)
    if request.method == "POST" and form.is_valid() and accounts.is_let_in(member, today=today()):
        accounts.choose_password(member, form.cleaned_data["password"], at=now(), token=token)
        if factors.factors_of(member).any:
            return show(request, "door/password_chosen.html")
        return entering.enter(request, member, entering.PASSWORD, wanted=reverse("set-up"))
    facts = {
        "form": form,
        "name": member.account.username,
        "who": member,
        "must": factors.demanded_of(member),
    }
    return show(request, "door/choose_password.html", facts, status=422 if form.errors else 200)


@require_GET
def theme_css(request: HttpRequest) -> HttpResponse:
    """The council's own colours, as a style sheet. A browser may keep it for an hour; a new colour is a new address."""
    there = looking.council()
    try:
        style = theme.theme_css(there.theme, there.links) if there else theme.theme_css(USUAL_BRAND)
    except ValueError:  # a colour kept before it was checked must not cost the page its style
        style = theme.theme_css(USUAL_BRAND)
    return HttpResponse(style, content_type="text/css", headers={"Cache-Control": "private, max-age=3600"})


@require_GET
def logo(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The council's logo, as a picture and nothing else: its kind is set here, and it may load or run nothing."""
    found = looking_at_council.logo(fingerprint)
    if found is None:
        return show(request, "404.html", status=404)
    kind, content = found
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Disposition": f'inline; filename="logo.{kind.rpartition("/")[2]}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)


@require_GET
def words(request: HttpRequest, name: str) -> HttpResponseBase:
    """Help, accessibility statement, privacy: words anybody may read."""
    return show(request, f"door/{name}.html", {"numbers": looking_at_council.help_numbers()})


# Looking at these is not being at work, and nobody has to be signed in for them.
theme_css.for_anybody = True  # type: ignore[attr-defined]
logo.for_anybody = True  # type: ignore[attr-defined]
_OPEN: tuple[Any, ...] = (words, sign_out, stay, home)
for _page in _OPEN:
    _page.before_setting_up = True
