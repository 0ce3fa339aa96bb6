"""`heard assure` as an administrator asks it: a line each, as data, and what it answers by its exit."""

from __future__ import annotations

import pytest
from tests.cli.speaking import heard

from heard.casework import assurance, assurance_pages

pytestmark = pytest.mark.django_db
FEW = ("lines_of_the_ledger", "tables_without_a_note", "forms_taken_without_a_token")


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(assurance, "CONTROLS", {name: assurance.CONTROLS[name] for name in FEW})
    monkeypatch.setattr(assurance_pages, "addresses", lambda: iter([("help", "/help/")]))


def test_each_control_is_a_line_and_one_that_fails_is_exit_1(council, monkeypatch, tmp_path):
    said = heard("assure")
    assert (said.code, said.out.count("pass\n"), "3 of 3 controls hold." in said.out) == (0, 3, True)
    assert heard("assure", "--json").json["holds"] is True

    def fails(asked):
        return assurance_pages.none_of("doors left open", ["/x/"], 9, "Shut it.")

    monkeypatch.setattr(assurance, "CONTROLS", {**assurance.CONTROLS, "doors": fails})
    said, told = heard("assure"), heard("assure", "--json")
    assert (said.code, told.code, told.json["holds"]) == (1, 1, False)
    assert "1 of 9: /x/  0  FAIL" in said.out
    assert "Shut it." in said.out
    assert told.json["controls"][-1]["is_safe"] is False
    assert heard("assure", "--logs", tmp_path / "none").code == 2
