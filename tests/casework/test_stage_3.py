"""Stage 3: its day, its company, its report, and a final answer decided together with the independent person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework.living import RUTH, council, fresh
from tests.casework.stages import (
    ASKED_3,
    BOTH_UPHELD,
    FINAL_BY,
    PANEL_BY,
    REPORT_BY,
    SUMMARY,
    adjudicated,
    at_stage_3,
    company,
    follow_all,
    label,
    named,
    of,
    panel_met,
    put_to_it,
    recommended,
    somebody,
    stage_row,
    with_panel,
)

from heard.casework import parties, stage_3, stage_3_answer, stage_3_early, stage_3_panel
from heard.casework.clocks import clocks_of_council
from heard.casework.findings import PointFound
from heard.casework.new_details import DoesNotFit, NotInTheList
from heard.casework.performing import NotNow
from heard.casework.recommendations import RecommendationAnswer
from heard.casework.stage_3 import CameTo, Put
from heard.casework.stage_days import clock_of_stage, dates_on_record
from heard.law.early_referral import CRITERIA, NotToBeReferredEarly
from heard.law.procedure import NotInTheChart
from heard.ledger.models import Correction, Entry
from heard.outcomes.models import Finding, Recommendation
from heard.people.models import Term
from heard.representations.models import Decision, Panel, PanelAttendance, PanelSubmission

pytestmark = pytest.mark.django_db
EVERYBODY = {"council": "by hand", "complainant": "by post", "independent_person": "by e-mail"}


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def test_the_request_is_acknowledged_once_and_no_clock_stops():
    case = at_stage_3()

    stage_3.acknowledge_stage_3(**of(case, acknowledged_on=date(2026, 7, 2)))

    assert stage_row(case, "stage_3").due_on_hint == PANEL_BY
    with pytest.raises(NotNow, match="the first day stands"):
        stage_3.acknowledge_stage_3(**of(case, acknowledged_on=date(2026, 7, 3)))


def test_a_panel_date_after_thirty_working_days_is_out_of_time_even_at_the_complainants_wish():
    case = with_panel()
    later = {"decided_on": date(2026, 7, 13), "meets_on": date(2026, 8, 20)}

    with pytest.raises(DoesNotFit, match="out of time, even at the complainant's wish"):
        stage_3.set_panel_date(**of(case, at_complainants_wish=True, **later))
    why = {"why_late": "Malik is abroad until the 18th.", "decided_by": "Amina Odell"}
    stage_3.set_panel_date(**of(case, at_complainants_wish=True, **why, **later))
    stage_3.panel_meets(**of(case, met_on=date(2026, 8, 20), attended=company(), submissions=put_to_it()))

    assert Panel.objects.get().later_at_their_wish == "Malik is abroad until the 18th."
    kept = Decision.objects.get(about="panel_date")
    assert (kept.answer, "out of time" in kept.evidence) == ("later_at_their_wish", True)
    panel = next(clocks_of_council().stage_3(dates_on_record(stage_row(case, "stage_3"))))
    assert (panel.due_on, panel.met) == (PANEL_BY, False)


def test_a_panel_date_in_time_needs_no_reason_and_is_not_in_the_past():
    case = with_panel()

    with pytest.raises(DoesNotFit, match="a day already gone"):
        stage_3.set_panel_date(**of(case, decided_on=date(2026, 7, 13), meets_on=date(2026, 7, 10)))
    stage_3.set_panel_date(**of(case, decided_on=date(2026, 7, 13), meets_on=PANEL_BY))

    assert not Decision.objects.filter(about="panel_date").exists()


def test_papers_are_sent_once_the_day_is_set():
    case = with_panel()

    with pytest.raises(NotNow, match="No day is set"):
        stage_3.send_panel_papers(**of(case, sent_on=date(2026, 7, 29)))
    stage_3.set_panel_date(**of(case, decided_on=date(2026, 7, 13), meets_on=PANEL_BY))
    stage_3.send_panel_papers(**of(case, sent_on=date(2026, 7, 29)))

    assert Panel.objects.get().papers_sent_on == date(2026, 7, 29)


def test_the_complainant_comes_with_an_advocate_and_another_person_and_one_speaks_for_them():
    case = with_panel()
    malik, ruth, aunt = (somebody(name) for name in ("Malik Thornbeck", "Ruth Amsel", "Aisha Thornbeck"))

    with_both = company(
        CameTo(malik, "complainant"), CameTo(ruth, "advocate"), CameTo(aunt, "another_person", True)
    )
    stage_3.panel_meets(
        **of(
            case, met_on=PANEL_BY, attended=with_both, submissions=put_to_it(), considered="Letters of both."
        )
    )

    speaks = PanelAttendance.objects.get(spoke_for_complainant=True)
    assert (speaks.person.name, PanelAttendance.objects.count()) == ("Aisha Thornbeck", 6)
    row = stage_row(case, "stage_3")
    assert (row.panel_met_on, row.due_on_hint) == (PANEL_BY, REPORT_BY)


@pytest.mark.parametrize(
    ("attended", "says"),
    [
        (lambda: company()[:2], "Not there: Nadia Orme"),
        (lambda: company(CameTo(somebody("Otto Rill"), "panellist")), "no fewer and no others"),
        (lambda: company(CameTo(somebody("Dana Holt"), "council", True)), "may nominate one to speak"),
        (
            lambda: company(
                CameTo(somebody("Ruth Amsel"), "advocate", True),
                CameTo(somebody("Aisha Thornbeck"), "another_person", True),
            ),
            "may nominate one to speak",
        ),
    ],
)
def test_a_meeting_in_the_wrong_company_is_no_meeting_of_the_panel(attended, says):
    case = with_panel()

    with pytest.raises(DoesNotFit, match=says):
        stage_3.panel_meets(**of(case, met_on=PANEL_BY, attended=attended(), submissions=put_to_it()))

    assert (stage_row(case, "stage_3").panel_met_on, PanelAttendance.objects.count()) == (None, 0)


def test_a_way_of_coming_that_nobody_knows_is_refused():
    case = with_panel()

    with pytest.raises(NotInTheList, match="“judge” is not a way of coming to a panel"):
        stage_3.panel_meets(
            **of(
                case,
                met_on=PANEL_BY,
                attended=company(CameTo(somebody("Otto Rill"), "judge")),
                submissions=put_to_it(),
            )
        )


@pytest.mark.parametrize("missing", ["council", "complainant", "independent_person"])
def test_the_panels_report_goes_to_everybody_who_must_have_it(missing):
    case = panel_met()

    with pytest.raises(DoesNotFit, match="must also go to"):
        stage_3_answer.send_panel_report(
            **of(
                case,
                sent_on=REPORT_BY,
                summary=SUMMARY,
                sent_to={who: how for who, how in EVERYBODY.items() if who != missing},
            )
        )

    assert stage_row(case, "stage_3").report_sent_on is None


def test_the_report_goes_to_the_advocate_where_there_is_one():
    case = panel_met()
    ruth = replace(RUTH, person=somebody("Ruth Amsel"))
    parties.add_party(**of(case, day=date(2026, 7, 20), somebody=ruth))

    with pytest.raises(DoesNotFit, match="the complainant's advocate"):
        stage_3_answer.send_panel_report(**of(case, sent_on=REPORT_BY, summary=SUMMARY, sent_to=EVERYBODY))
    stage_3_answer.send_panel_report(
        **of(case, sent_on=REPORT_BY, summary=SUMMARY, sent_to={**EVERYBODY, "advocate": "by post"})
    )

    assert "advocate: by post" in Panel.objects.get().report_sent_to


def test_the_final_answer_counts_from_the_day_the_recommendations_were_received():
    case = recommended()

    assert stage_row(case, "stage_3").due_on_hint == FINAL_BY


def test_recommendations_received_before_the_report_went_to_all_start_the_fifteen_days():
    case = panel_met()

    asked = {"recommendations": ("Apologise in person.",)}
    stage_3_answer.receive_recommendations(**of(case, received_on=date(2026, 8, 14), **asked))

    clock = clock_of_stage(stage_row(case, "stage_3"))
    assert clock is not None
    assert (clock.started_on, clock.must_by) == (date(2026, 8, 14), date(2026, 9, 7))
    with pytest.raises(NotInTheChart):
        stage_3_answer.receive_recommendations(**of(case, received_on=date(2026, 8, 15), **asked))


def final(case, **more):
    facts = {
        "sent_on": FINAL_BY,
        "independent_person_part": "Peter Vance met Dana Holt on 3 September and agreed.",
        "tells_of_ombudsman": True,
        "answers": follow_all(case, "stage_3"),
    }
    return stage_3_answer.answer_stage_3(**of(case, **{**facts, **more}))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"independent_person_part": " "}, "together with the Stage 2 independent person"),
        ({"tells_of_ombudsman": False}, "how to go to the Ombudsman"),
        ({"answers": ()}, "Still open: Apologise in person."),
    ],
)
def test_a_final_answer_without_what_the_law_wants_is_refused(more, says):
    case = recommended()
    before = Entry.objects.count()

    with pytest.raises(DoesNotFit, match=says):
        final(case, **more)

    assert (Entry.objects.count(), stage_row(case, "stage_3").answered_on) == (before, None)


def test_the_final_answer_in_time_ends_stage_3():
    case = recommended()

    final(case)

    row, panel = stage_row(case, "stage_3"), Panel.objects.get()
    assert (row.answered_on, row.due_on_hint, panel.ombudsman_told) == (FINAL_BY, None, True)
    assert panel.independent_person_took_part.startswith("Peter Vance met")
    assert row.outcome is not None
    assert row.outcome.label == "Partly upheld"
    assert fresh(case).state == "stage_3_answered"


def test_to_depart_from_a_recommendation_of_the_panel_needs_written_reasons():
    case = recommended()
    asked = Recommendation.objects.get(stage__stage="stage_3")

    with pytest.raises(DoesNotFit, match="needs a written reason"):
        final(case, answers=[RecommendationAnswer(asked.pk, "refused")])
    final(case, answers=[RecommendationAnswer(asked.pk, "refused", "The worker has left the council.")])

    asked.refresh_from_db()
    assert asked.answer == "refused"


def test_the_director_who_differs_from_the_panel_says_why():
    case = panel_met()
    stage_3_answer.receive_recommendations(
        **of(case, received_on=REPORT_BY, recommendations=("Apologise.",), findings=BOTH_UPHELD)
    )
    stage_3_answer.send_panel_report(**of(case, sent_on=REPORT_BY, summary=SUMMARY, sent_to=EVERYBODY))
    silent = (PointFound(1, "Upheld"), PointFound(2, "Not upheld"))

    with pytest.raises(DoesNotFit, match=r"differs from the panel \(upheld\)"):
        final(case, findings=silent)
    final(case, findings=(silent[0], PointFound(2, "Not upheld", "The recording shows otherwise.")))

    assert fresh(case).state == "stage_3_answered"


SHOWN = {one.code: f"Shown: {one.evidence}." for one in CRITERIA}
REFERRED = {"referred_on": ASKED_3, "decided_by": "Amina Odell", "reason": "Nothing is left to review."}


@pytest.mark.parametrize("code", [one.code for one in CRITERIA])
def test_early_referral_with_any_criterion_or_the_agreement_missing_is_blocked(code):
    case = adjudicated(BOTH_UPHELD)

    with pytest.raises(NotToBeReferredEarly, match="The right to a panel stands"):
        stage_3_early.refer_early(**of(case, evidence={**SHOWN, code: " "}, **REFERRED))

    assert fresh(case).state == "stage_2_answered"


def test_partly_upheld_points_do_not_make_up_for_those_upheld():
    """As with 31 of 36 heads upheld or partly: a tick cannot stand for the findings."""
    label("outcome", "Partly upheld", "partly_upheld")
    case = adjudicated((BOTH_UPHELD[0], PointFound(2, "Partly upheld", "Once, not often.")))

    with pytest.raises(NotToBeReferredEarly):
        stage_3_early.refer_early(**of(case, evidence=SHOWN, **REFERRED))
    stage_3_early.refer_early(**of(case, evidence=SHOWN, not_significant=(2,), **REFERRED))

    assert fresh(case).state == "referred_early"


def test_early_referral_with_everything_shown_is_kept_and_the_ombudsman_may_send_it_back():
    case = adjudicated(BOTH_UPHELD)

    row = stage_3_early.refer_early(**of(case, evidence=SHOWN, **REFERRED))
    assert (fresh(case).state, row.evidence.count("\n")) == ("referred_early", len(CRITERIA) - 1)
    stage_3_early.return_from_ombudsman(**of(case, returned_on=date(2026, 9, 7)))

    assert fresh(case).state == "stage_3_arranging"
    assert stage_row(case, "stage_3").due_on_hint == date(2026, 10, 19)


def test_a_panel_asked_for_and_referred_early_begins_again_when_it_is_sent_back():
    case = at_stage_3()
    upheld = Term.objects.get(list="outcome", means="upheld")
    Finding.objects.filter(step="adjudicator").update(finding=upheld)

    stage_3_early.refer_early(**of(case, evidence=SHOWN, **{**REFERRED, "referred_on": date(2026, 7, 6)}))
    assert stage_row(case, "stage_3").ended_because == "referred_early"
    stage_3_early.return_from_ombudsman(**of(case, returned_on=date(2026, 9, 7)))

    row = stage_row(case, "stage_3")
    assert (row.started_on, row.ended_on) == (date(2026, 9, 7), None)


def test_a_panel_appointed_before_an_early_referral_is_appointed_anew_afterwards():
    case = with_panel()
    stage_3.acknowledge_stage_3(**of(case, acknowledged_on=date(2026, 7, 10)))
    upheld = Term.objects.get(list="outcome", means="upheld")
    Finding.objects.filter(step="adjudicator").update(finding=upheld)
    stage_3_early.refer_early(**of(case, evidence=SHOWN, **{**REFERRED, "referred_on": date(2026, 7, 13)}))
    stage_3_early.return_from_ombudsman(**of(case, returned_on=date(2026, 9, 7)))

    again = date(2026, 9, 9)
    chair, *others = [named(name, again) for name in ("Otto Rill", "Hugh Pell", "Nadia Orme")]
    stage_3_panel.appoint_panel(**of(case, appointed_on=again, chair=chair, panellists=others))
    stage_3.acknowledge_stage_3(**of(case, acknowledged_on=again))

    now = [row.person.name for row in stage_3_panel.sitting(stage_row(case, "stage_3"))]
    assert now == ["Otto Rill", "Hugh Pell", "Nadia Orme"]
    assert "2026-07-10" in Correction.objects.values_list("was", flat=True)


def test_no_step_of_stage_3_is_dated_before_the_one_it_follows():
    with pytest.raises(DoesNotFit, match="the meeting of the panel cannot be of"):
        stage_3.panel_meets(
            **of(with_panel(), met_on=date(2026, 6, 30), attended=company(), submissions=put_to_it())
        )
    with pytest.raises(DoesNotFit, match="the panel's report cannot be of"):
        stage_3_answer.send_panel_report(
            **of(panel_met(), sent_on=date(2026, 8, 11), summary=SUMMARY, sent_to=EVERYBODY)
        )
    with pytest.raises(DoesNotFit, match="what the panel recommends cannot be of"):
        stage_3_answer.receive_recommendations(
            **of(panel_met(), received_on=date(2026, 8, 11), recommendations=("Apologise.",))
        )
    with pytest.raises(DoesNotFit, match="the final answer cannot be of"):
        final(recommended(), sent_on=date(2026, 8, 18))


@pytest.mark.parametrize(
    ("submissions", "says"),
    [
        (lambda: put_to_it()[:2], r"regulation 19\(5\)\): The Stage 2 independent person"),
        (list, "The complainant, The council, The Stage 2 independent person"),
        (lambda: [*put_to_it(), Put("authority", "oral", " ")], "The council: write what was put"),
        (lambda: [*put_to_it(), Put("interested", "oral", "The grandmother spoke.")], "Name the person"),
    ],
)
def test_a_panel_considers_what_each_of_them_puts_to_it_in_words(submissions, says):
    case = with_panel()

    with pytest.raises(DoesNotFit, match=says):
        stage_3.panel_meets(**of(case, met_on=PANEL_BY, attended=company(), submissions=submissions()))

    assert (stage_row(case, "stage_3").panel_met_on, PanelSubmission.objects.count()) == (None, 0)


def test_whose_submissions_the_panel_considered_stays_on_record_also_that_there_was_none():
    case = with_panel()
    aunt = somebody("Aisha Thornbeck")
    whole = [*put_to_it(), Put("interested", "oral", "She has cared for Kayla.", aunt)]

    stage_3.panel_meets(**of(case, met_on=PANEL_BY, attended=company(), submissions=whole))

    kept = {row.of: (row.way, row.person_id) for row in PanelSubmission.objects.all()}
    assert kept == {
        "complainant": ("both", None),
        "authority": ("written", None),
        "independent_person": ("none", None),
        "interested": ("oral", aunt),
    }


def test_a_submission_of_the_investigator_is_none_that_the_regulation_names():
    case = with_panel()
    wrong = [*put_to_it(), Put("investigating_officer", "oral", "Ines Calder spoke.")]

    with pytest.raises(NotInTheList, match="“investigating_officer” is not a person whose submissions"):
        stage_3.panel_meets(**of(case, met_on=PANEL_BY, attended=company(), submissions=wrong))


def test_the_panels_report_is_on_record_with_its_summary_or_not_at_all():
    case = panel_met()

    with pytest.raises(DoesNotFit, match="brief summary of the representations"):
        stage_3_answer.send_panel_report(**of(case, sent_on=REPORT_BY, summary=" ", sent_to=EVERYBODY))
    assert stage_row(case, "stage_3").report_sent_on is None
    stage_3_answer.send_panel_report(**of(case, sent_on=REPORT_BY, summary=SUMMARY, sent_to=EVERYBODY))

    assert Panel.objects.get().report_summary == SUMMARY
