"""The live cases of the demonstration: every state worth seeing, whatever the day, through the acts of an office."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.clock import stop_the_clock
from tests.web.act_pages import signed_in

from heard.casework import audit, nightly
from heard.casework.clocks import clocks_of_council
from heard.casework.gaming import traces
from heard.casework.letters import verify_letters
from heard.casework.looking import visible_to
from heard.casework.offers import offer_of
from heard.casework.offers_next import possible_on
from heard.casework.permissions import Act, ChartAct, may
from heard.casework.reading_for_guests import is_guest
from heard.casework.stage_days import clock_of_stage
from heard.importing import demonstration
from heard.importing.demonstration_live import live_cases
from heard.law.working_days import ENGLAND
from heard.ledger.models import Entry
from heard.outcomes.models import Action
from heard.people.models import Member
from heard.reporting.annual import annual_report
from heard.reporting.frames import frames_of_council
from heard.representations.models import (
    Decision,
    Extension,
    Hold,
    Letter,
    LetterDraft,
    OmbudsmanCase,
    OmbudsmanEnquiry,
    Party,
    Posting,
    Representation,
    Stage,
)
from heard.web.desk.acts.registry import pages, pages_of

# Journeys walk it on PostgreSQL.
pytestmark = pytest.mark.once
SUNDAY, YEAR_START = date(2026, 11, 22), date(2027, 4, 1)
FRIDAY, CHRISTMAS = date(2026, 11, 20), date(2026, 12, 25)
DAYS = [SUNDAY, *((YEAR_START, FRIDAY, CHRISTMAS) if os.environ.get("HEARD_FULL") else ())]


def silent(text: str) -> None:
    """Says nothing."""


@pytest.fixture(scope="module", params=DAYS, ids=str)
def today(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: object) -> Iterator[date]:
    """The demonstration as loaded on one day, for every test of this module, and gone afterwards."""
    day: date = request.param
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        demonstration.load(today=day, at=at, say=silent)
        yield day
        transaction.set_rollback(True)


def live_ones():
    return Representation.objects.filter(is_history=False)


def open_stages(code: str, procedure: str = "children_act"):
    rows = Stage.objects.filter(stage=code, answered_on=None, withdrawn_on=None, ended_on=None)
    return rows.filter(representation__procedure=procedure, representation__is_history=False)


# Every state worth seeing

STATES = {
    "received", "deciding_interest", "refused", "joined", "stage_1", "stage_1_resolved", "stage_1_answered",
    "stage_1_question", "stage_2", "stage_2_statement", "stage_2_investigating", "stage_2_investigator_reported",
    "stage_2_adjudicating", "stage_2_answered", "stage_2_deciding", "stage_3_arranging", "stage_3_deciding",
    "stage_3_panel_appointed", "stage_3_panel_met", "stage_3_recommended", "stage_3_answered", "answered", "thanked",
    "shared", "considering", "withdrawn_at_stage_1",
}  # fmt: skip
KINDS = {
    "statutory_complaint", "corporate_complaint", "concern", "informal_complaint", "comment", "compliment",
    "suggestion", "mp_enquiry", "councillor_enquiry", "duty_matter", "anonymous_report", "worker_change",
}  # fmt: skip


@pytest.mark.django_db
def test_every_state_and_every_kind_is_there(today: date):
    assert live_ones().count() >= 40
    assert set(live_ones().values_list("state", flat=True)) >= STATES
    assert set(live_ones().values_list("kind", flat=True)) == KINDS


@pytest.mark.django_db
def test_stage_1_is_late_due_today_soon_and_fine(today: date):
    clocks = [clock for one in open_stages("stage_1") if (clock := clock_of_stage(one)) is not None]
    seen = Counter(clock.colour(today) for clock in clocks)

    assert min(seen[colour] for colour in ("late", "soon", "fine")) >= 2
    assert ENGLAND.next_working_day(today) in {clock.must_by for clock in clocks}
    if ENGLAND.is_working_day(today):
        assert seen["today"] >= 1


@pytest.mark.django_db
def test_stage_2_is_late_and_fine_and_soon(today: date):
    seen = {clock_of_stage(one).colour(today) for one in open_stages("stage_2")}

    assert seen == {"late", "soon", "fine"}


@pytest.mark.django_db
def test_more_time_waits_and_holds_are_there_in_every_way(today: date):
    bases = set(Hold.objects.filter(until_on=None).values_list("basis", flat=True))
    decided = set(Decision.objects.filter(ended_on=None).values_list("about", "answer"))
    extended = Extension.objects.filter(stage__representation__is_history=False)

    assert bases == {"advocate", "proceedings"}
    assert Hold.objects.exclude(element=None).exists()
    assert Hold.objects.filter(element=None).exists()
    assert {("freeze", "frozen"), ("limit", "limited"), ("safeguarding", "referred_and_goes_on")} <= decided
    assert {stage.stage for stage in Stage.objects.filter(extensions__in=extended)} >= {"stage_1", "stage_2"}


@pytest.mark.django_db
def test_promises_are_open_late_and_done(today: date):
    assert Action.objects.filter(done_on=None, due_on__lt=today).exists()
    assert Action.objects.filter(done_on=None, due_on__gt=today).exists()
    assert Action.objects.exclude(done_on=None).exists()


@pytest.mark.django_db
def test_the_ombudsman_sent_one_back_asks_about_one_and_asks_for_things_in_another(today: date):
    ours = OmbudsmanCase.objects.filter(about__is_history=False)

    assert ours.filter(is_premature=True).exists()
    assert OmbudsmanEnquiry.objects.filter(answered_on=None, answer_by__gt=today).exists()
    asked = ours.get(decision__label="Upheld: fault and injustice").recommendations.all()
    assert {(one.accepted_on is None, one.due_on < today) for one in asked} == {
        (False, True),
        (True, True),
        (True, False),
    }


@pytest.mark.django_db
def test_letters_are_sent_waiting_and_drafted(today: date):
    standings = set(LetterDraft.objects.values_list("standing", flat=True))

    assert Letter.objects.filter(is_from_elsewhere=False).count() >= 15
    assert Posting.objects.filter(sent_on=None).exists()
    assert standings >= {LetterDraft.Standing.DRAFTED, LetterDraft.Standing.ISSUED}
    assert verify_letters() == ()


@pytest.mark.django_db
def test_a_child_complains_with_an_advocate_and_some_ways_to_reach_people_are_not_safe(today: date):
    kayla = Party.objects.select_related("person").get(person__name="Kayla Marlowick", part="complainant")

    assert kayla.relation == "child"
    assert kayla.representation.parties.filter(part="advocate").exists()
    assert set(kayla.person.contacts.values_list("is_safe", flat=True)) == {True, False}


@pytest.mark.django_db
def test_those_from_outside_see_the_cases_they_are_at_work_on_and_no_other(today: date):
    for member in Member.objects.filter(is_outside=True):
        theirs = set(member.grants.values_list("representation_id", flat=True))
        assert theirs
        assert set(visible_to(member, today).values_list("pk", flat=True)) == theirs


# As real as a record can be that is invented


@pytest.mark.django_db
def test_each_act_was_written_down_on_its_own_day_and_the_ledger_runs_forward(today: date):
    entries = list(Entry.objects.order_by("sequence").values_list("at", "done_on", "reference"))
    live = set(live_ones().values_list("reference", flat=True))

    assert all(before[0] <= after[0] for before, after in zip(entries, entries[1:], strict=False))
    assert all(at.date() == done_on for at, done_on, reference in entries if reference in live and done_on)


@pytest.mark.django_db
def test_the_ledger_is_whole_and_the_night_finds_nothing_wrong(today: date):
    assert audit.verify().faults == ()
    with transaction.atomic():
        at = datetime(today.year, today.month, today.day, 22, tzinfo=UTC)
        assert [one.why for one in nightly.night(on=today, by="night", at=at).faults] == []
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_annual_report_agrees_with_itself_live_cases_and_all(today: date):
    at, begins = datetime(today.year, today.month, today.day, 22, tzinfo=UTC), reporting_year(today)
    for year in (begins - 1, begins):
        made = annual_report(
            frames_of_council(today=today), period=f"{year}-{(year + 1) % 100:02}", today=today, at=at
        )
        assert made.sections


def reporting_year(day: date) -> int:
    return day.year if day.month > 3 else day.year - 1


@pytest.mark.once
@pytest.mark.django_db
def test_no_live_case_looks_as_if_a_day_had_been_moved(today: date):
    # A concern that was settled by telephone has no letter.
    cases = live_ones().exclude(kind="concern")
    moves = Counter(trace.move for case in cases for trace in traces(case))

    assert set(moves) <= {"joined", "held_whole", "later_start", "closed_and_reopened"}, moves


@pytest.mark.django_db
def test_every_live_case_says_that_it_is_invented(today: date):
    assert not live_ones().exclude(notes__startswith="Invented for the demonstration.").exists()


def acts_offered(page: str) -> list[str]:
    """The addresses of the acts that a page links to, each once."""
    return list(dict.fromkeys(re.findall(r'href="(/cases/[^"]*/do/[^"]*)"', page)))


def work_of(client: Client) -> Iterator[str]:
    """Every page of somebody's work list."""
    for number in range(1, 9):
        answer = client.get(f"/work/?view=all&page={number}")
        page = answer.content.decode()
        yield page
        if f"page={number + 1}" not in page:
            return


