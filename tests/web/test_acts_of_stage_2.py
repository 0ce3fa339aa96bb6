"""Going on and Stage 2 at their pages: what is answered reaches the record, and what the law refuses is said."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.casework import stages
from tests.casework.living import fresh
from tests.casework.stages import answered_1, at_stage_2, both_reports, investigating, of, somebody
from tests.web.act_pages import day, office, sent, signed_in

from heard.casework import corporate, going_on
from heard.outcomes.models import Action, Finding, Recommendation
from heard.representations.models import (
    Appointment,
    Decision,
    Dissatisfaction,
    Extension,
    Representation,
    Stage,
    Wording,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)
DECIDED = {"decided_by": "Amina Odell", "reason": "They were in hospital until May."}


@pytest.fixture
def today(clock):
    clock.set(TODAY)


@pytest.fixture
def manager(today):
    return signed_in(office()["complaints_manager"])


def at(case: Representation, act: str) -> str:
    return f"/cases/{case.reference}/do/{act}/"


def done(answer) -> None:
    assert answer.status_code == 302, wrong(answer)


def wrong(answer) -> str:
    """What the page says is wrong."""
    said = re.findall(
        r"govuk-error-message.*?</p>|govuk-error-summary__body.*?</ul>", answer.content.decode(), re.S
    )
    return "\n".join(said)


def refused(answer, words: str) -> None:
    assert answer.status_code == 422
    assert words in answer.content.decode(), wrong(answer)


def test_any_words_of_dissatisfaction_are_kept_and_then_taken_as_a_request(manager):
    case = answered_1()
    said = {**day("said_on", 2026, 5, 5), "words": "This is not good enough.", "named_stage": "Stage 3"}
    done(sent(manager, at(case, "express-dissatisfaction"), **said))

    page = manager.get(at(case, "treat-as-request")).content.decode()
    assert "This is not good enough." in page
    assert "They named Stage 3" in page
    decided = {**day("decided_on", 2026, 5, 6), "decided_by": "Amina Odell"}
    done(sent(manager, at(case, "treat-as-request"), **decided))
    assert Stage.objects.get(stage="stage_2").started_on == date(2026, 5, 5)


def test_words_are_no_request_only_with_what_they_said_and_the_day_of_telling(manager):
    case = answered_1()
    going_on.express_dissatisfaction(**of(case, said_on=date(2026, 5, 5), words="I am cross."))
    decided = {**day("decided_on", 2026, 5, 7), "decided_by": "Amina Odell"}

    refused(sent(manager, at(case, "not-a-request"), **decided), "Enter what they said when you asked")
    told = {**day("told_on", 2026, 5, 7), "reason": "She said she only wanted it known."}
    done(sent(manager, at(case, "not-a-request"), **decided, **told))
    assert Dissatisfaction.objects.get().is_request is False


def test_a_request_in_any_form_starts_stage_2_from_the_day_it_came(manager):
    case = answered_1()
    page = manager.get(at(case, "ask-for-stage-2")).content.decode()
    assert "No law sets a limit" in page

    done(
        sent(
            manager, at(case, "ask-for-stage-2"), **day("asked_on", 2026, 5, 5), words="I want somebody else."
        )
    )
    assert Stage.objects.get(stage="stage_2").started_on == date(2026, 5, 5)


def test_a_late_request_is_accepted_with_its_reason(manager):
    case = answered_1()
    done(sent(manager, at(case, "ask-for-stage-2-late"), **day("asked_on", 2026, 6, 1), words="I was ill."))
    done(sent(manager, at(case, "accept-stage-2"), **day("decided_on", 2026, 6, 2), **DECIDED))

    assert fresh(case).state == "stage_2_statement"
    assert Decision.objects.get(about="late_request_stage_2").reason == DECIDED["reason"]


def test_a_late_request_is_declined_only_on_a_lawful_ground_with_a_second_person(manager):
    case = answered_1()
    going_on.ask_for_stage_2_late(**of(case, asked_on=date(2026, 6, 1), words="I was ill."))
    said = {
        **day("decided_on", 2026, 6, 3),
        **day("told_on", 2026, 6, 3),
        **DECIDED,
        "ground": "late_and_nothing_new",
        "why_late": "She was ill.",
        "new_information": "None.",
        "letter": ["decision", "reasons", "ombudsman"],
    }

    answer = sent(manager, at(case, "refuse-stage-2"), **said, seconded_by="Dana Holt")
    refused(answer, "how discretion was used")
    alone = sent(
        manager, at(case, "refuse-stage-2"), **said, discretion="Weighed.", seconded_by="Amina Odell"
    )
    refused(alone, "Nobody is kept from the next stage by one person alone")
    done(sent(manager, at(case, "refuse-stage-2"), **said, discretion="Weighed.", seconded_by="Dana Holt"))
    assert Decision.objects.get(about="late_request_stage_2").seconded_by == "Dana Holt"


def test_the_draft_statement_keeps_their_words_and_each_wording_beside_them(manager):
    case = at_stage_2()
    page = manager.get(at(case, "draft-statement")).content.decode()
    assert "Nobody rang back for six weeks." in page
    wording = {"wording_1": "Calls were not returned.", "wording_2": "A worker shouted."}

    refused(
        sent(manager, at(case, "draft-statement"), **day("sent_on", 2026, 5, 11), wording_1="Calls."),
        "Enter wording of the statement",
    )
    done(sent(manager, at(case, "draft-statement"), **day("sent_on", 2026, 5, 11), **wording))
    agreed = {**day("agreed_on", 2026, 5, 15), **wording, "wording_2": "A worker shouted at Kayla."}
    done(sent(manager, at(case, "agree-statement"), **agreed))

    told = list(Wording.objects.order_by("pk").values_list("element__number", "standing", "words"))
    assert told == [
        (1, "drafted", "Calls were not returned."),
        (2, "drafted", "A worker shouted."),
        (1, "agreed", "Calls were not returned."),
        (2, "agreed", "A worker shouted at Kayla."),
    ]
    assert Stage.objects.get(stage="stage_2").statement_agreed_on == date(2026, 5, 15)


def test_the_statement_goes_on_as_sent_only_with_the_chance_they_had(manager):
    case = at_stage_2()
    wording = {"wording_1": "Calls were not returned.", "wording_2": "A worker shouted."}
    too_early = manager.get(at(case, "settle-statement"))
    assert too_early.status_code == 409
    assert "There is no statement that was sent on" in too_early.content.decode()
    done(sent(manager, at(case, "draft-statement"), **day("sent_on", 2026, 5, 11), **wording))
    done(
        sent(
            manager,
            at(case, "settle-statement"),
            **day("settled_on", 2026, 5, 20),
            because="Five days, one text.",
        )
    )
    assert Stage.objects.get(stage="stage_2").statement_settled_because == "Five days, one text."


def test_an_amended_statement_keeps_only_the_points_that_changed(manager):
    case = investigating()
    said = {
        "wording_1": "Calls were not returned for six weeks.",
        "wording_2": "The worker shouted twice.",
        "because": "She asked for it.",
    }
    page = manager.get(at(case, "amend-statement")).content.decode()
    assert "The worker shouted at my daughter." in page

    done(sent(manager, at(case, "amend-statement"), **day("amended_on", 2026, 5, 20), **said))
    assert list(Wording.objects.filter(standing="amended").values_list("element__number", flat=True)) == [2]


def test_somebody_is_appointed_with_a_declaration_and_not_whoever_the_law_keeps_out(manager):
    case = at_stage_2()
    ines, peter = somebody("Ines Calder"), somebody("Peter Vance")
    known_before(case, "independent_person", peter)
    known_before(case, "investigating_officer", ines)
    said = {**day("appointed_on", 2026, 5, 7), **day("declared_on", 2026, 5, 7)}

    refused(
        sent(
            manager,
            at(case, "appoint-independent-person"),
            person=str(peter),
            declares=["is_officer"],
            **said,
        ),
        "An officer of the authority is not independent",
    )
    done(sent(manager, at(case, "appoint-independent-person"), person=str(peter), **said))
    assert Appointment.objects.get(stage__representation=case).person_id == peter

    page = manager.get(at(case, "appoint-investigator")).content.decode()
    assert "Ines Calder" in page


def test_the_person_complained_about_is_shown_as_barred_with_the_reason(manager):
    case = at_stage_2()
    tom = somebody("Tom Ashby")
    known_before(case, "investigating_officer", tom)
    page = manager.get(at(case, "appoint-investigator")).content.decode()

    assert "Who may not be appointed" in page
    assert "Tom Ashby: Has already taken part in this case as manager who answers stage 1." in page
    assert f'<option value="{tom}"' not in page


def test_another_is_appointed_with_the_reason_and_no_day_moves(manager):
    case = investigating()
    due = Stage.objects.get(stage="stage_2").due_on_hint
    nora = somebody("Nora Field")
    known_before(case, "investigating_officer", nora)
    said = {**day("changed_on", 2026, 5, 20), **day("declared_on", 2026, 5, 19), "person": str(nora)}

    done(sent(manager, at(case, "change-investigator"), **said, reason="Ines Calder is ill."))
    assert Appointment.objects.get(part="investigating_officer", ended_on=None).person_id == nora
    assert Stage.objects.get(stage="stage_2").due_on_hint == due


def test_stage_2_is_extended_before_its_day_and_never_past_what_the_law_allows(manager):
    case = investigating()
    said = {
        **day("decided_on", 2026, 6, 5),
        **day("told_on", 2026, 6, 5),
        "reason": "Two witnesses are away.",
        "decided_by": "Amina Odell",
    }
    refused(
        sent(manager, at(case, "extend-stage-2"), **day("extended_to", 2026, 9, 30), **said),
        "can be extended to Wednesday 5 August 2026 at the latest",
    )
    done(sent(manager, at(case, "extend-stage-2"), **day("extended_to", 2026, 7, 10), **said))
    assert Extension.objects.get().extended_to == date(2026, 7, 10)


def test_a_report_comes_in_with_a_finding_on_each_point_and_what_it_recommends(manager):
    case = investigating()
    found = {
        "finding_1": "Upheld",
        "reason_1": "Six weeks.",
        "finding_2": "Not upheld",
        "reason_2": "Nobody heard.",
    }
    done(
        sent(
            manager,
            at(case, "receive-investigator-report"),
            **day("received_on", 2026, 6, 1),
            **found,
            recommendations="Ring back the same day.\n\nSay sorry.",
        )
    )
    assert list(Recommendation.objects.values_list("words", flat=True)) == [
        "Ring back the same day.",
        "Say sorry.",
    ]

    page = manager.get(at(case, "receive-independent-report")).content.decode()
    assert "Investigating officer: Upheld." in page
    differs = {"finding_1": "Upheld", "finding_2": "Upheld"}
    independent = at(case, "receive-independent-report")
    refused(
        sent(manager, independent, **day("received_on", 2026, 6, 3), **differs),
        "Enter why you differ from the investigating officer (not upheld) on point 2",
    )
    done(
        sent(
            manager, independent, **day("received_on", 2026, 6, 3), **differs, reason_2="Two people heard it."
        )
    )
    assert fresh(case).state == "stage_2_adjudicating"


def test_the_adjudication_answers_each_recommendation_with_an_action_or_a_reason(manager):
    case = both_reports()
    row, tom = Recommendation.objects.get(), somebody("Tom Ashby")
    said = {
        **day("sent_on", 2026, 6, 8),
        "finding_1": "Upheld",
        "finding_2": "Not upheld",
        "encloses_both_reports": "on",
        "tells_right_to_stage_3": "on",
        f"answer_of_{row.pk}": "accepted",
    }
    refused(sent(manager, at(case, "adjudicate"), **said), "say what will be done, by whom and by when")
    action = {
        f"action_of_{row.pk}": "Ring back the same day.",
        f"owner_of_{row.pk}": str(tom),
        **day(f"due_on_of_{row.pk}", 2026, 7, 1),
    }
    done(
        sent(
            manager,
            at(case, "adjudicate"),
            **said,
            **action,
            remedies=["Apology"],
            remedy_words="In writing.",
        )
    )

    assert Action.objects.get().owner_id == tom
    assert Finding.objects.filter(step="adjudicator").count() == 2
    assert fresh(case).letter_drafts.filter(act="adjudicate").exists()


def test_a_recommendation_refused_needs_its_reason(manager):
    case = both_reports()
    row = Recommendation.objects.get()
    said = {
        **day("sent_on", 2026, 6, 8),
        "finding_1": "Upheld",
        "finding_2": "Not upheld",
        "encloses_both_reports": "on",
        "tells_right_to_stage_3": "on",
        f"answer_of_{row.pk}": "refused",
    }
    refused(sent(manager, at(case, "adjudicate"), **said), "needs a written reason")
    done(
        sent(manager, at(case, "adjudicate"), **said, **{f"answer_reason_of_{row.pk}": "It is done already."})
    )
    assert Recommendation.objects.get().answer_reason == "It is done already."


def test_one_finding_is_recorded_by_itself_and_differs_only_with_a_reason(manager):
    case = both_reports()
    said = {**day("found_on", 2026, 6, 5), "point": "2", "step": "adjudicator", "finding": "Upheld"}
    refused(sent(manager, at(case, "find"), **said), "Enter why you differ from")
    answer = manager.post(
        at(case, "find"),
        {
            **_opened(manager, at(case, "find")),
            **said,
            "reason": "The recording shows it.",
            "confirmed": "yes",
        },
    )
    done(answer)
    assert Finding.objects.get(step="adjudicator").reason == "The recording shows it."


def test_a_request_in_the_councils_own_procedure_is_weighed_opened_and_answered(manager):
    case = answered_1(kind="corporate_complaint")
    done(sent(manager, at(case, "weigh-stage-2"), **day("asked_on", 2026, 5, 5), words="I do not agree."))
    done(sent(manager, at(case, "open-weighed-stage-2"), **day("decided_on", 2026, 5, 6), **DECIDED))
    dana = somebody("Dana Holt")
    holds_a_post(dana)
    found = {"finding_1": "Upheld", "finding_2": "Upheld"}
    said = {**day("sent_on", 2026, 5, 20), "manager": str(dana), "tells_of_ombudsman": "on", **found}

    refused(sent(manager, at(case, "answer-stage-2"), **said), "Enter why you differ from the manager")
    done(sent(manager, at(case, "answer-stage-2"), **said, reason_2="Two people heard it."))
    assert Stage.objects.get(stage="stage_2").answered_on == date(2026, 5, 20)


def test_stage_2_of_the_councils_own_procedure_is_declined_only_with_the_ombudsmans_address(manager):
    case = answered_1(kind="corporate_complaint")
    corporate.weigh_request_for_stage_2(**of(case, asked_on=date(2026, 5, 5), words="I do not agree."))
    said = {**day("decided_on", 2026, 5, 8), **day("told_on", 2026, 5, 8), **DECIDED}

    refused(sent(manager, at(case, "decline-weighed-stage-2"), **said), "Tick")
    done(sent(manager, at(case, "decline-weighed-stage-2"), **said, tells_of_ombudsman="on"))
    assert Decision.objects.get(about="weighed_stage_2").answer == "refused"


def test_a_late_request_in_the_councils_own_procedure_is_declined_on_its_merits(manager):
    case = answered_1(kind="corporate_complaint")
    going_on.ask_for_stage_2_late(**of(case, asked_on=date(2026, 6, 1), words="I was away."))
    said = {
        **day("decided_on", 2026, 6, 3),
        **day("told_on", 2026, 6, 3),
        **DECIDED,
        "tells_of_ombudsman": "on",
    }

    done(sent(manager, at(case, "refuse-stage-2"), **said))
    assert fresh(case).state == "stage_1_answered"


def holds_a_post(person: int) -> None:
    """Somebody of the office."""
    from heard.casework.writing import writing
    from heard.people.models import OfficePost

    with writing("test_rows", by="amina", at=stages.NOW) as line:
        line.add(OfficePost(person_id=person, job="Head of service", begins_on=date(2020, 1, 1)))


def known_before(case: Representation, part: str, person: int) -> None:
    """Somebody with a part in another case, so that they may be named in this one."""
    from heard.casework.writing import writing
    from heard.representations.models import Party

    other = Representation.objects.exclude(pk=case.pk).first() or stages.at_stage_1()
    with writing("test_rows", by="amina", at=stages.NOW) as line:
        line.add(Party(representation=other if part != "manager" else case, person_id=person, part=part))


def _opened(client, address: str) -> dict[str, str]:
    from tests.web.act_pages import opened

    return opened(client, address)
