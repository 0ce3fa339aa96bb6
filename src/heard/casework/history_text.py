"""Past cases as text and back, so that the next version of a sheet can be compared and an import undone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from heard.casework.history import (
    HistoryContext,
    HistoryOmbudsman,
    HistoryPayment,
    HistoryRecord,
    HistoryStage,
)

# Which list the words of a record, of its stages and of its payments are labels of.
LABELS_OF_RECORD = {
    "kind_label": "kind",
    "channel": "channel",
    "complainant": "complainant",
    "advocate_provider": "advocate_provider",
    "team": "team",
    "service": "service",
    "decision": "decision",
}
History = HistoryRecord | HistoryOmbudsman | HistoryContext
FORMS: dict[str, type[HistoryRecord] | type[HistoryOmbudsman] | type[HistoryContext]] = {
    "complaints": HistoryRecord,
    "compliments": HistoryRecord,
    "ombudsman": HistoryOmbudsman,
    "context": HistoryContext,
}


def reference_of(one: History) -> str:
    """How a record is known again in the next version of its sheet."""
    if isinstance(one, HistoryContext):
        return f"{one.name}@{one.as_at.isoformat()}"
    return one.reference


def to_text(one: History) -> str:
    """Everything the sheet said of one case, without the place it stood in, always written the same way."""
    said = _told(one)
    for name in ("stages", "payments"):
        if name in said:
            said[name] = [_told(part) for part in said[name]]
    return _WRITTEN.encode(said)


def _told(one: History | HistoryStage | HistoryPayment) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _NAMES[type(one)]}


def digest_of(text: str) -> str:
    """The fingerprint by which two versions of a record are compared."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_text(list_kind: str, text: str, row: int) -> History:
    """The record that a text was made from."""
    said = json.loads(text)
    said["row"] = row
    if "stages" in said:
        said["stages"] = tuple(_revive(HistoryStage, stage) for stage in said["stages"])
        said["payments"] = tuple(_revive_payment(payment) for payment in said["payments"])
        said["natures"] = tuple(said["natures"])
    made = _revive(FORMS[list_kind], said)
    assert isinstance(made, HistoryRecord | HistoryOmbudsman | HistoryContext)
    return made


def with_labels_of_today(text: str, renamed: Mapping[tuple[str, str], str]) -> str:
    """The text as it would be had its labels always been called what they are called now."""
    if not renamed:
        return text
    said = json.loads(text)
    for name, list_ in LABELS_OF_RECORD.items():
        _rename(said, name, list_, renamed)
    for stage in said.get("stages", ()):
        _rename(stage, "outcome", "outcome", renamed)
    for payment in said.get("payments", ()):
        _rename(payment, "kind", "payment_kind", renamed)
    if "natures" in said:
        list_ = "category" if said["kind"] == "compliment" else "nature"
        said["natures"] = [renamed.get((list_, label), label) for label in said["natures"]]
    return _WRITTEN.encode(said)


def _rename(said: dict[str, Any], name: str, list_: str, renamed: Mapping[tuple[str, str], str]) -> None:
    if name in said:
        said[name] = renamed.get((list_, said[name]), said[name])


def differences(old: str, new: str) -> list[tuple[str, str, str]]:
    """What changed between two texts of a record: (what, was, became), in words of the record."""
    was, became = json.loads(old), json.loads(new)
    changed = []
    for name in sorted({*was, *became}):
        if was.get(name) != became.get(name):
            changed += _spell_out(name, was.get(name), became.get(name))
    return changed


def _spell_out(name: str, was: Any, became: Any) -> list[tuple[str, str, str]]:
    if name != "stages":
        return [(name, _words(was), _words(became))]
    old = {stage["stage"]: stage for stage in was or ()}
    new = {stage["stage"]: stage for stage in became or ()}
    changed = []
    for stage in sorted({*old, *new}):
        before, after = old.get(stage, {}), new.get(stage, {})
        for field in sorted({*before, *after}):
            if before.get(field) != after.get(field):
                changed.append((f"{stage}.{field}", _words(before.get(field)), _words(after.get(field))))
    return changed


def _words(value: Any) -> str:
    if value in (None, "", [], ()):
        return ""
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(one)}" for key, one in value.items() if one not in (None, ""))
    return str(value)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"{type(value).__name__} has no place in a past case")


_WRITTEN = json.JSONEncoder(default=_plain, sort_keys=True, ensure_ascii=False)
_NAMES = {
    form: tuple(field.name for field in fields(form) if field.name != "row")
    for form in (HistoryRecord, HistoryOmbudsman, HistoryContext, HistoryStage, HistoryPayment)
}


def _revive(form: type[Any], said: dict[str, Any]) -> Any:
    for field in fields(form):
        value = said.get(field.name)
        if isinstance(value, str) and "date" in str(field.type):
            said[field.name] = date.fromisoformat(value)
        elif isinstance(value, str) and str(field.type).startswith("Decimal"):
            said[field.name] = Decimal(value)
    return form(**said)


def _revive_payment(said: dict[str, Any]) -> HistoryPayment:
    said["parts"] = tuple((Decimal(amount), words) for amount, words in said["parts"])
    made = _revive(HistoryPayment, said)
    assert isinstance(made, HistoryPayment)
    return made