def next_on(member: Member, today: date) -> set[tuple[str, str, str]]:
    """What is next for somebody, of every live case they see: the state, the act, and one case where it is so."""
    seen = list(visible_to(member, today).filter(is_history=False).values_list("reference", flat=True))
    there = possible_on(member, seen, clocks_of_council(), on=today)
    found = {
        (one.state.value, act.value): reference
        for reference, one in there.items()
        for act in one.following
        if one.may_now(act) and pages_of(act)
    }
    return {(*key, reference) for key, reference in found.items()}


def page_of_next(answer) -> str:
    """What an act's page answers before anything is typed: nothing, or what is wrong with it."""
    if answer.status_code != 200:
        return str(answer.status_code)
    form = answer.context["form"]
    empty = [
        name
        for name, field in form.fields.items()
        if field.required
        and getattr(field, "choices", None) is not None
        and not any(c for c, _ in field.choices)
    ]
    return ", ".join([*(f"nothing to choose for {name}" for name in empty), *map(str, form.errors)])


@pytest.mark.django_db
def test_whatever_is_offered_next_opens_for_whoever_it_is_offered_to(today: date, monkeypatch):
    stop_the_clock(monkeypatch, today)
    standing = dict(Representation.objects.values_list("reference", "state"))
    wrong, offered = {}, Counter()
    for member in Member.objects.filter(account__is_active=True).order_by("pk"):
        if not may(member, Act.SEE_CASES) or is_guest(member):
            continue
        client, opened = signed_in(member), {}
        for address in (one for page in work_of(client) for one in acts_offered(page)):
            _, _, reference, _, slug, _ = address.split("/")
            act, case = pages()[slug].act, Representation.objects.get(reference=reference)
            offered[member.role] += 1
            if not (offer := offer_of(member, case, act, on=today)).allowed:
                wrong[member.role, address] = offer.why_not
            opened[act.value, standing[reference]] = address
        # Of the same act in the same state one page stands for all: whether it may be done was asked of each.
        for state, act, reference in next_on(member, today):
            there = reverse("act", args=[reference, pages_of(ChartAct(act))[0].address])
            opened.setdefault((act, state), there)
        wrong |= {
            (member.role, address): found
            for address in opened.values()
            if (found := page_of_next(client.get(address)))
        }

    assert wrong == {}
    assert offered["complaints_manager"] > 80
    assert offered["director"] > 0


def test_no_act_is_dated_after_today():
    for day in (FRIDAY, SUNDAY, CHRISTMAS, YEAR_START):
        assert max(step.day for step in live_cases(day).steps) <= day


def test_the_same_day_gives_the_same_cases_again():
    def told(day: date):
        return [(step.live.name, step.day, step.act.__name__) for step in live_cases(day).in_order()]

    assert told(FRIDAY) == told(FRIDAY)
    assert told(FRIDAY) != told(CHRISTMAS)
