"""Five cases told through the office's own functions into a running installation: `python -m tests.journeys.telling`.

Each act is recorded on its own day. Prints the reference of each case by its name. Every person is invented.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import django

Did = Callable[..., Any]


def do(function: Did, reference: str, **said: Any) -> Any:
    """One act of the office on a case, written down on the afternoon of its day."""
    days = [one for one in said.values() if isinstance(one, date)]
    written = max(days[0], said.get("told_on") or days[0])
    at = datetime.combine(written, time(16), UTC)
    return function(reference=reference, by="amina", at=at, **said)


def case_of(kind: str, received_on: date, words: str, *points: str) -> str:
    """A complaint of Malik Thornbeck about his daughter's help."""
    from heard.casework import intake
    from heard.casework.intake import Said, Somebody
    from heard.casework.new_details import NewElement

    malik = Somebody("complainant", "Malik Thornbeck", "parent")
    kayla = Somebody("child", "Kayla Thornbeck", born_on=date(2012, 2, 3), file_number="F-1042")
    made = tuple(NewElement(one, arose_on=received_on.replace(day=1)) for one in points)
    said = Said(kind, received_on, words, people=(malik, kayla), points=made)
    at = datetime.combine(received_on, time(16), UTC)
    return str(intake.receive(said=said, by="amina", at=at).reference)


def accepted(reference: str, on: date) -> str:
    """The same, taken into Stage 1."""
    from heard.casework import intake

    reason = "It is about help that the council gives a child in need."
    do(intake.accept, reference, decided_on=on, reason=reason, decided_by="Amina Odell")
    return reference


def found(*labels: str) -> tuple[Any, ...]:
    """A finding on each point in turn, with its reason."""
    from heard.casework.findings import PointFound

    reasons = {"Upheld": "The file shows it.", "Partly upheld": "The file shows some of it.",
               "Not upheld": "The file shows the contrary."}  # fmt: skip
    return tuple(PointFound(number, label, reasons[label]) for number, label in enumerate(labels, start=1))


def somebody(name: str) -> int:
    """The number of somebody of the office, who is added if need be."""
    from heard.casework.writing import writing
    from heard.people.models import Person

    there = Person.objects.filter(name=name).first()
    if there is None:
        there = Person(name=name)
        with writing("record_parties", by="amina", at=datetime(2025, 1, 2, tzinfo=UTC)) as line:
            line.add(there)
    return int(there.pk)


def named(name: str, on: date) -> Any:
    """Somebody for a part, who declared on a day that nothing stands in the way."""
    from heard.casework.appointments import Named
    from heard.law.conflicts import PersonFacts

    return Named(somebody(name), PersonFacts(name), on)


def posted(reference: str, kind: str, on: date, received_on: date) -> None:
    """The letter of an answer, sent from the old system and kept in the file, with the day it arrived."""
    from heard.casework.letters.telling import SentElsewhere
    from heard.casework.letters.unchecked import write_letter

    sent = SentElsewhere(
        on, "The scan in the file, and the signature for it.", way="post", received_on=received_on
    )
    at = datetime.combine(received_on, time(16), UTC)
    write_letter(reference=reference, kind=kind, by="amina", at=at, elsewhere=sent)


def answered_1(reference: str, on: date, *labels: str) -> None:
    """Stage 1, answered by Tom Ashby."""
    from heard.casework import stage_1

    tom, said = somebody("Tom Ashby"), found(*labels)
    do(stage_1.answer_stage_1, reference, sent_on=on, manager=tom, findings=said, tells_right_to_go_on=True)


