"""Several acts done as one: kept together or not at all, with their entries in order at the end of the ledger."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime

import pytest

from heard.casework.audit import verify
from heard.casework.writing import together, writing
from heard.ledger.models import Entry
from heard.people.models import Person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 16, 40, tzinfo=UTC)


def act(name: str) -> Person:
    with writing(name, by="test", at=AT) as line:
        line.add(person := Person(name=name))
    return person


def noted() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("act", flat=True))


def test_their_entries_stand_in_the_order_of_the_acts_and_the_ledger_is_whole():
    act("before")
    with together():
        act("first")
        with together():
            act("second")
        act("third")
        assert noted() == ["before"]
    act("after")

    assert noted() == ["before", "first", "second", "third", "after"]
    assert verify().whole


def test_a_row_that_a_later_act_changed_is_proved_by_what_it_became():
    with together():
        person = act("first")
        with writing("rename", by="test", at=AT) as line:
            line.change(person, name="Renamed")
    assert verify().whole

    Person.objects.filter(pk=person.pk).update(name="first")
    assert not verify().whole


@pytest.mark.parametrize(("as_one", "kept"), [(True, []), (False, ["first"])])
def test_where_one_fails_none_is_kept_but_by_themselves_the_first_stays(as_one, kept):
    def both() -> None:
        act("first")
        with writing("second", by="test", at=AT) as line:
            line.add(Person(name="second"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), together() if as_one else nullcontext():
        both()

    assert noted() == kept
    assert list(Person.objects.values_list("name", flat=True)) == kept
    assert verify().whole
