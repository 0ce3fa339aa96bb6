"""The council's own lists: a label is added once, and keeps its cases when it is renamed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.casework.making import LATER, NOW, complaint, council, kept, ombudsman, sheet

from heard.casework import comparing
from heard.casework.audit import verify
from heard.casework.council import (
    LabelRefused,
    add_label,
    change_label,
    listed_labels,
    rename_label,
    renamed_labels,
)
from heard.casework.receive import record_history
from heard.casework.undoing import undo_import
from heard.importing.bring_in import council_labels, keep, look
from heard.importing.labels import read_spellings
from heard.ledger.models import Entry, ImportedRow
from heard.people.models import Service, Spelling, Team, Term
from heard.representations.models import Representation

pytestmark = pytest.mark.django_db


SHEET = """Case ref,Record type,Date received,Team,Outcome,Date of response
A-1,Stage one,01/06/2026,North team,Upheld,12/06/2026
A-2,Stage one,02/06/2026,North team,Not upheld,15/06/2026
A-3,Stage one,03/06/2026,South team,Upheld,16/06/2026
"""


@pytest.fixture(autouse=True)
def installation():
    council()


def renamed(list_: str, label: str, new: str) -> None:
    rename_label(list_=list_, label=label, new=new, by="amina", at=LATER)


def added(list_: str, label: str, **values: object) -> None:
    add_label(list_=list_, label=label, by="amina", at=LATER, **values)


def read(list_: str, *words: str, **answers: str) -> dict[str, str]:
    """What a sheet's words are read as."""
    return read_spellings(list_, dict.fromkeys(words, 1), council_labels().of(list_), answers, {}).label_of


def test_a_label_of_every_list_is_added_at_its_end():
    for list_ in (*Term.List.values, "team", "service"):
        added(list_, "Seen to")
        added(list_, "Seen  to again ")
        assert [one.text for one in listed_labels() if one.list == list_][-2:] == ["Seen to", "Seen to again"]
    assert Entry.objects.filter(act="add_label").count() == 2 * (len(Term.List.values) + 2)
    assert verify().whole


def test_a_label_is_added_with_all_that_is_known_of_it():
    service = add_label(list_="service", label="Families", leadership="Director", by="amina", at=LATER)
    added("team", "East", service=service, means="", position=7)
    added("outcome", "Upheld in part", means="partly_upheld", child_label="You were partly right")

    assert Service.objects.get().leadership == "Director"
    assert (Team.objects.get().service, Team.objects.get().position) == (service, 7)
    term = Term.objects.get(list="outcome")
    assert (term.means, term.child_label) == ("partly_upheld", "You were partly right")


@pytest.mark.parametrize(
    ("list_", "words", "why"),
    [
        ("stage", "STAGE 1", "“Stage 1” is in this list already"),
        ("stage", " \n ", "Enter the label"),
        ("stage", "x" * 201, "200 characters or fewer: this one has 201"),
        ("colour", "Green", "There is no list called “colour”"),
    ],
)
def test_words_that_cannot_be_a_label_are_refused_and_nothing_is_written(list_, words, why):
    entries, terms = Entry.objects.count(), Term.objects.count()

    with pytest.raises(LabelRefused, match=why):
        added(list_, words)

    assert (Entry.objects.count(), Term.objects.count()) == (entries, terms)


def test_the_same_words_may_stand_in_two_lists():
    added("team", "Stage 1")

    assert Team.objects.get().label == "Stage 1"


def test_every_case_follows_a_renamed_label():
    kept(complaint())

    renamed("team", "North team", "Northern team")

    assert Representation.objects.get().team.label == "Northern team"
    assert [team.label for team in Team.objects.order_by("pk")] == ["Northern team", "South team"]
    assert verify().whole


def test_a_name_in_use_or_known_as_another_label_is_refused():
    kept(complaint())
    renamed("team", "North team", "Northern team")

    with pytest.raises(LabelRefused, match="“Northern team” is in this list already"):
        renamed("team", "South team", "northern Team")
    with pytest.raises(LabelRefused, match="Lists that say “north team” are read as “Northern team”"):
        renamed("team", "South team", "north team")
    with pytest.raises(LabelRefused, match="Lists that say “North team” are read as “Northern team”"):
        added("team", "North team")
    with pytest.raises(LabelRefused, match="is “South team” already"):
        renamed("team", "South team", "South team")


def test_a_label_may_be_written_in_other_letters_and_called_again_what_it_was():
    kept(complaint())
    renamed("team", "North team", "North Team")
    renamed("team", "North Team", "Northern team")
    renamed("team", "Northern team", "North team")

    assert read("team", "North Team", "Northern team") == dict.fromkeys(
        ("North Team", "Northern team"), "North team"
    )
    assert not Spelling.objects.filter(said="North team").exists()
    assert kept(complaint(), at=LATER)[1].same == ("C1",)
    assert verify().whole