def adjudicated(reference: str, asked_on: date, sent_on: date, *labels: str) -> None:
    """Stage 2 from the request to the adjudication."""
    from heard.casework import going_on, stage_2, stage_2_answer, stage_2_statement

    def day(number: int) -> date:
        return date.fromordinal(asked_on.toordinal() + number)

    words = "That is not what happened. I want it looked at again."
    do(going_on.ask_for_stage_2, reference, asked_on=asked_on, words=words)
    do(stage_2.acknowledge_stage_2, reference, acknowledged_on=day(1))
    investigated_by(reference, day(2))
    wording = {number: f"Point {number}, as it is understood." for number in range(1, len(labels) + 1)}
    do(stage_2_statement.draft_statement, reference, sent_on=day(3), wording=wording)
    do(stage_2_statement.agree_statement, reference, agreed_on=day(7))
    reported(reference, day(22), day(23), *labels)
    sent = {
        "encloses_both_reports": True,
        "tells_right_to_stage_3": True,
        "answers": followed(reference, sent_on),
    }
    do(stage_2_answer.adjudicate, reference, sent_on=sent_on, findings=found(*labels), **sent)


def investigated_by(reference: str, on: date) -> None:
    """The three who look into it, appointed on one day."""
    from heard.casework import appointments

    for function, name in (
        (appointments.appoint_investigator, "Ines Calder"),
        (appointments.appoint_independent_person, "Peter Vance"),
        (appointments.appoint_adjudicator, "Dana Holt"),
    ):
        do(function, reference, appointed_on=on, named=named(name, on))


def reported(reference: str, first: date, second: date, *labels: str) -> None:
    """Both reports, with one recommendation."""
    from heard.casework import stage_2_reports

    says, asks = found(*labels), ("Ring families back the same day.",)
    do(
        stage_2_reports.receive_investigator_report,
        reference,
        received_on=first,
        findings=says,
        recommendations=asks,
    )
    do(stage_2_reports.receive_independent_report, reference, received_on=second, findings=says)


def followed(reference: str, on: date) -> list[Any]:
    """Every recommendation that waits, accepted, with an action of Tom Ashby's."""
    from heard.casework.promises import Agreed
    from heard.casework.recommendations import RecommendationAnswer
    from heard.outcomes.models import Recommendation

    due = date.fromordinal(on.toordinal() + 28)
    rows = Recommendation.objects.filter(representation__reference=reference, answer="")
    action = Agreed("Write to every family that waited, and say so to the team.", somebody("Tom Ashby"), due)
    return [RecommendationAnswer(row.pk, "accepted", actions=(action,)) for row in rows]


def through_the_panel(reference: str, on: date, met_on: date, sent_on: date) -> None:
    """Stage 3 from the appointment of the panel to the final answer, the report five days after it met."""
    from heard.casework import stage_3, stage_3_answer, stage_3_panel

    chair, *others = [named(name, on) for name in ("Clara Munt", "Hugh Pell", "Nadia Orme")]
    do(stage_3_panel.appoint_panel, reference, appointed_on=on, chair=chair, panellists=others)
    do(stage_3.set_panel_date, reference, decided_on=on, meets_on=met_on)
    came = [stage_3.CameTo(one.person, "panellist") for one in (chair, *others)]
    put = [
        stage_3.Put("complainant", "oral", "Nobody has said sorry to us."),
        stage_3.Put("authority", "written", "The adjudication, and what was done since."),
        stage_3.Put("independent_person", "oral", "The file was hard to read."),
    ]
    do(stage_3.panel_meets, reference, met_on=met_on, attended=came, submissions=put)
    came_on = date.fromordinal(met_on.toordinal() + 5)
    to = dict.fromkeys(("council", "complainant", "independent_person"), "by post")
    brief = "The family asks to be told before a move, and to have the visits that were promised."
    do(stage_3_answer.send_panel_report, reference, sent_on=came_on, sent_to=to, summary=brief)
    asks = ("Apologise in person.",)
    do(stage_3_answer.receive_recommendations, reference, received_on=came_on, recommendations=asks)
    took_part = "Peter Vance and Dana Holt met a week before"
    final = {
        "independent_person_part": took_part,
        "tells_of_ombudsman": True,
        "answers": followed(reference, sent_on),
    }
    do(stage_3_answer.answer_stage_3, reference, sent_on=sent_on, **final)


