"""The first page, signing in and out, and the pages anybody may read."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import accounts, looking
from heard.casework.permissions import Act, may
from heard.web import theme
from heard.web.door_forms import ChoosePassword, SignIn
from heard.web.seeing import member_of, now

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """Where a visit begins: one's own first page, the demonstration's roles, or signing in."""
    member = member_of(request)
    if member is not None:
        return redirect(_first_page(member))
    there = looking.council()
    if there is None:
        return render(request, "door/no_council.html")
    if there.is_demo:
        return render(request, "door/roles.html", {"roles": looking.demonstration_members()})
    return redirect("sign-in")


def _first_page(member: object) -> str:
    if may(member, Act.SEE_CASES):  # type: ignore[arg-type]
        return "work"
    return "report" if may(member, Act.SEE_FIGURES) else "ledger"  # type: ignore[arg-type]


@require_POST
def enter_demonstration(request: HttpRequest) -> HttpResponseBase:
    """Become one of the demonstration's people. A live installation answers as if this page did not exist."""
    there = looking.council()
    if there is None or not there.is_demo:
        return render(request, "404.html", status=404)
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
        if account is not None and looking.member_for(account) is not None:  # type: ignore[arg-type]
            login(request, account)
            return redirect(_safe_next(request))
        form.add_error(None, "The name or the password is not right. Check both and try again.")
    return render(request, "door/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


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
        return render(request, "desk/not_found.html", {"why": str(why)}, status=404)
    form = ChoosePassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.choose_password(member, form.cleaned_data["password"], at=now())
        return render(request, "door/password_chosen.html")
    return render(request, "door/choose_password.html", {"form": form, "name": member.account.username})


@require_GET
def theme_css(request: HttpRequest) -> HttpResponse:
    """The council's own colour, as a style sheet."""
    there = looking.council()
    return HttpResponse(theme.theme_css(there.theme if there else "#2b4c7e"), content_type="text/css")


@require_GET
def page(request: HttpRequest, name: str) -> HttpResponseBase:
    """Help, accessibility statement, privacy: words anybody may read."""
    return render(request, f"door/{name}.html")
