"""The closed table of fields: those looked up, and those an act may give. There are no others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from heard.casework.letters.about import About
from heard.casework.letters.facts import WHO_AND_WHAT
from heard.casework.letters.facts_of_days import DAYS
from heard.casework.letters.merging import CannotTell, UnknownField, Value
from heard.law.working_days import in_words

# What an act may say itself, and as what. A day is always a `date`, so that no day can be typed as words.
GIVEN: Mapping[str, tuple[type, ...]] = {
    "reason": (str,),
    "extension_reason": (str,),
    "answer": (str,),
    "terms": (str,),
    "point": (int,),
    "proceedings": (str,),
    "prejudice": (str,),
    "other_procedure": (str,),
    "limits": (str,),
    "told_whom": (str,),
    "other_reference": (str,),
    "place": (str,),
    "time": (str,),
    "actions": (tuple, list),
    "enclosed": (tuple, list),
    "comment_by": (date,),
    "until_on": (date,),
    "ended_on": (date,),
    "withdrawn_on": (date,),
}


def check_given(given: Mapping[str, object]) -> dict[str, object]:
    """What an act says, with what it left empty taken out. Raises UnknownField or CannotTell."""
    unknown = sorted(set(given) - set(GIVEN))
    if unknown:
        raise UnknownField(
            f"An act cannot give “{', '.join(unknown)}” to a letter: it is looked up, or is no field. "
            f"It can give: {', '.join(GIVEN)}."
        )
    said = {name: value for name, value in given.items() if value not in (None, "", (), [])}
    wrong = [name for name, value in said.items() if not isinstance(value, GIVEN[name])]
    if wrong:
        kinds = ", ".join(f"{name} as {GIVEN[name][0].__name__}" for name in wrong)
        raise CannotTell(
            f"A letter cannot take this as it was given. Give {kinds}; a day is never given as words."
        )
    return said


def looked_up(about: About) -> Callable[[str], Value]:
    """A look-up of fields for one letter. Raises UnknownField for a name in neither table."""
    found = about.found

    def look_up(name: str) -> Value:
        if name not in found:
            found[name] = _value(about, name)
        return found[name]

    return look_up


def _value(about: About, name: str) -> Value:
    if name in about.given and name != "point":
        return _said(about.given[name])
    if name in DAYS:
        day = DAYS[name](about)
        return in_words(day) if day else None
    if name in WHO_AND_WHAT:
        return WHO_AND_WHAT[name](about)
    if name in GIVEN:
        return None
    raise UnknownField(f"There is no field “{name}”. There are: {', '.join(every_field())}.")


def _said(value: object) -> Value:
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, tuple | list):
        return tuple(str(one) for one in value)
    return str(value)


def every_field() -> list[str]:
    """The names of every field, in order."""
    return sorted({*WHO_AND_WHAT, *DAYS, *GIVEN})