def three_stages() -> str:
    """All three stages, Stage 1 in extended time, every other clock kept."""
    from heard.casework import going_on, stage_1, stage_3
    from heard.casework.extending import MoreTime

    words = "They moved my daughter and told nobody, and her worker missed five visits."
    points = ("Moved without being told.", "Five visits missed.")
    reference = accepted(case_of("statutory_complaint", date(2025, 1, 6), words, *points), date(2025, 1, 7))
    told = date(2025, 1, 17)
    more = MoreTime(date(2025, 2, 3), "The worker is away until 27 January", "Amina Odell", told, True)
    do(stage_1.extend_stage_1, reference, decided_on=told, more=more)
    answered_1(reference, date(2025, 2, 3), "Not upheld", "Upheld")
    posted(reference, "stage_1_answer", date(2025, 2, 3), date(2025, 2, 4))
    adjudicated(reference, date(2025, 2, 10), date(2025, 3, 14), "Partly upheld", "Upheld")
    posted(reference, "adjudication", date(2025, 3, 14), date(2025, 3, 18))
    do(going_on.ask_for_stage_3, reference, asked_on=date(2025, 4, 1), words="I want the panel.")
    do(stage_3.acknowledge_stage_3, reference, acknowledged_on=date(2025, 4, 2))
    through_the_panel(reference, date(2025, 4, 8), date(2025, 5, 14), date(2025, 6, 6))
    posted(reference, "final_response", date(2025, 6, 6), date(2025, 6, 9))
    return reference


def two_stages_corporate() -> str:
    """Both stages of the council's own procedure, the first acknowledged late and answered late."""
    from heard.casework import corporate, going_on, intake, stage_2

    words = "Nobody answered my three letters about the school bus."
    reference = case_of("corporate_complaint", date(2026, 4, 1), words, "Three letters without an answer.")
    do(intake.acknowledge, reference, sent_on=date(2026, 4, 13), way="letter")
    accepted(reference, date(2026, 4, 13))
    answered_1(reference, date(2026, 5, 8), "Not upheld")
    asked = {"asked_on": date(2026, 5, 18), "words": "I have the copies of all three."}
    do(going_on.ask_for_stage_2, reference, **asked)
    do(stage_2.acknowledge_stage_2, reference, acknowledged_on=date(2026, 5, 21))
    said = {"manager": somebody("Dana Holt"), "findings": found("Upheld"), "tells_of_ombudsman": True}
    do(corporate.answer_corporate_stage_2, reference, sent_on=date(2026, 6, 15), **said)
    return reference


def court_hold() -> str:
    """Held whole at Stage 1 for proceedings, taken up again when they ended, and answered by the new clock."""
    from heard.casework import holds
    from heard.law.refusals import EVIDENCE, LETTER

    words = "They told the judge things about me that are not true."
    points = ("What was told to the court.", "Visits cut short.")
    reference = accepted(case_of("statutory_complaint", date(2026, 2, 2), words, *points), date(2026, 2, 3))
    letter = {code: f"As decided: {said}." for code, said in {**EVIDENCE, **LETTER}.items()}
    held = date(2026, 2, 9)
    court = holds.Proceedings("court", "Ashmere Family Court, care proceedings", "The court's notice")
    prejudice = {1: "The judge weighs the same words.", 2: "Contact is before the judge."}
    holding = holds.Holding("Amina Odell", held, letter)
    do(holds.hold, reference, from_on=held, proceedings=court, prejudice=prejudice, holding=holding)
    again = {"words": "The court has finished. Please look at it now.", "told_on": date(2026, 7, 7)}
    do(holds.resume, reference, asked_on=date(2026, 7, 6), **again)
    answered_1(reference, date(2026, 7, 17), "Not upheld", "Partly upheld")
    return reference


