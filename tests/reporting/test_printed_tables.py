"""Every number that two councils printed comes out of their lists, clean or messy."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.reporting.printed_cells import printed_cells, wrong_cells

from heard.casework.council import open_installation
from heard.casework.setting import set_value
from heard.figures.frames import Frames
from heard.importing.bring_in import keep, look
from heard.importing.mapping import load_mapping
from heard.reporting.frames import frames_of_council

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LISTS = {
    "CV": ["coventry_2016-17_complaints", "coventry_2016-17_compliments", "coventry_2016-17_ombudsman"],
    "NE": [
        "nelc_2019-20_complaints",
        "nelc_2019-20_compliments",
        "nelc_2019-20_ombudsman",
        "nelc_2020-21_complaints",
        "nelc_2020-21_compliments",
        "nelc_2020-21_ombudsman",
        "nelc_context",
    ],
}
BANDS = {"CV": {"stage_1": "10", "stage_2": "25"}, "NE": {}}


def bring_in(folder: Path, council: str, *, messy: bool) -> Frames:
    open_installation(name="A council", by="amina", at=NOW)
    for stage, edges in BANDS[council].items():
        set_value(name=f"bands/{stage}", value=edges, begins_on=date(2006, 9, 1), by="amina", at=NOW)
    for name in LISTS[council]:
        bring_in_list(folder, name, messy=messy and name.endswith("complaints"))
    return frames_of_council(today=TODAY)


def bring_in_list(folder: Path, name: str, *, messy: bool) -> None:
    file = folder / f"{name}{'_messy' if messy else ''}.csv"
    mapping = load_mapping(folder / f"{name}_messy.toml") if messy else None
    for looked in look(file, today=TODAY, mapping=mapping):
        assert looked.can_be_kept, (looked.judgement.problems, looked.judgement.questions)
        keep(looked, by="amina", at=NOW)


@pytest.mark.parametrize("messy", [False, True], ids=["clean", "messy"])
@pytest.mark.parametrize("council", ["CV", "NE"])
def test_every_printed_cell_comes_out_right(fixtures, council, messy):
    folder = fixtures / "cases"

    frames = bring_in(folder, council, messy=messy)

    cells = printed_cells(folder, council)
    assert len(cells) == {"CV": 89, "NE": 142}[council]
    assert list(wrong_cells(frames, cells)) == []


def test_the_messy_list_becomes_the_same_figures_case_for_case(fixtures):
    folder = fixtures / "cases"

    frames = bring_in(folder, "NE", messy=True)

    assert frames.representations.height == 152 + 169 + 7 + 18
    assert sorted(set(frames.labels["outcome"])) == sorted(
        ["Upheld", "Partially upheld", "Not upheld", "No Finding", "Withdrawn"]
    )
