"""Themes are made by people: suggested, accepted with these cases, shown to each only as far as they read."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import NOW, received
from tests.casework.offices import an_office
from tests.casework.themed_texts import SAID

from heard.casework import themes
from heard.casework.looking import NotYours
from heard.casework.looking_at_themes import suggestion_seen, suggestions_seen, theme_seen, themes_seen
from heard.casework.performing import NotNow
from heard.casework.permissions import NotAllowed
from heard.casework.themes_apart import CannotRead
from heard.casework.themes_counted import themed_cases
from heard.casework.themes_reading import look_again, read_when_due
from heard.casework.themes_words import Together
from heard.casework.walls_building import build_wall
from heard.casework.writing import writing
from heard.outcomes.models import SuggestedCase, Theme, ThemedCase, ThemeSuggestion
from heard.representations.models import Restriction

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY, TODAY = date(2026, 11, 2), NOW.date()


@pytest.fixture
def office(monkeypatch):
    """An office, and a reading that finds “allowance” and “arrears” together wherever they stand."""

    def found(texts, leave_out):
        terms = ("allowance", "arrears", "zebedee")
        rows = [
            (place, tuple(one for one in terms if one in text.lower())) for place, text in enumerate(texts)
        ]
        rows = [(place, mine) for place, mine in rows if len(mine) >= 2]
        return [Together(terms, tuple(rows))] if len(rows) >= 5 else []

    monkeypatch.setattr("heard.casework.themes_reading.read_apart", found)
    return an_office()


def cases(office, *words: str):
    made = [received(words=one, received_on=DAY, points=()) for one in words]
    with writing("test_rows", by="amina", at=NOW) as line:
        for case in made:
            line.change(case, team=office.teams["North"])
    return made


def money(number: int) -> list[str]:
    return [f"The allowance and the arrears, {one}." for one in range(number)]


def looked(office):
    return look_again(by=office["complaints_manager"], at=NOW)


def test_a_small_failure_is_suggested_accepted_with_all_but_one_case_and_counted_by_service_and_month(office):
    rang = cases(office, *SAID["not rung back"][:1], "Nobody rang back.", "She never returned my calls.")
    assert looked(office).cases == 3
    manager = office["complaints_manager"]
    line = next(one for one in suggestions_seen(manager) if one.name == "Not called back")
    assert (line.cases, suggestion_seen(manager, line.number).by_month.rows) == (3, (("Assessment", (3,)),))

    going = [case.pk for case in rang[:2]]
    theme = themes.accept_suggestion(
        number=line.number, name="Nobody rings back", words="Small, often.", cases=going, by=manager, at=NOW
    )

    seen = themes_seen(manager)
    assert [(one.name, one.cases, one.found) for one in seen.rows] == [("Nobody rings back", 2, 0)]
    assert (seen.of, theme_seen(manager, theme.pk).by_year.rows) == (3, (("Assessment", (2,)),))
    assert [one.theme for one in themed_cases()] == ["Nobody rings back"] * 2
    looked(office)  # The one left out may be suggested again, for the same theme; the others are not.
    again = next(one for one in suggestions_seen(manager) if one.name == "Not called back")
    assert (again.cases, again.theme) == (1, "Nobody rings back")


def test_what_was_rejected_is_not_suggested_again_nor_anything_decided_by_who_may_not(office):
    cases(office, *money(6))
    looked(office)
    manager = office["complaints_manager"]
    line = next(one for one in suggestions_seen(manager) if one.terms)
    for by in (office["team_manager"], office["elected_member"]):
        with pytest.raises(NotAllowed):
            themes.reject_suggestion(number=line.number, by=by, at=NOW)
    with pytest.raises(NotNow, match="No case was chosen"):
        themes.accept_suggestion(number=line.number, name="Money", words="", cases=[], by=manager, at=NOW)

    themes.reject_suggestion(number=line.number, by=manager, at=NOW)
    looked(office)

    assert not any(one.terms for one in suggestions_seen(manager))
    assert not SuggestedCase.objects.filter(suggestion__standing="rejected").exists()


def test_a_word_shows_only_where_the_reader_reads_five_cases_with_it(office):
    made = cases(office, *money(6), "The allowance of Zebedee and his arrears.")
    looked(office)
    officer, manager = office["complaints_officer"], office["complaints_manager"]
    line = next(one for one in suggestions_seen(officer) if one.terms)
    assert (line.terms, line.cases) == (("allowance", "arrears"), 7)  # Zebedee stands in one.

    for case in made[:3]:
        by = {"by": manager, "at": NOW, "day": TODAY, "because": "A cousin."}
        build_wall(reference=case.reference, person=officer.person_id, **by)

    assert not any(
        one.terms for one in suggestions_seen(officer)
    )  # Four are left: no word, and no suggestion.
    with pytest.raises(NotYours):
        suggestion_seen(officer, line.number)
    with pytest.raises(NotNow):
        themes.reject_suggestion(number=line.number, by=officer, at=NOW)
    assert [one.cases for one in suggestions_seen(manager) if one.terms] == [7]


def test_whoever_may_not_see_a_case_sees_it_in_no_theme_and_no_count(office):
    made = cases(office, *money(5))
    manager, officer = office["complaints_manager"], office["complaints_officer"]
    theme = themes.begin_theme(name="Money", words="", by=manager, at=NOW)
    for case in made:
        themes.put_into_theme(theme=theme.pk, reference=case.reference, by=manager, at=NOW)
    by = {"by": manager, "at": NOW, "day": TODAY, "because": "A cousin."}
    build_wall(reference=made[0].reference, person=officer.person_id, **by)

    assert [len(theme_seen(one, theme.pk).cases) for one in (manager, officer)] == [5, 4]
    assert [themes_seen(one).rows[0].cases for one in (manager, officer)] == [5, 4]
    assert [themes_seen(one).of for one in (manager, officer)] == [5, 4]
    with pytest.raises(NotYours):
        themes.take_out_of_theme(theme=theme.pk, reference=made[0].reference, by=officer, at=NOW)
    assert [one.words for one in theme_seen(office["director"], theme.pk).cases] == [
        ""
    ] * 5  # The shell alone.


def test_a_case_kept_to_few_is_not_read_and_names_are_no_words(office, monkeypatch):
    made = cases(office, *money(6))
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Restriction(representation=made[0], because="A well-known family", begins_on=DAY))
    given = []
    monkeypatch.setattr(
        "heard.casework.themes_reading.read_apart",
        lambda texts, names: given.append((texts, set(names))) or [],
    )
    looked(office)

    texts, names = given[0]
    assert (len(texts), any("arrears, 0" in one for one in texts)) == (5, False)
    assert {"thornbeck", "malik", "marl"} <= names


def test_the_night_reads_once_a_week_and_says_why_words_were_not_read(office, monkeypatch):
    def cannot(texts, names):
        raise CannotRead("It is not installed.")

    monkeypatch.setattr("heard.casework.themes_reading.read_apart", cannot)
    cases(office, "Nobody rang back.")

    assert read_when_due(by="night", at=NOW).why_not == "It is not installed."
    assert ThemeSuggestion.objects.count() == 1  # The plain patterns need nothing.
    assert read_when_due(by="night", at=NOW) is None


def test_a_theme_is_renamed_loses_a_case_and_ends_and_all_of_it_is_on_record(office):
    case, manager = cases(office, "Nobody rang back.")[0], office["complaints_manager"]
    theme = themes.begin_theme(name="Calls", words="", by=manager, at=NOW)
    with pytest.raises(NotNow, match="already"):
        themes.begin_theme(name="calls", words="", by=manager, at=NOW)
    themes.put_into_theme(theme=theme.pk, reference=case.reference, by=manager, at=NOW)
    with pytest.raises(NotNow, match="already"):
        themes.put_into_theme(theme=theme.pk, reference=case.reference, by=manager, at=NOW)

    themes.change_theme(theme=theme.pk, name="Not rung back", words="Often.", by=manager, at=NOW)
    themes.take_out_of_theme(theme=theme.pk, reference=case.reference, by=manager, at=NOW)
    themes.end_theme(theme=theme.pk, because="It is one with another.", by=manager, at=NOW)

    row = ThemedCase.objects.get()
    assert (row.theme.name, bool(row.removed_at), list(themed_cases())) == ("Not rung back", True, [])
    assert Theme.objects.get().because == "It is one with another."
    with pytest.raises(NotYours):
        theme_seen(manager, theme.pk)
