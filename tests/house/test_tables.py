"""Every table says what personal data it holds, how long, and what erases it."""

from __future__ import annotations

import pytest
from django.apps import apps

NOTES = (".. pii:", ".. retention:", ".. erased_by:")
OURS = [model for model in apps.get_models() if model.__module__.startswith("heard.")]


def silent_about(docstring: str | None) -> list[str]:
    """The notes that a table does not give, or gives without saying anything."""
    lines = [line.strip() for line in (docstring or "").splitlines()]
    said = {note for note in NOTES for line in lines if line.startswith(note) and len(line) > len(note)}
    return [note for note in NOTES if note not in said]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_table_says_what_personal_data_it_holds_how_long_and_what_erases_it(model):
    assert silent_about(model.__doc__) == []


def test_there_are_tables_to_ask():
    assert {"Representation", "Entry", "Person", "Finding"} <= {model.__name__ for model in OURS}


def test_a_table_that_says_nothing_is_caught():
    assert silent_about(None) == list(NOTES)
    assert silent_about("A table.\n\n.. pii: none\n.. retention:\n") == [".. retention:", ".. erased_by:"]
