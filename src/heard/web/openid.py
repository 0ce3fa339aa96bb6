"""OpenID Connect, as its client: where to send somebody, and what a signed answer of the directory proves.

Each answer is held to its signature by a key the directory publishes, to its issuer, to us as its audience, to its
times, and to the one question it answers (state, nonce and PKCE). What does not hold is refused without a reason given.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
from django.conf import settings

from heard.casework.directory import Somebody

SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
SECONDS, MOST_BYTES, LEEWAY = 10, 1_000_000, 60


class DirectorySilent(Exception):
    """The directory did not answer, or not as one does."""


class AnswerRefused(Exception):
    """What came back does not prove anything; the message is for the log and never for a page."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is remembered until the directory answers."""

    state: str
    nonce: str
    verifier: str

    def kept(self) -> dict[str, str]:
        """As a session keeps it."""
        return {"state": self.state, "nonce": self.nonce, "verifier": self.verifier}


def name() -> str:
    """What people call the directory, or "" where there is none."""
    said = settings.HEARD_DIRECTORY
    return str(said["name"]) if said["issuer"] and said["client"] else ""


def groups() -> dict[str, str]:
    """Which group is to give which role, as the installation's settings say: "Group=role;Other=role"."""
    pairs = (one.partition("=") for one in settings.HEARD_DIRECTORY["groups"].split(";"))
    return {group.strip(): role.strip() for group, _, role in pairs if group.strip() and role.strip()}


def ask(callback: str, *, again: bool) -> tuple[str, Question]:
    """Where to send the browser, and what to remember. `again` has the directory ask for its proof anew."""
    question = Question(*(secrets.token_urlsafe(32) for _ in range(3)))
    challenge = (
        base64.urlsafe_b64encode(hashlib.sha256(question.verifier.encode()).digest()).rstrip(b"=").decode()
    )
    asked = {
        "response_type": "code",
        "client_id": settings.HEARD_DIRECTORY["client"],
        "redirect_uri": callback,
        "scope": "openid profile email",
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if again else {}),
    }
    return f"{_published()['authorization_endpoint']}?{urlencode(asked)}", question


def answer(callback: str, *, code: str, question: Question) -> tuple[Somebody, bool]:
    """Who the directory says came, and whether it asked for a second factor. Raises AnswerRefused, DirectorySilent."""
    published = _published()
    told = _fetch(
        published["token_endpoint"],
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": callback,
            "client_id": settings.HEARD_DIRECTORY["client"],
            "client_secret": settings.HEARD_DIRECTORY["secret"],
            "code_verifier": question.verifier,
        },
    )
    claims = proved(str(told.get("id_token", "")), nonce=question.nonce, keys=_fetch(published["jwks_uri"]))
    return _somebody(claims), _had_second_factor(claims)


def proved(token: str, *, nonce: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The claims of a signed answer, once each of them holds. Raises AnswerRefused."""
    said = settings.HEARD_DIRECTORY
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key_for(token, keys),
            algorithms=SIGNED_BY,
            issuer=said["issuer"],
            audience=said["client"],
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
    except (jwt.PyJWTError, KeyError, ValueError, TypeError) as why:
        raise AnswerRefused(f"token refused: {type(why).__name__}") from why
    if not secrets.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise AnswerRefused("token refused: nonce")
    if claims.get("azp", said["client"]) != said["client"]:
        raise AnswerRefused("token refused: azp")
    return claims


def _key_for(token: str, keys: Mapping[str, Any]) -> Any:
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in SIGNED_BY:
        raise AnswerRefused("token refused: algorithm")
    found = [
        one for one in keys["keys"] if one.get("kid") == header.get("kid") and one.get("use", "sig") == "sig"
    ]
    if len(found) != 1:
        raise AnswerRefused("token refused: key")
    return jwt.PyJWK(found[0], algorithm=header["alg"]).key


def _somebody(claims: Mapping[str, Any]) -> Somebody:
    # Entra says of an address that its owner proved it with a claim of its own name.
    verified = [claims.get("email_verified"), claims.get("xms_edov")]
    named = claims.get(settings.HEARD_DIRECTORY["groups_claim"], [])
    return Somebody(
        issuer=str(claims["iss"])[:300],
        subject=str(claims["sub"])[:255],
        name=str(claims.get("name", ""))[:150],
        email=str(claims.get("email", ""))[:254],
        email_is_verified=any(one in (True, "true", 1, "1") for one in verified),
        groups=frozenset(str(one) for one in named) if isinstance(named, list) else frozenset(),
    )


def _had_second_factor(claims: Mapping[str, Any]) -> bool:
    claim, _, value = settings.HEARD_DIRECTORY["second_factor"].partition(":")
    said = claims.get(claim, [])
    return bool(value) and value in (said if isinstance(said, list) else [said])


def _published() -> dict[str, Any]:
    issuer = settings.HEARD_DIRECTORY["issuer"]
    published = _fetch(f"{issuer}/.well-known/openid-configuration")
    if str(published.get("issuer", "")).rstrip("/") != issuer:
        raise DirectorySilent("The directory names another issuer than the settings do.")
    return published


def _fetch(address: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
        raise DirectorySilent("The directory is only asked over HTTPS.")
    data = urlencode(form).encode() if form is not None else None
    asked = urllib.request.Request(address, data=data, headers={"Accept": "application/json"})
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as got:
            said = json.loads(got.read(MOST_BYTES))
    except (OSError, ValueError) as why:
        raise DirectorySilent("The directory did not answer.") from why
    if not isinstance(said, dict):
        raise DirectorySilent("The directory did not answer as one does.")
    return said
