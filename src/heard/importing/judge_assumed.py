"""What a list leaves unsaid and is taken for granted: the kind and the stage of its rows. Always told, never silent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heard.importing.columns import guess
from heard.importing.fields import LATER_STAGES, title_of
from heard.importing.judge_sheet import Sheet, named
from heard.importing.meanings import kind_and_stage, meaning_of, procedure_of, stages_in
from heard.importing.words import as_text, says_nothing, years_in

_CORPORATE = re.compile(r"\b(corporate|non[- ]?statutory)\b", re.IGNORECASE)
_STATUTORY = re.compile(r"(?<!non)(?<!non[- ])\bstatutory\b|\bchildren'?s? act\b", re.IGNORECASE)


def settle_defaults(sheet: Sheet) -> None:
    """What a row is that does not say: as a person said, else as the sheet's name tells, else statutory, Stage 1."""
    name = sheet.table.sheet.replace("_", " ")
    sheet.default_kind = sheet.mapping.settings.get("default_kind") or _kind_in(name) or "statutory_complaint"
    stages = stages_in(name)
    sheet.default_stage = stages[0] if len(stages) == 1 else "stage_1"


def _kind_in(name: str) -> str:
    if bool(_CORPORATE.search(name)) != bool(_STATUTORY.search(name)):
        return "corporate_complaint" if _CORPORATE.search(name) else "statutory_complaint"
    means = meaning_of("kind", name)
    return means if means in ("concern", "mp_enquiry", "councillor_enquiry", "informal_complaint") else ""


def taken_for_granted(sheet: Sheet) -> Iterator[str]:
    """A sentence for each thing that the sheet does not say and that was taken for granted."""
    if sheet.mapping.as_ == "complaints":
        yield from _about_kind(sheet)
        yield from _about_stage(sheet)
    if sheet.mapping.as_ == "ombudsman":
        yield from _about_remedies(sheet)
    if sheet.mapping.as_ != "context" and not sheet.has("reference"):
        yield (
            "No column is known to be the reference, so each row got one made of what it says. A row that is changed "
            "in a later version then counts as gone and as new. If a column holds references, say so in the mapping."
        )


def _about_remedies(sheet: Sheet) -> Iterator[str]:
    money = [heading for _, heading in sheet.others if guess(heading, "complaints").field == "payment_amount"]
    if money:
        yield (
            f"The sums in “{money[0]}” are kept with each case as they stand, and are not counted among payments. To "
            "count them, write them beside the complaint in the list of complaints."
        )


def _about_kind(sheet: Sheet) -> Iterator[str]:
    kind = sheet.default_kind.replace("_", " ")
    then = 'If not, say in the mapping under [settings] what it is: default_kind = "corporate_complaint" or another.'
    if "default_kind" in sheet.mapping.settings:
        return
    if not sheet.has("kind"):
        told = ", as the sheet's name says" if _kind_in(sheet.table.sheet.replace("_", " ")) else ""
        yield f"No column says what kind of feedback a row is. Each was taken for a {kind}{told}. {then}"
        return
    blank = [row.number for row in sheet.rows if _names_no_kind(sheet, row.cells)]
    if blank:
        some = ", ".join(map(str, blank[:5])) + (f" and {len(blank) - 5:,} more" if len(blank) > 5 else "")
        yield f"“{sheet.heading('kind')}” names no kind in row {some}: taken for a {kind}. {then}"


def _names_no_kind(sheet: Sheet, cells: tuple[object, ...]) -> bool:
    text = next(as_text(cells[column.index]) for column in sheet.columns if column.means == "kind")
    return says_nothing(text) or not kind_and_stage(text)[0]


def _about_stage(sheet: Sheet) -> Iterator[str]:
    if (
        procedure_of(sheet.default_kind) == "none"
        or sheet.has("stage")
        or any(stage in sheet.staged for stage in LATER_STAGES)
    ):
        return
    if sheet.has("kind") and any(_names_stage(sheet, row.cells) for row in sheet.rows):
        return
    where = ", as the sheet's name says" if len(stages_in(sheet.table.sheet.replace("_", " "))) == 1 else ""
    yield f"No column says the stage. Each complaint was taken for {named(sheet.default_stage)}{where}."


def _names_stage(sheet: Sheet, cells: tuple[object, ...]) -> bool:
    text = next(as_text(cells[column.index]) for column in sheet.columns if column.means == "kind")
    return bool(kind_and_stage(text)[1])


def what_may_say(sheet: Sheet, choice: tuple[str, ...]) -> str:
    """Which columns without a meaning may be the one looked for; where none may, which columns there are."""
    near = [
        heading
        for index, heading in sheet.others
        if guess(heading, sheet.mapping.as_, [row.cells[index] for row in sheet.rows[:50]]).field in choice
    ]
    if near:
        return "It may be " + " or ".join(f"“{heading}”" for heading in near[:3]) + "."
    others = ", ".join(f"“{heading}”" for _, heading in sheet.others[:12])
    return f"Without a meaning are: {others}." if others else ""


def listed_as(sheet: Sheet) -> str:
    """What the list was taken for, in case it is another."""
    what = {"ombudsman": "Ombudsman cases", "context": "context figures"}.get(
        sheet.mapping.as_, sheet.mapping.as_
    )
    return f"The sheet was read as a list of {what}: if it is another list, say which (--as)."


def missing(sheet: Sheet, choice: tuple[str, ...]) -> tuple[str, str]:
    """Why a list cannot be read without a column, and what to do."""
    title = title_of(sheet.mapping.as_, choice[0])
    if sheet.mapping.as_ == "context":
        years = ", ".join(years_in(sheet.table.headings))
        return (
            f"No column of this sheet is known to say {title}."
            + (f" Its years stand across: {years}." if years else ""),
            "A list of context figures has one row a figure and a day, in the columns Figure, Value, As at (a day, "
            "such as 31/03/2024, not a year), Source and Taken on. Which day a year's figure is for is not guessed.",
        )
    then = f"In the mapping under [columns], give one the meaning “{choice[0]}”. {listed_as(sheet)}"
    return (
        f"No column of this sheet is known to say {title}.",
        f"{what_may_say(sheet, choice)} {then}".strip(),
    )
