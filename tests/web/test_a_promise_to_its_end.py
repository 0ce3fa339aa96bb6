"""From twelve points and nine recommendations to what changed: each promise kept, refused, late or opened again, and
read by the family, the director and an elected member, each of whom sees what is theirs."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags
from tests.casework.living import DECIDED, MALIK, NOW, THE_CHILD, WHO, fresh
from tests.casework.stages import label, named, of, somebody
from tests.web.act_pages import signed_in
from tests.web.acts_done import office_on

from heard.casework import (
    appointments,
    codes,
    going_on,
    if_changed,
    intake,
    learning,
    ombudsman,
    promises,
    promises_told,
    stage_1,
    stage_2_answer,
    stage_2_reports,
    stage_2_statement,
)
from heard.casework.audit import verify
from heard.casework.findings import PointFound
from heard.casework.intake import Said
from heard.casework.learning import SeenTo
from heard.casework.learning_sharing import With, share_learning
from heard.casework.new_details import DoesNotFit, NewElement
from heard.casework.promises import Agreed
from heard.casework.recommendations import RecommendationAnswer, Recommended
from heard.casework.writing import writing
from heard.figures.ask import ask
from heard.outcomes.models import Action, FollowUp, PromiseReopened, Recommendation
from heard.people.models import Member, Person, Service
from heard.reporting.frames import frames_of_council
from heard.representations.models import OmbudsmanRecommendation, Representation

pytestmark = pytest.mark.django_db
TODAY, DUE = date(2026, 11, 22), date(2025, 7, 1)
TWELVE = {number: f"Thing {number} went wrong." for number in range(1, 13)}
FOUND = tuple(
    PointFound(number, "Not upheld" if number > 9 else "Upheld", f"The file shows it for {number}.")
    for number in TWELVE
)
NINE = tuple(f"Point {number}: do thing {number} differently." for number in range(1, 10))
KEPT_LATE, REFUSED = (7, 8), 9


@pytest.fixture
def members(monkeypatch) -> dict[str, Member]:
    return office_on(monkeypatch)


def at_stage_2() -> Representation:
    """A mother's complaint of twelve points, on which Stage 2 has begun."""
    points = tuple(NewElement(words, arose_on=date(2025, 1, 6)) for words in TWELVE.values())
    words = "So many things went wrong."
    people = (MALIK, THE_CHILD)
    said = Said("statutory_complaint", date(2025, 2, 3), words, people=people, points=points)
    case = intake.receive(said=said, by="amina", at=NOW)
    intake.accept(**of(case, decided_on=date(2025, 2, 4), **DECIDED))
    none = tuple(PointFound(number, "Not upheld", "Nothing was found.") for number in TWELVE)
    stage_1.answer_stage_1(
        **of(
            case,
            sent_on=date(2025, 2, 14),
            manager=somebody("Tom Ashby"),
            findings=none,
            tells_right_to_go_on=True,
        )
    )
    going_on.ask_for_stage_2(**of(case, asked_on=date(2025, 2, 24), words="Look at it again."))
    return fresh(case)


def investigated(case: Representation, owner: int) -> None:
    """Both reports are in, with a finding on each point and nine recommendations."""
    day = date(2025, 2, 26)
    appointments.appoint_investigator(**of(case, appointed_on=day, named=named("Ines Calder", day)))
    appointments.appoint_independent_person(**of(case, appointed_on=day, named=named("Peter Vance", day)))
    appointments.appoint_adjudicator(**of(case, appointed_on=day, named=named("Dana Holt", day)))
    stage_2_statement.draft_statement(**of(case, sent_on=date(2025, 3, 3), wording=TWELVE))
    stage_2_statement.agree_statement(**of(case, agreed_on=date(2025, 3, 7)))
    asked = tuple(Recommended(words, "Fostering", owner) for words in NINE)
    stage_2_reports.receive_investigator_report(
        **of(case, received_on=date(2025, 3, 24), findings=FOUND, recommendations=asked)
    )
    stage_2_reports.receive_independent_report(**of(case, received_on=date(2025, 3, 25), findings=FOUND))


def answers(case: Representation, owner: int, reason: str) -> list[RecommendationAnswer]:
    rows = list(Recommendation.objects.filter(representation=case).order_by("pk"))
    followed = [
        RecommendationAnswer(row.pk, "accepted", actions=(Agreed(f"Thing {number} is done.", owner, DUE),))
        for number, row in enumerate(rows[:-1], start=1)
    ]
    return [*followed, RecommendationAnswer(rows[-1].pk, "refused", reason)]


def adjudicated(case: Representation, owner: int) -> list[Action]:
    """Eight are followed with a promise each; one is refused, and “noted” is no reason."""
    sent = {"findings": FOUND, "encloses_both_reports": True, "tells_right_to_stage_3": True}
    with pytest.raises(DoesNotFit):
        stage_2_answer.adjudicate(
            **of(case, sent_on=date(2025, 3, 28), answers=answers(case, owner, "Noted."), **sent)
        )
    reason = "The law gives this decision to the court, which has it before it."
    stage_2_answer.adjudicate(
        **of(case, sent_on=date(2025, 3, 28), answers=answers(case, owner, reason), **sent)
    )
    return list(Action.objects.filter(representation=case).order_by("pk"))


