"""The whole story of a case can be read: what happened in order, its four times, and why each date is what it is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.casework.living import at_stage_1
from tests.casework.making import LATER, NOW, complaint, council, kept, stage
from tests.casework.stages import adjudicated, recommended
from tests.web.small_council import members
from tests.web.small_council import signed_in as signed_in_to_a_demonstration

from heard.casework import details, going_on, holds, intake
from heard.casework.details import NewElement, NewExtension, NewFinding
from heard.casework.intake_receiving import Said, receive
from heard.casework.looking import NotYours
from heard.casework.parties import Somebody
from heard.casework.redating import approve_redating, redate_for_holiday
from heard.casework.story import Event, Story, story_of, story_seen_by
from heard.casework.story_text import NotOnRecord, case_to_tell, story_as_plain, story_as_text
from heard.casework.story_words import as_done
from heard.casework.writing import writing
from heard.law.procedure import Act
from heard.law.refusals import EVIDENCE, LETTER
from heard.ledger.models import Correction
from heard.outcomes.models import Payment
from heard.people.models import Council, Member, Term
from heard.representations.models import Decision, Hold, Letter, Posting, Representation, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = date(2026, 11, 24)
ALL = {code: f"As it was: {words}." for code, words in {**EVIDENCE, **LETTER}.items()}
PAST_WITHOUT_ED = ("gave", "held", "put", "sent", "set", "split", "took", "told", "went", "withdrawn")
BEGAN = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def office():
    """A council with nothing in it yet."""
    council()


def signed_in(member: Member):
    """A browser of somebody of a demonstration, where nobody has to prove more than who they choose to be."""
    with writing("test_rows", by="amina", at=LATER) as line:
        line.change(Council.objects.get(), is_demo=True)
    return signed_in_to_a_demonstration(member)


def told(reference: str = "C1") -> Story:
    return story_of(Representation.objects.get(reference=reference), today=TODAY)


def event(story: Story, words: str) -> Event:
    found = [one for one in story.events if words in one.what or any(words in fact for fact in one.facts)]
    assert len(found) == 1, [one.what for one in story.events]
    return found[0]


def keep(*rows: Any, reference: str = "C1", act: str = "test_rows", day: date | None = None) -> None:
    with writing(act, by="amina", at=LATER, reference=reference, done_on=day) as line:
        for row in rows:
            line.add(row)


def lists_of_a_live_council() -> None:
    """The lists that acts on live cases choose from."""
    with writing("test_lists", by="amina", at=NOW) as line:
        for list_, label, means in (
            ("outcome", "Upheld", "upheld"),
            ("outcome", "Partly upheld", "partly_upheld"),
            ("outcome", "Not upheld", "not_upheld"),
            ("complainant", "Parent", "parent"),
        ):
            line.add(Term(list=list_, label=label, means=means))


def received() -> Representation:
    said = Said(
        kind="statutory_complaint",
        received_on=date(2026, 11, 2),
        words="Nobody came.",
        people=(Somebody("complainant", "Malik Thornbeck", "parent"),),
    )
    return receive(said=said, by="amina", at=BEGAN)


# What happened, in order


def test_events_stand_in_the_order_in_which_they_happened():
    kept(complaint())

    days = [one.happened_on for one in told().events]

    assert days == sorted(days)
    assert len(days) >= 4


def test_an_act_stands_with_its_authority_and_who_recorded_it():
    case = received()

    one = event(told(case.reference), "Receive")

    assert (one.happened_on, one.by, one.recorded_at) == (date(2026, 11, 2), "amina", BEGAN)
    assert "SI 2006/1738" in one.basis
    assert "It reached the council." in one.facts


def test_an_act_of_today_says_how_many_days_later_it_was_recorded():
    assert event(told(received().reference), "Receive").days_later == 3


def test_what_was_accepted_is_told_with_the_stage_it_opened():
    case = received()
    intake.accept(
        reference=case.reference,
        by="amina",
        at=LATER,
        decided_on=date(2026, 11, 6),
        reason="In scope.",
        decided_by="Amina",
    )

    story = told(case.reference)

    assert event(story, "Stage 1 began").happened_on == date(2026, 11, 2)
    assert event(story, "Stage 1 began").recorded_at == LATER
    assert event(story, "Accept").happened_on == date(2026, 11, 6)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Stage 1 began", date(2026, 4, 1)),
        ("Stage 1 was answered. Outcome: Upheld.", date(2026, 4, 20)),
    ],
)
def test_the_days_of_a_past_case_are_told(words, day):
    kept(complaint())

    assert event(told(), words).happened_on == day


def test_findings_extensions_holds_decisions_letters_and_payments_are_told_with_their_reasons():
    kept(complaint(stages=(stage(extension_recorded=True),)))
    case, row = Representation.objects.get(), Stage.objects.get()
    details.record_elements("C1", [NewElement("Nobody came.")], by="amina", at=LATER)
    details.record_findings(
        "C1", [NewFinding(1, "manager", "Upheld", "It was so.", date(2026, 4, 16))], by="amina", at=LATER
    )
    more = NewExtension("stage_1", date(2026, 5, 1), reason="Two teams.", decided_on=date(2026, 4, 13))
    details.record_extension("C1", more, by="amina", at=LATER)
    letter = Letter(
        representation=case,
        stage=row,
        kind="answer",
        audience="adult",
        title="Our answer",
        issued_on=date(2026, 4, 20),
        issued_by="amina",
    )
    keep(
        Hold(
            representation=case,
            basis="advocate",
            evidence="She asked for one.",
            from_on=date(2026, 4, 8),
            told_on=date(2026, 4, 9),
        ),
        Decision(
            representation=case,
            about="freeze",
            answer="waits",
            reason="No harm.",
            decided_by="Dana",
            decided_on=date(2026, 4, 7),
        ),
        letter,
        Payment(representation=case, amount="113.00", detail="Carpet", paid_on=date(2026, 5, 5), position=2),
    )
    keep(
        Posting(
            letter=letter,
            way="first_class",
            sent_on=date(2026, 4, 20),
            received_on=date(2026, 4, 22),
            is_assumed=True,
        )
    )

    story = told()

    assert event(story, "Manager found on point 1: Upheld.").why == "It was so."
    assert event(story, "Stage 1 was extended to Friday 1 May 2026.").why == "Two teams."
    assert event(story, "Waiting for an advocate").why == "Evidence: She asked for one."
    assert event(story, "Decided about a freeze: waits.").by == "Dana"
    assert event(story, "A letter was issued: “Our answer”").happened_on == date(2026, 4, 20)
    assert event(story, "taken to have been received (assumed)").received_on == date(2026, 4, 22)
    assert event(story, "£113.00 was paid").why == "Carpet"


def test_a_date_moved_by_a_redating_is_told():
    kept(
        complaint(
            kind="concern", procedure="none", stages=(stage("concern", "2026-11-16"),), received="2026-11-16"
        )
    )
    redating = redate_for_holiday(
        day=date(2026, 11, 20), title="Closed", source="Cabinet", by="amina", at=NOW
    )
    assert redating is not None
    approve_redating(number=redating.pk, by="dana", at=LATER)

    one = event(told(), "A date moved")

    assert "from Monday 23 November 2026 to Tuesday 24 November 2026" in one.what


def test_a_case_of_three_stages_is_told_from_receipt_to_the_panels_recommendations():
    lists_of_a_live_council()
    case = recommended()

    story = told(case.reference)
    acts = [one.what for one in story.events if one.basis]

    assert acts == [
        "Received",
        "Accepted",
        "Answered at Stage 1",
        "Went to Stage 2",
        "Appointed the investigating officer",
        "Appointed the independent person",
        "Appointed the adjudicating officer",
        "Sent the draft statement of complaint",
        "Agreed the statement of complaint",
        "Received the investigating officer's report",
        "Received the independent person's report",
        "Sent the adjudication",
        "Went to Stage 3",
        "Appointed the panel",
        "Set the day of the panel: Wednesday 12 August 2026",
        "Recorded that the panel met",
        "Sent the panel's report",
        "Received the panel's recommendations",
    ]
    answer = event(story, "Stage 1 was answered")
    assert "Manager found on point 1: Upheld. Why: Six weeks passed." in answer.facts
    assert event(story, "recommendations were received").what == "Received the panel's recommendations"
    assert [len(one.clocks) for one in story.stages] == [1, 2, 3]
    assert all(one.recorded_at for one in story.events)


# Four times


def test_a_value_corrected_says_what_it_was_when_and_why():
    kept(complaint())
    with writing("test_correction", by="amina", at=LATER, reference="C1") as line:
        line.change(Stage.objects.get(), answered_on=date(2026, 4, 22))
        line.add(
            Correction(
                at=LATER,
                by="amina",
                reference="C1",
                what="stage_1/answered_on",
                was="2026-04-20",
                became="2026-04-22",
                why="The post book says so.",
            )
        )

    story = told()
    answered = event(story, "Stage 1 was answered")

    assert (answered.happened_on, answered.was, answered.corrected_at) == (
        date(2026, 4, 22),
        "Monday 20 April 2026",
        LATER,
    )
    assert answered.recorded_at == NOW
    assert (
        event(story, "it was “Monday 20 April 2026” and became “Wednesday 22 April 2026”").why
        == "The post book says so."
    )
    assert story.corrections == 1


def test_a_row_that_no_line_of_the_ledger_wrote_says_so():
    kept(complaint())
    Decision.objects.create(
        representation=Representation.objects.get(),
        about="freeze",
        answer="waits",
        reason="-",
        decided_by="?",
        decided_on=TODAY,
    )

    story = told()

    assert event(story, "freeze").recorded_at is None
    assert "No line of the ledger wrote it." in story_as_text(story)


# Why each date is what it is


def test_each_stage_says_why_its_date_is_what_it_is():
    kept(complaint())

    clock = told().stages[0].clocks[0]

    assert (clock.due_on, clock.standing) == (date(2026, 4, 17), "missed")
    assert any("regulation 14" in sentence for sentence in clock.why)
    assert any("Good Friday" in sentence for sentence in clock.why)


def test_stage_2_tells_both_readings_of_its_start_and_which_the_council_goes_by():
    kept(complaint(stages=(stage("stage_2", "2026-04-01", statement_agreed_on=date(2026, 4, 20)),)))

    clocks = told().stages[0].clocks

    assert [(clock.title, clock.started_on) for clock in clocks] == [
        ("Counted from the request (the council goes by this one)", date(2026, 4, 1)),
        ("Counted from the agreed statement", date(2026, 4, 20)),
    ]


def test_each_reading_says_of_its_first_day_what_it_is():
    kept(complaint(stages=(stage("stage_2", "2026-04-01", statement_agreed_on=date(2026, 4, 20)),)))

    request, statement = told().stages[0].clocks

    assert "the day the authority received the request" in request.why[0]
    assert "the day the statement of complaint was agreed" in statement.why[0]


def test_stage_3_tells_its_three_clocks():
    kept(
        complaint(
            stages=(
                stage(
                    "stage_3", "2026-04-01", panel_met_on=date(2026, 5, 6), report_sent_on=date(2026, 5, 12)
                ),
            )
        )
    )

    assert [clock.title for clock in told().stages[0].clocks] == [
        "To hold the panel",
        "To send the panel’s report",
        "To send the final response",
    ]


def test_what_the_list_claimed_stands_beside_the_law():
    kept(
        complaint(
            stages=(stage(answered_on=date(2026, 4, 20), claimed_working_days="9", claimed_in_time="Yes"),)
        )
    )

    found = told().stages[0]

    assert ("Working days", "9") in found.claimed
    assert any("counted they are 11" in one for one in found.disagreements)


def test_a_stage_from_before_the_rules_is_told_without_a_clock():
    kept(
        complaint(received="2005-04-01", stages=(stage(started="2005-04-01", answered_on=date(2005, 5, 1)),))
    )

    assert told().stages[0].clocks == ()
    assert "No number of days" in told().stages[0].note


def test_what_can_move_a_figure_is_named_at_the_end_and_accuses_nobody():
    kept(complaint(stages=(stage(started="2026-04-08", answered_on=date(2026, 4, 20)),)))

    story = told()

    assert [(title, one.on) for title, one in story.traces] == [
        ("Acknowledged first, started later", date(2026, 4, 8))
    ]
    assert "none of it accuses anybody" in story_as_text(story)


# On paper, to a program, on a page


def test_the_text_tells_the_same_and_names_the_four_times():
    kept(complaint())

    said = story_as_text(told())

    assert said.startswith("The story of case C1\n")
    assert "Happened on Wednesday 1 April 2026." in said
    assert "Received on Wednesday 1 April 2026." in said
    assert "Recorded on Sunday 22 November 2026 at 09:00, by amina." in said
    assert "Why each date of Stage 1 is what it is" in said


def test_the_plain_values_hold_every_event():
    kept(complaint())

    story = told()

    assert len(story_as_plain(story)["events"]) == len(story.events)


def test_a_case_that_is_not_there_is_refused_in_words():
    with pytest.raises(NotOnRecord, match="There is no case X9"):
        case_to_tell("X9", today=TODAY)


@pytest.fixture
def people() -> dict[str, Member]:
    """One member in each role; the team manager has another team than the case's."""
    kept(complaint())
    return members()


