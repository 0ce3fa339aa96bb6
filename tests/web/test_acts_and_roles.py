"""Who is offered what, and that what is not offered is not done when it is sent: every role × act, from one table."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import at_stage_1, received
from tests.web.act_pages import office, signed_in

from heard.casework.acts import state_of
from heard.casework.offer_groups import NEEDS_OPEN
from heard.casework.offers import offers
from heard.casework.performing import chart_of
from heard.casework.permissions import TABLE, Scope
from heard.law.procedure import Act
from heard.ledger.models import Entry
from heard.web.desk.acts.registry import pages

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 15)
# What the office looks at besides the chart: the time has not run out, and it is not acknowledged yet.
NOT_NOW = {Act.TELL_RIGHT_TO_GO_ON}


def charted(case) -> set[Act]:
    """The acts the chart has from where a case stands, those left out that need something to be open."""
    moves = chart_of(case).allowed(state_of(case))
    return {move.act for move in moves if move.act not in NEEDS_OPEN and move.act not in NOT_NOW}


@pytest.mark.parametrize("make", [received, at_stage_1])
def test_each_role_is_offered_exactly_what_the_table_and_the_chart_allow(make):
    members, case, tested = office(), make(), 0
    wrong = {}
    for role, rights in TABLE.items():
        right = {act for act, one in rights.items() if one.scope is Scope.ALL}
        sees = any(one.scope is Scope.ALL and act.value == "see cases" for act, one in rights.items())
        expected = charted(case) & right if sees else set()
        offered = {one.act for one in offers(members[role], case, on=ON) if one.allowed} if sees else set()
        tested += len(Act)
        if offered != expected:
            wrong[role] = sorted(offered ^ expected)

    assert wrong == {}
    assert tested == len(TABLE) * len(Act)


@pytest.mark.parametrize("role", ["complaints_officer", "director", "team_manager", "elected_member"])
def test_what_is_not_offered_is_not_done_when_it_is_sent_all_the_same(role):
    members, case = office(), received()
    member = members[role]
    client, lines = signed_in(member), Entry.objects.count()
    offered = {one.act for one in offers(member, case, on=ON) if one.allowed}
    statuses = {}
    for address, page in pages().items():
        if page.act not in offered:
            answer = client.post(
                f"/cases/{case.reference}/do/{address}/", {"confirmed": "yes", "seen": "999999"}
            )
            statuses[address] = answer.status_code

    assert len(statuses) > 3
    assert set(statuses.values()) <= {403, 404, 409}
    assert Entry.objects.count() == lines
