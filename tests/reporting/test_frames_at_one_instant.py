"""Figures are read from tables as they stood at one instant, whoever puts a case on record meanwhile."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from datetime import date

import pytest
from django.db import connection
from tests.casework.making import LATER, complaint, council, kept, sheet

from heard.casework.receive import record_history
from heard.figures.frames import Frames
from heard.reporting import frames

pytestmark = pytest.mark.django_db(transaction=True)


def read_while_a_case_comes_in(monkeypatch: pytest.MonkeyPatch) -> Frames:
    """The frames, where a second case is put on record after the cases were read and before their stages are."""
    council()
    kept(complaint("C1"))
    stages = frames.stage_rows

    def comes_in() -> None:
        record_history(sheet(complaint("C2"), name="later.csv"), by="amina", at=LATER)
        connection.close()

    def after_it_came_in() -> object:
        coming = threading.Thread(target=comes_in)
        coming.start()
        coming.join(20)
        return stages()

    monkeypatch.setattr(frames, "stage_rows", after_it_came_in)
    return frames.frames_of_council(today=date(2026, 11, 22))


def test_a_case_that_comes_in_while_figures_are_read_is_in_none_of_them_or_in_all(monkeypatch):
    read = read_while_a_case_comes_in(monkeypatch)

    assert read.representations["ref"].to_list() == read.stages["ref"].to_list() == ["C1"]
    monkeypatch.undo()
    again = frames.frames_of_council(today=date(2026, 11, 22))
    assert set(again.representations["ref"]) == set(again.stages["ref"]) == {"C1", "C2"}


def test_read_at_two_instants_the_same_case_breaks_the_figures(monkeypatch):
    """The control."""
    monkeypatch.setattr(frames, "as_of_one_instant", nullcontext)

    with pytest.raises(KeyError):
        read_while_a_case_comes_in(monkeypatch)
