"""Sealing what must not lie open in the database, and fingerprints that nobody can make without the key."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBroken(Exception):
    """What was sealed cannot be opened: the installation's key was changed, or the words were."""


def seal(words: str) -> str:
    """Words that only this installation can read again."""
    return _keys(_all_keys()).encrypt(words.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, also under an earlier key that is still named. Raises SealBroken."""
    try:
        return _keys(_all_keys()).decrypt(sealed.encode()).decode()
    except InvalidToken as why:
        raise SealBroken("This was sealed under another key of this installation.") from why


def sealed_anew(sealed: str) -> str:
    """What was sealed under any key that is named, sealed under the key of now. Raises SealBroken."""
    return seal(unseal(sealed))


def is_of_now(sealed: str) -> bool:
    """Whether something is sealed under the key of now, and not under an earlier one."""
    try:
        _keys(_all_keys()[:1]).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def tag(purpose: str, words: str) -> str:
    """A fingerprint of words for one purpose: the same words have the same one, and it says nothing of them."""
    return tags(purpose, words)[0]


def tags(purpose: str, words: str) -> list[str]:
    """The fingerprint under the key of now, and under each earlier key that is still named."""
    said = words.encode("utf-8", "surrogatepass")
    keys = [f"heard {purpose} {one}".encode() for one in _all_keys()]
    return [hmac.new(key, said, hashlib.sha256).hexdigest() for key in keys]


def _all_keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _keys(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(one)) for one in secrets])


def _derived(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"heard sealing").derive(secret.encode())
    return base64.urlsafe_b64encode(made)