@pytest.mark.parametrize("role", ["complaints_officer", "complaints_manager"])
def test_those_who_may_see_the_case_read_its_story(people, role):
    page = signed_in(people[role]).get("/cases/C1/story/")

    assert page.status_code == 200
    assert "Why each date is what it is" in page.content.decode()
    assert "<details" not in page.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("role", ["elected_member", "administrator"])
def test_those_who_may_not_see_cases_read_none(people, role):
    assert signed_in(people[role]).get("/cases/C1/story/").status_code == 403


def test_a_story_of_another_team_is_as_if_it_were_not_there(people):
    client = signed_in(people["team_manager"])

    hidden, never = client.get("/cases/C1/story/"), client.get("/cases/X9/story/")

    assert hidden.status_code == never.status_code == 404
    pages = [re.sub(r'value="\w{64}"', "", one.content.decode()) for one in (hidden, never)]
    assert pages[0].replace("C1", "") == pages[1].replace("X9", "")
    with pytest.raises(NotYours):
        story_seen_by(people["team_manager"], "C1", today=TODAY)


def test_somebody_who_is_not_signed_in_is_asked_to(client):
    assert client.get("/cases/C1/story/").status_code == 302


def test_the_case_links_to_its_story(people):
    assert (
        'href="/cases/C1/story/"'
        in signed_in(people["complaints_manager"]).get("/cases/C1/").content.decode()
    )


