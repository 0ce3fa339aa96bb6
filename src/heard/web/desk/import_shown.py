"""A judged list made ready for the page on which a person decides about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from heard.casework.looking_at_imports import disagreements_in
from heard.importing.bring_in import Look
from heard.importing.preview import preview
from heard.web.desk.answers import KINDS_OF_ROWS, columns_shown, meanings, new_labels_shown, questions_shown

LISTS = {
    "complaints": "complaints and concerns",
    "compliments": "compliments",
    "ombudsman": "Ombudsman cases",
    "context": "context figures",
}
LIST_WORDS = {
    "kind": "kinds",
    "stage": "stages",
    "outcome": "outcomes",
    "channel": "ways of reaching the council",
    "complainant": "people who complain",
    "advocate_provider": "advocacy providers",
    "team": "teams",
    "service": "services",
    "nature": "what complaints are about",
    "category": "what compliments are for",
    "decision": "the Ombudsman’s decisions",
    "payment_kind": "kinds of payment",
}
MOST_CHANGES = 200
MOST_JUDGED = 20_000
MOST_SHOWN = 20
SAID_BELOW = ("New in the council", "Left out as")
LAYOUTS = (
    ("case_per_row", "One row is one case, its later stages in columns of their own"),
    ("stage_per_row", "One row is one stage, linked to the row of the earlier stage"),
)


def facts_of(looked: Look) -> dict[str, Any]:
    """Everything the page says of a list."""
    judgement, comparison = looked.judgement, looked.comparison
    seen = preview(judgement)
    differs = list(_disagreements(looked))
    return {
        "looked": looked,
        "sentences": [one for one in seen.sentences if not one.startswith(SAID_BELOW)],
        "differs": differs[:MOST_SHOWN],
        "differ": len(differs),
        "holds": LISTS[looked.mapping.as_],
        "seen": seen,
        "mend": seen.mend[:MOST_CHANGES],
        "more_to_mend": max(0, len(seen.mend) - MOST_CHANGES),
        "columns": columns_shown(looked),
        "meanings": meanings(looked.mapping.as_),
        "kinds": KINDS_OF_ROWS if looked.mapping.as_ == "complaints" else (),
        "default_kind": looked.mapping.settings.get("default_kind", ""),
        "layouts": LAYOUTS if looked.mapping.as_ == "complaints" else (),
        "questions": [(one, LIST_WORDS.get(one.list, one.list)) for one in questions_shown(looked)],
        "new_labels": [(LIST_WORDS.get(name, name), new) for name, new in new_labels_shown(looked).items()],
        "read_as": [one for one in seen.read_as if one.spelling != one.label][:MOST_CHANGES],
        "left_out": list(_left_out(looked)),
        "comparison": comparison,
        "changed": comparison.changed[:MOST_CHANGES] if comparison else (),
        "nothing_new": bool(comparison and comparison.changes_nothing),
        "has_earlier": bool(comparison and (comparison.same or comparison.changed or comparison.gone)),
        "why_not": _why_not(looked),
    }


def _disagreements(looked: Look) -> Iterator[tuple[int, str, str]]:
    """Where the list's own days and verdicts are not the law's. A very long list is told after it is kept."""
    if looked.judgement.ok and len(looked.judgement.records) <= MOST_JUDGED:
        yield from disagreements_in(looked.judgement.records)


def _left_out(looked: Look) -> Iterator[tuple[str, str]]:
    """(why, the rows) for each reason; blank rows are nobody's business."""
    reasons: dict[str, list[int]] = {}
    for row, why in looked.judgement.ignored or looked.table.ignored:
        if why != "blank":
            reasons.setdefault(why, []).append(row)
    for row, of in looked.judgement.duplicates:
        reasons.setdefault(f"an exact copy of row {of}", []).append(row)
    for why, rows in reasons.items():
        listed = ", ".join(map(str, rows[:10])) + (f" and {len(rows) - 10} more" if len(rows) > 10 else "")
        yield why, f"row {listed}" if len(rows) == 1 else f"rows {listed}"


def _why_not(looked: Look) -> list[str]:
    reasons = []
    if looked.judgement.problems:
        reasons.append("There are rows to mend. Mend them in your own list and bring it in again.")
    if looked.judgement.questions:
        reasons.append("There are spellings to answer for.")
    if looked.comparison and looked.comparison.conflicts:
        reasons.append("Some records stand in the way: they are listed under “What stands in the way”.")
    return reasons
