"""Stage 2: both readings of its start, the statement, 65 days in all, two reports, and the adjudication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework.living import NOW, council, fresh
from tests.casework.stages import (
    AGREED,
    ASKED_2,
    BOTH_UPHELD,
    DUE_2,
    LATEST_2,
    MIXED,
    adjudicated,
    at_stage_2,
    both_reports,
    follow_all,
    investigating,
    more_time,
    of,
    somebody,
    stage_row,
)

from heard.casework import stage_2, stage_2_answer, stage_2_reports, stage_2_statement
from heard.casework.findings import PointFound
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow
from heard.casework.promises import Agreed
from heard.casework.recommendations import RecommendationAnswer
from heard.casework.setting import set_value
from heard.casework.stage_days import both_readings, clock_of_stage
from heard.law.procedure import NotInTheChart
from heard.ledger.models import Entry
from heard.outcomes.models import Action, Finding, Recommendation
from heard.representations.models import Decision, Element, Extension, Report, Wording

pytestmark = pytest.mark.django_db
COUNTS_FROM = "clock/children_act/stage_2/answer/counts_from"
IO_REPORT = {"received_on": date(2026, 6, 1), "findings": MIXED}


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def test_each_reading_says_of_its_first_day_what_it_is():
    both = both_readings(stage_row(investigating(), "stage_2"))

    assert both.from_statement is not None
    from_request, from_statement = both.from_request.why()[0], both.from_statement.why()[0]

    assert "request" in from_request
    assert "statement" not in from_request
    assert "statement" in from_statement
    assert "request" not in from_statement


def test_both_readings_of_the_start_are_kept_and_the_request_alerts_by_default():
    case = investigating()

    row = stage_row(case, "stage_2")
    both = both_readings(row)

    assert (row.started_on, row.statement_agreed_on) == (ASKED_2, AGREED)
    assert (both.from_request.due_on, both.from_request.latest_on) == (DUE_2, LATEST_2)
    assert both.from_statement is not None
    assert both.from_statement.due_on == date(2026, 6, 22)
    assert both.from_statement.latest_on == date(2026, 8, 17)
    assert both.alerts_from == "request"
    assert row.due_on_hint == DUE_2


def test_the_councils_dated_setting_chooses_the_reading_that_alerts_and_both_stay():
    set_value(name=COUNTS_FROM, value="statement", begins_on=date(2026, 1, 1), by="amina", at=NOW)
    case = investigating()

    row = stage_row(case, "stage_2")

    assert both_readings(row).alerts_from == "statement"
    assert both_readings(row).from_request.due_on == DUE_2
    assert row.due_on_hint == date(2026, 6, 22)


def test_a_stage_2_that_waits_for_its_statement_is_still_found_by_the_request():
    set_value(name=COUNTS_FROM, value="statement", begins_on=date(2026, 1, 1), by="amina", at=NOW)
    case = at_stage_2()

    assert stage_row(case, "stage_2").due_on_hint == DUE_2


def test_a_setting_of_a_later_day_leaves_the_reading_of_an_earlier_case():
    set_value(name=COUNTS_FROM, value="statement", begins_on=date(2026, 5, 6), by="amina", at=NOW)

    assert both_readings(stage_row(investigating(), "stage_2")).alerts_from == "request"


def test_acknowledging_the_request_moves_no_day_and_happens_once():
    case = at_stage_2()

    with pytest.raises(DoesNotFit, match="The request came on Tuesday 5 May 2026"):
        stage_2.acknowledge_stage_2(**of(case, acknowledged_on=date(2026, 5, 1)))
    stage_2.acknowledge_stage_2(**of(case, acknowledged_on=date(2026, 5, 6)))

    assert stage_row(case, "stage_2").due_on_hint == DUE_2
    with pytest.raises(NotNow, match="the first day stands"):
        stage_2.acknowledge_stage_2(**of(case, acknowledged_on=date(2026, 5, 7)))


def test_the_statement_keeps_their_words_beside_each_wording():
    case = investigating()

    stage_2_statement.amend_statement(
        **of(
            case,
            amended_on=date(2026, 5, 21),
            wording={1: "Nobody called for seven weeks."},
            because="He asked.",
        )
    )

    point = Element.objects.get(number=1)
    assert point.words == "Nobody rang back for six weeks."
    assert point.agreed_words == "Nobody called for seven weeks."
    rows = Wording.objects.filter(element=point)
    assert [row.standing for row in rows] == ["drafted", "agreed", "amended"]
    assert stage_row(case, "stage_2").statement_agreed_on == AGREED


def test_a_draft_that_leaves_out_a_point_is_refused():
    case = at_stage_2()

    with pytest.raises(DoesNotFit, match="says nothing on point 2"):
        stage_2_statement.draft_statement(**of(case, sent_on=AGREED, wording={1: "Calls were not returned."}))
    with pytest.raises(NotNow, match="No statement was drafted"):
        stage_2_statement.agree_statement(**of(case, agreed_on=AGREED))

    assert not Wording.objects.exists()


def test_a_statement_is_settled_only_after_the_chance_to_comment():
    case = at_stage_2()
    settle = {"settled_on": date(2026, 5, 21), "because": "Sent on 11 May, reminded on the 15th and 19th."}

    with pytest.raises(NotNow, match="No statement was sent"):
        stage_2_statement.settle_statement(**of(case, **settle))
    wording = {1: "Calls were not returned.", 2: "The worker shouted."}
    stage_2_statement.draft_statement(**of(case, sent_on=date(2026, 5, 11), wording=wording))
    with pytest.raises(DoesNotFit, match="what chance the complainant had"):
        stage_2_statement.settle_statement(**of(case, **{**settle, "because": ""}))
    stage_2_statement.settle_statement(**of(case, **settle))

    row = stage_row(case, "stage_2")
    assert (row.statement_agreed_on, fresh(case).state) == (date(2026, 5, 21), "stage_2_investigating")
    assert Wording.objects.filter(standing="settled").count() == 2


def test_stage_2_is_extended_to_sixty_five_working_days_in_all_from_its_start():
    case = investigating()

    first = more_time(date(2026, 7, 10), date(2026, 6, 9))
    stage_2.extend_stage_2(**of(case, decided_on=date(2026, 6, 9), more=first))
    stage_2.extend_stage_2(
        **of(case, decided_on=date(2026, 7, 9), more=more_time(LATEST_2, date(2026, 7, 9)))
    )

    assert stage_row(case, "stage_2").due_on_hint == LATEST_2


def test_not_even_an_agreement_carries_stage_2_past_sixty_five_working_days():
    case = investigating()
    agreed = more_time(date(2026, 8, 6), date(2026, 6, 9), reason="They agreed.", was_agreed=True)

    with pytest.raises(DoesNotFit, match="not even by agreement.*Wednesday 5 August 2026 at the latest"):
        stage_2.extend_stage_2(**of(case, decided_on=date(2026, 6, 9), more=agreed))

    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (more_time(LATEST_2, date(2026, 6, 9), reason=""), "without a reason"),
        (more_time(LATEST_2, None), "without telling"),
    ],
)
def test_an_extension_of_stage_2_without_a_reason_or_a_day_of_telling_is_refused(more, says):
    case = investigating()

    with pytest.raises(DoesNotFit, match=says):
        stage_2.extend_stage_2(**of(case, decided_on=date(2026, 6, 9), more=more))


def test_stage_2_is_not_extended_after_its_day_has_passed():
    case = investigating()

    with pytest.raises(NotNow, match=r"by Wednesday 10 June 2026\. It is late and stays late"):
        stage_2.extend_stage_2(
            **of(case, decided_on=date(2026, 6, 11), more=more_time(LATEST_2, date(2026, 6, 11)))
        )


def test_neither_report_stops_the_clock():
    case = both_reports()

    row = stage_row(case, "stage_2")
    clock = clock_of_stage(row)

    assert (row.answered_on, row.due_on_hint, fresh(case).state) == (None, DUE_2, "stage_2_adjudicating")
    assert clock is not None
    assert clock.state(date(2026, 6, 11)) == "overdue"


def test_a_report_needs_whoever_was_appointed_and_a_finding_on_each_point():
    case = at_stage_2()
    wording = {1: "Calls were not returned.", 2: "The worker shouted."}
    stage_2_statement.agree_statement(**of(case, agreed_on=AGREED, wording=wording))

    with pytest.raises(NotNow, match="has no investigating officer"):
        stage_2_reports.receive_investigator_report(**of(case, **IO_REPORT))

    case = investigating()
    with pytest.raises(DoesNotFit, match="nothing is found on point 2"):
        stage_2_reports.receive_investigator_report(**of(case, **{**IO_REPORT, "findings": MIXED[:1]}))


def test_the_independent_person_says_why_they_differ_from_the_investigator():
    case = investigating()
    stage_2_reports.receive_investigator_report(**of(case, **IO_REPORT))
    silent = (MIXED[0], PointFound(2, "Upheld"))

    with pytest.raises(DoesNotFit, match=r"differs from the investigating officer \(not upheld\)"):
        stage_2_reports.receive_independent_report(**of(case, received_on=date(2026, 6, 3), findings=silent))
    stage_2_reports.receive_independent_report(**of(case, received_on=date(2026, 6, 3), findings=BOTH_UPHELD))

    assert Finding.objects.get(element__number=2, step="independent_person").finding.label == "Upheld"


def test_a_revised_report_stands_beside_the_first_and_so_does_what_it_found():
    case = investigating()
    stage_2_reports.receive_investigator_report(**of(case, **IO_REPORT))

    again = {
        "received_on": date(2026, 6, 5),
        "findings": (PointFound(2, "Upheld", "A witness came forward."),),
    }
    stage_2_reports.receive_investigator_report(**of(case, **again))

    assert [row.is_revised for row in Report.objects.all()] == [False, True]
    kept = Decision.objects.get(about="finding_investigating_officer")
    assert "Not upheld" in kept.evidence
    assert "Nobody heard it." in kept.evidence


def adjudicate(case, **more):
    facts = {
        "sent_on": DUE_2,
        "findings": MIXED,
        "encloses_both_reports": True,
        "tells_right_to_stage_3": True,
        "answers": follow_all(case, "stage_2"),
    }
    return stage_2_answer.adjudicate(**of(case, **{**facts, **more}))


def test_the_adjudication_sent_stops_the_clock():
    case = adjudicated()

    row = stage_row(case, "stage_2")
    clock = clock_of_stage(row)

    assert (row.answered_on, row.right_told_on, row.due_on_hint) == (DUE_2, DUE_2, None)
    assert row.outcome is not None
    assert row.outcome.label == "Partly upheld"
    assert clock is not None
    assert clock.state(date(2026, 7, 1)) == "met"
    assert fresh(case).state == "stage_2_answered"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"encloses_both_reports": False}, "both reports in full"),
        ({"tells_right_to_stage_3": False}, "right to a review panel"),
        ({"findings": MIXED[:1]}, "nothing is found on point 2"),
        (
            {"findings": (MIXED[0], PointFound(2, "Upheld"))},
            "differs from the independent person .* and the invest",
        ),
        ({"answers": ()}, "Not every recommendation is answered. Still open: Ring back the same day."),
    ],
)
def test_an_adjudication_that_lacks_something_is_refused_and_the_clock_runs_on(more, says):
    case = both_reports()
    before = Entry.objects.count()

    with pytest.raises(DoesNotFit, match=says):
        adjudicate(case, **more)

    assert (Entry.objects.count(), stage_row(case, "stage_2").answered_on) == (before, None)


@pytest.mark.parametrize(
    ("owner", "due_on", "says"),
    [
        (None, date(2026, 9, 1), "has not an owner"),
        ("Tom Ashby", None, "has not a day"),
        (None, None, "an owner and a day"),
    ],
)
def test_every_action_agreed_at_adjudication_has_an_owner_and_a_day(owner, due_on, says):
    case = both_reports()
    action = Agreed("Train the duty team.", somebody(owner) if owner else None, due_on)

    with pytest.raises(DoesNotFit, match=says):
        adjudicate(case, actions=(action,))

    assert not Action.objects.exists()


def test_the_database_itself_keeps_no_action_without_owner_or_day():
    fields = {field.name: field.null for field in Action._meta.concrete_fields}

    assert (fields["owner"], fields["due_on"]) == (False, False)


def test_a_recommendation_is_followed_by_an_action_or_departed_from_with_a_reason():
    case = both_reports()
    asked = Recommendation.objects.get()

    with pytest.raises(DoesNotFit, match="say what will be done"):
        adjudicate(case, answers=[RecommendationAnswer(asked.pk, "accepted")])
    with pytest.raises(DoesNotFit, match="needs a written reason"):
        adjudicate(case, answers=[RecommendationAnswer(asked.pk, "refused", " ")])
    adjudicate(case, answers=[RecommendationAnswer(asked.pk, "refused", "The team has closed.")])

    asked.refresh_from_db()
    assert (asked.answer, asked.answer_reason) == ("refused", "The team has closed.")


def test_the_adjudicator_is_named_before_they_adjudicate():
    case = both_reports()
    row = case.appointments.get(part="adjudicator")
    type(row).objects.filter(pk=row.pk).update(ended_on=date(2026, 6, 4), ended_because="Left.")

    with pytest.raises(NotNow, match="has no adjudicating officer"):
        adjudicate(case)


def test_an_adjudication_before_both_reports_is_not_in_the_chart():
    case = investigating()

    with pytest.raises(NotInTheChart, match="Cannot send the adjudication"):
        adjudicate(case, answers=())


def test_more_time_that_nobody_decided_is_refused():
    case = investigating()
    more = replace(more_time(LATEST_2, date(2026, 6, 9)), decided_by=" ")

    with pytest.raises(DoesNotFit, match="Name who decided"):
        stage_2.extend_stage_2(**of(case, decided_on=date(2026, 6, 9), more=more))


def test_the_adjudication_is_not_dated_before_the_reports_it_encloses():
    case = both_reports()

    with pytest.raises(
        DoesNotFit, match="the adjudication cannot be of Tuesday 2 June 2026, before Wednesday 3 June"
    ):
        adjudicate(case, sent_on=date(2026, 6, 2))

    assert stage_row(case, "stage_2").answered_on is None
