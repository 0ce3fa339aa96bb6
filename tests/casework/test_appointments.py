"""Appointments: declarations first, the wrong people kept out, and no change of person moves a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.casework.living import RUTH, TOM, council
from tests.casework.stages import (
    ASKED_2,
    ASKED_3,
    THREE,
    adjudicated,
    at_stage_2,
    at_stage_3,
    investigating,
    named,
    of,
    somebody,
    stage_row,
    with_panel,
)

from heard.casework import appointments, going_on, parties, stage_3_panel
from heard.casework.appointments import NotThisPerson
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.performing import NotNow
from heard.representations.models import Appointment

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 7)


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def as_investigator(case, who):
    return appointments.appoint_investigator(**of(case, appointed_on=DAY, named=who))


def as_independent(case, who):
    return appointments.appoint_independent_person(**of(case, appointed_on=DAY, named=who))


def test_whoever_is_appointed_has_declared_and_the_declaration_is_kept():
    case = at_stage_2()

    row = as_investigator(case, named("Ines Calder", is_officer=True))

    assert (row.part, row.declared_on) == ("investigating_officer", ASKED_2)
    assert "is officer: yes" in row.declared
    assert "knows family: no" in row.declared


@pytest.mark.parametrize("declared_on", [None, date(2026, 5, 8)])
def test_nobody_is_appointed_before_they_have_declared(declared_on):
    case = at_stage_2()

    with pytest.raises(DoesNotFit, match="Ines Calder has not declared"):
        as_investigator(case, replace(named("Ines Calder"), declared_on=declared_on))

    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"is_member": True}, "A member of the authority is not independent"),
        ({"is_officer": True}, "An officer of the authority is not independent"),
        ({"partner_of_member_or_officer": True}, "spouse or civil partner"),
        ({"knows_family": True}, "Knows or is related to the family"),
        ({"declared_interest": "My sister works there."}, "Has declared an interest"),
    ],
)
def test_nobody_who_is_not_independent_is_the_independent_person(facts, says):
    case = at_stage_2()

    with pytest.raises(NotThisPerson, match=says):
        as_independent(case, named("Peter Vance", **facts))

    assert not Appointment.objects.exists()


def test_the_control_the_same_person_without_the_bar_is_appointed():
    case = at_stage_2()

    assert as_independent(case, named("Peter Vance")).person.name == "Peter Vance"


def test_somebody_who_left_the_council_lately_is_appointed_only_for_a_written_reason():
    case = at_stage_2()
    left = {"left_employment_on": date(2025, 1, 6)}

    with pytest.raises(NotThisPerson, match="only for a written reason"):
        as_independent(case, named("Peter Vance", **left))
    row = as_independent(case, named("Peter Vance", because="No other could start before June.", **left))

    assert row.appointed_because == "No other could start before June."


def test_the_independent_person_is_not_also_the_advocate():
    case = at_stage_2()
    parties.add_party(**of(case, day=DAY, somebody=replace(RUTH, person=somebody("Ruth Amsel"))))

    with pytest.raises(
        NotThisPerson, match="may hold no other part in the case; this person is also advocate"
    ):
        as_independent(case, named("Ruth Amsel"))


def test_whoever_is_complained_about_investigates_nothing_whatever_they_declare():
    case = at_stage_2()
    parties.add_party(**of(case, day=DAY, somebody=replace(TOM, person=somebody("Tom Ashby"))))

    with pytest.raises(NotThisPerson, match="Is complained about"):
        as_investigator(case, named("Tom Ashby"))


def test_whoever_answered_stage_1_does_not_investigate_stage_2():
    case = at_stage_2()

    with pytest.raises(NotThisPerson, match="Has already taken part in this case as manager"):
        as_investigator(case, named("Tom Ashby"))


def test_two_changes_of_investigator_leave_the_start_and_the_due_day_as_they_were():
    case = investigating()
    before = stage_row(case, "stage_2")

    for name, day in (("Owen Lusk", date(2026, 5, 20)), ("Priya Sande", date(2026, 5, 27))):
        facts = {"changed_on": day, "named": named(name), "reason": "Long sick leave."}
        appointments.change_investigator(**of(case, **facts))

    after = stage_row(case, "stage_2")
    assert (after.started_on, after.due_on_hint) == (before.started_on, before.due_on_hint)
    rows = Appointment.objects.filter(part="investigating_officer")
    assert [(row.person.name, row.ended_on) for row in rows] == [
        ("Ines Calder", date(2026, 5, 20)),
        ("Owen Lusk", date(2026, 5, 27)),
        ("Priya Sande", None),
    ]


def test_a_change_needs_a_reason_and_somebody_to_change():
    case = at_stage_2()
    facts = {"changed_on": date(2026, 5, 20), "named": named("Owen Lusk")}

    with pytest.raises(NotNow, match="has no investigating officer"):
        appointments.change_investigator(**of(case, reason="Leave.", **facts))
    as_investigator(case, named("Ines Calder"))
    with pytest.raises(DoesNotFit, match="Say why Ines Calder is replaced"):
        appointments.change_investigator(**of(case, reason="", **facts))
    with pytest.raises(NotNow, match="Ines Calder is the investigating officer already"):
        as_investigator(case, named("Owen Lusk"))


def test_the_independent_person_is_changed_with_a_reason():
    case = investigating()

    facts = {"changed_on": date(2026, 5, 20), "named": named("Gwen Tarn"), "reason": "Moved away."}
    appointments.change_independent_person(**of(case, **facts))

    now = appointments.in_part(stage_row(case, "stage_2"), "independent_person")
    assert now is not None
    assert now.person.name == "Gwen Tarn"


def test_naming_another_adjudicator_ends_the_first_ones_part():
    case = investigating()

    appointments.appoint_adjudicator(**of(case, appointed_on=date(2026, 5, 20), named=named("Lena Frost")))

    rows = Appointment.objects.filter(part="adjudicator").order_by("pk")
    assert [row.ended_on for row in rows] == [date(2026, 5, 20), None]


def test_somebody_who_is_not_on_record_is_not_appointed():
    case = at_stage_2()

    with pytest.raises(NotOnRecord, match="There is no person number 999999"):
        as_investigator(case, replace(named("Ines Calder"), person=999999))


def panel(case, *names, **facts):
    chair, *others = [named(name, ASKED_3, **facts) for name in names]
    return stage_3_panel.appoint_panel(
        **of(case, appointed_on=date(2026, 7, 10), chair=chair, panellists=others)
    )


@pytest.mark.parametrize("names", [THREE[:2], (*THREE, "Otto Rill"), (THREE[0], THREE[0], THREE[1])])
def test_a_panel_of_two_or_four_or_with_one_twice_is_refused(names):
    case = at_stage_3()

    with pytest.raises(NotThisPerson, match="exactly three persons"):
        panel(case, *names)

    assert not Appointment.objects.filter(part__in=("panel_chair", "panellist")).exists()


@pytest.mark.parametrize(
    "facts", [{"is_member": True}, {"is_officer": True}, {"partner_of_member_or_officer": True}]
)
def test_no_member_officer_or_spouse_of_one_sits_on_a_panel(facts):
    case = at_stage_3()

    with pytest.raises(NotThisPerson, match="not independent"):
        panel(case, *THREE, **facts)


def test_the_stage_2_independent_person_does_not_sit_even_after_they_were_replaced():
    case = at_stage_3()

    with pytest.raises(NotThisPerson, match="Stage 2 independent person"):
        panel(case, "Clara Munt", "Hugh Pell", "Peter Vance")


def test_the_investigating_officer_does_not_sit():
    case = at_stage_3()

    with pytest.raises(NotThisPerson, match="already taken part in this case as investigating officer"):
        panel(case, "Ines Calder", "Hugh Pell", "Nadia Orme")


def test_three_independent_people_are_a_panel_and_one_chairs():
    case = with_panel()

    rows = stage_3_panel.sitting(stage_row(case, "stage_3"))

    assert [(row.part, row.person.name) for row in rows] == [
        ("panel_chair", "Clara Munt"),
        ("panellist", "Hugh Pell"),
        ("panellist", "Nadia Orme"),
    ]


def test_another_takes_a_panellists_place_and_there_are_three_again():
    case = with_panel()
    change = {"changed_on": date(2026, 7, 20), "reason": "Ill."}

    with pytest.raises(NotOnRecord, match="not on the panel"):
        stage_3_panel.change_panellist(**of(case, leaves=0, named=named("Otto Rill"), **change))
    with pytest.raises(NotThisPerson, match="sits already"):
        stage_3_panel.change_panellist(
            **of(case, leaves=somebody("Clara Munt"), named=named("Hugh Pell"), **change)
        )
    stage_3_panel.change_panellist(
        **of(case, leaves=somebody("Clara Munt"), named=named("Otto Rill"), **change)
    )

    rows = stage_3_panel.sitting(stage_row(case, "stage_3"))
    assert [(row.part, row.person.name) for row in rows][0] == ("panel_chair", "Otto Rill")
    assert len(rows) == 3


def test_without_the_look_at_conflicts_the_independent_person_would_sit(monkeypatch):
    """The control: with the guard off the panel is appointed, so it is the guard that keeps them out."""
    monkeypatch.setattr("heard.casework.appointments.why_not", lambda *asked: ())
    case = adjudicated()
    going_on.ask_for_stage_3(**of(case, asked_on=ASKED_3, words="I want others to look."))

    assert len(panel(case, "Clara Munt", "Hugh Pell", "Peter Vance")) == 3
