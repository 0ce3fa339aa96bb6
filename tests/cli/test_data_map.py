"""The map of personal data says what the tables say, and names what erases them only where that is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.speaking import heard

from heard.casework import data_map
from heard.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "personal-data.md"


def test_the_page_in_the_documents_is_what_the_tables_say():
    assert heard("data-map", "--check", str(PAGE)).code == 0


def test_a_page_that_says_something_else_is_out_of_date(tmp_path):
    page = tmp_path / "map.md"
    page.write_text(PAGE.read_text(encoding="utf-8").replace("never", "tomorrow"), encoding="utf-8")
    stale = heard("data-map", "--check", str(page))

    assert stale.code == 1
    assert "Write it anew" in stale.err
    assert heard("data-map", "--write", str(page)).code == 0
    assert heard("data-map", "--check", str(page)).code == 0


def test_every_column_of_every_table_is_told_to_a_program():
    told = {one["table"]: one for one in json.loads(heard("data-map", "--json").out)}

    assert {"name", "id"} <= set(told["Person"]["columns"])
    assert told["Person"]["holds_personal_data"]
    assert told["Person"]["retention"]


def test_an_eraser_that_is_not_there_is_marked(monkeypatch):
    monkeypatch.setattr(
        Person,
        "__doc__",
        "Somebody.\n\n.. pii: a name\n.. retention: a year\n.. erased_by: casework.nowhere\n",
    )
    (gone,) = [one for one in data_map.data_map() if one.table == "Person"]
    notes = "Somebody.\n\n.. pii: a name\n.. retention: a year\n.. erased_by: casework.{}\n"
    monkeypatch.setattr(Person, "__doc__", notes.format("nowhere"))
    line = "| Person: Somebody | a name | a year | casework."

    assert f"{line}nowhere † |" in data_map.data_map_page()
    monkeypatch.setattr(Person, "__doc__", notes.format("drafts"))
    assert f"{line}drafts |" in data_map.data_map_page()
