"""One's own way in: setting up a second factor, passkeys, codes, the password, and where one is signed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from heard.casework import accounts, browsers, factors, looking, one_time_codes, passkeys
from heard.casework.permissions import Act, may
from heard.web import entering
from heard.web.door_factor import ASKED, answer_in, host_of
from heard.web.door_forms import ChoosePassword, FirstCode, PasskeyName
from heard.web.fresh import demand_fresh, is_fresh
from heard.web.seeing import View, by_whom, member_of, now, show

SECRET = "new_codes"


def own(view: View) -> View:
    """A page for whoever is signed in, in any role. A change of what proves them asks for a fresh proof first."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if member_of(request) is None:
            return redirect("sign-in")
        if entering.is_demonstration(request):
            return show(request, "door/no_factors_here.html", {"covers": may(member_of(request), Act.COVER)})
        return view(request, *args, **kwargs)

    guarded.before_setting_up = True  # type: ignore[attr-defined]
    return guarded


def changes_proof(view: View) -> View:
    """As `own`, for pages that change what proves somebody: it takes a fresh proof, once there is one to give."""

    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ask = demand_fresh(request)
        return view(request, *args, **kwargs) if ask is None else ask

    return own(asked)


@own
def sign_in_page(request: HttpRequest) -> HttpResponseBase:
    """What one proves oneself with, and where one is signed in."""
    member = member_of(request)
    there = browsers.browsers_of(member, this=request.session.session_key or "", at=now())
    facts = {
        "has": factors.factors_of(member),
        "browsers": there,
        "must": factors.demanded_of(member),
        "fresh": is_fresh(request),
        "covers": may(member, Act.COVER),
    }
    return show(request, "door/own.html", facts)


@own
def set_up(request: HttpRequest) -> HttpResponseBase:
    """The guided first sign-in: why a second factor, and which kinds there are."""
    member = member_of(request)
    if entering.must_set_up(request) and factors.factors_of(member).any:
        return redirect("prove-again")
    return _step(request, "door/set_up.html", {"must": entering.must_set_up(request)})


def _step(
    request: HttpRequest, template: str, facts: dict[str, Any], *, status: int = 200
) -> HttpResponseBase:
    """A page of setting up. Until that is done no link is offered that would only lead back here."""
    without: dict[str, Any] = {"menu": []} if entering.must_set_up(request) else {}
    return show(request, template, {**facts, **without}, status=status)


@require_http_methods(["GET", "POST"])
@changes_proof
def codes(request: HttpRequest) -> HttpResponseBase:
    """One-time codes from an app: show it the square picture or the letters, then type what it shows."""
    member, form = member_of(request), FirstCode(request.POST or None)
    secret = request.session.setdefault(SECRET, one_time_codes.new_secret())
    if request.method == "POST" and form.is_valid():
        if factors.add_codes(
            member, secret=secret, typed=form.cleaned_data["code"], by=by_whom(request), at=now()
        ):
            del request.session[SECRET]
            return _added(request, "Your app’s codes now prove it is you.")
        form.add_error(
            "code", "That is not the code for this secret. Wait for the next one and type it here."
        )
    council = looking.council()
    address = one_time_codes.address_for_app(
        secret, council=f"Heard {council.name if council else ''}".strip(), name=member.account.username
    )
    facts = {
        "form": form,
        # Drawn here from our own letters; nothing in it was typed by anybody.
        "picture": mark_safe(one_time_codes.picture(address)),
        "letters": [secret[n : n + 4] for n in range(0, len(secret), 4)],
        "address": address,
    }
    return _step(request, "door/codes.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@changes_proof
def passkey(request: HttpRequest) -> HttpResponseBase:
    """A passkey: the device asks for a finger, a face or its PIN, and nothing is ever typed."""
    form = PasskeyName(request.POST or None)
    if request.method == "POST" and form.is_valid() and _keep_passkey(request, form):
        return _added(request, "This device now proves it is you.")
    return _step(request, "door/passkey.html", {"form": form}, status=422 if form.errors else 200)


def _keep_passkey(request: HttpRequest, form: PasskeyName) -> bool:
    asked = request.session.pop(ASKED, None) or {}
    try:
        if asked.get("of") != "new" or now().timestamp() - asked["at"] > entering.FRESH:
            raise passkeys.NotProved("The page was open too long.")
        factors.add_passkey(
            member_of(request),
            host=host_of(request),
            question=asked["question"],
            answer=answer_in(request),
            name=form.cleaned_data["name"],
            by=by_whom(request),
            at=now(),
        )
    except passkeys.NotProved as why:
        form.add_error(None, f"{why} Press the button to try again. It needs JavaScript.")
        return False
    return True


@require_POST
@changes_proof
def ask_new_passkey(request: HttpRequest) -> HttpResponseBase:
    """What the browser asks its device for a new passkey."""
    options, question = factors.ask_for_passkey(member_of(request), host=host_of(request))
    request.session[ASKED] = {"question": question, "of": "new", "at": now().timestamp()}
    return JsonResponse(options)


def _added(request: HttpRequest, words: str) -> HttpResponseBase:
    entering.prove_again(request, entering.FACTOR)
    messages.success(request, words)
    if factors.factors_of(member_of(request)).recovery_left:
        return redirect("own-sign-in")
    return _recovery_codes(request)


def _recovery_codes(request: HttpRequest) -> HttpResponseBase:
    made = factors.new_recovery_codes(member_of(request), by=by_whom(request), at=now())
    return show(request, "door/recovery_codes.html", {"codes": made})


@require_POST
@changes_proof
def recovery(request: HttpRequest) -> HttpResponseBase:
    """Ten new recovery codes, shown once."""
    if not factors.factors_of(member_of(request)).any:
        return redirect("set-up")
    return _recovery_codes(request)


@require_POST
@changes_proof
def take_away(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take one factor away."""
    try:
        factors.take_away(member_of(request), number, by=by_whom(request), at=now())
    except factors.FactorRefused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, "It was taken away and proves nothing any more.")
    return redirect("own-sign-in")


@require_http_methods(["GET", "POST"])
@changes_proof
def password(request: HttpRequest) -> HttpResponseBase:
    """A new password for oneself. Every other browser is signed out by it."""
    form = ChoosePassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        member, strength = member_of(request), request.session.get(entering.STRENGTH, entering.PASSWORD)
        accounts.choose_password(member, form.cleaned_data["password"], at=now())
        browsers.sign_out_everywhere(
            member, by=by_whom(request), at=now(), but=request.session.session_key or ""
        )
        messages.success(request, "Your new password is kept. You were signed out everywhere else.")
        return entering.enter(request, member, strength, wanted="/me/sign-in/")
    return show(request, "door/own_password.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@own
def end_browsers(request: HttpRequest) -> HttpResponseBase:
    """Sign out of one other browser, or of all the others."""
    member, this = member_of(request), request.session.session_key or ""
    if one := request.POST.get("browser"):
        ended = browsers.sign_out_of(member, frozenset({one}), by=by_whom(request), at=now())
    else:
        ended = browsers.sign_out_everywhere(member, by=by_whom(request), at=now(), but=this)
    messages.success(request, f"Signed out of {ended} other browser{'s' * (ended != 1)}.")
    return redirect("own-sign-in")
