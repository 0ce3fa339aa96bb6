"""`heard audit verify` in an installation of its own: whole, or exit 1 naming the row that a hand has changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.lists import a_list
from tests.cli.speaking import Said, heard_apart, installation


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """An installation with the small list in it, made by commands alone."""
    data = tmp_path_factory.mktemp("audited")
    installation(data, "Northmoor")
    said = heard_apart(data, "import", a_list(data))
    assert said.code == 0, said
    return data


def _by_hand(data: Path, there: str, back: str) -> tuple[Said, Said]:
    """What a check says after a statement at the database, and after it is put back."""
    with closing(sqlite3.connect(data / "heard.sqlite3")) as hand:
        with hand:
            hand.execute(there)
        found = heard_apart(data, "audit", "verify", "--json")
        with hand:
            hand.execute(back)
    return found, heard_apart(data, "audit", "verify")


def test_the_folder_named_by_heard_data_holds_the_installation(kept):
    assert (kept / "heard.sqlite3").is_file()
    said = heard_apart(kept, "figures", "received", "--json")
    assert said.json["cells"][0]["value"] == 7


def test_another_folder_is_another_installation(kept, tmp_path):
    installation(tmp_path, "Southmoor")
    assert heard_apart(tmp_path, "figures", "received", "--json").json["cells"][0]["value"] == 0
    assert heard_apart(kept, "figures", "received", "--json").json["cells"][0]["value"] == 7


def test_an_untouched_ledger_is_whole(kept):
    said = heard_apart(kept, "audit", "verify", "--json")

    assert said.code == 0
    assert said.json["whole"] is True
    assert said.json["entries"] > 7
    assert said.json["faults"] == []
    assert heard_apart(kept, "audit", "verify").out.startswith("Whole: ")


@pytest.mark.parametrize(
    ("there", "back", "named"),
    [
        (
            "UPDATE representations_stage SET answered_on = '2020-04-20' WHERE answered_on = '2020-04-21'",
            "UPDATE representations_stage SET answered_on = '2020-04-21' WHERE answered_on = '2020-04-20'",
            "representations.Stage",
        ),
        (
            "UPDATE representations_representation SET received_on = '2020-04-05' WHERE reference = 'C1'",
            "UPDATE representations_representation SET received_on = '2020-04-06' WHERE reference = 'C1'",
            "C1",
        ),
        (
            "UPDATE people_team SET label = 'Nort' WHERE label = 'North'",
            "UPDATE people_team SET label = 'North' WHERE label = 'Nort'",
            "people.Team",
        ),
    ],
    ids=["an answer's day", "a case's day", "a team's name"],
)
def test_one_row_edited_by_hand_is_found_and_named_and_nothing_else_is(kept, there, back, named):
    found, after = _by_hand(kept, there, back)

    assert found.code == 1
    assert [named in one["where"] for one in found.json["faults"]] == [True]
    assert "by hand" in found.json["faults"][0]["why"]
    assert after.code == 0
