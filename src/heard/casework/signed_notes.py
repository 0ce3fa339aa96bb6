"""Signed notes: a few lines of text and an Ed25519 signature, in the open form that C2SP describes.

Other programs read them too: the text, an empty line, and “— name signature”. See c2sp.org/signed-note.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

ED25519 = b"\x01"
NAME = re.compile(r"[^\s+]{1,100}")
SECRET = "PRIVATE+KEY+"


class BadNote(Exception):
    """This is no note, or not signed by whom it should be; the message says which."""


class NoKey(Exception):
    """This is no key to sign with or to hold a signature to; the message says what is."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a name, and the secret half of the key."""

    name: str
    secret: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """What others hold signatures to: name, short number of the key, and the key, joined by plus signs."""
        key = ED25519 + self.secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"{self.name}+{_number(self.name, key).hex()}+{base64.b64encode(key).decode()}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is believed: a name, the short number of the key, and its public half."""

    name: str
    number: bytes
    key: Ed25519PublicKey


def make_signer(name: str, place: Path) -> Signer:
    """A new key in a file that only its owner reads. Raises NoKey, FileExistsError."""
    if not NAME.fullmatch(name):
        raise NoKey(
            f"“{name}” cannot name a signer: write a name without spaces and plus signs, such as heard.council.uk."
        )
    signer = Signer(name, Ed25519PrivateKey.generate())
    raw = ED25519 + signer.secret.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    number = signer.public.split("+")[1]
    handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{SECRET}{name}+{number}+{base64.b64encode(raw).decode()}\n")
    return signer


def signer_in(place: Path) -> Signer:
    """The key in a file. Raises NoKey."""
    try:
        said = place.read_text("utf-8").strip()
        name, _, key = said.removeprefix(SECRET).split("+", 2)
        raw = base64.b64decode(key, validate=True)
        if not said.startswith(SECRET) or raw[:1] != ED25519:
            raise ValueError
        return Signer(name, Ed25519PrivateKey.from_private_bytes(raw[1:]))
    except (OSError, ValueError, binascii.Error) as why:
        raise NoKey(f"{place} holds no key to sign with. Name the file that --make-key wrote.") from why


def reader_of(said: str) -> Reader:
    """Whom to believe, of the line that was printed when the key was made. Raises NoKey."""
    try:
        name, number, key = said.strip().split("+", 2)
        raw = base64.b64decode(key, validate=True)
        if raw[:1] != ED25519 or _number(name, raw).hex() != number:
            raise ValueError
        return Reader(name, bytes.fromhex(number), Ed25519PublicKey.from_public_bytes(raw[1:]))
    except (ValueError, binascii.Error) as why:
        raise NoKey(
            f"“{said.strip()[:60]}” is no public key of a signer. It is the line that --make-key printed."
        ) from why


def sign(text: str, *signers: Signer) -> str:
    """A note of a text, whose last line must be ended, signed by each."""
    lines = []
    for signer in signers:
        number = bytes.fromhex(signer.public.split("+")[1])
        said = base64.b64encode(number + signer.secret.sign(text.encode())).decode()
        lines.append(f"— {signer.name} {said}\n")
    return f"{text}\n{''.join(lines)}"


def text_of(note: str, reader: Reader) -> str:
    """The text of a note, if it is signed by this reader's signer. Raises BadNote."""
    text, found, lines = note.rpartition("\n\n")
    if not found:
        raise BadNote("It is no signed note.")
    text += "\n"
    for line in lines.splitlines():
        dash, _, rest = line.partition(" ")
        name, _, said = rest.rpartition(" ")
        try:
            raw = base64.b64decode(said, validate=True)
        except binascii.Error:
            continue
        if dash == "—" and name == reader.name and raw[:4] == reader.number:
            try:
                reader.key.verify(raw[4:], text.encode())
            except InvalidSignature as why:
                raise BadNote("Its signature does not fit what it says: it was changed.") from why
            return text
    raise BadNote(f"It is not signed by {reader.name}.")


def _number(name: str, key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
