"""The demonstration as it stands in the database: whole, marked, and with somebody for every role."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction

from heard.casework import audit, looking
from heard.casework.clocks import clocks_of_council
from heard.casework.council import AlreadyInUse
from heard.casework.marked import leads_nowhere
from heard.importing import demonstration
from heard.importing.demonstration.avoiding import CalledLikeSomebody, every_text, pairs_in, refuse_names
from heard.importing.demonstration.place import COUNCIL, TEAMS
from heard.outcomes.models import Finding, LearningPoint, PaymentPart, Recommendation
from heard.people.models import Contact, Council, Person, Team
from heard.representations.models import Extension, OmbudsmanCase, Representation, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FRIDAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def silent(text: str) -> None:
    """Says nothing."""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, str | int]]:
    """The demonstration as loaded on a Friday, for every test of this module, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield demonstration.load(today=FRIDAY, at=AT, say=silent)
        transaction.set_rollback(True)


def test_the_load_says_what_it_kept(loaded: dict[str, str | int]):
    past = Representation.objects.filter(is_history=True).count()
    kept = past + OmbudsmanCase.objects.exclude(about__is_history=False).count()

    assert loaded["council"] == COUNCIL
    assert loaded["records"] == kept + 15
    assert loaded["live"] == Representation.objects.filter(is_history=False).count()


def test_it_is_marked_as_a_demonstration_and_its_address_cannot_exist(loaded: object):
    there = Council.objects.get()

    assert there.is_demo
    assert there.contact.endswith(".example")


def test_the_ledger_is_whole_and_answers_for_every_row(loaded: object):
    verdict = audit.verify()

    assert verdict.faults == ()
    assert verdict.rows > 4000


def test_a_row_changed_by_hand_is_found_even_here(loaded: object):
    with transaction.atomic():
        LearningPoint.objects.filter(pk=LearningPoint.objects.latest("pk").pk).update(words="Nothing.")
        assert [one.kind for one in audit.verify().faults] == ["row edited"]
        transaction.set_rollback(True)


def test_every_role_has_somebody_who_plays_it_and_whose_password_opens_nothing(loaded: object):
    members = looking.demonstration_members()

    assert [one.account.username for one in members] == [one.sign_in_name for one in demonstration.DEMO_ROLES]
    assert {one.role for one in members} == {one.role for one in demonstration.DEMO_ROLES}
    assert Counter(one.role for one in members)["panel_member"] == 3
    assert not any(one.account.has_usable_password() for one in members)
    assert all(one.does.endswith(".") for one in demonstration.DEMO_ROLES)


def test_the_team_manager_sees_only_a_team_that_has_something_late(loaded: object):
    tom = next(one for one in looking.demonstration_members() if one.role == "team_manager")
    clocks = clocks_of_council()

    mine = Stage.objects.filter(
        representation__in=looking.visible_to(tom), answered_on=None, withdrawn_on=None
    )
    colours = [clocks.clock(looking.dates_of(one)).colour(FRIDAY) for one in mine if one.stage != "other"]

    assert set(looking.visible_to(tom).values_list("team__label", flat=True)) == {"Assessment North"}
    assert "late" in colours


def test_every_team_stands_in_its_service(loaded: object):
    there = dict(Team.objects.values_list("label", "service__label"))

    assert there == {team.label: team.service for team in TEAMS}


def test_the_details_are_there_in_every_way_they_can_be(loaded: object):
    steps = set(Finding.objects.values_list("step", flat=True))
    answers = set(Recommendation.objects.exclude(answer="").values_list("answer", flat=True))
    overdue = Recommendation.objects.filter(due_on__lt=FRIDAY, done_on=None).exclude(answer="refused")

    assert steps >= {
        "manager",
        "investigating_officer",
        "independent_person",
        "adjudicator",
        "panel",
        "director",
    }
    assert answers == {"accepted", "in_part", "refused"}
    assert overdue.exists()
    assert Recommendation.objects.exclude(done_on=None).exists()
    assert Extension.objects.filter(reason="").count() == 0
    assert PaymentPart.objects.count() >= 4
    assert LearningPoint.objects.values("service").distinct().count() == 5


