"""The second proof, signing in by passkey alone, and proving oneself again before a powerful act."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from heard.casework import accounts, factors, guesses, passkeys
from heard.web import entering, kept_words, openid
from heard.web.door_forms import Again, Code
from heard.web.seeing import member_of, now, show, today

ASKED = "asked"
NOT_RIGHT = "That code is not right, or was used before. Wait for the next one, or use a recovery code."
NO_PASSKEY = "The passkey was not taken. Try again, or sign in another way."


def host_of(request: HttpRequest) -> str:
    """The name under which these pages are served, which passkeys are bound to."""
    return request.get_host().partition(":")[0]


@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponseBase:
    """The password was right; now the code or passkey. Five wrong codes and one begins anew, a little later."""
    member = entering.pending(request)
    if member is None:
        return redirect("sign-in")
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid() and _code_is_right(form, member):
        wanted = request.session[entering.PENDING]["next"]
        return entering.enter(request, member, entering.FACTOR, wanted=wanted)
    facts = {"form": form, "has": factors.factors_of(member), "wait": getattr(form, "wait", 0)}
    return show(request, "door/second_factor.html", facts, status=422 if form.errors else 200)


def _code_is_right(form: Code, member: Any) -> bool:
    counted, at = guesses.of_name(f"code of {member.pk}"), now()
    if minutes := guesses.wait([(counted, guesses.FREE_OF_A_NAME)], at=at):
        form.add_error("code", f"Too many wrong codes. Try again in {minutes} minute{'s' * (minutes > 1)}.")
        return False
    if kind := factors.code_is_right(member, form.cleaned_data["code"], at=at):
        guesses.forget(counted)
        entering.log.info("proved by %s: member-%s", kind, member.pk)
        return True
    guesses.note([counted], at=at)
    entering.log.info("refused: wrong code, member-%s", member.pk)
    form.add_error("code", NOT_RIGHT)
    return False


@require_POST
def ask_passkey(request: HttpRequest) -> HttpResponseBase:
    """What a browser asks its device: of whoever is in, or half-way in, or of anybody whom the device knows."""
    member = member_of(request) or entering.pending(request)
    options, question = factors.ask_device(member, host=host_of(request))
    whose = member.account_id if member else None
    request.session[ASKED] = {"question": question, "of": whose, "at": now().timestamp()}
    return JsonResponse(options)


@require_POST
def take_passkey(request: HttpRequest) -> HttpResponseBase:
    """What the device answered: sign in by it, or prove oneself again. Each question is answered once."""
    asked = request.session.pop(ASKED, None)
    member = _proved(request, asked, answer_in(request))
    if member is None:
        entering.log.info("refused: passkey")
        messages.error(request, NO_PASSKEY)
        return redirect(_before(request))
    if member_of(request) is not None:
        return _proved_again(request)
    wanted = request.session.get(entering.PENDING, {}).get("next") or request.POST.get("next", "")
    return entering.enter(request, member, entering.FACTOR, wanted=wanted)


def _proved(request: HttpRequest, asked: Any, answer: Mapping[str, Any]) -> Any:
    if not asked or now().timestamp() - asked["at"] > entering.FRESH:
        return None
    member = member_of(request) or entering.pending(request)
    if (member.account_id if member else None) != asked["of"]:
        return None
    if member is None:
        member = accounts.member_numbered(passkeys.owner_of(answer) or 0, today=today())
    if member is None:
        return None
    try:
        factors.device_proves(
            member, host=host_of(request), question=asked["question"], answer=answer, at=now()
        )
    except passkeys.NotProved:
        return None
    return member


def answer_in(request: HttpRequest) -> Mapping[str, Any]:
    """What a device answered, as the page sent it; nothing if it cannot be read."""
    try:
        said = json.loads(request.POST.get("answer", ""))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _before(request: HttpRequest) -> str:
    if member_of(request) is not None:
        return "prove-again"
    return "second-factor" if entering.pending(request) else "sign-in"


@require_http_methods(["GET", "POST"])
def prove_again(request: HttpRequest) -> HttpResponseBase:
    """Who one is, once more, before something powerful; then back to it."""
    member = member_of(request)
    if member is None:
        return redirect("sign-in")
    if request.GET.get("next"):
        request.session["again_next"] = entering.safe(request.GET["next"])
    has = factors.factors_of(member)
    form = (Code if has.any else Again)(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_again(form, member, has.any):
        return _proved_again(request)
    facts = {
        "form": form,
        "has": has,
        "words_kept": kept_words.of(request, member) is not None,
        "directory": openid.name() if request.session.get(entering.STRENGTH) == entering.DIRECTORY else "",
    }
    return show(request, "door/prove_again.html", facts, status=422 if form.errors else 200)


def _is_again(form: Any, member: Any, has_factor: bool) -> bool:
    if has_factor:
        return _code_is_right(form, member)
    counted, at = guesses.of_name(f"again {member.pk}"), now()
    if minutes := guesses.wait([(counted, guesses.FREE_OF_A_NAME)], at=at):
        form.add_error("password", f"Too many wrong passwords. Try again in {minutes} minutes.")
        return False
    if accounts.member_proving(member.account.username, form.cleaned_data["password"], today=today()) is None:
        guesses.note([counted], at=at)
        form.add_error("password", "That is not your password.")
        return False
    return True


def _proved_again(request: HttpRequest) -> HttpResponseBase:
    has_factor = factors.factors_of(member_of(request)).any
    entering.prove_again(request, entering.FACTOR if has_factor else "")
    if kept_words.of(request, member_of(request)) is not None:
        return redirect("kept-words")
    return redirect(request.session.pop("again_next", reverse("home")))


for _page in (ask_passkey, take_passkey, prove_again, kept_words.give_back):
    _page.before_setting_up = True  # type: ignore[attr-defined]
