"""What a person asked to have erased: agreed by two, gone from every store, and proved by reading them back."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from tests.casework import living
from tests.casework.offices import NOW, TODAY, an_office, nobody_has
from tests.casework.test_data_rights import asked, granted

from heard.casework import data_rights_erasing as erasing
from heard.casework import filing
from heard.casework.access import NeedsFresh
from heard.casework.audit import verify
from heard.casework.data_rights_erasing import ask_to_erase, erasable_of, erase
from heard.casework.four_eyes import NotAgreed, approve
from heard.casework.performing import NotNow
from heard.casework.permissions import Level
from heard.casework.retention_holds import About, place_hold
from heard.casework.writing import writing
from heard.ledger.models import Correction
from heard.people.models import Contact, Person

pytestmark = pytest.mark.django_db
CANARY = "zq7canary"


@pytest.fixture
def office():
    return an_office()


def request_to_erase(office):
    """A granted request, with a canary in a paper, in a field with its history, and in a way to reach the person."""
    case, row = asked(office, kind="erase")
    nobody_has(case)
    granted(office, row)
    paper = filing.file_paper(
        reference=case.reference, title=CANARY, kind="note", level=Level.S2, content=CANARY.encode(),
        media_type="text/plain", by="amina", at=NOW,
    )  # fmt: skip
    with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
        line.change(living.fresh(case), notes=CANARY)
        line.add(Correction(at=NOW, by="amina", reference=case.reference, what="notes", was=CANARY, why="x"))
        line.add(Contact(person=row.person, way="email", value=f"{CANARY}@mail.example"))
    return case, row, paper


def gone(office, row, what):
    """Ask, have it agreed to, and erase."""
    by = {"member": office["information_governance"], "at": NOW, "request": row}
    two = ask_to_erase(**by, what=what, because="Granted.", fresh=True)
    with pytest.raises(NotAgreed):
        erase(**by, agreed=two.pk, fresh=True)
    approve(number=two.pk, by=office["complaints_manager"], at=NOW)
    return erase(**by, agreed=two.pk, fresh=True)


def still_in(*words: str) -> set[str]:
    """Every table in which one of these words stands."""
    return {
        model.__name__
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        for value in model._default_manager.values_list(field.attname, flat=True)
        if any(one in str(value) for one in words)
    }


def test_a_paper_a_field_with_its_history_and_a_persons_details_go_from_every_table_and_file(office):
    case, row, paper = request_to_erase(office)
    name = row.person.name
    assert still_in(CANARY) == {"Document", "Representation", "Correction", "Contact", "SearchedWords"}
    assert all(CANARY not in words for _, words in erasable_of(row))

    proofs = [
        gone(office, row, one) for one in (f"paper/{paper.pk}", f"field/{case.reference}/notes", "person")
    ]

    assert still_in(CANARY) == set()
    assert filing.filed_at(paper.path) is None
    assert Person.objects.get(pk=row.person_id).name == erasing.NAME_GONE
    assert "SearchedWords" not in still_in(name)
    assert living.fresh(case).words
    assert [store.left for one in proofs for store in one.stores.all()] == [0] * 15
    assert {one.backups_gone_on for one in proofs} == {TODAY + erasing.BACKUPS_KEPT}
    assert verify().faults == ()


def test_a_store_that_was_left_out_is_found_by_the_proof(office, monkeypatch):
    _, row, paper = request_to_erase(office)
    monkeypatch.setattr(erasing, "throw_away_files", lambda: 0)

    proof = gone(office, row, f"paper/{paper.pk}")

    assert {store.store: store.left for store in proof.stores.all()} == {
        "rows": 0, "search": 0, "files": 1, "typed": 0, "salts": 0,
    }  # fmt: skip


def test_it_takes_a_fresh_proof_no_hold_a_case_that_is_over_and_exactly_what_was_agreed(office):
    case, row, paper = request_to_erase(office)
    by = {"member": office["information_governance"], "at": NOW, "request": row}
    what = {"what": f"paper/{paper.pk}", "because": "Granted."}
    with pytest.raises(NeedsFresh):
        ask_to_erase(**by, **what, fresh=False)
    with pytest.raises(NotNow, match="still being heard"):
        ask_to_erase(**by, what=f"case/{case.reference}", because="x", fresh=True)
    two = ask_to_erase(**by, **what, fresh=True)
    approve(number=two.pk, by=office["complaints_manager"], at=NOW)
    _, other = asked(office, kind="erase")
    with pytest.raises(NotAgreed):
        erase(member=by["member"], at=NOW, request=other, agreed=two.pk, fresh=True)
    place_hold(
        about=About(case=case), source="court", because="A court asks for it.", by=office["information_governance"],
        at=NOW, review_on=TODAY,
    )  # fmt: skip
    with pytest.raises(NotNow, match="held"):
        erase(**by, agreed=two.pk, fresh=True)
    assert still_in(CANARY)
