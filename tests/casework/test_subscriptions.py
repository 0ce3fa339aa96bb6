"""Who asked is told on the day, once, with a link and nothing else; who has left or may not is told nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from tests.web.small_council import found, members

from heard.casework import subscriptions
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.permissions import NotAllowed
from heard.cli import posting
from heard.cli.posting import _tell_of_pages
from heard.representations.models import Subscription

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)  # a Wednesday
MONDAY, TUESDAY, FIRST = date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 1)
ADDRESS = "https://heard.example/"


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setattr(posting, "now", lambda: AT)
    found()
    there = members()
    for one in there.values():
        one.account.email = f"{one.account.username}@thistlemere.example"
        one.account.save()
    return there


def ask(member, what="how", how_often="weekly", part="team=Assessment North"):
    return subscriptions.subscribe(member=member, what=what, how_often=how_often, part=part, at=AT)


def told(on: date) -> int:
    return _tell_of_pages(on, ADDRESS, 0)[0]


def test_who_asked_is_told_on_the_day_and_once_with_a_link_and_no_figure_team_or_name(office):
    weekly = ask(office["elected_member"])
    monthly = ask(office["elected_member"], "pack", "monthly")
    assert [told(day) for day in (date(2026, 11, 22), MONDAY, MONDAY, TUESDAY)] == [0, 1, 0, 0]
    assert told(FIRST) == 1

    first, last = mail.outbox
    assert first.subject == "TRAINING. 1 page you asked for is ready"
    assert f"https://heard.example/dashboards/sent/{weekly.pk}/" in first.body
    assert "Assessment North" not in first.body + first.subject
    assert [str(one.pk) in last.body for one in (weekly, monthly)] == [True, True]
    assert Subscription.objects.get(pk=monthly.pk).told_on == FIRST


def test_a_day_that_was_missed_is_made_up_for_the_next_morning(office):
    ask(office["director"])
    assert told(TUESDAY) == 1


def test_who_left_or_may_not_open_the_page_any_more_is_sent_nothing_and_it_is_ended(office):
    gone, moved = ask(office["director"]), ask(office["team_manager"], "meeting")
    office["director"].account.is_active = False
    office["director"].account.save()
    office["team_manager"].role = "elected_member"
    office["team_manager"].save()

    assert told(MONDAY) == 0
    assert mail.outbox == []
    ended = Subscription.objects.filter(pk__in=[gone.pk, moved.pk], ended_on=MONDAY)
    assert ended.count() == 2


def test_a_mail_that_is_not_taken_goes_with_the_next_run(office, monkeypatch):
    ask(office["director"])
    monkeypatch.setattr(posting, "_taken", lambda *_, **__: False)
    assert _tell_of_pages(MONDAY, ADDRESS, 0) == (0, 1)
    monkeypatch.undo()
    monkeypatch.setattr(posting, "now", lambda: AT)
    assert told(TUESDAY) == 1


def test_what_may_not_be_asked_for_is_refused_in_words(office):
    ask(office["elected_member"])
    with pytest.raises(DoesNotFit, match="already"):
        ask(office["elected_member"])
    with pytest.raises(NotAllowed, match="see cases"):
        ask(office["elected_member"], "meeting")
    with pytest.raises(NotInTheList, match="is not a page"):
        ask(office["elected_member"], "everything")


def test_only_ones_own_is_ended(office):
    row = ask(office["elected_member"])
    with pytest.raises(NotOnRecord):
        subscriptions.end_subscription(member=office["director"], number=row.pk, at=AT)
    subscriptions.end_subscription(member=office["elected_member"], number=row.pk, at=AT)
    assert not subscriptions.subscriptions_of(office["elected_member"]).exists()
    assert told(MONDAY) == 0
