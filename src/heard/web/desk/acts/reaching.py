"""How people are reached: the ways, whether one is safe, and who is to be reached, asked alike on every page."""

from __future__ import annotations

from typing import Any

from django import forms

from heard.casework import choosing_open
from heard.casework.parties import Way
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Section

WAYS = (
    ("telephone", "Telephone"),
    ("text", "Text message"),
    ("email", "E-mail"),
    ("letter", "Letter"),
    ("visit", "Face to face"),
    ("video", "Video call"),
    ("other", "Another way"),
)
KEPT_WAYS = (
    ("telephone", "Telephone"),
    ("text", "Text message only"),
    ("email", "E-mail"),
    ("address", "Postal address"),
    ("other", "Another way"),
)
SAFETY = (
    ("yes", "Yes, they said so"),
    ("no", "No, never use it"),
    ("unknown", "Nobody has asked them yet"),
)
SAFE = {"yes": True, "no": False}
WHAT_IS_KNOWN = "How they may be reached"
USED = "Leave it empty for a talk face to face. Whether it is a safe one is looked up."


def way_fields(*, required: bool) -> dict[str, forms.Field]:
    """The questions about one way to reach somebody."""
    said = "" if required else "Only if you know one."
    return {
        "way": fields.picked(
            "A way to reach them", [("", "Choose"), *KEPT_WAYS], required=required, help_text=said
        ),
        "value": fields.line("The number or address", required=required, most=300),
        "safety": fields.one_of("Is it safe to use?", SAFETY, required=required),
        "note": fields.line(
            "When and how", help_text="For example: weekdays before three.", required=False, most=300
        ),
    }


def way_of(given: dict[str, Any]) -> Way | None:
    """The way that was typed, or None."""
    if not given.get("value"):
        return None
    return Way(given["way"] or "other", given["value"], SAFE.get(given["safety"]), given["note"])


class ReachingForm(ActForm):
    """Somebody of the case reached, or tried, by one way. What is known to be safe stands above the questions."""

    person = fields.numbered("Who")
    way = fields.one_of("How", WAYS)
    value = fields.line("The number or address used", help_text=USED, required=False, most=300)

    def prepare(self) -> None:
        self.choose("person", choosing_open.everybody(self.known.case), empty="Choose")

    @property
    def sections(self) -> list[Section]:
        known = choosing_open.known_ways(self.known.eyes, self.known.case)
        above = [Section(WHAT_IS_KNOWN, ". ".join(known) + ".", ())] if known else []
        return [*above, *super().sections]
