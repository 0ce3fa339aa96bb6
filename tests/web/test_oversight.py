"""The monthly look: everything overdue by service, what changed, put on record by a named senior person, and late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.casework.living import at_stage_1, person
from tests.casework.stages import of, somebody
from tests.web.act_pages import signed_in
from tests.web.acts_done import TODAY, done, office_on, on
from tests.web.test_my_page import words_on

from heard.casework import parties, promises, promises_told
from heard.casework.oversight import late_by
from heard.casework.parties import Somebody
from heard.casework.promises import Agreed
from heard.casework.writing import writing
from heard.outcomes.models import Action, Oversight, Recommendation
from heard.people.models import Service

pytestmark = pytest.mark.django_db
AGREED, LATE, SOON = date(2026, 10, 5), date(2026, 11, 18), date(2026, 12, 10)
PLACE = "/promises/oversight/"


@pytest.fixture
def members(monkeypatch):
    made = office_on(monkeypatch)
    from tests.casework.living import NOW

    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Service(label="Fostering"))
    case = at_stage_1()
    for words, due, service in (
        ("Ring back.", LATE, "Fostering"),
        ("Write.", SOON, "Fostering"),
        ("Visit.", LATE, ""),
    ):
        action = Agreed(words, somebody("Gwen Ash"), due, service)
        promises.agree_action(**of(case, agreed_on=AGREED, action=action))
    return made, case


def test_a_look_is_recorded_by_somebody_senior_with_a_note_and_what_was_decided(members):
    made, _ = members
    director = signed_in(made["director"])
    page = words_on(director.get(PLACE))
    assert "Nobody has looked over all of it yet. This is late." in page
    assert "Fostering 1 overdue, Fostering 1 1 due in 30 days, Fostering" in page
    assert "2 became late" in page
    assert "Nobody has looked over all of it yet" in words_on(director.get("/work/"))

    assert director.post(PLACE, {"service": "", "note": ""}).status_code == 422
    said = {"service": "", "note": "Two are late.", "decisions": "Gwen rings by Friday."}
    assert director.post(PLACE, said).status_code == 302
    row = Oversight.objects.get()
    assert (row.looked_on, row.role, row.overdue, row.due_soon) == (TODAY, "director", 2, 1)
    page = words_on(director.get(PLACE))
    assert "Last looked over on Sunday 22 November 2026." in page
    assert "Decided: Gwen rings by Friday." in page
    assert "on record already" in words_on(director.post(PLACE, said))
    assert "Nobody has looked over" not in words_on(director.get("/work/"))


def test_not_looked_at_for_more_than_35_days_is_late_itself(members):
    made, _ = members
    assert [late_by(TODAY - timedelta(days=days), TODAY) for days in (0, 35, 36)] == [None, None, 1]
    Oversight.objects.create(
        looked_on=TODAY - timedelta(days=37), name="Dana", role="director", overdue=0, due_soon=0, note="None.",
        at="2026-10-16T09:00Z",
    )  # fmt: skip
    for role in ("director", "complaints_manager"):
        for place in (PLACE, "/promises/", "/work/"):
            assert "The next look is 2 days late." in words_on(signed_in(made[role]).get(place)), (
                role,
                place,
            )


@pytest.mark.parametrize("role", ["complaints_officer", "team_manager", "elected_member"])
def test_the_look_is_for_senior_people(members, role):
    made, _ = members
    assert signed_in(made[role]).get(PLACE).status_code == 403


def test_the_list_is_narrowed_by_service_owner_and_source_and_says_whose_it_is(members):
    made, case = members
    manager = signed_in(made["complaints_manager"])
    page = words_on(manager.get("/promises/?service=Fostering&view=late&source=manager"))
    assert "Ring back." in page
    assert "Visit." not in page
    gwen = somebody("Gwen Ash")
    assert "Ring back." in words_on(manager.get(f"/promises/?owner={gwen}"))
    assert "Nothing here." in words_on(manager.get(f"/promises/?owner={gwen + 999}"))
    director = words_on(signed_in(made["director"]).get("/promises/"))
    assert "as the director sees them" in director
    assert "Its words are for those who read the case." in director
    assert case.reference in director


def test_a_word_of_the_family_waits_at_the_head_of_the_work_until_the_office_does_something(members):
    made, case = members
    row = Action.objects.get(words="Ring back.")
    officer = signed_in(made["complaints_officer"])
    promises_told.say_of_promise(
        **of(case, said_on=TODAY, action=row.pk, person=person(case), word="not_done", words="Nobody rang.")
    )
    assert "They say that a promise was not kept" in words_on(officer.get("/work/"))
    later = {"action": row.pk, "reason": "She is away.", "decided_by": "Amina", "due_on": SOON}
    promises.vary_action(**of(case, varied_on=TODAY, **later))
    assert "They say that a promise was not kept" not in words_on(officer.get("/work/"))


def test_a_recommendation_has_its_service_and_owner_when_it_is_entered(members):
    made, _ = members
    from tests.casework.stages import investigating

    case = investigating()
    found = {"finding_1": "Upheld", "reason_1": "x", "finding_2": "Not upheld", "reason_2": "y"}
    report = {"recommendations": "Point 1: Ring.\nTrain all.", "for_service": "Fostering", "words": ""}
    done(made, case, "receive-investigator-report", **on("received_on", date(2026, 6, 1)), **found, **report)
    rows = list(Recommendation.objects.filter(representation=case).order_by("pk"))
    assert [(one.service.label, one.source) for one in rows] == [("Fostering", "investigator")] * 2
    parties.add_party(**of(case, day=TODAY, somebody=Somebody("manager", person=somebody("Gwen Ash"))))
    done(made, case, "give-recommendation", recommendation=str(rows[0].pk), owner=str(somebody("Gwen Ash")))
    rows[0].refresh_from_db()
    assert (rows[0].owner.name, rows[0].service.label) == ("Gwen Ash", "Fostering")
