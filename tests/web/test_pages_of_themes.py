"""Pages of themes: a suggestion becomes a theme with the cases one left ticked, and each sees only theirs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.living import received
from tests.web.act_pages import signed_in
from tests.web.acts_done import office_on

from heard.casework.themes_apart import CannotRead
from heard.outcomes.models import Theme, ThemedCase, ThemeSuggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(monkeypatch):
    def cannot(texts, names):
        raise CannotRead("It is not installed.")

    monkeypatch.setattr("heard.casework.themes_reading.read_apart", cannot)
    return office_on(monkeypatch)


def rang(number: int):
    return [received(words=f"Nobody rang me back, {one}.", points=()) for one in range(number)]


def test_a_suggestion_is_read_for_looked_at_and_becomes_a_theme_without_the_case_taken_out(members):
    first, second, third = rang(3)
    manager = signed_in(members["complaints_manager"])

    answer = manager.post("/themes/suggestions/read/", follow=True).content.decode()
    assert "It is not installed." in answer
    assert "Not called back" in answer
    address = f"/themes/suggestions/{ThemeSuggestion.objects.get().pk}/"
    page = manager.get(address).content.decode()
    assert page.count(" checked>") == 3
    nobody = manager.post(address, {"do": "accept", "name": "Calls", "words": ""})
    assert nobody.status_code == 422
    assert "No case was chosen" in nobody.content.decode()

    made = manager.post(address, {"do": "accept", "name": "Not rung back", "case": [first.pk, second.pk]})

    theme = Theme.objects.get()
    assert made.headers["Location"] == f"/themes/{theme.pk}/"
    listed = manager.get("/themes/").content.decode()
    assert "2 of 3" in listed
    one = manager.get(f"/themes/{theme.pk}/").content.decode()
    assert [case.reference in one for case in (first, second, third)] == [True, True, False]
    refused = manager.post(f"/themes/{theme.pk}/", {"do": "change", "name": "Gwen Marl’s calls 26 000 001"})
    assert "The report prints a theme’s name" in refused.content.decode()
    manager.post(f"/themes/{theme.pk}/", {"do": "take-out", "reference": first.reference})
    manager.post(f"/themes/{theme.pk}/", {"do": "put", "reference": third.reference})
    assert set(ThemedCase.objects.filter(removed_at=None).values_list("representation", flat=True)) == {
        second.pk, third.pk,
    }  # fmt: skip
    assert manager.post(f"/themes/{theme.pk}/", {"do": "end", "because": "Enough."}).status_code == 302
    assert manager.get(f"/themes/{theme.pk}/").status_code == 404


def test_who_may_not_decide_sees_the_themes_and_no_suggestion_and_changes_nothing(members):
    case = rang(1)[0]
    theme = Theme.objects.create(name="Calls", origin="person", begun_by="amina", begun_at=case.recorded_at)
    ThemedCase.objects.create(theme=theme, representation=case, added_by="amina", added_at=case.recorded_at)
    director = signed_in(members["director"])

    page = director.get(f"/themes/{theme.pk}/").content.decode()
    assert case.reference in page
    assert "Nobody rang" not in page
    assert director.get("/themes/suggestions/").status_code == 403
    assert (
        "You cannot keep themes"
        in director.post(f"/themes/{theme.pk}/", {"do": "end", "because": "x"}).content.decode()
    )
    assert signed_in(members["elected_member"]).get("/themes/").status_code == 403


def test_the_list_and_a_theme_put_no_more_questions_for_twenty_cases_than_for_two(members):
    client = signed_in(members["complaints_manager"])
    theme = Theme.objects.create(
        name="Calls", origin="person", begun_by="amina", begun_at=rang(1)[0].recorded_at
    )
    asked = []
    for number in (2, 18):
        for case in rang(number):
            ThemedCase.objects.create(
                theme=theme, representation=case, added_by="a", added_at=case.recorded_at
            )
        client.post("/themes/suggestions/read/")
        row = ThemeSuggestion.objects.get()
        addresses = (
            "/themes/",
            f"/themes/{theme.pk}/",
            "/themes/suggestions/",
            f"/themes/suggestions/{row.pk}/",
        )
        for address in addresses:
            client.get(address)
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address).status_code == 200
            counts.append(len(seen))
        asked.append(counts)

    assert asked[0] == asked[1]
