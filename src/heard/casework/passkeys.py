"""Passkeys (WebAuthn): a device proves that it is there and whose; there is nothing to type into a false page."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)


class NotProved(Exception):
    """What the device answered does not prove it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a device proved: which passkey, how often it says it was used, and whether it knew its owner."""

    secret: str
    count: int
    knew_owner: bool


def server(host: str) -> Fido2Server:
    """What passkeys are made for: the name under which these pages are served, and no other."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name="Heard"))


def ask_for_new(*, host: str, number: int, name: str, there: Iterable[str]) -> tuple[dict[str, Any], Any]:
    """What a browser is asked so that a device makes a passkey, and what to remember until it answers."""
    options, question = server(host).register_begin(
        PublicKeyCredentialUserEntity(id=str(number).encode(), name=name, display_name=name),
        credentials=[_public(one) for one in there],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options)["publicKey"], question


def take_new(*, host: str, question: Any, answer: Mapping[str, Any]) -> str:
    """The public half of a new passkey, to be kept. Raises NotProved."""
    try:
        made = server(host).register_complete(question, answer).credential_data
    except (ValueError, TypeError, KeyError) as why:
        raise NotProved("The device did not answer what it was asked.") from why
    if made is None:
        raise NotProved("The device answered without a passkey.")
    return b64encode(made).decode()


def ask(*, host: str, there: Iterable[str] = (), owner: bool = False) -> tuple[dict[str, Any], Any]:
    """What a browser is asked so that a device proves a passkey. `owner` asks it to know its owner too."""
    options, question = server(host).authenticate_begin(
        credentials=[_public(one) for one in there],
        user_verification=UserVerificationRequirement.REQUIRED
        if owner
        else UserVerificationRequirement.PREFERRED,
    )
    return dict(options)["publicKey"], question


def take(*, host: str, question: Any, answer: Mapping[str, Any], there: Iterable[str]) -> Proof:
    """Which of the passkeys a device proved. Raises NotProved."""
    known = [_public(one) for one in there]
    try:
        proved = server(host).authenticate_complete(question, known, answer)
        data = AuthenticationResponse.from_dict(answer).response.authenticator_data
    except (ValueError, TypeError, KeyError) as why:
        raise NotProved("The device did not prove a passkey that is on record.") from why
    return Proof(b64encode(proved).decode(), data.counter, data.is_user_verified())


def owner_of(answer: Mapping[str, Any]) -> int | None:
    """Whose passkey a device says it used, before that is proved."""
    said = answer.get("response")
    handle = said.get("userHandle") if isinstance(said, Mapping) else None
    if not isinstance(handle, str) or len(handle) > 40:
        return None
    try:
        return int(b64decode(handle + "=" * (-len(handle) % 4), altchars=b"-_"))
    except ValueError:
        return None


def _public(secret: str) -> AttestedCredentialData:
    return AttestedCredentialData(b64decode(secret))