def test_somebody_who_works_on_many_cases_is_one_person(loaded: object):
    investigators = [
        (one.person_id, one.person.name)
        for case in Representation.objects.filter(parties__part="investigating_officer")
        for one in case.parties.filter(part="investigating_officer").select_related("person")
    ]

    assert len(investigators) > len(set(investigators))
    assert len({name for _, name in investigators}) == len(set(investigators))


def test_it_cannot_be_loaded_over_anything(loaded: object):
    before = Representation.objects.count()

    with pytest.raises(AlreadyInUse, match="already serves Thistlemere Council"):
        demonstration.load(today=FRIDAY, at=AT, say=silent)

    assert Representation.objects.count() == before


# Nothing in it is anybody's

SHEETS = Path(__file__).parents[1] / "fixtures" / "cases"
SAID_IN_A_LIVE_COUNCIL = (
    "Marjorie Ellesmere-Hunt of 14 Tannery Wharf says that the worker never came on the day she had promised.",
    "Councillor Desmond Achterberg, 3 Old Brewhouse Lane, asks why nobody rang his neighbour back.",
)
ADDRESS = re.compile(r"\b\d{1,3}[a-z]? (?:[A-Z]\w+ )+(?:Road|Street|Lane|Close|Avenue|Wharf|Row|Way|Drive)\b")


def in_common(live: Iterable[str], training: Iterable[str]) -> dict[str, set[object]]:
    """Names, addresses and runs of six words that stand in both."""
    both: list[dict[str, set[object]]] = []
    for texts in (live, training):
        found: dict[str, set[object]] = {"names": set(), "addresses": set(), "runs": set()}
        for text in texts:
            words = re.findall(r"\w+", text.lower())
            found["names"].update(pairs_in(text))
            found["addresses"].update(ADDRESS.findall(text))
            found["runs"].update(zip(*(words[n:] for n in range(6)), strict=False))
        both.append(found)
    return {name: both[0][name] & both[1][name] for name in both[0]}


def a_live_council() -> list[str]:
    rows = csv.reader((SHEETS / "nelc_2020-21_complaints_messy.csv").read_text("cp1252").splitlines())
    return [*SAID_IN_A_LIVE_COUNCIL, *(cell for row in rows for cell in row)]


def test_no_name_address_or_run_of_six_words_of_a_live_council_stands_in_it(loaded: object):
    live, training = a_live_council(), list(every_text())

    shared = in_common(live, training)
    people = {(one.split()[0].lower(), one.split()[-1].lower()) for one in names_of_everybody()}
    assert (shared["names"] & people, shared["addresses"], shared["runs"]) == (set(), set(), set())

    planted = in_common(live, [*training, SAID_IN_A_LIVE_COUNCIL[0]])
    assert ("marjorie", "ellesmere-hunt") in planted["names"]
    assert planted["addresses"] == {"14 Tannery Wharf"}
    assert len(planted["runs"]) == len(re.findall(r"\w+", SAID_IN_A_LIVE_COUNCIL[0])) - 5


def test_every_address_in_it_is_for_examples_and_every_number_from_a_drama(loaded: object):
    ways = dict(Contact.objects.values_list("way", "value"))
    numbers = Contact.objects.filter(way="telephone").values_list("value", flat=True)

    assert len(ways) >= 2
    assert all(one.startswith("01632 960") for one in numbers)
    assert all(
        leads_nowhere(one) for one in Contact.objects.filter(way="email").values_list("value", flat=True)
    )


def test_names_to_avoid_are_found_in_it_and_whose_they_are(loaded: object):
    refuse_names(frozenset({("marjorie", "ellesmere-hunt")}))

    with pytest.raises(CalledLikeSomebody) as why:
        refuse_names(frozenset({("tom", "brackenell"), ("evander", "wickenby"), ("family", "hubs")}))

    assert why.value.surnames == ["brackenell", "wickenby"]
    assert "Family Hubs" in str(why.value)


def names_of_everybody() -> list[str]:
    return list(Person.objects.values_list("name", flat=True))
