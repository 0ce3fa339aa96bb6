"""One-time codes of six figures, as authenticator apps make them (RFC 6238): a new one every 30 seconds, good once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime
from io import BytesIO
from urllib.parse import quote, urlencode

SECONDS = 30
# A telephone's clock may be half a minute out, and typing takes time: one step either way.
STEPS_EITHER_WAY = 1
RECOVERY_CODES = 10
RECOVERY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_secret() -> str:
    """A secret for an app to make codes from: 160 bits, in the letters such apps read."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def step_of(at: datetime) -> int:
    """Which half-minute an instant falls into."""
    return int(at.timestamp()) // SECONDS


def code_of(secret: str, step: int) -> str:
    """The six figures an app shows in one half-minute."""
    made = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = made[-1] & 15
    return f"{(struct.unpack('>I', made[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def step_matching(secret: str, typed: str, *, at: datetime, after: int = 0) -> int | None:
    """The half-minute a typed code belongs to, or None. One at or before `after` was used and is never taken again."""
    said = figures(typed)
    found = None
    for step in range(step_of(at) - STEPS_EITHER_WAY, step_of(at) + STEPS_EITHER_WAY + 1):
        if hmac.compare_digest(code_of(secret, step), said) and step > after:
            found = step
    return found


def figures(typed: str) -> str:
    """A code as typed or pasted, without the gap that apps show in the middle."""
    return "".join(typed.split()).replace("-", "").encode("ascii", "replace").decode()


def address_for_app(secret: str, *, council: str, name: str) -> str:
    """What the square picture says to an app: the secret, for whom and whose."""
    asked = urlencode({"secret": secret, "issuer": council}, quote_via=quote)
    return f"otpauth://totp/{quote(council)}:{quote(name)}?{asked}"


def picture(address: str) -> str:
    """The square picture an app reads, as an SVG that stands in a page."""
    import qrcode  # type: ignore[import-untyped]
    from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]

    kept = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(kept)
    return kept.getvalue().decode().partition("?>")[2].strip()


def new_recovery_codes() -> list[str]:
    """Ten codes of twelve letters and figures that are not mistaken for each other, in threes of four."""
    made = ["".join(secrets.choice(RECOVERY_LETTERS) for _ in range(12)) for _ in range(RECOVERY_CODES)]
    return [f"{one[:4]}-{one[4:8]}-{one[8:]}" for one in made]


def plain_recovery_code(typed: str) -> str:
    """A recovery code as typed, without gaps, lines and capitals."""
    return "".join(typed.split()).replace("-", "").lower()
