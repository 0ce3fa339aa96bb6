"""Erasing a case: nothing of it is left in any table, file or index, and the ledger stays whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models
from tests.casework import living
from tests.casework.making import NOW, complaint, council, kept
from tests.casework.test_audit import filled  # noqa: F401  one row at least in every table

from heard.casework import filing, retention_tables
from heard.casework.audit import verify
from heard.casework.permissions import Level
from heard.casework.retention_erasing import Erased, NotWhole, empty_fields, erase_case
from heard.casework.retention_files import tables_with_files, throw_away_files
from heard.casework.retention_tables import NotInTheMap, tables_by_note, tables_of_a_case
from heard.casework.writing import writing
from heard.ledger.models import Correction, Draft, Entry, Salt
from heard.outcomes.models import FileLeft
from heard.people.models import Contact, Person
from heard.representations.models import ArrivedMail, Document, OmbudsmanCase, Representation

pytestmark = pytest.mark.django_db
TODAY = date(2060, 1, 5)
# What outlives a case and may name its number: the ledger, who looked, tombstones and holds.
NAMES_IT_STILL = {
    "ledger.Entry",
    "ledger.Look",
    "ledger.LookToGoOver",
    "outcomes.Tombstone",
    "outcomes.LegalHold",
    "representations.Erasure",
}
# Tables of which the fixture has rows that belong to no case: asked for by nobody, or not joined to one.
STAYS = {"ValueCorrected", "ImportedRow", "SecondPerson", "AdvocacyReferral", "OmbudsmanTalk"}
# Kept with something that is no case, or erased with a person: what these hang on is not a representation.
OF_NO_CASE = {
    "Contact", "Person", "Salt", "ImportRun",
    "KnownTie", "NotFree",
    "LearningAnswer", "LearningPlace", "LearningPlan", "LearningTheme", "SharedWith", "Sharing",
    "ReportSignOff", "SectionVersion",
}  # fmt: skip


def erased(*references: str) -> list[Erased]:
    """Erase these cases, each in a transaction of its own."""
    found = []
    for reference in references:
        case = Representation.objects.get(reference=reference)
        with writing("purge_case", by="amina", at=NOW, reference=reference) as line:
            found.append(erase_case(line, case, on=TODAY))
    return found


def left_of(*references: str) -> set[str]:
    """Every table that still names one of these numbers in some column of words."""
    return {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("heard.") and model._meta.managed
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        for value in model._default_manager.values_list(field.attname, flat=True)
        if any(value == one or f"/{one}/" in str(value) for one in references)
    } - NAMES_IT_STILL


def test_every_table_kept_with_a_case_is_reached_from_it_and_no_link_is_left_unsaid():
    reached = {model.__name__ for model in tables_of_a_case()}

    missed = {model.__name__ for model in tables_by_note()} - reached - OF_NO_CASE
    hang_on_another = {
        name
        for name in missed
        if not any(
            field.related_model in tables_of_a_case()
            for field in next(one for one in tables_by_note() if one.__name__ == name)._meta.concrete_fields
            if field.is_relation
        )
    }

    assert missed - hang_on_another == set()
    assert len(reached) > 100


def test_a_new_table_that_nobody_named_stops_the_walk_and_one_left_out_is_seen(monkeypatch):
    monkeypatch.setattr(
        retention_tables, "GOES", retention_tables.GOES - {"representations.ArrivedMail.message"}
    )
    retention_tables.edges_to.cache_clear()

    with pytest.raises(NotInTheMap, match="ArrivedMail.message"):
        tables_of_a_case()
    retention_tables.edges_to.cache_clear()


def test_nothing_of_erased_cases_is_left_in_any_table_and_the_ledger_is_whole(filled):  # noqa: F811
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(
            Correction(at=NOW, by="amina", reference="C1", what="words", was="Malik", became="M", why="Asked")
        )
    Draft.objects.create(by="amina", page="/cases/C1/note/", words="Malik said", at=NOW)
    with writing("test_rows", by="amina", at=NOW) as line:
        case = Representation.objects.get(reference="C1")
        for about in OmbudsmanCase.objects.filter(about=None):
            line.change(about, about=case)
        for mail in ArrivedMail.objects.filter(representation=None):
            line.change(
                mail, representation=case, standing="joined", aside="", settled_by="amina", settled_at=NOW
            )
    held = {model for model in tables_of_a_case() if model._default_manager.exists()}
    there = {model: set(model._default_manager.values_list("pk", flat=True)) for model in held}

    gone = erased("C1", "C2")

    assert {"representations.Representation", "ledger.Correction"} <= set(gone[0].tables)
    assert left_of("C1", "C2") == set()
    connection.check_constraints()
    stayed = {one.__name__ for one in there if one._default_manager.filter(pk__in=there[one]).exists()}
    assert stayed <= STAYS
    assert (
        not Person.objects.filter(name="Malik Thornbeck", parts=None).exclude(pk__in=_kept_persons()).exists()
    )
    assert verify().faults == ()


def _kept_persons() -> set[int]:
    """Persons that the fixture gives a post, a place on the bench or a promise beside the cases."""
    return {
        number
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person and model is not Contact
        for number in model._default_manager.values_list(field.attname, flat=True)
        if number
    }


@pytest.mark.parametrize("left_out", ["by_reference", "by_link"])
def test_a_table_left_out_of_the_walk_is_found(filled, left_out, monkeypatch):  # noqa: F811
    if left_out == "by_reference":
        others = tuple(one for one in retention_tables.BY_REFERENCE if one.__name__ != "ImportedRow")
        monkeypatch.setattr(retention_tables, "BY_REFERENCE", others)
        erased("C1", "C2")
        assert left_of("C1", "C2") == {"ledger.ImportedRow"}
        return
    edges = retention_tables.edges_to
    monkeypatch.setattr(
        retention_tables,
        "edges_to",
        lambda model: tuple(one for one in edges(model) if one.model.__name__ != "Remedy"),
    )
    erased("C1")
    with pytest.raises(IntegrityError):
        connection.check_constraints()
    monkeypatch.undo()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM outcomes_remedy")


def test_a_persons_last_case_takes_the_person_and_one_they_share_does_not():
    living.council()
    one, other = living.received(), living.received(words="Again")
    who = living.person(one)
    same = living.person(other)
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Contact(person=Person.objects.get(pk=who), way="post", value="4 Invented Row"))

    first = erased(one.reference)[0]

    assert (Person.objects.filter(pk=who).exists(), who == same) in ((True, True), (False, False))
    assert verify().faults == ()
    erased(other.reference)
    assert not Person.objects.filter(pk__in=(who, same)).exists()
    assert not Contact.objects.exists()
    assert first.salts
    assert verify().faults == ()


def test_the_salts_of_what_went_are_destroyed_and_a_salt_emptied_by_hand_is_a_fault():
    council()
    kept(complaint("C1"), complaint("C2", complainant_name="Sam Stranger"))

    erased("C1")

    lines = Entry.objects.filter(reference="C1").exclude(act="purge_case")
    assert set(Salt.objects.filter(entry__in=lines).values_list("value", flat=True)) == {""}
    assert not verify().faults
    last = Entry.objects.filter(reference="C2").latest("sequence")
    Salt.objects.filter(entry=last).update(value="")
    assert {one.kind for one in verify().faults} == {"salt gone"}


def test_a_row_changed_by_hand_is_not_sealed_anew_by_an_erasure():
    council()
    kept(complaint("C1"), complaint("C2", stages=()))
    theirs = Person.objects.filter(parts__representation__reference="C2").first()
    with writing("test_rows", by="amina", at=NOW, reference="C1") as line:
        line.add(Contact(person=theirs, way="post", value="4 Invented Row"))
    Contact.objects.update(value="5 Invented Row")
    case = Representation.objects.get(reference="C1")
    with (
        pytest.raises(NotWhole, match="changed by hand"),
        writing("purge_case", by="a", at=NOW, reference="C1") as line,
    ):
        erase_case(line, case, on=TODAY)

    assert Representation.objects.filter(reference="C1").exists()


def test_files_go_once_kept_unless_another_case_has_the_same_or_it_is_filed_again(
    django_capture_on_commit_callbacks,
):
    living.council()
    one, other = living.received(), living.received(words="Another")
    store = Path(settings.DATA) / filing.FOLDER

    def file(case: Representation, content: bytes) -> Document:
        return filing.file_paper(reference=case.reference, title="Note", kind="note", level=Level.S2, content=content,
                                 media_type="text/plain", by="amina", at=NOW)  # fmt: skip

    own, shared, again = file(one, b"alone"), file(one, b"both"), file(one, b"again")
    file(other, b"both")
    with django_capture_on_commit_callbacks() as callbacks:
        gone = erased(one.reference)[0]
    assert gone.files == 2
    assert (store / own.path).exists()
    FileLeft.objects.filter(path=again.path).update(kept_at=1.0)

    for callback in callbacks:
        callback()

    assert not (store / own.path).exists()
    assert (store / shared.path).exists()
    assert (store / again.path).exists()
    assert throw_away_files() == 1
    assert not FileLeft.objects.exists()
    assert {one.__name__ for one in tables_with_files()} >= {"Document", "ArrivedMail"}


def test_fields_are_emptied_and_nothing_of_what_they_held_can_be_tried_against_the_ledger():
    living.council()
    case = living.received(words="Kayla ran away to Elmbridge.")
    said = Entry.objects.filter(reference=case.reference).count()

    with writing("erase_words", by="amina", at=NOW, reference=case.reference) as line:
        salts = empty_fields(line, Representation.objects.get(pk=case.pk), words="")

    assert Representation.objects.get(pk=case.pk).words == ""
    assert 0 < salts <= said
    assert verify().faults == ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT level_2 FROM representations_searchedwords")
        assert not [one for one in cursor.fetchall() if "elmbridg" in str(one).lower()]
