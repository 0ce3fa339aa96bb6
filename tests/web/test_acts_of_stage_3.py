"""Stage 3 at its pages: the panel, its day and papers, what it found, and the final answer."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import fresh
from tests.casework.stages import (
    PANEL_BY,
    THREE,
    adjudicated,
    at_stage_3,
    of,
    panel_met,
    recommended,
    somebody,
    with_panel,
)
from tests.web.act_pages import day, office, sent, signed_in
from tests.web.test_acts_of_stage_2 import at, done, refused

from heard.casework import going_on, stage_3
from heard.outcomes.models import Finding, Recommendation
from heard.representations.models import (
    Appointment,
    Decision,
    Panel,
    PanelArrangement,
    PanelAttendance,
    PanelSubmission,
    Stage,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


@pytest.fixture
def today(clock):
    clock.set(TODAY)


@pytest.fixture
def manager(today):
    return signed_in(office()["complaints_manager"])


def three(case, **more):
    """The answers that name a chair and two others."""
    from tests.web.test_acts_of_stage_2 import known_before

    said = {}
    for number, name in enumerate(THREE, start=1):
        known_before(case, "panellist", somebody(name))
        said |= {f"person_{number}": str(somebody(name)), **day(f"declared_on_{number}", 2026, 7, 8)}
    return {**day("appointed_on", 2026, 7, 10), **said, **more}


def test_a_panel_is_asked_for_as_of_right_and_the_page_says_until_when(manager):
    case = adjudicated()
    page = manager.get(at(case, "ask-for-stage-3")).content.decode()
    assert "as of right until Friday 10 July 2026" in page

    done(sent(manager, at(case, "ask-for-stage-3"), **day("asked_on", 2026, 7, 1), words="I want a panel."))
    assert Stage.objects.get(stage="stage_3").started_on == date(2026, 7, 1)


def test_a_late_request_for_a_panel_is_weighed_and_accepted(manager):
    case = adjudicated()
    refused(
        sent(manager, at(case, "ask-for-stage-3"), **day("asked_on", 2026, 8, 20), words="I was away."),
        "take it as a late request",
    )
    done(sent(manager, at(case, "ask-for-stage-3-late"), **day("asked_on", 2026, 8, 20), words="I was away."))
    decided = {**day("decided_on", 2026, 8, 21), "decided_by": "Amina Odell", "reason": "Her mother was ill."}
    done(sent(manager, at(case, "accept-stage-3"), **decided))
    assert fresh(case).state == "stage_3_arranging"


def test_a_late_request_for_a_panel_is_declined_with_discretion_really_used(manager):
    case = adjudicated()
    going_on.ask_for_stage_3_late(**of(case, asked_on=date(2026, 8, 20), words="I was away."))
    said = {
        **day("decided_on", 2026, 8, 24),
        **day("told_on", 2026, 8, 24),
        "decided_by": "Amina Odell",
        "seconded_by": "Dana Holt",
        "reason": "Nothing stood in the way.",
        "ground": "late_request_weighed",
        "why_late": "She was away for a week.",
        "letter": ["decision", "reasons", "ombudsman"],
    }
    refused(sent(manager, at(case, "refuse-stage-3"), **said), "how discretion was used")
    done(
        sent(manager, at(case, "refuse-stage-3"), **said, discretion="Her illness and her work were weighed.")
    )
    assert Decision.objects.get(about="late_request_stage_3").ground == "late_request_weighed"


def test_three_are_appointed_and_one_twice_is_refused(manager):
    case = at_stage_3()
    said = three(case)
    refused(
        sent(manager, at(case, "appoint-panel"), **{**said, "person_3": said["person_2"]}),
        "A panel is exactly three persons. This one has 2.",
    )
    done(sent(manager, at(case, "appoint-panel"), **said))
    parts = Appointment.objects.filter(stage__stage="stage_3").values_list("part", flat=True)
    assert sorted(parts) == ["panel_chair", "panellist", "panellist"]


def test_the_stage_2_independent_person_is_shown_as_barred_from_the_panel(manager):
    case = at_stage_3()
    from tests.web.test_acts_of_stage_2 import known_before

    known_before(case, "panellist", somebody("Peter Vance"))
    page = manager.get(at(case, "appoint-panel")).content.decode()
    assert "Peter Vance: This person is the Stage 2 independent person of the case" in page


def test_a_panellist_is_changed_with_the_reason(manager):
    case = with_panel()
    from tests.web.test_acts_of_stage_2 import known_before

    olga = somebody("Olga Reed")
    known_before(case, "panellist", olga)
    said = {
        **day("changed_on", 2026, 7, 20),
        **day("declared_on", 2026, 7, 19),
        "leaves": str(somebody("Hugh Pell")),
        "person": str(olga),
    }
    refused(sent(manager, at(case, "change-panellist"), **said), "Enter why they leave")
    done(sent(manager, at(case, "change-panellist"), **said, reason="Hugh Pell is ill."))
    assert Appointment.objects.filter(part="panellist", ended_on=None, person_id=olga).exists()


def test_the_day_is_set_with_room_needs_and_the_childs_way_and_a_late_one_needs_a_reason(manager):
    case = with_panel()
    page = manager.get(at(case, "set-panel-date")).content.decode()
    assert "Wednesday 12 August 2026 at the latest" in page
    said = {
        **day("decided_on", 2026, 9, 1),
        **day("meets_on", 2026, 9, 10),
        "place": "The Old Library",
        "time": "ten in the morning",
        "needs": "A ramp.",
        "childs_way": "By a recording.",
        "decided_by": "Amina Odell",
    }
    refused(sent(manager, at(case, "set-panel-date"), **said), "is out of time, even at the complainant")
    done(sent(manager, at(case, "set-panel-date"), **said, why_late="Nobody could come before."))
    assert PanelArrangement.objects.get().childs_way == "By a recording."
    assert Panel.objects.get().meets_on == date(2026, 9, 10)


def test_notice_and_what_the_chair_agreed_are_kept(manager):
    case = with_panel()
    stage_3.set_panel_date(**of(case, decided_on=date(2026, 7, 10), meets_on=PANEL_BY))
    told = {"told_complainant": "by post", "told_panel": "by e-mail"}
    refused(
        sent(manager, at(case, "send-panel-notice"), **day("sent_on", 2026, 7, 20), **told),
        "Answer “The independent person: how”",
    )
    told["told_independent_person"] = "by e-mail"
    done(sent(manager, at(case, "send-panel-notice"), **day("sent_on", 2026, 7, 20), **told))
    agreed = {**day("agreed_on", 2026, 7, 13), "attends": "Malik and an advocate.", "papers": "Both reports."}
    done(sent(manager, at(case, "agree-panel-arrangements"), **agreed))

    assert Panel.objects.get().notice_sent_on == date(2026, 7, 20)
    assert PanelArrangement.objects.get().papers == "Both reports."


def test_papers_put_together_elsewhere_are_recorded_with_to_whom(manager):
    case = with_panel()
    stage_3.set_panel_date(**of(case, decided_on=date(2026, 7, 10), meets_on=PANEL_BY))
    refused(
        sent(manager, at(case, "send-panel-papers"), **day("sent_on", 2026, 7, 28)), "Enter to whom, and how"
    )
    done(
        sent(
            manager,
            at(case, "send-panel-papers"),
            **day("sent_on", 2026, 7, 28),
            sent_to="All six, by courier.",
        )
    )
    assert Panel.objects.get().papers_sent_on == date(2026, 7, 28)


def test_who_came_and_what_each_put_is_recorded_and_nobody_is_left_out(manager):
    case = with_panel()
    malik = case.parties.get(part="complainant").person_id
    page = manager.get(at(case, "panel-meets")).content.decode()
    assert "Peter Vance (independent person)" in page
    said = {
        **day("met_on", 2026, 8, 12),
        "sat": [str(somebody(name)) for name in THREE],
        f"came_{malik}": "complainant",
        **{f"came_{one.person_id}": "no" for one in case.parties.exclude(person_id=malik)},
        f"came_{somebody('Ines Calder')}": "investigating_officer",
        f"came_{somebody('Peter Vance')}": "no",
        "way_complainant": "oral",
        "put_complainant": "He read out his letter.",
        "way_authority": "written",
        "put_authority": "The team's chronology.",
        "way_independent_person": "none",
    }
    refused(sent(manager, at(case, "panel-meets"), **said), "Enter what was put, or why nothing was")
    said["put_independent_person"] = "Nothing to add."
    two = {**said, "sat": said["sat"][:2]}
    refused(sent(manager, at(case, "panel-meets"), **two), "A panel is the three who were appointed")
    done(sent(manager, at(case, "panel-meets"), **said, considered="Both reports."))

    came = dict(PanelAttendance.objects.values_list("person__name", "came_as"))
    assert came["Ines Calder"] == "investigating_officer"
    assert "Peter Vance" not in came
    assert PanelSubmission.objects.get(of="authority").words == "The team's chronology."


def test_the_report_goes_to_all_who_must_have_it_with_its_summary(manager):
    case = panel_met()
    said = {**day("sent_on", 2026, 8, 19), "summary": "Calls were not returned.", "to_council": "by hand"}
    refused(sent(manager, at(case, "send-panel-report"), **said), "Answer “The complainant: how”")
    said |= {"to_complainant": "by post", "to_independent_person": "by e-mail"}
    done(sent(manager, at(case, "send-panel-report"), **said))
    assert Panel.objects.get().report_summary == "Calls were not returned."


def test_what_the_panel_recommends_comes_with_its_own_findings_where_it_made_any(manager):
    case = panel_met()
    said = {**day("received_on", 2026, 8, 19), "recommendations": "Apologise in person."}
    refused(
        sent(manager, at(case, "receive-recommendations"), **said, finding_2="Upheld"),
        "Enter why you differ from the adjudicating officer (not upheld) on point 2",
    )
    done(
        sent(
            manager, at(case, "receive-recommendations"), **said, finding_2="Upheld", reason_2="Two heard it."
        )
    )
    assert list(Finding.objects.filter(step="panel").values_list("element__number", flat=True)) == [2]


def test_the_final_answer_is_decided_with_the_independent_person_and_on_every_point_or_none(manager):
    case = recommended()
    row, tom = Recommendation.objects.get(stage__stage="stage_3"), somebody("Tom Ashby")
    said = {
        **day("sent_on", 2026, 9, 1),
        "independent_person_part": "Peter Vance and Dana Holt met on 28 August.",
        "tells_of_ombudsman": "on",
        f"answer_of_{row.pk}": "in_part",
        f"answer_reason_of_{row.pk}": "In writing, as she asked.",
        f"action_of_{row.pk}": "Write to her.",
        f"owner_of_{row.pk}": str(tom),
        **day(f"due_on_of_{row.pk}", 2026, 9, 20),
    }
    without = {**said, "independent_person_part": ""}
    refused(sent(manager, at(case, "answer-stage-3"), **without), "independent person took part")
    refused(
        sent(manager, at(case, "answer-stage-3"), **said, finding_1="Upheld"), "Decide point 2 too, or none"
    )
    done(sent(manager, at(case, "answer-stage-3"), **said))
    assert fresh(case).state == "stage_3_answered"


def test_early_referral_names_each_criterion_that_is_not_shown(manager):
    case = adjudicated()
    said = {
        **day("referred_on", 2026, 6, 20),
        "decided_by": "Amina Odell",
        "reason": "She wants the Ombudsman now.",
        **dict.fromkeys(
            (
                "robust_report",
                "complete_adjudication",
                "upheld",
                "action_plan",
                "outcomes_met",
                "complainant_agrees",
            ),
            "Shown.",
        ),
    }
    refused(sent(manager, at(case, "refer-early"), **said), "All points upheld")
    done(sent(manager, at(case, "refer-early"), **said, not_significant=["2"]))
    assert Decision.objects.get(about="early_referral").answer == "referred"
    done(sent(manager, at(case, "return-from-ombudsman"), **day("returned_on", 2026, 8, 3)))
    assert Stage.objects.get(stage="stage_3").started_on == date(2026, 8, 3)


def test_the_request_is_acknowledged(manager):
    case = at_stage_3()
    answer = sent(manager, at(case, "acknowledge-stage-3"), **day("acknowledged_on", 2026, 7, 2))
    done(answer)
    assert Panel.objects.get().acknowledged_on == date(2026, 7, 2)