def test_later_sheets_that_say_the_old_words_are_understood_after_two_renamings():
    kept(complaint())
    renamed("team", "North team", "Northern team")
    renamed("team", "Northern team", "Team N")

    assert read("team", "North team", "Northern team", "north  Team") == dict.fromkeys(
        ("North team", "Northern team", "north  Team"), "Team N"
    )
    assert renamed_labels() == {("team", "North team"): "Team N", ("team", "Northern team"): "Team N"}


def test_an_answer_given_before_a_renaming_still_means_the_label():
    kept(complaint())
    renamed("team", "North team", "Northern team")
    answered = replace(sheet(complaint("C2")), answers={"team": {"Nth": "North team"}})

    record_history(answered, by="amina", at=LATER)

    assert read("team", "Nth") == {"Nth": "Northern team"}
    assert Representation.objects.get(reference="C2").team.label == "Northern team"
    assert Team.objects.count() == 2


@pytest.mark.parametrize("knows", [True, False])
def test_a_sheet_brought_in_again_after_a_renaming_shows_only_its_one_real_change(knows, monkeypatch):
    """Control: were kept labels not read in today's words, every case would show as changed."""
    kept(complaint("C1"), complaint("C2"), complaint("C3"))
    renamed("team", "North team", "Northern team")
    if not knows:
        monkeypatch.setattr(comparing, "renamed_labels", dict)
    again = [replace(complaint(one), team="Northern team") for one in ("C1", "C2", "C3")]
    again[1] = replace(again[1], channel="Email")

    comparison = comparing.compare(again, list_kind="complaints")

    if knows:
        assert comparison.same == ("C1", "C3")
        assert [(one.reference, one.what) for one in comparison.changed] == [
            ("C2", (("channel", "Letter", "Email"),))
        ]
    else:
        assert len(comparison.changed) == 3


def test_the_councils_own_file_that_still_says_the_old_words_shows_only_its_one_real_change(tmp_path):
    file: Path = tmp_path / "log.csv"
    file.write_text(SHEET, "utf-8")
    keep(look(file, today=date(2026, 11, 22))[0], by="amina", at=NOW)
    renamed("team", "North team", "Northern team")
    file.write_text(SHEET.replace("15/06/2026", "17/06/2026"), "utf-8")

    again = look(file, today=date(2026, 11, 22))[0]

    assert again.can_be_kept
    assert again.comparison.same == ("A-1", "A-3")
    assert [(one.reference, one.what) for one in again.comparison.changed] == [
        ("A-2", (("stage_1.answered_on", "2026-06-15", "2026-06-17"),))
    ]
    run, _ = keep(again, by="amina", at=LATER)
    assert run.changed == 1
    assert Representation.objects.get(reference="A-2").team.label == "Northern team"
    assert verify().whole


def test_labels_of_every_kind_that_a_record_holds_are_compared_as_they_are_called_now():
    case = complaint(service="Families", advocate_provider="Heard Voices")
    sent = replace(sheet(case), meanings={**sheet().meanings, "service": {"Families": ""}})
    sent = replace(sent, meanings={**sent.meanings, "advocate_provider": {"Heard Voices": ""}})
    record_history(sent, by="amina", at=NOW)
    kept(ombudsman(), list_kind="ombudsman")
    words = [one for one in listed_labels() if one.list != "stage"]
    for one in words:
        renamed(one.list, one.text, f"{one.text}, renamed")
    stage, payment = case.stages[0], case.payments[0]
    again = replace(
        case,
        **{
            name: f"{getattr(case, name)}, renamed"
            for name in ("team", "service", "channel", "complainant", "advocate_provider", "kind_label")
        },
        natures=tuple(f"{one}, renamed" for one in case.natures),
        stages=(replace(stage, outcome="Upheld, renamed"),),
        payments=(replace(payment, kind="Travel, renamed"),),
    )

    assert comparing.compare([again], list_kind="complaints").same == ("C1",)
    case_of_ombudsman = replace(ombudsman(), decision="Upheld, renamed")
    assert comparing.compare([case_of_ombudsman], list_kind="ombudsman").same == ("26 000 001",)


def test_an_import_from_before_a_renaming_is_changed_and_taken_back():
    kept(complaint("C1"))
    renamed("team", "North team", "Northern team")
    later = replace(complaint("C1"), team="South team")
    run, comparison = kept(later, at=LATER)
    assert [one.what for one in comparison.changed] == [(("team", "Northern team", "South team"),)]

    undo_import(run.number, by="amina", at=LATER)

    assert Representation.objects.get().team.label == "Northern team"
    assert '"North team"' in ImportedRow.objects.get(is_current=True).content
    assert verify().whole


def test_a_renamed_label_that_went_with_its_import_comes_back_under_its_old_words():
    run, _ = kept(complaint())
    renamed("team", "North team", "Northern team")
    undo_import(run.number, by="amina", at=LATER)
    kept(complaint(), at=LATER)

    assert Representation.objects.get().team.label == "North team"
    assert renamed_labels() == {}
    change_label(list_="team", label="North team", by="amina", at=LATER, position=1)
    assert verify().whole
