"""The first page, signing in and out, and the pages anybody may read."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import accounts, looking
from heard.casework.permissions import Act, may
from heard.web import theme
from heard.web.door_forms import ChoosePassword, SignIn
from heard.web.seeing import member_of, now, show

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
USUAL_COLOUR = "#2b4c7e"
DOES = {
    "complaints_officer": "Sees every case and what is due, and brings in lists.",
    "complaints_manager": "Sees every case, brings in lists and takes them back, changes settings, checks the ledger.",
    "team_manager": "Sees the cases of their own team, and the figures.",
    "director": "Sees every case, and the figures with the cases behind them.",
    "elected_member": "Sees the figures and the annual report, never a case.",
    "administrator": "Checks that the ledger is whole, and sees no case.",
}


@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """Where a visit begins: one's own first page, the demonstration's roles, or signing in."""
    member = member_of(request)
    if member is not None:
        return redirect(_first_page(member))
    there = looking.council()
    if there is None:
        return show(request, "door/no_council.html")
    if there.is_demo:
        roles = [(one, DOES.get(one.role, "")) for one in looking.demonstration_members()]
        return show(request, "door/roles.html", {"roles": roles})
    return redirect("sign-in")


def _first_page(member: Any) -> str:
    if may(member, Act.SEE_CASES):
        return "work"
    return "report" if may(member, Act.SEE_FIGURES) else "ledger"


@require_POST
def enter_demonstration(request: HttpRequest) -> HttpResponseBase:
    """Become one of the demonstration's people. A live installation answers as if this page did not exist."""
    there = looking.council()
    if there is None or not there.is_demo:
        return show(request, "404.html", status=404)
    name = request.POST.get("as", "")
    chosen = next((one for one in looking.demonstration_members() if one.account.username == name), None)
    if chosen is None:
        return redirect("home")
    login(request, chosen.account, backend=MODEL_BACKEND)
    return redirect(_first_page(chosen))


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in with name and password."""
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = authenticate(request, **form.cleaned_data)
        if account is not None and looking.member_for(account) is not None:
            login(request, account)
            return redirect(_safe_next(request))
        form.add_error(None, "The name or the password is not right. Check both and try again.")
    wanted = request.POST.get("next", request.GET.get("next", ""))
    return show(request, "door/sign_in.html", {"form": form, "next": wanted})


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out and go back to the first page."""
    logout(request)
    return redirect("home")


@require_http_methods(["GET", "POST"])
def choose_password(request: HttpRequest, number: str, token: str) -> HttpResponseBase:
    """Choose one's own password by an invitation link. The link works once, for three days."""
    try:
        member = accounts.member_of_link(number, token)
    except accounts.LinkIsSpent as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)
    form = ChoosePassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.choose_password(member, form.cleaned_data["password"], at=now())
        return show(request, "door/password_chosen.html")
    return show(request, "door/choose_password.html", {"form": form, "name": member.account.username})


@require_GET
def theme_css(request: HttpRequest) -> HttpResponse:
    """The council's own colour, as a style sheet. A browser may keep it for an hour."""
    there = looking.council()
    try:
        style = theme.theme_css(there.theme if there else USUAL_COLOUR)
    except ValueError:  # a colour kept before it was checked must not cost the page its style
        style = theme.theme_css(USUAL_COLOUR)
    return HttpResponse(style, content_type="text/css", headers={"Cache-Control": "private, max-age=3600"})


@require_GET
def words(request: HttpRequest, name: str) -> HttpResponseBase:
    """Help, accessibility statement, privacy: words anybody may read."""
    return show(request, f"door/{name}.html")