# Whole stories, read as an officer reads them


@pytest.mark.parametrize("act", list(Act), ids=lambda act: act.value)
def test_each_act_is_told_as_past(act):
    verb = as_done(act).split()[0].lower()

    assert verb.endswith(("ed", "ught")) or verb in PAST_WITHOUT_ED
    assert as_done(act)[0].isupper()


def test_the_panel_is_told_whole():
    lists_of_a_live_council()
    story = told(recommended().reference)

    met, sent = event(story, "The panel met."), event(story, "The report went to: the council")
    assert "Clara Munt came (panellist)." in met.facts
    assert any(fact.startswith("The complainant: ") for fact in met.facts)
    assert sent.what == "Sent the panel's report"
    assert event(story, "Recommended: “Apologise in person.”").what == "Received the panel's recommendations"


def test_a_stage_taken_up_again_after_proceedings_says_that_it_began_anew_and_not_that_it_was_received_then():
    lists_of_a_live_council()
    case = at_stage_1()
    by = {"reference": case.reference, "by": "amina", "at": NOW}
    held = {"from_on": date(2026, 4, 9), "holding": holds.Holding("Amina Odell", date(2026, 4, 9), ALL)}
    court = holds.Proceedings("court", "Ashmere Family Court", "The notice")
    prejudice = {1: "The judge weighs it.", 2: "So is this."}
    holds.hold(**by, **held, proceedings=court, prejudice=prejudice)
    holds.resume(**by, asked_on=date(2026, 7, 6), words="It is over.", told_on=date(2026, 7, 7))

    stage = told(case.reference).stages[0]

    assert stage.note.startswith(
        "It first began on Wednesday 1 April 2026. Since then it counts from Monday 6 July 2026."
    )
    assert (
        stage.clocks[0].why[0]
        == "It counts from Monday 6 July 2026, the day it began anew. That day is day 0."
    )
    assert stage.disagreements == ()


@pytest.mark.parametrize(
    ("asked", "words"), [(date(2026, 7, 1), "in time."), (date(2026, 7, 20), "late, so it was")]
)
def test_stage_3_says_until_when_a_panel_could_be_asked_for(asked, words):
    lists_of_a_live_council()
    case = adjudicated()
    ask = going_on.ask_for_stage_3 if asked < date(2026, 7, 10) else going_on.ask_for_stage_3_late
    ask(reference=case.reference, by="amina", at=NOW, asked_on=asked, words="I want the panel.")

    note = told(case.reference).stages[-1].note

    assert "A panel could be asked for until Friday 10 July 2026, 20 working days later" in note
    assert words in note


def test_the_last_answer_tells_of_the_ombudsman_and_an_earlier_one_of_the_next_stage():
    lists_of_a_live_council()
    story = told(adjudicated().reference)

    rights = [fact for one in story.events for fact in one.facts if fact.endswith("was told.")]
    assert rights == ["The right to go on was told.", "The right to go on was told."]
