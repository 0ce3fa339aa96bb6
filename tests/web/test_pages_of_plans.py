"""Plans and what committees asked: made, followed line by line, answered with figures, never late unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.living import at_stage_1
from tests.casework.stages import somebody
from tests.web.act_pages import hidden, signed_in
from tests.web.acts_done import office_on, on
from tests.web.test_pages_beside import AT, page_of

from heard.casework import committees, plans
from heard.casework.looking_at_plans import owed_beside_cases
from heard.casework.new_details import DoesNotFit
from heard.casework.permissions import NotAllowed
from heard.casework.plans import NewItem
from heard.outcomes.models import FigureTold, Matter, Plan, PlanItem
from heard.people.models import Term

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
LAST_YEAR, THIS_YEAR = (date(2025, 4, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2027, 3, 31))


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def plan_of(member, days, title: str) -> Plan:
    return plans.make_plan(
        member=member,
        at=AT,
        title=title,
        begins_on=days[0],
        ends_on=days[1],
        agreed_by="Cabinet",
        agreed_on=days[0],
    )


def line_of(member, plan: Plan, words: str, due_on: date, owner: int) -> PlanItem:
    return plans.add_to_plan(member=member, at=AT, plan=plan.pk, item=NewItem(words, owner, due_on))


def fill(client, address: str, **answers):
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()
    return client.post(address, {"once": hidden(page.content.decode(), "once"), **answers}, follow=True)


def test_last_years_actions_are_followed_one_by_one_and_carried_over(members):
    manager = members["complaints_manager"]
    owner = somebody("Gwen Ash")
    last, this = (
        plan_of(manager, LAST_YEAR, "Plan for 2025/26"),
        plan_of(manager, THIS_YEAR, "Plan for 2026/27"),
    )
    done = line_of(manager, last, "Ring back the same day.", date(2025, 9, 1), owner)
    late = line_of(manager, last, "Write leaflets with children.", date(2026, 1, 5), owner)
    client = signed_in(manager)

    fill(
        client,
        f"/plans/items/{done.pk}/",
        standing="done",
        words="The call log shows it.",
        **on("said_on", date(2025, 8, 20)),
    )
    page = page_of(members, f"/plans/{last.pk}/")
    for words in ("1 of 2 done, 1 late.", "The call log shows it.", "Gwen Ash", "late"):
        assert words in page

    answer = fill(
        client,
        f"/plans/items/{late.pk}/carry/",
        plan=this.pk,
        words="No designer.",
        **on("due_on", date(2026, 12, 1)),
        **on("carried_on", TODAY),
    )
    assert "It stands in the later plan" in answer.content.decode()
    assert "Carried over into" in page_of(members, f"/plans/{last.pk}/")
    assert "Carried over from" in page_of(members, f"/plans/{this.pk}/")
    assert '3 lines of plans: see <a class="govuk-link" href="/plans/">' in page_of(
        members, "/figures/plan_lines/"
    )
    with pytest.raises(DoesNotFit, match="is done since"):
        plans.say_progress(
            member=manager, at=AT, item=done.pk, standing="on_the_way", said_on=TODAY, words="More."
        )


def test_a_resolution_is_tracked_to_its_answer_and_the_figure_it_gave_opens(members):
    manager = members["complaints_manager"]
    owner = manager.person_id or somebody("Gwen Ash")
    client = signed_in(manager)
    fill(
        client,
        "/committees/new/",
        kind="committee",
        with_whom="Children’s scrutiny committee",
        **on("held_on", date(2026, 10, 1)),
    )
    met = Matter._meta.get_field("meeting").related_model.objects.get()
    assert client.post(f"/committees/{met.pk}/add/", {"kind": "question"}).status_code == 422
    matter = committees.record_matter(
        member=manager,
        at=AT,
        meeting=met.pk,
        matter=committees.NewMatter(
            "question", "How many came this year?", owner, date(2026, 11, 1), "Councillor Hale"
        ),
    )
    assert "1 matter waits for an answer. 1 is late." in page_of(members, "/committees/")

    wrong = {
        "figures": "https://elsewhere.example/9",
        "answer": "Twelve.",
        "answered_by": "Amina",
        **on("answered_on", TODAY),
    }
    assert (
        "is not the address of a figure"
        in fill(client, f"/committees/matters/{matter.pk}/", **wrong).content.decode()
    )
    again = {**wrong, "figures": "/figures/workers_again/"}
    refused = fill(client, f"/committees/matters/{matter.pk}/", **again).content.decode()
    assert "only for those entitled" in refused
    assert FigureTold.objects.count() == 0
    right = {**wrong, "figures": "https://here.example/figures/received/?period=2026/27"}
    page = fill(client, f"/committees/matters/{matter.pk}/", **right).content.decode()
    assert "/figures/received/?period=2026%2F27" in page
    assert "Answered by Amina" in page
    assert "Today it says" not in page
    at_stage_1()
    assert "Today it says" in page_of(members, f"/committees/{met.pk}/")
    assert "Nothing that was raised waits for an answer." in page_of(members, "/committees/")


def test_whoever_owns_a_line_may_say_how_it_goes_and_nobody_else_without_the_right(members):
    manager, other = members["complaints_manager"], members["performance_analyst"]
    plan = plan_of(manager, THIS_YEAR, "Plan for 2026/27")
    said = {"at": AT, "standing": "on_the_way", "said_on": TODAY, "words": "Begun."}
    row = line_of(manager, plan, "Count what is missing.", date(2026, 6, 1), somebody("Gwen Ash"))
    with pytest.raises(NotAllowed):
        plans.say_progress(member=other, item=row.pk, **said)
    with pytest.raises(NotAllowed):
        plan_of(other, THIS_YEAR, "Another plan")
    other.person_id = row.owner_id
    assert plans.say_progress(member=other, item=row.pk, **said).words == "Begun."
    assert [one.is_mine for one in owed_beside_cases(other, today=TODAY)] == [True]
    assert [one.is_mine for one in owed_beside_cases(manager, today=TODAY)] == [False]
    plans.say_progress(member=other, item=row.pk, **{**said, "standing": "done", "words": "The list."})
    assert owed_beside_cases(manager, today=TODAY) == owed_beside_cases(other, today=TODAY) == []


def test_two_contracts_with_one_provider_never_run_at_once(members):
    manager = members["complaints_manager"]
    Term.objects.get_or_create(list="advocate_provider", label="Say So")
    one = committees.record_advocacy_contract(
        member=manager, at=AT, provider="Say So", begins_on=date(2025, 4, 1), words="Children in care."
    )
    with pytest.raises(DoesNotFit, match="End that one first"):
        committees.record_advocacy_contract(
            member=manager, at=AT, provider="Say So", begins_on=date(2026, 4, 1), words="All children."
        )
    committees.end_advocacy_contract(member=manager, at=AT, contract=one.pk, ends_on=date(2026, 3, 31))
    committees.record_advocacy_contract(
        member=manager, at=AT, provider="Say So", begins_on=date(2026, 4, 1), words="All children."
    )
    page = page_of(members, "/committees/")
    assert page.count("Say So") >= 2
    assert "Tuesday 31 March 2026" in page


def test_the_pages_ask_no_more_of_the_database_for_more_lines(members):
    manager, owner = members["complaints_manager"], somebody("Gwen Ash")
    plan = plan_of(manager, THIS_YEAR, "Plan for 2026/27")
    client, asked = signed_in(manager), []
    for _ in range(2):
        for number in range(4):
            line_of(manager, plan, f"Line {number}", date(2026, 6, 1), owner)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/plans/")
            client.get(f"/plans/{plan.pk}/")
            client.get("/committees/")
        asked.append(len(queries))
    assert asked[0] == asked[1]
