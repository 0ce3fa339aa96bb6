"""The papers of information governance are begun whole: every table that holds something of people stands in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from heard.casework import governance_papers
from heard.casework.data_map import data_map

ON = date(2026, 11, 22)


def left_out(papers: dict[str, str]) -> set[str]:
    wanted = {one.table for one in data_map() if one.holds_personal_data}
    return {table for words in papers.values() for table in wanted if f"| {table}: " not in words}


def test_each_paper_names_every_table_that_holds_something_of_people_and_leaves_nothing_unfilled():
    papers = dict(governance_papers.governance_papers("Northmoor Council", ON))

    assert len(papers) == 3
    assert left_out(papers) == set()
    for words in papers.values():
        assert "Northmoor Council" in words
        assert "Sunday 22 November 2026" in words
        assert not re.search(r"\{\w*\}", words)
    assert "| Complaints officer | every case |" in papers["impact-assessment.md"]
    assert papers["impact-assessment.md"].count("**Council:** |") >= 10


def test_a_table_whose_note_said_nothing_of_people_would_be_missed(monkeypatch):
    silent = tuple(replace(one, pii="none") if one.table == "Party" else one for one in data_map())
    monkeypatch.setattr(governance_papers, "data_map", lambda: silent)

    assert left_out(dict(governance_papers.governance_papers("Northmoor Council", ON))) == {"Party"}
