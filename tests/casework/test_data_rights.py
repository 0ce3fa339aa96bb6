"""Requests to correct, restrict or erase: logged with their month, decided with reasons, and done as was decided."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import living
from tests.casework.offices import NOW, TODAY, an_office

from heard.casework import data_rights, sealing
from heard.casework import data_rights_correcting as correcting
from heard.casework import data_rights_restricting as restricting
from heard.casework.access_seeing import visible
from heard.casework.audit import verify
from heard.casework.data_rights import NewRequest, decide_request, log_request
from heard.casework.data_rights_disputed import disputed_on
from heard.casework.four_eyes import NotAgreed, approve
from heard.casework.looking_at_data_rights import request_seen, requests_seen
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.permissions import NotAllowed
from heard.casework.walls import build_wall
from heard.ledger.models import Correction, Entry
from heard.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


def asked(office, kind="correct", received_on=TODAY, **more):
    case = more.pop("case", None) or living.at_stage_1()
    new = NewRequest(
        kind=kind,
        case=case.reference,
        person=living.person(case),
        asked_by="Malik Thornbeck",
        asks_as="self",
        received_on=received_on,
        words="Nobody shouted. Put that right.",
        reply_to="4 Invented Row",
        **more,
    )
    row = log_request(member=office["information_governance"], at=NOW, new=new)
    return case, row


def granted(office, row, answer="granted", reasons=(), **more):
    return decide_request(
        member=office["information_governance"],
        at=NOW,
        request=row,
        answer=answer,
        decided_on=TODAY,
        words="We looked at the record with you.",
        reasons=reasons,
        **more,
    )


@pytest.mark.parametrize(
    ("received", "due", "latest"),
    [
        (date(2026, 10, 14), date(2026, 11, 16), date(2027, 1, 14)),  # the 14th of November is a Saturday
        (date(2026, 1, 31), date(2026, 3, 2), date(2026, 4, 30)),  # no 31st, and the 28th is a Saturday
        (date(2025, 11, 25), date(2025, 12, 29), date(2026, 2, 25)),  # Christmas, Boxing Day and a weekend
    ],
)
def test_a_request_is_answered_within_one_month_or_three_where_that_was_told_in_time(
    office, received, due, latest
):
    _, row = asked(office, received_on=received)
    member = office["information_governance"]
    assert data_rights.due_day(row) == due

    data_rights.give_more_time(member=member, at=NOW, request=row, told_on=received, because="It is complex.")
    assert data_rights.due_day(row) == latest


def test_more_time_is_not_taken_once_the_month_is_over(office):
    _, row = asked(office, received_on=date(2026, 10, 14))
    late = {
        "member": office["information_governance"],
        "at": NOW,
        "request": row,
        "because": "It is complex.",
    }

    with pytest.raises(DoesNotFit, match="was over on Monday 16 November 2026"):
        data_rights.give_more_time(**late, told_on=date(2026, 11, 17))
    data_rights.give_more_time(**late, told_on=date(2026, 11, 16))


def test_where_it_is_in_doubt_who_asks_the_month_counts_from_the_day_that_was_settled(office):
    _, row = asked(office, received_on=date(2026, 10, 1))
    member = office["information_governance"]
    data_rights.doubt_who_asks(member=member, at=NOW, request=row, asked_on=date(2026, 10, 5))
    with pytest.raises(DoesNotFit, match="not settled who asks"):
        granted(office, row)

    data_rights.settle_who_asks(member=member, at=NOW, request=row, known_on=date(2026, 10, 20))

    assert data_rights.due_day(row) == date(2026, 11, 20)


def test_a_refusal_gives_reasons_in_plain_words_and_the_right_to_complain(office):
    _, row = asked(office, kind="erase")
    with pytest.raises(DoesNotFit, match="at least one reason"):
        granted(office, row, "refused")
    with pytest.raises(DoesNotFit, match="no reason in law"):
        granted(office, row, "refused", ["opinion"])

    letter = granted(office, row, "refused", ["public_task", "legal_claims"]).letter

    for words in (
        "Dear Malik Thornbeck",
        "decided not to do this",
        "hearing complaints",
        "legal claim",
        "Article 17(3)(b)",
        "Information Commissioner’s Office",
        "ask a court to decide",
    ):
        assert words in letter
    member = office["information_governance"]
    data_rights.send_answer(member=member, at=NOW, request=row, sent_on=TODAY)
    (seen,) = requests_seen(member, today=TODAY, is_open=False)
    assert (seen.standing, seen.day) == ("Refused and answered", None)


def test_a_correction_shows_the_new_value_and_keeps_the_old_one_sealed_until_two_open_it(office):
    case, row = asked(office)
    member, words = office["information_governance"], living.fresh(case).words
    put = {
        "request": row,
        "what": f"{case.reference}/words",
        "became": "Nobody rings back.",
        "why": "His note.",
    }
    with pytest.raises(DoesNotFit, match="was not granted"):
        correcting.correct_value(member=member, at=NOW, corrected_on=TODAY, **put)
    granted(office, row)

    kept = correcting.correct_value(member=member, at=NOW, corrected_on=TODAY, **put)

    assert living.fresh(case).words == "Nobody rings back."
    assert words not in kept.was_sealed
    assert sealing.unseal(kept.was_sealed) == words
    history = Correction.objects.get(reference=case.reference)
    assert (history.was, history.became, row.reference in history.why) == ("sealed", "", True)
    two = correcting.ask_to_open_old(member=member, at=NOW, value=kept, because="A court asks.")
    with pytest.raises(NotAgreed):
        correcting.open_old(member=member, at=NOW, value=kept, agreed=two.pk, because="A court asks.")
    approve(number=two.pk, by=office["complaints_manager"], at=NOW)
    opened = correcting.open_old(member=member, at=NOW, value=kept, agreed=two.pk, because="A court asks.")
    assert opened == words
    assert Entry.objects.filter(act="open_old_value", reference=case.reference).exists()
    assert verify().faults == ()


def test_a_persons_details_are_corrected_and_neither_days_of_clocks_nor_other_peoples_are_offered(office):
    case, row = asked(office)
    granted(office, row)
    offered = {code for code, _ in correcting.correctable_of(row)}
    member = office["complaints_manager"]

    correcting.correct_value(
        member=member,
        at=NOW,
        request=row,
        what="person/born_on",
        became="1980-02-29",
        corrected_on=TODAY,
        why="Seen.",
    )

    assert Person.objects.get(pk=row.person_id).born_on == date(1980, 2, 29)
    assert f"{case.reference}/received_on" not in offered
    with pytest.raises(NotOnRecord):
        correcting.correct_value(
            member=member,
            at=NOW,
            request=row,
            what="person/contact/999",
            became="x",
            corrected_on=TODAY,
            why="x",
        )


def test_a_statement_of_the_person_stands_beside_words_that_stay(office):
    case, row = asked(office)
    member = office["information_governance"]
    mark = correcting.dispute_words(
        member=member,
        at=NOW,
        request=row,
        what=f"{case.reference}/point/1/words",
        statement="They did ring, once.",
        stated_on=TODAY,
    )

    assert [one.statement for one in disputed_on(case)["point/1/words"]] == ["They did ring, once."]

    correcting.end_dispute(member=member, at=NOW, dispute=mark, ended_on=TODAY, because="Taken back.")
    assert disputed_on(case) == {}
    assert verify().faults == ()


def test_restricted_use_is_a_wall_for_all_but_those_named_and_is_lifted_after_the_person_was_told(office):
    case, row = asked(office, kind="restrict")
    everybody = {role: case in visible(office[role], TODAY, NOW) for role in office.members}
    assert {everybody[role] for role in ("complaints_officer", "complaints_manager", "director")} == {True}
    granted(office, row)
    lead, named = office["information_governance"], office["complaints_manager"].pk
    with pytest.raises(DoesNotFit, match="complaints team"):
        restricting.restrict_use(member=lead, at=NOW, request=row, named=(), begins_on=TODAY)

    restricting.restrict_use(member=lead, at=NOW, request=row, named=(named,), begins_on=TODAY)

    seen = {role for role in office.members if case in visible(office[role], TODAY, NOW)}
    assert seen == {"information_governance", "complaints_manager"}
    lift = {"member": lead, "at": NOW, "request": row}
    with pytest.raises(DoesNotFit, match="told before"):
        restricting.lift_restricted_use(**lift, ended_on=TODAY)
    restricting.tell_before_lifting(**lift, told_on=TODAY, because="It was checked.")
    with pytest.raises(DoesNotFit, match="told before"):
        restricting.lift_restricted_use(**lift, ended_on=TODAY)
    later = NOW.replace(day=23)
    restricting.lift_restricted_use(member=lead, at=later, request=row, ended_on=date(2026, 11, 23))
    on = date(2026, 11, 23)
    assert {role: case in visible(office[role], on, later) for role in office.members} == everybody
    assert verify().faults == ()


def test_a_request_on_a_case_behind_a_wall_is_not_there_and_only_two_roles_keep_them(office):
    case, row = asked(office)
    manager, lead = office["complaints_manager"], office["information_governance"]
    assert [one.row for one in requests_seen(manager, today=TODAY)] == [row]

    build_wall(
        reference=case.reference,
        person=_person_of(manager),
        by=lead,
        at=NOW,
        day=TODAY,
        because="Their neighbour.",
    )

    assert requests_seen(manager, today=TODAY) == []
    with pytest.raises(NotOnRecord):
        data_rights.request_for(manager, row.reference, on=TODAY)
    assert request_seen(row, today=TODAY).cases == (case.reference,)
    with pytest.raises(NotAllowed):
        requests_seen(office["director"], today=TODAY)


def _person_of(member) -> int:
    from heard.casework.walls_building import person_of
    from heard.casework.writing import writing

    with writing("test_rows", by="amina", at=NOW) as line:
        return person_of(line, member)
