"""Words about a compliment for everybody: written without names, released by a second person, printed only so."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import KAYLA, NOW, received
from tests.casework.offices import an_office

from heard.casework import other_kinds
from heard.casework.looking import NotYours
from heard.casework.looking_at_report_words import good_practice_alerts, released_words, words_seen
from heard.casework.parties import Somebody, add_party
from heard.casework.passing_on import heard_by, who_may_hear
from heard.casework.performing import NotNow
from heard.casework.permissions import NotAllowed
from heard.casework.report_words import (
    MayTellWho,
    TellsWho,
    release_report_words,
    take_back_report_words,
    write_report_words,
)
from heard.casework.walls_building import build_wall
from heard.casework.writing import writing
from heard.representations.models import Decision, ReportWords, Restriction

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY, TODAY = date(2026, 11, 20), NOW.date()
PRAISE = "Tom Ashby was brilliant with Kayla at Oakfield Academy on 3 May."
SAFE = "My worker was brilliant with my daughter at her school."


@pytest.fixture
def office():
    return an_office()


def compliment(office, **more):
    case = received("compliment", people=(KAYLA,), points=(), words=PRAISE, received_on=DAY, **more)
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(case, team=office.teams["North"])
    return case


def written(office, case, words: str = SAFE, use: str = "quote", **more) -> ReportWords:
    facts = {
        "reference": case.reference,
        "use": use,
        "words": words,
        "by": office["complaints_officer"],
        "at": NOW,
    }
    return write_report_words(**{**facts, **more})


def released(office, case, words: str = SAFE, use: str = "quote") -> ReportWords:
    by = office["complaints_manager"]
    return release_report_words(reference=case.reference, use=use, read=words, by=by, at=NOW)


def printed(use: str = "quote") -> list[str]:
    return [one.words for one in released_words(use)]


@pytest.mark.parametrize(
    "words",
    [
        PRAISE,
        "kayla loved her worker.",
        "My worker came on 3 May.",
        "Ring 0161 496 0000.",
        "Mrs Thornbury helped.",
    ],
)
def test_words_by_which_somebody_is_known_are_not_kept(office, words):
    case = compliment(office)

    with pytest.raises(TellsWho, match="Somebody could be recognised"):
        written(office, case, words, although="It is fine.")
    assert not ReportWords.objects.exists()


def test_a_word_with_a_capital_letter_stays_only_with_a_reason(office):
    case = compliment(office)

    with pytest.raises(MayTellWho, match="Brindlewick"):
        written(office, case, "We love our Brindlewick group.")
    assert written(office, case, "We love our Brindlewick group.", although="It is a brand of tea.").although


def test_only_what_a_second_person_released_is_printed_and_only_while_the_words_are_the_same(office):
    case = compliment(office)
    written(office, case)
    assert printed() == []

    released(office, case)
    assert printed() == [SAFE]
    written(office, case, "My worker was kind.")  # Written anew: the release was of other words.
    assert printed() == []
    released(office, case, "My worker was kind.")
    ReportWords.objects.update(words="Tom Ashby was kind.")  # Behind our back.
    assert printed() == []


def test_whoever_wrote_releases_nothing_nor_does_anybody_who_read_other_words(office):
    case = compliment(office)
    written(office, case, by=office["complaints_manager"])

    with pytest.raises(NotNow, match="You wrote these words"):
        released(office, case)
    with pytest.raises(NotNow, match="changed since you opened"):
        release_report_words(
            reference=case.reference, use="quote", read="Other", by=office["complaints_officer"], at=NOW
        )
    with pytest.raises(NotAllowed):
        written(office, case, by=office["team_manager"])
    assert printed() == []


def test_a_name_that_came_on_record_after_the_draft_stops_the_release(office):
    case = compliment(office)
    written(office, case, "Bryn was great.", although="A brand.")
    with writing("test_rows", by="amina", at=NOW) as line:
        worker = office["team_manager"].person
        line.change(worker, name="Bryn Maddox")

    with pytest.raises(TellsWho, match="Bryn"):
        released(office, case, "Bryn was great.")


def test_what_is_taken_back_kept_to_few_or_a_complaint_by_now_is_printed_no_more(office):
    first, second, third = (compliment(office) for _ in range(3))
    for case in (first, second, third):
        written(office, case, use="good_practice")
        released(office, case, use="good_practice")
    assert len(good_practice_alerts()) == 3
    assert {one.service for one in good_practice_alerts()} == {"Assessment"}

    who = {"by": office["complaints_officer"], "at": NOW}
    take_back_report_words(reference=first.reference, use="good_practice", because="They asked us to.", **who)
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Restriction(representation=second, because="A well-known family", begins_on=DAY))
        line.change(third, kind="statutory_complaint")

    assert good_practice_alerts() == []


def test_the_original_stands_beside_with_its_marks_for_those_who_write_alone(office):
    case = compliment(office)
    seen = words_seen(office["complaints_officer"], case.reference, "quote", today=TODAY)

    marked = [piece.words for piece in seen.original if piece.mark]
    assert "".join(piece.words for piece in seen.original) == PRAISE
    assert marked == ["Tom", "Ashby", "Kayla", "Oakfield Academy", "3 May"]
    for role in ("team_manager", "elected_member", "advocate"):
        with pytest.raises((NotYours, NotAllowed)):
            words_seen(office[role], case.reference, "quote", today=TODAY)


def test_a_compliment_reaches_the_own_page_of_whoever_leads_the_team_and_a_senior_managers_thanks_do(office):
    case, manager = compliment(office), office["team_manager"]
    who = {"reference": case.reference, "by": "complaints-officer", "at": NOW}
    may = dict(who_may_hear(case, on=TODAY))
    assert set(may) == {"team-manager", "head-of-service"}

    said = {"shared_with": "The manager of North", "shared_by": "Amina", "pages": ("team-manager",)}
    other_kinds.share(**who, shared_on=TODAY, words="A mother thanks your team.", **said)
    thanks = {
        "to_name": "Tom Ashby",
        "words": "Well done.",
        "thanked_by": "Dana Holt, director",
        "own_page": "team-manager",
    }
    other_kinds.pass_on_thanks(**who, thanked_on=TODAY, **thanks)

    assert [(one.words, one.from_name) for one in heard_by(manager)] == [
        ("Well done.", "Dana Holt, director"), ("A mother thanks your team.", "Amina"),
    ]  # fmt: skip
    assert heard_by(office["head_of_service"]) == []
    assert Decision.objects.get(about="sharing").reason == "The manager of North"
    with pytest.raises(NotNow, match="is not among them"):
        other_kinds.share(**who, shared_on=TODAY, shared_with="x", shared_by="y", pages=("elected-member",))


def test_who_is_kept_out_hears_nothing_but_the_worker_who_was_praised_does(office):
    case, manager = compliment(office), office["team_manager"]
    who = {"reference": case.reference, "by": "complaints-officer", "at": NOW}
    add_party(**who, day=TODAY, somebody=Somebody("worker", manager.person.name))
    other_kinds.share(**who, shared_on=TODAY, shared_with="x", shared_by="y", pages=("team-manager",))
    assert [one.words for one in heard_by(manager)] == [PRAISE]

    by = office["complaints_manager"]
    build_wall(
        reference=case.reference, person=manager.person_id, by=by, at=NOW, day=TODAY, because="A cousin."
    )
    assert heard_by(manager) == []
    assert "team-manager" not in dict(who_may_hear(case, on=TODAY))