def late_request_for_a_panel() -> str:
    """Asked for a panel late, weighed with discretion and accepted."""
    from heard.casework import going_on, stage_3_request

    words = "Nobody rang back for six weeks."
    reference = case_of("statutory_complaint", date(2026, 2, 2), words, "No call back for six weeks.")
    accepted(reference, date(2026, 2, 3))
    answered_1(reference, date(2026, 2, 13), "Not upheld")
    adjudicated(reference, date(2026, 2, 23), date(2026, 3, 27), "Not upheld")
    asked = {"asked_on": date(2026, 6, 8), "words": "I was in hospital until May."}
    do(going_on.ask_for_stage_3_late, reference, **asked)
    reason = "He was in hospital for five weeks of the time, and nothing is lost by hearing him."
    decided = date(2026, 6, 10)
    told = {"decided_by": "Amina Odell", "told_on": decided}
    do(stage_3_request.accept_stage_3, reference, decided_on=decided, reason=reason, **told)
    through_the_panel(reference, date(2026, 6, 15), date(2026, 7, 16), date(2026, 8, 5))
    return reference


def ombudsman_case() -> str:
    """With the Ombudsman after Stage 2 was sent late: an enquiry, a decision, and its recommendation done."""
    from heard.casework import ombudsman

    words = "Her plan was changed and nobody asked her."
    reference = case_of(
        "statutory_complaint", date(2025, 9, 1), words, "The plan changed without asking her."
    )
    accepted(reference, date(2025, 9, 2))
    answered_1(reference, date(2025, 9, 12), "Not upheld")
    adjudicated(reference, date(2025, 9, 22), date(2026, 1, 30), "Upheld")
    number = {"ombudsman_reference": "26 004 117"}
    do(ombudsman.open_ombudsman_case, reference, received_on=date(2026, 2, 16), is_premature=False, **number)
    asked = {"asked": "Why did Stage 2 take so long?", "answer_by": date(2026, 3, 30)}
    enquiry = do(
        ombudsman.receive_ombudsman_enquiry, reference, received_on=date(2026, 3, 2), **asked, **number
    )
    answer = "Two investigating officers left. We should have told the family and did not."
    said = {"enquiry": enquiry.pk, "answer": answer}
    do(ombudsman.answer_ombudsman_enquiry, reference, answered_on=date(2026, 3, 26), **said)
    decided(reference, number)
    return reference


def decided(reference: str, number: Mapping[str, str]) -> None:
    """The Ombudsman's decision, and its recommendation done and accepted."""
    from heard.casework import ombudsman
    from heard.representations.models import OmbudsmanRecommendation

    said = {
        "label": "Upheld: fault and injustice",
        "narrative": "We will not investigate further, as the council has agreed to put it right.",
        "was_investigated": False,
        "asked": [
            ombudsman.Asked("Apologise in writing and pay £150.", date(2026, 6, 1), somebody("Dana Holt"))
        ],
    }
    do(ombudsman.record_ombudsman_decision, reference, decided_on=date(2026, 5, 4), **said, **number)
    which = {"recommendation": OmbudsmanRecommendation.objects.get(case__about__reference=reference).pk}
    proof = "The letter of 20 May and the payment of 21 May."
    do(ombudsman.send_proof, reference, sent_on=date(2026, 5, 22), proof=proof, **which)
    verdict = "Remedy complete and satisfied."
    do(ombudsman.complete_recommendation, reference, accepted_on=date(2026, 6, 5), verdict=verdict, **which)


STORIES: Mapping[str, Callable[[], str]] = {
    "three stages": three_stages,
    "two stages of the council's own": two_stages_corporate,
    "held for a court": court_hold,
    "late request for a panel": late_request_for_a_panel,
    "the Ombudsman": ombudsman_case,
}


def main() -> None:
    """Tell all five."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    django.setup()
    sys.stdout.write(json.dumps({name: tell() for name, tell in STORIES.items()}) + "\n")


if __name__ == "__main__":
    main()
