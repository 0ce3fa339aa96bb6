"""Somebody's file: nothing of other people leaks, nothing of theirs is missing, and two persons let it go."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.casework import offices
from tests.casework.files_planted import Words, ask_for, facts_in, finished, go_through, plant

from heard.casework import (
    subject_access,
    subject_access_clock,
    subject_access_collecting,
    subject_access_deciding,
    subject_access_making,
    subject_access_sending,
)
from heard.casework.exemptions import SOURCES, exemptions
from heard.casework.looking import NotYours
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow
from heard.casework.permissions import NotAllowed
from heard.casework.retention_erasing import Held, erase_case
from heard.casework.retention_tables import belongings_of
from heard.casework.subject_access_seeing import file_requests
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.ledger.models import Entry
from heard.outcomes.models import LegalHold
from heard.people.models import Contact, Person
from heard.representations.models import FileCopy, FilePiece, FileRequest, FileSpan, Protection, Wall

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def office(settings, tmp_path):
    settings.DATA = tmp_path
    return offices.an_office()


def asked(person: Person, authority: str = "own", **more: object) -> subject_access.Asked:
    facts: dict = {"wanted": "All.", "way": "Post", "received_on": date(2026, 11, 2), **more}
    return subject_access.Asked(person=person.pk, authority=authority, **facts)


def test_of_a_planted_file_nothing_of_others_leaks_nothing_of_theirs_is_missing_and_each_span_has_its_code(
    office, monkeypatch
):
    manager, governance = office["complaints_manager"], office["information_governance"]
    planted = plant(Words(1), AT, own_cases=1)
    row = ask_for(planted, manager, AT)
    with pytest.raises(NotNow, match="wait, the first"):
        subject_access_making.make_file(member=manager, at=AT, request=row.pk)
    proposed, by_hand = go_through(row, planted, manager, AT)

    copy, pdf = finished(row, manager, LATER)

    assert facts_in(pdf, planted.others) == []
    assert facts_in(pdf, planted.own) == planted.own
    assert (proposed, by_hand) == (8, 2)
    withheld = FileSpan.objects.filter(piece__request=row, standing="withheld")
    assert withheld.exists()
    assert not withheld.exclude(code__in=exemptions()).exists()
    assert not withheld.filter(reason="").exists()
    assert facts_in(pdf, ["what is withheld from this file, by category", "Information Commissioner"])

    # The control: with nothing hidden the file is refused, and let through all the same it tells every one.
    refused = []
    hide = subject_access_making.hidden_copies
    monkeypatch.setattr(
        subject_access_making,
        "hidden_copies",
        lambda papers, why: hide([(one, []) for one, _ in papers], why),
    )
    for name in ("_refuse_one_shown_elsewhere", "_refuse_protected"):
        monkeypatch.setattr(subject_access_making, name, let_through(name, refused))
    control, leaking = finished(row, manager, LATER)
    assert facts_in(leaking, planted.others) == planted.others
    assert [why[:40] for why in refused] == [refused[0][:40], "The finished file would tell what is pro"]
    assert "is withheld in one piece and stands in another" in refused[0]
    control.delete()

    # Out it goes: by another than who decided, exactly what was read, once.
    with pytest.raises(NotAllowed, match="somebody else approves it"):
        subject_access_sending.approve_file(member=manager, at=LATER, copy=copy.pk, read=copy.digest)
    with pytest.raises(NotNow, match="is not what this copy was made of"):
        subject_access_sending.approve_file(member=governance, at=LATER, copy=copy.pk, read="0" * 64)
    with pytest.raises(NotNow, match="Nobody has approved"):
        send(manager, copy)
    subject_access_sending.approve_file(member=governance, at=LATER, copy=copy.pk, read=copy.digest)
    send(manager, copy)
    row.refresh_from_db()
    assert (row.ended, row.ended_on) == ("sent", TODAY)
    assert LegalHold.objects.get(person=planted.person).ends_on == date(2027, 5, 24)
    acts = set(Entry.objects.filter(reference=row.reference).values_list("act", flat=True))
    assert acts >= {
        "log_file_request",
        "collect_file",
        "decide_spans",
        "make_file",
        "approve_file",
        "send_file",
    }


def let_through(name: str, refused: list[str]):
    """The guard of this name, which only writes down what it would have refused."""
    guard = getattr(subject_access_making, name)

    def asked(*given):
        try:
            guard(*given)
        except NotNow as why:
            refused.append(str(why))

    return asked


def send(member, copy):
    return subject_access_sending.send_file(
        member=member, at=LATER, copy=copy.pk, sent_on=TODAY, sent_to="2 Elm Way", sent_way="Tracked post"
    )


@pytest.fixture
def family(office):
    """A child in a case that their father brought: their address is protected, and a note says where they live."""
    case = offices.a_case(office)
    child = case.parties.get(part="child").person
    father = case.parties.get(part="complainant").person
    with writing("test_rows", by="amina", at=AT, reference=case.reference) as line:
        line.change(case, notes="She lives at 7 Sorrel Rise now, ring 07700-900 444. Tom Ashby visits.")
        line.add(Protection(representation=case, person=child, what="address", words="7 Sorrel Rise, Ashmere",
                            reason="Asked", since=TODAY))  # fmt: skip
        line.add(Contact(person=child, way="telephone", value="07700 900444", is_safe=True))
    return case, child, father


def collected(office, person, *, authority="own", **more) -> FileRequest:
    manager = office["complaints_manager"]
    row = subject_access.log_file_request(member=manager, at=AT, asked=asked(person, authority, **more))
    subject_access_collecting.collect_file(member=manager, at=AT, request=row.pk)
    return row


def test_a_parent_who_asks_for_a_child_is_not_a_parent_who_asks_for_themselves(office, family):
    _, child, father = family
    manager = office["complaints_manager"]
    with pytest.raises(DoesNotFit, match="what the child wants"):
        collected(office, child, authority="parent", asker=father.pk, authority_shown="Birth certificate")

    for_child = collected(
        office, child, authority="parent", asker=father.pk, authority_shown="Order", childs_wish="She agrees."
    )
    for_self = collected(office, father)
    own = collected(office, child, authority="child")

    # What is protected of the child is hidden from the father, whomever he asks for, and not from the child.
    hidden = {
        row.pk: sorted({one.words for one in FileSpan.objects.filter(piece__request=row, is_protected=True)})
        for row in (for_child, for_self, own)
    }
    for row in (for_child, for_self):
        assert {word for word in ("Sorrel", "900") for one in hidden[row.pk] if word in one} == {
            "Sorrel",
            "900",
        }
    assert hidden[own.pk] == []
    assert [
        code for code, _ in subject_access_deciding.offered("own") if code in ("wishes", "child_abuse")
    ] == []
    assert ("wishes" in dict(subject_access_deciding.offered("parent"))) is True
    piece = for_self.pieces.get(kind="record")
    with pytest.raises(DoesNotFit, match="only where somebody asks for another"):
        subject_access_deciding.leave_piece_out(
            member=manager, at=AT, piece=piece.pk, code="wishes", reason="She said so."
        )


def test_what_is_protected_is_shown_only_when_two_agree_and_professionals_are_not_proposed(office, family):
    manager, governance = office["complaints_manager"], office["information_governance"]
    offices.complain_about(family[0], office["team_manager"])
    row = collected(office, family[2])
    span = FileSpan.objects.filter(piece__request=row, is_protected=True).first()
    decide = {"piece": span.piece_id, "spans": [span.pk], "withhold": False, "whose": "other", "code": ""}

    with pytest.raises(NotAllowed, match="only when two persons agree"):
        subject_access_deciding.decide_spans(member=manager, at=AT, reason="He knows.", **decide)
    subject_access_deciding.ask_to_show_protected(member=manager, at=AT, span=span.pk, because="He knows it.")
    with pytest.raises(NotAllowed, match="somebody else has to agree"):
        subject_access_deciding.agree_to_show_protected(member=manager, at=AT, span=span.pk)
    subject_access_deciding.agree_to_show_protected(member=governance, at=AT, span=span.pk)

    span.refresh_from_db()
    assert (span.standing, span.decided_by) == ("shown", "information-governance")
    words = " ".join(FileSpan.objects.filter(piece__request=row).values_list("words", flat=True))
    assert "Team Manager" not in words


def test_a_file_with_a_case_that_is_walled_off_is_not_there_and_neither_is_the_person(office, family):
    case, _, father = family
    officer = office["complaints_officer"]
    row = collected(office, father)
    assert file_requests(officer, on=TODAY).filter(pk=row.pk).exists()

    offices.complain_about(case, officer)

    assert Wall.objects.filter(representation=case).exists()
    assert not file_requests(officer, on=TODAY).filter(pk=row.pk).exists()
    assert subject_access.people_called(officer, father.name, on=TODAY) == []
    with pytest.raises(NotYours):
        subject_access_clock.running(officer, row.pk, AT)
    with pytest.raises(NotAllowed):
        file_requests(office["team_manager"], on=TODAY)


def test_while_a_request_runs_nothing_of_the_file_is_erased_and_no_clock_of_a_case_moves(office, family):
    case, _, father = family
    before = [(one.pk, one.started_on, one.due_on_hint) for one in case.stages.order_by("pk")]
    row = collected(office, father)

    with pytest.raises(Held, match="request for a file"), writing("purge_case", by="amina", at=AT) as line:
        erase_case(line, case, on=TODAY)

    assert [(one.pk, one.started_on, one.due_on_hint) for one in case.stages.order_by("pk")] == before
    assert not case.holds.exists()
    assert row.searches.count() == 1


def test_the_clock_stands_still_while_they_are_asked_and_more_time_needs_them_to_be_told_in_the_first_month(
    office, family
):
    manager = office["complaints_manager"]
    row = subject_access.log_file_request(
        member=manager, at=AT, asked=asked(family[2], received_on=date(2026, 9, 1))
    )
    by = {"member": manager, "at": AT, "request": row.pk}
    pause = subject_access_clock.ask_who_or_what(
        **by, basis="scope", words="Which years?", asked_on=date(2026, 9, 10), way="Post"
    )
    with pytest.raises(NotNow, match="asked already"):
        subject_access_clock.ask_who_or_what(**by, basis="scope", words="?", asked_on=TODAY, way="Post")
    assert subject_access_clock.clock_of(row, today=TODAY).waits_since == date(2026, 9, 10)

    subject_access_clock.hear_who_or_what(**by, pause=pause.pk, answer="All", answered_on=date(2026, 9, 20))

    row = FileRequest.objects.get(pk=row.pk)
    assert subject_access_clock.clock_of(row, today=TODAY).first_by == date(2026, 10, 12)
    with pytest.raises(DoesNotFit, match=f"told by {in_words(date(2026, 10, 12))}"):
        subject_access_clock.give_more_time_for_file(**by, because="Large", told_on=date(2026, 10, 13))
    subject_access_clock.give_more_time_for_file(**by, because="Large", told_on=date(2026, 10, 12))


def test_every_exemption_names_its_law_its_letter_and_how_well_its_source_was_read():
    found = exemptions().values()

    assert len({one.letter for one in found}) == len(found)
    assert all(len(one.letter) == 1 and one.letter != "Z" for one in found)
    assert all(one.href.startswith("https://") and one.basis and one.source_read in SOURCES for one in found)
    assert {one.code for one in found if one.source_read == "unverified"} == {"child_abuse", "privilege"}


def test_a_file_that_went_out_goes_with_the_first_of_its_cases_that_is_erased(office, family):
    case, _, father = family
    row = collected(office, father)
    copy = FileCopy(
        request=row, version=1, digest="a" * 64, path="", size=1, pages=1, made_by="a", made_at=AT
    )
    with writing("test_rows", by="amina", at=AT) as line:
        line.add(copy)

    assert copy.pk in belongings_of(case).rows[FileCopy]
    assert set(belongings_of(case).rows[FilePiece]) == set(
        row.pieces.filter(representation=case).values_list("pk", flat=True)
    )
