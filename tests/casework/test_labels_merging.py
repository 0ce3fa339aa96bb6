"""Two labels become one from a day on: cases keep what they have, and sheets mean the other."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.making import LATER, complaint, council, kept

from heard.casework.audit import verify
from heard.casework.choosing import labels
from heard.casework.council import LabelRefused, add_label, change_label
from heard.casework.labels_merging import labels_to_merge_into, merge_label, part_label
from heard.importing.bring_in import council_labels
from heard.importing.labels import read_spellings
from heard.ledger.models import Entry
from heard.people.models import Term
from heard.representations.models import Representation

pytestmark = pytest.mark.django_db
WHO = {"by": "amina", "at": LATER, "reason": "They mean the same"}
DAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def natures():
    """A council with a case about delay, and two more labels."""
    council()
    kept(complaint("C1", natures=("Delay",)))
    for label in ("Lateness", "Drift"):
        add_label(list_="nature", label=label, by="amina", at=LATER)


def read(*words: str) -> dict[str, str]:
    return read_spellings("nature", dict.fromkeys(words, 1), council_labels().of("nature"), {}, {}).label_of


def test_a_merged_label_ends_keeps_its_cases_and_is_read_as_the_other():
    merge_label(list_="nature", label="Delay", into="Lateness", last_on=DAY, **WHO)
    merge_label(list_="nature", label="Lateness", into="Drift", last_on=DAY, **WHO)
    delay = Term.objects.get(list="nature", label="Delay")

    assert (delay.in_use_to, delay.merged_into.label) == (DAY, "Drift")
    assert [one.term.label for one in Representation.objects.get(reference="C1").natures.all()] == ["Delay"]
    assert read("Delay", "lateness", "Drift") == {"Delay": "Drift", "lateness": "Drift", "Drift": "Drift"}
    assert "Delay" not in labels("nature")
    assert verify().whole


def test_a_merge_taken_back_puts_the_label_in_use_again():
    merge_label(list_="nature", label="Delay", into="Lateness", last_on=DAY, **WHO)
    with pytest.raises(LabelRefused, match="Take the merge back to use it again"):
        change_label(list_="nature", label="Delay", by="amina", at=LATER, in_use_to=None)
    part_label(list_="nature", label="Delay", **WHO)

    assert read("Delay") == {"Delay": "Delay"}
    assert "Delay" in labels("nature")
    with pytest.raises(LabelRefused, match="is not merged into another"):
        part_label(list_="nature", label="Delay", **WHO)


def test_what_cannot_be_merged_is_refused_in_words_and_nothing_is_written():
    add_label(list_="outcome", label="Not agreed", means="not_upheld", by="amina", at=LATER)
    change_label(list_="nature", label="Drift", by="amina", at=LATER, in_use_from=DAY)
    change_label(list_="nature", label="Lateness", by="amina", at=LATER, in_use_to=DAY)
    before = Entry.objects.count()
    for list_, label, into, why in (
        ("team", "North team", "South team", "is not merged"),
        ("nature", "Delay", "Delay", "Choose another label"),
        ("nature", "Delay", "Upheld", "Choose another label"),
        ("nature", "Delay", "Lateness", "in use only to Monday 30 November 2026"),
        ("nature", "Drift", "Delay", "came into use on Monday 30 November 2026"),
        ("outcome", "Upheld", "Not agreed", "different common meanings"),
    ):
        with pytest.raises(LabelRefused, match=why):
            merge_label(list_=list_, label=label, into=into, last_on=date(2026, 11, 1), **WHO)

    assert "Not agreed" not in labels_to_merge_into(Term.objects.get(list="outcome", label="Upheld"))
    assert labels_to_merge_into(Term.objects.get(list="nature", label="Delay")) == ["Staff conduct", "Drift"]
    assert Entry.objects.count() == before