def kept(case: Representation, rows: list[Action]) -> None:
    """Six are kept in time and two late; each is told to the mother in words for her."""
    malik = Person.objects.get(name="Malik Thornbeck").pk
    for number, row in enumerate(rows, start=1):
        promises_told.tell_promise(
            **of(
                case,
                told_on=date(2025, 4, 1),
                action=row.pk,
                person=malik,
                words=f"We will put thing {number} right.",
            )
        )
        promises.complete_action(
            **of(
                case,
                done_on=date(2025, 8, 20) if number in KEPT_LATE else date(2025, 6, 20),
                action=row.pk,
                proof="The minutes of the team.",
                accepted_by="Amina Odell",
                told_on=date(2025, 9, 1),
            )
        )


def looked_at_by_the_ombudsman(case: Representation) -> None:
    """The Ombudsman decides with three dated parts; the proof of each is sent and accepted."""
    label("decision", "Upheld: fault and injustice", "upheld")
    number = "26 000 001"
    ombudsman.open_ombudsman_case(
        **of(case, received_on=date(2025, 10, 1), ombudsman_reference=number, is_premature=False)
    )
    asked = [
        ombudsman.Asked(words, due)
        for words, due in (
            ("Apologise.", date(2026, 2, 2)),
            ("Pay £300.", date(2026, 3, 2)),
            ("Show that staff were trained.", date(2026, 5, 4)),
        )
    ]
    ombudsman.record_ombudsman_decision(
        **of(
            case,
            decided_on=date(2026, 1, 5),
            ombudsman_reference=number,
            label="Upheld: fault and injustice",
            narrative="There was fault.",
            was_investigated=True,
            asked=asked,
        )
    )
    for row in OmbudsmanRecommendation.objects.all():
        proof = {"sent_on": row.due_on, "recommendation": row.pk, "proof": "The letter."}
        ombudsman.send_proof(**of(case, **proof))
        ombudsman.complete_recommendation(
            **of(case, accepted_on=row.due_on, recommendation=row.pk, verdict="Done.")
        )


def learnt(case: Representation, manager: Member, owner: int) -> None:
    """What is learnt is shared, and after six months the service says whether it changed."""
    row = learning.learn(
        **of(
            case,
            learned_on=date(2025, 4, 2),
            words="Whoever is told of a move hears it a week before.",
            service="Fostering",
            seen_to=SeenTo(owner, date(2025, 5, 1), date(2025, 4, 30)),
        )
    )
    share_learning(
        member=manager,
        at=NOW,
        learning=row.pk,
        way="team_meeting",
        shared_on=date(2025, 5, 12),
        to=With(services=("Fostering",)),
    )
    if_changed.put_questions(on=date(2025, 10, 3), by="night", at=NOW)
    question = FollowUp.objects.get(learning=row, months=6)
    if_changed.answer_if_changed(
        **of(
            case, answered_on=TODAY, question=question.pk, answer="yes", words="Six moves, six told in time."
        )
    )


def mothers_browser(case: Representation) -> Client:
    with writing("test_code", by="amina", at=NOW, reference=case.reference) as line:
        code = codes.give(line, case, Person.objects.get(name="Malik Thornbeck"), on=TODAY)
    browser = Client()
    assert browser.post("/code/", {"code": code}).status_code == 302
    return browser


def test_nine_recommendations_go_to_their_end_and_each_reads_what_is_theirs(members):
    with writing("test_rows", **WHO) as line:
        line.add(Service(label="Fostering"))
    owner, case = somebody("Gwen Ash"), at_stage_2()
    investigated(case, owner)
    rows = adjudicated(case, owner)
    kept(case, rows)
    looked_at_by_the_ombudsman(case)
    learnt(case, members["complaints_manager"], owner)

    mother = mothers_browser(case)
    page = mother.get("/my/").content.decode()
    assert all(f"We will put thing {number} right." in page for number in range(1, 9))
    for theirs_not in ("Gwen Ash", "The minutes of the team.", "before the court", "Fostering", "is done."):
        assert theirs_not not in page

    address = f"/my/promises/{rows[2].pk}/"
    assert mother.get(address).status_code == 200
    said = {"said": "not_done", "words": "Nobody came."}
    assert mother.post(address, said, follow=True).status_code == 200
    opened = PromiseReopened.objects.get()
    assert (opened.action_id, opened.was_proof) == (rows[2].pk, "The minutes of the team.")

    director = signed_in(members["director"])
    late = director.get("/promises/?list=director&view=late").content.decode()
    for words in ("Opened again once", "working days late", "Gwen Ash", "Fostering", case.reference):
        assert words in late
    for not_read in ("Thing 3 is done.", "Nobody came.", "Kayla"):
        assert not_read not in late
    office = signed_in(members["complaints_manager"]).get("/promises/?view=late").content.decode()
    assert "Thing 3 is done." in office
    oversight = director.get("/promises/oversight/")
    assert oversight.status_code == 200

    member = signed_in(members["elected_member"])
    assert member.get("/promises/").status_code == 403
    assert member.get(f"/cases/{case.reference}/").status_code in (403, 404)
    address = "/figures/recommendations_refused/?period=2024/25"
    figure = " ".join(strip_tags(member.get(address).content.decode()).split())
    assert "1 of 9" not in figure, "a number as small as that is withheld from who sees figures only"
    assert "Not shown" in figure or "[c]" in figure
    whole = signed_in(members["complaints_manager"]).get(address).content.decode()
    assert "1 of 9" in " ".join(strip_tags(whole).split())
    frames = frames_of_council(today=TODAY)
    counted = {
        name: ask(frames, f"recommendations_{name}").total.value
        for name in ("made", "accepted", "refused", "done", "late")
    }
    assert counted == {"made": 9, "accepted": 8, "refused": 1, "done": 7, "late": 1}
    assert verify().whole
