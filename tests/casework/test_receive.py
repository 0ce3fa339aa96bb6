"""Past cases are kept whole or not at all, changed by correction and taken back as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework.making import LATER, NOW, complaint, council, kept, ombudsman, stage

from heard.casework.audit import verify
from heard.casework.council import open_installation
from heard.casework.receive import NothingKept
from heard.casework.undoing import CannotUndo, undo_import
from heard.casework.writing import writing
from heard.ledger.models import Correction, Entry, ImportRun
from heard.outcomes.models import Payment, PaymentPart
from heard.people.models import Person, Team, Term
from heard.representations.models import OmbudsmanCase, Representation, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installation():
    council()


def test_a_case_keeps_everything_its_sheet_said():
    kept(complaint())

    case = Representation.objects.get(reference="C1")
    assert (case.team.label, case.channel.label, case.complainant_kind.label) == (
        "North team",
        "Letter",
        "Parent",
    )
    assert [one.term.label for one in case.natures.order_by("position")] == ["Delay", "Staff conduct"]
    assert [one.person.name for one in case.parties.all()] == ["Malik Thornbeck"]
    assert case.stages.get().manager.name == "Tom Ashby"
    assert [part.amount for part in PaymentPart.objects.order_by("pk")] == [100, 13]
    assert [(one.heading, one.said) for one in case.unmapped.all()] == [("Colour of form", "green")]
    assert case.state == "history_closed"


def test_the_same_sheet_twice_changes_nothing():
    kept(complaint())
    entries = Entry.objects.count()

    run, comparison = kept(complaint(), at=LATER)

    assert run is None
    assert comparison.changes_nothing
    assert comparison.same == ("C1",)
    assert Entry.objects.count() == entries


def test_a_later_version_shows_what_was_added_changed_and_gone():
    kept(complaint("C1"), complaint("C2"))
    changed = replace(complaint("C1"), channel="Email")

    _, comparison = kept(changed, complaint("C3"), at=LATER)

    assert comparison.added == ("C3",)
    assert [(one.reference, one.what) for one in comparison.changed] == [
        ("C1", (("channel", "Letter", "Email"),))
    ]
    assert comparison.gone == ("C2",)
    assert Representation.objects.get(reference="C1").channel.label == "Email"
    assert Representation.objects.filter(reference="C2").exists()


def test_a_change_is_a_correction_that_says_what_it_was():
    kept(complaint("C1"))
    later = stage(answered_on=date(2026, 4, 21), outcome="Upheld", manager="Tom Ashby")

    kept(replace(complaint("C1"), stages=(later,)), at=LATER)

    correction = Correction.objects.get(reference="C1")
    assert (correction.what, correction.was, correction.became) == (
        "stage_1.answered_on",
        "2026-04-20",
        "2026-04-21",
    )
    assert verify().whole


def test_records_gone_from_the_sheet_leave_only_when_asked():
    kept(complaint("C1"), complaint("C2"))

    kept(complaint("C1"), at=LATER, remove_gone=True)

    assert [case.reference for case in Representation.objects.all()] == ["C1"]
    assert verify().whole


def test_nothing_is_kept_when_one_row_stands_in_the_way():
    Representation.objects.create(
        reference="C2", kind="concern", procedure="none", received_on=date(2026, 1, 5), recorded_at=NOW
    )

    with pytest.raises(NothingKept, match="C2"):
        kept(complaint("C1"), complaint("C2"))

    assert not Representation.objects.filter(reference="C1").exists()
    assert not ImportRun.objects.exists()


def test_an_import_is_undone_as_a_whole():
    people, labels = Person.objects.count(), Term.objects.count()
    run, _ = kept(complaint("C1"), complaint("C2"))

    undo_import(run.number, by="amina", at=LATER)

    assert not Representation.objects.exists()
    assert not Stage.objects.exists()
    assert not Payment.objects.exists()
    assert not Team.objects.exists()
    assert Term.objects.count() == labels
    assert Person.objects.exclude(name="Tom Ashby").count() == people
    assert verify().whole


def test_undoing_a_later_version_brings_back_what_it_changed_and_removed():
    kept(complaint("C1"), complaint("C2"))
    run, _ = kept(replace(complaint("C1"), channel="Email"), at=LATER, remove_gone=True)

    undo_import(run.number, by="amina", at=LATER)

    assert {case.reference: case.channel.label for case in Representation.objects.all()} == {
        "C1": "Letter",
        "C2": "Letter",
    }
    assert verify().whole


def test_an_undone_import_can_be_brought_in_again():
    run, _ = kept(complaint("C1"))
    undo_import(run.number, by="amina", at=LATER)

    again, _ = kept(complaint("C1"), at=LATER)

    assert again.number == run.number + 1
    assert Representation.objects.get().reference == "C1"


def test_an_import_built_upon_is_undone_only_after_the_later_one():
    first, _ = kept(complaint("C1"))
    second, _ = kept(replace(complaint("C1"), channel="Email"), at=LATER)

    with pytest.raises(CannotUndo, match=f"Undo import {second.number} first"):
        undo_import(first.number, by="amina", at=LATER)


def test_an_import_is_not_undone_once_somebody_has_worked_on_a_case():
    run, _ = kept(complaint("C1"))
    with writing("note", by="amina", at=LATER, reference="C1"):
        pass

    with pytest.raises(CannotUndo, match="C1"):
        undo_import(run.number, by="amina", at=LATER)
    assert Representation.objects.get().reference == "C1"


def test_a_case_worked_on_since_is_not_overwritten_by_a_later_sheet():
    kept(complaint("C1"))
    with writing("note", by="amina", at=LATER, reference="C1"):
        pass

    with pytest.raises(NothingKept, match="worked on in Heard since"):
        kept(replace(complaint("C1"), channel="Email"), at=LATER)


def test_an_ombudsman_case_is_tied_to_the_complaint_it_is_about():
    kept(complaint("C1"))

    kept(ombudsman(about_reference="C1"), list_kind="ombudsman")

    assert OmbudsmanCase.objects.get().about.reference == "C1"


def test_a_later_case_is_tied_to_the_earlier_one_it_follows():
    kept(complaint("C1"), complaint("C2", earlier_reference="C1"))

    assert Representation.objects.get(reference="C2").earlier.reference == "C1"
    assert verify().whole


def test_real_cases_are_not_mixed_into_a_demonstration_unless_it_is_said():
    from heard.people.models import Council

    with writing("change_council", by="amina", at=NOW) as line:
        line.change(Council.objects.get(), is_demo=True)

    with pytest.raises(NothingKept, match="--into-demo"):
        kept(complaint("C1"))

    kept(complaint("C1"), into_demo=True)
    assert Representation.objects.get().reference == "C1"


def test_one_installation_serves_one_council():
    from heard.casework.council import AlreadyInUse

    with pytest.raises(AlreadyInUse, match="already serves Ashmere Council"):
        open_installation(name="Another", by="amina", at=NOW)
