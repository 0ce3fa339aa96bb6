"""What a council says of itself on its pages: name, contact, colours, logo, help numbers and where leaving goes."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import warnings
from datetime import datetime
from urllib.parse import urlsplit

from django.db import models
from PIL import Image, ImageFile, UnidentifiedImageError

from heard.casework.colours import BRAND, LINKS, readable
from heard.casework.writing import writing
from heard.people.models import Council, CouncilLogo, HelpNumber

USUAL_EXIT = "https://www.bbc.co.uk/weather"
MOST_BYTES = 40_000
MOST_WIDE, MOST_HIGH = 1200, 600
SHAPED = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)
PICTURES = {"PNG": "png", "JPEG": "jpeg"}
WORDS = {
    "name": "name",
    "contact": "contact",
    "address": "address",
    "exit_address": "exit address",
    "theme": "colour",
    "links": "colour of links",
}


class DetailsRefused(ValueError):
    """What was said cannot stand; the message says why and what to do. `about` names the field."""

    def __init__(self, message: str, about: str) -> None:
        super().__init__(message)
        self.about = about


def change_council(*, by: str, at: datetime, reason: str = "", **values: str | bool) -> list[str]:
    """Change the council's name, contact, address, exit address or colours; what stays the same is left alone.

    The ledger keeps the reason, and what each was and is. Returns the names of what changed. Raises DetailsRefused,
    NotAColour and TooFaint. What it was opened for, a real council or training, it stays.
    """
    if "is_demo" in values:
        raise DetailsRefused(
            "What an installation was opened for, it stays: real people and invented ones never stand in one. Make "
            "another in a folder of its own: HEARD_DATA=./training heard demo.",
            "is_demo",
        )
    there = Council.objects.get()
    values = _fit(values)
    changed = {name: value for name, value in values.items() if getattr(there, name) != value}
    if not changed:
        return []
    was = {name: getattr(there, name) for name in changed}
    with writing("change_council", by=by, at=at, reason=reason, was=was, now=changed) as line:
        line.change(there, **changed)
    return sorted(changed)


def _fit(values: dict[str, str | bool]) -> dict[str, str | bool]:
    fit = dict(values)
    if "theme" in fit:
        fit["theme"] = readable(str(fit["theme"]), BRAND)
    if "links" in fit:
        fit["links"] = readable(str(fit["links"]), LINKS)
    if "exit_address" in fit:
        fit["exit_address"] = harmless_address(str(fit["exit_address"]))
    if "name" in fit and not str(fit["name"]).strip():
        raise DetailsRefused("Enter the council’s name", "name")
    return fit


def harmless_address(address: str, called: str = "exit address") -> str:
    """An address to which somebody may be sent in a hurry; empty means the usual one. Raises DetailsRefused.

    It begins with https:// and names a site anybody might look at: no name or password, no port, no bare number.
    """
    address = address.strip() or USUAL_EXIT
    try:
        parts = urlsplit(address)
        plain = parts.port is None and parts.username is None
    except ValueError:
        parts, plain = urlsplit(""), False
    if parts.scheme != "https":
        raise DetailsRefused(
            f"The {called} must begin with https://, as in {USUAL_EXIT}. Others can be read on the way",
            "exit_address",
        )
    host = parts.hostname or ""
    if not (plain and SHAPED.fullmatch(host)) or re.search(r"[\s<>\"\\]", address) or host[-1].isdigit():
        raise DetailsRefused(
            f"The {called} must be a page of a site that anybody might look at, as in {USUAL_EXIT}",
            "exit_address",
        )
    return address


def put_up_logo(*, picture: bytes, by: str, at: datetime, reason: str) -> None:
    """Show this PNG or JPEG on every page, in place of any logo before it. Raises DetailsRefused.

    The picture is drawn anew: nothing else that stood in the file, such as a place or a script, is kept.
    """
    form, content = drawn_anew(picture)
    told = base64.b64encode(content).decode("ascii")
    there = CouncilLogo.objects.first()
    with writing("put_up_logo", by=by, at=at, reason=reason, bytes=len(content), form=form) as line:
        if there is None:
            line.add(CouncilLogo(pk=1, form=form, content=told))
        else:
            line.change(there, form=form, content=told)
        line.change(Council.objects.get(), logo=hashlib.sha256(content).hexdigest()[:16])


def take_down_logo(*, by: str, at: datetime, reason: str) -> None:
    """Take the logo off the pages. Raises DetailsRefused where there is none."""
    there = CouncilLogo.objects.first()
    if there is None:
        raise DetailsRefused("There is no logo to take down", "")
    with writing("take_down_logo", by=by, at=at, reason=reason) as line:
        line.remove(there)
        line.change(Council.objects.get(), logo="")


def drawn_anew(picture: bytes) -> tuple[str, bytes]:
    """A picture's form and its bytes, drawn again from its dots alone. Raises DetailsRefused."""
    light_enough(len(picture))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            shown = Image.open(io.BytesIO(picture), formats=tuple(PICTURES))
            _small_enough(shown)
            # What sets reports has Pillow fill up what was cut short: here it is to be refused.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            shown.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as why:
        if isinstance(why, DetailsRefused):
            raise
        raise DetailsRefused(
            "The logo must be a PNG or JPEG picture, whole and unbroken. Save it as PNG and choose it again",
            "picture",
        ) from why
    return PICTURES[str(shown.format)], _drawn(shown)


