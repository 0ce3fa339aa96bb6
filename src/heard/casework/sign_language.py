"""Where the council's own film in British Sign Language is: what the child's first pages say, signed."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.council import change_setting, setting
from heard.casework.council_details import harmless_address

NAME = "public/sign_language"


def film_on(on: date) -> str:
    """The address of the film on a day; empty where there is none."""
    return setting(NAME, on)


def set_film(*, address: str, begins_on: date, by: str, at: datetime, reason: str) -> None:
    """Say where the film is from a day on; with no address it is taken off. Raises DetailsRefused."""
    said = harmless_address(address, "address of the film") if address.strip() else ""
    change_setting(name=NAME, value=said, begins_on=begins_on, by=by, at=at, reason=reason)
