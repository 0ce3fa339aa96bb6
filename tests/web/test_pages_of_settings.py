"""The settings pages: what is kept, what is refused and in which words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.web import small_council
from tests.web.small_council import bring_in, case, found, signed_in

from heard.casework.audit import verify
from heard.casework.looking import services, teams, terms
from heard.casework.small_numbers import threshold_on
from heard.people.models import Member, Team
from heard.reporting.frames import bands_on
from heard.representations.models import ContextFigure

BEGINS = {
    "begins_on-day": "1",
    "begins_on-month": "12",
    "begins_on-year": "2026",
    "reason": "Agreed in November",
}


@pytest.fixture
def members(db: None) -> dict[str, Member]:
    """A small council with four cases and one member in each role."""
    found()
    bring_in([case(number) for number in range(4)])
    return small_council.members()


@pytest.fixture
def manager(members: dict[str, Member]) -> Client:
    """The browser of the complaints manager."""
    return signed_in(members["complaints_manager"])


@pytest.mark.django_db
def test_a_target_looser_than_the_law_is_refused_beside_the_field_with_both_numbers(manager):
    answer = manager.post("/settings/clocks/children_act/stage_1/answer/", {"days": "12", **BEGINS})
    page = answer.content.decode()
    beside = re.search(r'id="id_days-error".*?</p>', page, re.DOTALL)

    assert answer.status_code == 422
    assert beside is not None
    assert "12 working days" in beside[0]
    assert "10 working days" in beside[0]
    assert 'href="#id_days"' in page


@pytest.mark.django_db
def test_a_tighter_target_is_kept_and_shown(manager):
    answer = manager.post("/settings/clocks/children_act/stage_1/answer/", {"days": "8", **BEGINS})

    assert answer.status_code == 302
    assert (
        "8 from 1 December 2026"
        in manager.get("/settings/clocks/children_act/stage_1/answer/").content.decode()
    )


@pytest.mark.django_db
def test_bands_are_kept_from_their_day_on(manager):
    assert manager.post("/settings/bands/stage_1/", {"value": "5,10,20", **BEGINS}).status_code == 302
    assert bands_on(date(2026, 12, 1))["stage_1"] == (5, 10, 20)
    assert bands_on(date(2026, 11, 30))["stage_1"] == (10, 20)


@pytest.mark.django_db
def test_bands_that_do_not_rise_are_refused_beside_the_field(manager):
    answer = manager.post("/settings/bands/stage_1/", {"value": "20,10", **BEGINS})

    assert answer.status_code == 422
    assert "must rise from edge to edge" in answer.content.decode()


@pytest.mark.django_db
def test_a_label_gets_its_common_meaning_a_childs_words_and_its_days(manager):
    upheld = terms("outcome").get(label="Upheld")
    said = {
        "label": "Upheld",
        "means": "partly_upheld",
        "child_label": "You were right",
        "position": "3",
        "in_use_to-day": "31",
        "in_use_to-month": "3",
        "in_use_to-year": "2027",
    }
    assert manager.post(f"/settings/lists/outcome/{upheld.pk}/", said).status_code == 302
    upheld.refresh_from_db()

    assert (upheld.means, upheld.child_label, upheld.in_use_to) == (
        "partly_upheld",
        "You were right",
        date(2027, 3, 31),
    )


@pytest.mark.django_db
def test_a_context_figure_is_typed_in_corrected_and_kept_once_a_day(manager):
    said = {
        "name": "Open cases",
        "value": "1234",
        "source": "Census",
        "as_at-day": "31",
        "as_at-month": "3",
        "as_at-year": "2026",
    }
    first = manager.post("/settings/context/", said)
    again = manager.post("/settings/context/", said)
    figure = ContextFigure.objects.get()
    corrected = manager.post(f"/settings/context/{figure.pk}/", {"value": "1235", "source": "Census"})
    figure.refresh_from_db()

    assert (first.status_code, again.status_code, corrected.status_code) == (302, 422, 302)
    assert figure.value == 1235


@pytest.mark.django_db
def test_a_day_closed_says_which_dates_would_move_before_it_is_added(manager):
    said = {
        "day-day": "24",
        "day-month": "12",
        "day-year": "2026",
        "title": "Closing day",
        "source": "Cabinet",
    }
    asked = manager.post("/settings/days/", said)
    assert "Nothing is added yet" in asked.content.decode()
    assert "Closing day" not in manager.get("/settings/days/").content.decode()

    added = manager.post("/settings/days/", {**said, "sure": "yes"})
    again = manager.post("/settings/days/", {**said, "sure": "yes"})

    assert (added.status_code, again.status_code) == (302, 422)
    assert "Closing day" in manager.get("/settings/days/").content.decode()


@pytest.mark.django_db
def test_somebody_invited_chooses_a_password_once_and_signs_in(manager):
    said = {
        "full_name": "Noor Haddad", "sign_in_name": "noor", "role": "team_manager", "team": "", "job": "Manager",
        "begins_on-day": "22", "begins_on-month": "11", "begins_on-year": "2026", "because": "The post was empty.",
    }  # fmt: skip
    without = manager.post("/settings/people/join/", said)
    page = manager.post("/settings/people/join/", {**said, "team": str(teams().first().pk)}).content.decode()
    link = re.search(r"http://testserver(/choose-password/[^<]+)<", page)
    assert link is not None
    visitor = Client()

    weak = visitor.post(link[1], {"password": "password"})
    chosen = visitor.post(link[1], {"password": "seven quiet herons wade"})
    spent = visitor.get(link[1])
    came_in = visitor.post("/sign-in/", {"username": "noor", "password": "seven quiet herons wade"})

    assert "Select the team whose cases this manager sees" in without.content.decode()
    assert "must have 15 characters or more" in weak.content.decode()
    assert chosen.status_code == 302
    assert chosen.headers["Location"] == "/me/sign-in/set-up/"
    assert spent.status_code == 404
    assert came_in.status_code == 302
    # Only somebody on record as a person can be appointed to a part, or kept out of a case.
    assert Member.objects.get(account__username="noor").person.name == "Noor Haddad"


@pytest.mark.django_db
def test_a_wrong_password_says_so_without_saying_which_part(members):
    answer = Client().post("/sign-in/", {"username": "nobody", "password": "wrong"})

    assert "The name or the password is not right" in answer.content.decode()


@pytest.mark.django_db
def test_after_signing_in_nobody_is_sent_to_another_site(members):
    account = members["director"].account
    account.set_password("seven quiet herons wade")
    account.save()
    said = {
        "username": "director",
        "password": "seven quiet herons wade",
        "next": "https://elsewhere.example/",
    }

    assert Client().post("/sign-in/", said).headers["Location"] == "/"


@pytest.mark.django_db
def test_the_ledger_is_whole_after_every_setting_and_names_a_row_changed_by_hand(manager):
    manager.post("/settings/bands/stage_1/", {"value": "5,10,20", **BEGINS})
    whole = manager.post("/ledger/").content.decode()
    assert verify().whole

    terms("outcome").filter(label="Upheld").update(means="not_upheld")
    broken = manager.post("/ledger/").content.decode()

    assert "The ledger is whole" in whole
    assert "The ledger is not whole" in broken
    assert "It was edited by hand" in broken


@pytest.mark.django_db
def test_a_label_is_added_with_its_common_meaning_after_those_there_are(manager):
    page = manager.get("/settings/lists/outcome/").content.decode()
    added = manager.post(
        "/settings/lists/outcome/add/", {"label": "  Upheld in  part ", "means": "partly_upheld"}
    )
    label = terms("outcome").get(label="Upheld in part")

    assert 'href="/settings/lists/outcome/add/"' in page
    assert "cannot be deleted" in page
    assert added.status_code == 302
    assert label.means == "partly_upheld"
    assert label.position == max(terms("outcome").values_list("position", flat=True))
    assert ">Partly upheld</td>" in manager.get("/settings/lists/outcome/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("uPHELD", "“Upheld” is in this list already"),
        ("   ", "Enter the label, as the council prints it"),
        ("x" * 201, "Label must be 200 characters or fewer"),
    ],
)
def test_a_label_that_cannot_be_added_is_refused_beside_its_field(manager, words, why):
    answer = manager.post("/settings/lists/outcome/add/", {"label": words, "means": ""})
    beside = re.search(r'id="id_label-error".*?</p>', answer.content.decode(), re.DOTALL)

    assert answer.status_code == 422
    assert beside is not None
    assert why in beside[0]
    assert terms("outcome").count() == 2


@pytest.mark.django_db
def test_a_meaning_of_another_list_is_refused(manager):
    answer = manager.post("/settings/lists/outcome/add/", {"label": "Seen to", "means": "letter"})

    assert answer.status_code == 422
    assert not terms("outcome").filter(label="Seen to").exists()


@pytest.mark.django_db
def test_a_service_is_added_with_its_leadership_and_a_team_with_its_service(manager):
    service = {"label": "Family Help", "leadership": "Director of Early Help"}
    assert manager.post("/settings/lists/service/add/", service).status_code == 302
    there = services().get(label="Family Help")
    team = {"label": "Family Help East", "service": str(there.pk)}
    assert manager.post("/settings/lists/team/add/", team).status_code == 302
    changed = {"label": "Family Help", "leadership": "Director of Families", "position": "1"}
    assert manager.post(f"/settings/lists/service/{there.pk}/", changed).status_code == 302
    there.refresh_from_db()

    assert teams().get(label="Family Help East").service == there
    assert there.leadership == "Director of Families"
    assert "Director of Families" in manager.get("/settings/lists/service/").content.decode()


@pytest.mark.django_db
def test_a_renamed_team_keeps_its_cases_and_a_name_in_use_is_refused(manager):
    team = teams().get(label="Leaving Care")
    where = f"/settings/lists/team/{team.pk}/"
    taken = manager.post(where, {"label": "assessment north", "position": "1"})
    renamed = manager.post(where, {"label": "Care Leavers", "position": "1"}, follow=True)

    assert taken.status_code == 422
    assert "“Assessment North” is in this list already" in taken.content.decode()
    assert "“Leaving Care” is now “Care Leavers”" in renamed.content.decode()
    assert "Care Leavers" in manager.get("/cases/CS-0001/").content.decode()
    assert verify().whole


@pytest.mark.django_db
def test_a_team_does_not_end_where_nobody_asks_what_is_still_in_it(manager):
    team = teams().get(label="Leaving Care")
    where = f"/settings/lists/team/{team.pk}/"
    last = {"in_use_to-day": "1", "in_use_to-month": "12", "in_use_to-year": "2026"}
    answer = manager.post(where, {"label": "Leaving Care", "position": "1", **last})

    assert answer.status_code == 422
    assert "there it says who and what is still in it" in answer.content.decode()
    assert teams().get(label="Leaving Care").in_use_to is None


@pytest.mark.django_db
def test_a_label_kept_as_it_stands_writes_nothing(manager):
    team = teams().get(label="Leaving Care")
    before = verify().entries
    manager.post(
        f"/settings/lists/team/{team.pk}/", {"label": "Leaving Care", "position": str(team.position)}
    )

    assert verify().entries == before


@pytest.mark.django_db
def test_a_date_is_tried_by_the_laws_clock_and_by_the_councils_own(manager):
    said = {
        "day-day": "23",
        "day-month": "12",
        "day-year": "2026",
        "title": "Closing day",
        "source": "Cabinet",
    }
    assert manager.post("/settings/days/", {**said, "sure": "yes"}).status_code == 302
    start = "start-day=18&start-month=12&start-year=2026"
    by_law = manager.get(f"/settings/days/?days=10&{start}&calendar=law").content.decode()
    own = manager.get(f"/settings/days/?days=10&{start}&calendar=council").content.decode()
    too_late = manager.get("/settings/days/?days=10&start-day=1&start-month=1&start-year=2090&calendar=law")
    wrong = manager.get(f"/settings/days/?days=0&{start}&calendar=law")

    assert "10 working days from Friday 18 December 2026 is Wednesday 6 January 2027" in by_law
    assert "Monday 21 December 2026 is day 1" in by_law
    assert "6 days at weekends do not count" in by_law
    assert "Friday 25 December 2026 does not count: Christmas Day" in by_law
    assert "Closing day</li>" not in by_law
    assert "10 working days from Friday 18 December 2026 is Thursday 7 January 2027" in own
    assert "Wednesday 23 December 2026 does not count: Closing day" in own
    assert (too_late.status_code, wrong.status_code) == (422, 422)
    assert "Bank holidays are known only" in too_late.content.decode()
    assert "Working days must be 1 or more" in wrong.content.decode()
    assert 'href="#id_days"' in wrong.content.decode()


@pytest.mark.django_db
def test_a_label_is_merged_into_another_and_taken_back(manager):
    other = {"label": "Agreed with", "means": "upheld"}
    assert manager.post("/settings/lists/outcome/add/", other).status_code == 302
    upheld = terms("outcome").get(label="Upheld")
    where = f"/settings/lists/outcome/{upheld.pk}/merge/"
    day = {"last_on-day": "30", "last_on-month": "11", "last_on-year": "2026", "reason": "One and the same"}
    page = manager.get(where).content.decode()
    refused = manager.post(where, {"into": "", **day})
    merged = manager.post(where, {"into": "Agreed with", **day})

    assert '<option value="Agreed with">' in page
    assert '<option value="Not upheld">' not in page
    assert refused.status_code == 422
    assert merged.status_code == 302
    assert "Merged into “Agreed with”" in manager.get("/settings/lists/outcome/").content.decode()
    assert "Take the merge back" in manager.get(f"/settings/lists/outcome/{upheld.pk}/").content.decode()
    assert manager.post(where, {"reason": "They differ after all"}).status_code == 302
    assert terms("outcome").get(label="Upheld").merged_into is None
    assert manager.get("/settings/lists/team/1/merge/").status_code == 404


@pytest.mark.django_db
def test_a_team_is_chosen_until_its_last_day_and_not_after(manager):
    team = teams().get(label="Leaving Care")
    for last, offered in (
        (date(2026, 11, 22), True),
        (date(2026, 12, 31), True),
        (date(2026, 11, 21), False),
    ):
        Team.objects.filter(pk=team.pk).update(in_use_to=last)

        assert ("Leaving Care" in manager.get("/cases/new/").content.decode()) is offered


@pytest.mark.django_db
def test_the_smallest_count_that_is_released_is_set_and_one_that_does_not_fit_is_refused(manager):
    assert 'value="5"' in manager.get("/settings/small-numbers/").content.decode()
    for wrong in ("many", "0", "21"):
        answer = manager.post("/settings/small-numbers/", {"value": wrong, **BEGINS})
        assert answer.status_code == 422
        assert "Write a whole number from 1" in answer.content.decode()
    assert manager.post("/settings/small-numbers/", {"value": "8", **BEGINS}).status_code == 302
    assert threshold_on(date(2026, 12, 1)) == 8
    assert threshold_on(date(2026, 11, 30)) == 5