def light_enough(size: int) -> None:
    """Raises DetailsRefused where a file of so many bytes is too heavy to travel with every page."""
    if size > MOST_BYTES:
        raise DetailsRefused(
            f"The logo must be no larger than {MOST_BYTES // 1000} kB: this file has {-(-size // 1000)} kB, and it "
            "travels with every page. Save it smaller, or with fewer colours",
            "picture",
        )


def _small_enough(shown: Image.Image) -> None:
    if shown.width > MOST_WIDE or shown.height > MOST_HIGH or 0 in shown.size:
        raise DetailsRefused(
            f"The logo must be at most {MOST_WIDE} dots wide and {MOST_HIGH} high: this one has {shown.width} by "
            f"{shown.height}. Save it smaller",
            "picture",
        )


def _drawn(shown: Image.Image) -> bytes:
    out = io.BytesIO()
    if shown.format == "JPEG":
        shown.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    else:
        seen_through = "transparency" in shown.info or shown.mode in ("RGBA", "LA", "PA")
        clean = shown.convert("RGBA" if seen_through else "RGB")
        few = clean.quantize(256, method=Image.Quantize.FASTOCTREE)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()


def add_help_number(
    *, label: str, number: str, hours: str = "", by: str, at: datetime, reason: str
) -> HelpNumber:
    """Add a number that somebody may ring who needs to talk to a person, after those there are.

    Raises DetailsRefused.
    """
    label, number, hours = _fit_number(label, number, hours)
    last: int | None = HelpNumber.objects.aggregate(last=models.Max("position"))["last"]
    with writing("add_help_number", by=by, at=at, reason=reason, label=label, number=number) as line:
        row = HelpNumber(label=label, number=number, hours=hours, position=(last or 0) + 1)
        line.add(row)
    return row


def change_help_number(
    *, number_id: int, label: str, number: str, hours: str, by: str, at: datetime, reason: str
) -> None:
    """Change a help number's name, number or hours. Raises DetailsRefused."""
    row = _number(number_id)
    label, number, hours = _fit_number(label, number, hours, own=row)
    was = {"label": row.label, "number": row.number, "hours": row.hours}
    with writing("change_help_number", by=by, at=at, reason=reason, was=was, label=label) as line:
        line.change(row, label=label, number=number, hours=hours)


def remove_help_number(*, number_id: int, by: str, at: datetime, reason: str) -> None:
    """Take a number off the list. Raises DetailsRefused."""
    row = _number(number_id)
    with writing("remove_help_number", by=by, at=at, reason=reason, label=row.label) as line:
        line.remove(row)


def _number(number_id: int) -> HelpNumber:
    row = HelpNumber.objects.filter(pk=number_id).first()
    if row is None:
        raise DetailsRefused("There is no such help number any more. The list shows those there are", "")
    return row


def _fit_number(label: str, number: str, hours: str, own: HelpNumber | None = None) -> tuple[str, str, str]:
    label, number, hours = (" ".join(words.split()) for words in (label, number, hours))
    if not label:
        raise DetailsRefused("Enter who answers, such as “Childline”", "label")
    others = [one.label for one in HelpNumber.objects.all() if one != own]
    if label.casefold() in {one.casefold() for one in others}:
        raise DetailsRefused(f"“{label}” is on the list already. Change that one instead", "label")
    digits = re.sub(r"[ ()-]", "", number)
    if not re.fullmatch(r"\+?\d{3,15}", digits):
        raise DetailsRefused(
            "Enter a telephone number, such as 0800 1111: numbers and spaces, and nothing else", "number"
        )
    return label, number, hours
