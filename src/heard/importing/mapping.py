"""A person's answers about a sheet, as a file that can be read, kept beside the sheet and used again.

The file is TOML: what each column means, what each spelling means, and what the council's labels mean to everyone.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heard.importing.fields import ANSWERED_LISTS, LAYOUTS, LEFT_OUT, LIST_KINDS, field_names, title_of
from heard.importing.labels import Question
from heard.importing.meanings import meanings_of

SETTINGS = ("default_kind", "payment_kind", "period")
TOP = ("as", "layout", "columns", "values", "meanings", "settings")


class MappingRefused(ValueError):
    """A mapping file that cannot be followed: where, why, and what to write instead."""


@dataclass(frozen=True)
class SheetMapping:
    """What the columns and spellings of one sheet mean.

    `columns`: heading → meaning (a name of `fields`, or "ignore"). `values`: list → spelling → the label printed.
    `meanings`: list → label → the meaning every council shares. `settings`: `default_kind` is the kind of a
    row that names none, `payment_kind` the label of a payment that names none, `period` the year the sheet is for.
    """

    as_: str = "complaints"
    layout: str = "case_per_row"
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)

    def answers(self, list_name: str) -> Mapping[str, str]:
        """What a person has said of the spellings of one list."""
        return self.values.get(list_name, {})


def load_mapping(path: Path) -> SheetMapping:
    """Read a mapping file. Raises MappingRefused, which says where and what to write instead."""
    try:
        said = tomllib.loads(Path(path).read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingRefused(
            f"The mapping file {Path(path).name} cannot be read as TOML: {error}. Correct that line and try again."
        ) from error
    except OSError as error:
        raise MappingRefused(
            f"The mapping file {Path(path).name} cannot be opened: {error.strerror}. Check its name and place."
        ) from error
    return mapping_from(said)


def mapping_from(said: Mapping[str, Any]) -> SheetMapping:
    """A mapping from what its file, or a page, says. Raises MappingRefused."""
    _one_of(said, TOP, "a part of a mapping file")
    as_ = _word(said, "as", "complaints", LIST_KINDS)
    layout = _word(said, "layout", "case_per_row", LAYOUTS)
    columns = _words(said.get("columns", {}), "columns")
    for heading, meaning in columns.items():
        _check(meaning, (*field_names(as_), LEFT_OUT), f"[columns] “{heading}”")
    values = _lists(said.get("values", {}), "values")
    meanings = _lists(said.get("meanings", {}), "meanings")
    for list_name, labels in meanings.items():
        for label, means in labels.items():
            if meanings_of(list_name) and means:
                _check(means, meanings_of(list_name), f"[meanings.{list_name}] “{label}”")
    settings = _words(said.get("settings", {}), "settings")
    _one_of(settings, SETTINGS, "a setting of a mapping file")
    return SheetMapping(as_, layout, columns, values, meanings, settings)


def _check(word: str, allowed: Sequence[str], where: str) -> None:
    if word in allowed:
        return
    near = difflib.get_close_matches(word, allowed, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else f" It may be: {', '.join(allowed)}."
    raise MappingRefused(f"In the mapping file, {where} says “{word}”, which is not known.{hint}")


def _one_of(said: Mapping[str, Any], allowed: Sequence[str], what: str) -> None:
    for name in said:
        if name not in allowed:
            raise MappingRefused(
                f"“{name}” is not {what}. Known are: {', '.join(allowed)}. Correct or take out that line."
            )


def _word(said: Mapping[str, Any], name: str, default: str, allowed: Sequence[str]) -> str:
    word = said.get(name, default)
    _check(str(word), allowed, f"“{name}”")
    return str(word)


def _words(said: Any, where: str) -> dict[str, str]:
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise MappingRefused(
            f"In the mapping file, every line under [{where}] must be “name” = “text”, both in quotes. Correct it."
        )
    return dict(said)


def _lists(said: Any, where: str) -> dict[str, dict[str, str]]:
    if not isinstance(said, dict):
        raise MappingRefused(f"In the mapping file, [{where}] must be written [{where}.outcome] or like it.")
    for name in said:
        _check(name, ANSWERED_LISTS, f"[{where}.{name}]")
    return {name: _words(pairs, f"{where}.{name}") for name, pairs in said.items() if pairs}


def save_mapping(mapping: SheetMapping, path: Path, questions: Sequence[Question] = ()) -> None:
    """Write a mapping so that a person can follow and correct it; open questions stand in it as remarks."""
    Path(path).write_text(mapping_text(mapping, questions), "utf-8")


def mapping_text(mapping: SheetMapping, questions: Sequence[Question] = ()) -> str:
    """A mapping as the text of its file. Reading it back gives an equal mapping."""
    lines = [
        "# What the columns and words of a sheet mean. Correct what is wrong, save, and use it again with --map.",
        "# A line that begins with # is only a remark.",
        "",
        f"as = {_quoted(mapping.as_)}  # {', '.join(LIST_KINDS)}",
        f"layout = {_quoted(mapping.layout)}  # {' or '.join(LAYOUTS)}",
        "",
        "# The heading in the sheet = what the column means. A column without a line is kept with the case as it",
        f"# stands; {_quoted(LEFT_OUT)} leaves a column out.",
        "[columns]",
    ]
    lines += [
        f"{_quoted(heading)} = {_quoted(meaning)}{_remark(mapping.as_, meaning)}"
        for heading, meaning in mapping.columns.items()
    ]
    lines += _values(mapping, questions)
    lines += _section("meanings", mapping.meanings, "# The label = what it means to every council.")
    if mapping.settings:
        lines += ["", "[settings]"]
        lines += [f"{name} = {_quoted(value)}" for name, value in mapping.settings.items()]
    return "\n".join(lines) + "\n"


def _remark(as_: str, meaning: str) -> str:
    return "" if meaning == LEFT_OUT else f"  # {title_of(as_, meaning)}"


def _values(mapping: SheetMapping, questions: Sequence[Question]) -> list[str]:
    lines = ["", "# The spelling in the sheet = the label that the council prints."]
    lists = dict.fromkeys([*mapping.values, *(question.list for question in questions)])
    for list_name in lists:
        lines.append(f"[values.{list_name}]")
        answers = mapping.values.get(list_name, {})
        lines += [f"{_quoted(spelling)} = {_quoted(label)}" for spelling, label in answers.items()]
        for question in questions:
            if question.list == list_name and question.spelling not in answers:
                lines += _open_question(question)
        lines.append("")
    return lines[:-1] if len(lines) > 2 else []


def _open_question(question: Question) -> list[str]:
    first = question.suggestions[0] if question.suggestions else question.spelling
    others = "".join(f" Or {_quoted(one)}." for one in question.suggestions[1:3])
    count = len(question.rows)
    remark = (
        f"{count} {'row' if count == 1 else 'rows'}. {question.why}{others} If it stands for itself, say so."
    )
    return [
        f"# To answer: {_one_line(remark)}",
        f"# {_one_line(f'{_quoted(question.spelling)} = {_quoted(first)}')}",
    ]


def _section(name: str, lists: Mapping[str, Mapping[str, str]], remark: str) -> list[str]:
    lines: list[str] = []
    for list_name, pairs in lists.items():
        lines += ["", *([remark] if not lines else []), f"[{name}.{list_name}]"]
        lines += [f"{_quoted(label)} = {_quoted(means)}" for label, means in pairs.items()]
    return lines


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
