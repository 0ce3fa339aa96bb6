"""What is added to a case bit by bit is kept with its ledger line, or refused in words and not kept at all."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.making import LATER, complaint, council, kept, stage

from heard.casework import audit, details
from heard.casework.details import (
    DoesNotFit,
    NewElement,
    NewExtension,
    NewFinding,
    NewLearning,
    NewParty,
    NewRecommendation,
    NewRemedy,
    NotInTheList,
    NotOnRecord,
)
from heard.casework.intake_receiving import Said, receive
from heard.casework.undoing import CannotUndo, undo_import
from heard.casework.writing import writing
from heard.ledger.models import Entry
from heard.outcomes.models import Finding, LearningPoint, Recommendation, Remedy
from heard.people.models import Person, Service
from heard.representations.models import Element, Extension, Party, Representation, Stage

pytestmark = pytest.mark.django_db
# Easter: 3 and 6 April 2026 are bank holidays. Stage 1 of 1 April is due on the 17th and at the latest on 1 May.
DUE, LATEST = date(2026, 4, 17), date(2026, 5, 1)
WHO = {"by": "amina", "at": LATER}


@pytest.fixture(autouse=True)
def case():
    """A complaint of 1 April 2026, still at Stage 1, in a council with one remedy and one service."""
    council()
    corporate = {"kind": "corporate_complaint", "procedure": "corporate"}
    kept(
        complaint("C1", stages=(stage(acknowledged_on=date(2026, 4, 2), extension_recorded=True),)),
        complaint("C2", stages=(stage("stage_3"),)),
        complaint("C3", stages=(stage(acknowledged_on=date(2026, 4, 2)),), **corporate),
        complaint("C4"),
        complaint("C5"),
    )
    with writing("test_lists", by="amina", at=LATER) as line:
        line.add(Service(label="Fostering"))


def points(count: int = 2) -> None:
    details.record_elements("C1", [NewElement(f"Point {number}.") for number in range(count)], **WHO)


def extension(until: date = LATEST, **more) -> NewExtension:
    facts = {"reason": "Two teams have to be asked.", "decided_on": date(2026, 4, 13)}
    return NewExtension("stage_1", until, **{**facts, **more})


# Each act and its line


def test_points_are_numbered_on_from_those_there_are():
    points(2)

    details.record_elements("C1", [NewElement("A third.", "That a third.", "An apology")], **WHO)

    assert list(Element.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Element.objects.get(number=3).agreed_words == "That a third."


def test_each_step_finds_once_on_each_point():
    points(2)
    found = [NewFinding(1, "manager", "Upheld", "It was so.", DUE), NewFinding(2, "manager", "Not upheld")]

    details.record_findings("C1", found, **WHO)
    details.record_findings("C1", [NewFinding(1, "panel", "Not upheld")], **WHO)

    assert Finding.objects.count() == 3
    assert Entry.objects.filter(act="record_findings").first().done_on == DUE


def test_somebody_known_takes_part_again_as_the_same_person():
    [first] = details.record_parties("C1", [NewParty("investigating_officer", "Ines Marlcombe")], **WHO)

    again = NewParty("investigating_officer", "Ines Marlcombe", person=first.person_id)
    [second] = details.record_parties("C4", [again], **WHO)

    assert second.person_id == first.person_id
    assert Person.objects.filter(name="Ines Marlcombe").count() == 1


def test_more_time_is_kept_with_its_reason_and_the_day_it_was_told():
    details.record_extension("C1", extension(told_on=date(2026, 4, 14)), **WHO)

    row = Extension.objects.get()
    assert (row.extended_to, row.told_on) == (LATEST, date(2026, 4, 14))
    assert row.reason == "Two teams have to be asked."


def test_a_corporate_stage_is_extended_by_the_councils_own_numbers_from_its_acknowledgement():
    details.record_extension("C3", extension(date(2026, 5, 5)), **WHO)

    assert Extension.objects.get().extended_to == date(2026, 5, 5)


def test_remedies_recommendations_and_learning_are_kept():
    details.record_remedies("C1", [NewRemedy("Apology", "In a letter.", DUE, DUE)], **WHO)
    asked = NewRecommendation("Ring back.", "stage_1", "Fostering", "refused", "It cannot be done.")
    details.record_recommendations("C1", [asked, NewRecommendation("Write.", due_on=LATEST)], **WHO)
    learned = NewLearning("Ring back the same day.", DUE, "Fostering", "Team meeting", LATEST)
    details.record_learning("C1", [learned], **WHO)
    details.record_learning("", [NewLearning("Of no one case.", DUE)], **WHO)

    assert Remedy.objects.get().done_on == DUE
    assert list(Recommendation.objects.values_list("answer", flat=True)) == ["refused", ""]
    assert {one.representation_id is None for one in LearningPoint.objects.all()} == {True, False}


def test_every_act_writes_one_line_that_answers_for_its_rows():
    points(3)
    details.record_extension("C1", extension(), **WHO)
    details.record_parties("C1", [NewParty("advocate", "Ruth Pebbleden")], **WHO)

    acts = list(Entry.objects.filter(reference="C1").values_list("act", flat=True))
    assert acts == ["record_history", "record_elements", "record_extension", "record_parties"]
    assert audit.verify().whole


def test_a_row_added_without_a_line_is_found():
    Element.objects.create(representation=Representation.objects.first(), number=9, words="By hand.")

    assert [one.kind for one in audit.verify().faults] == ["row added"]


def test_an_import_whose_case_has_details_is_not_undone():
    points(1)

    with pytest.raises(CannotUndo, match="C1"):
        undo_import(1, **WHO)


# What is refused, and that nothing is kept of it


REFUSED = {
    "a case that is not there": (
        lambda: details.record_elements("C9", [NewElement("Words.")], **WHO),
        NotOnRecord,
        "There is no case C9",
    ),
    "a point without words": (
        lambda: details.record_elements("C1", [NewElement("One."), NewElement(" ")], **WHO),
        DoesNotFit,
        "Point 2 of C1 has no words",
    ),
    "a finding on no point": (
        lambda: details.record_findings("C1", [NewFinding(7, "manager", "Upheld")], **WHO),
        NotOnRecord,
        "C1 has no point 7. Its points: none",
    ),
    "a part that nobody has": (
        lambda: details.record_parties("C1", [NewParty("neighbour", "Sam Wickcroft")], **WHO),
        NotInTheList,
        "“neighbour” is not a part in a case. There are: complainant, child",
    ),
    "somebody without a name": (
        lambda: details.record_parties("C1", [NewParty("child")], **WHO),
        DoesNotFit,
        "Somebody without a name",
    ),
    "somebody whose number nobody has": (
        lambda: details.record_parties("C1", [NewParty("child", person=987654)], **WHO),
        NotOnRecord,
        "no person number 987654",
    ),
    "more time for a stage that is not there": (
        lambda: details.record_extension("C1", NewExtension("stage_2", LATEST, "Why.", DUE), **WHO),
        NotOnRecord,
        "C1 has no stage 2. It has: Stage 1",
    ),
    "more time than the law allows": (
        lambda: details.record_extension("C1", extension(date(2026, 5, 5)), **WHO),
        DoesNotFit,
        "Friday 1 May 2026 at the latest .*regulation 14",
    ),
    "more time that is no more": (
        lambda: details.record_extension("C1", extension(DUE), **WHO),
        DoesNotFit,
        "due on Friday 17 April 2026",
    ),
    "more time where there is none": (
        lambda: details.record_extension("C2", NewExtension("stage_3", LATEST, "Why.", DUE), **WHO),
        DoesNotFit,
        "its clock has no extension .*regulation 19",
    ),
    "more time without a reason": (
        lambda: details.record_extension("C1", extension(reason=" "), **WHO),
        DoesNotFit,
        "without a reason",
    ),
    "more time before the stage began": (
        lambda: details.record_extension("C1", extension(decided_on=date(2026, 3, 31)), **WHO),
        DoesNotFit,
        "before it began on Wednesday 1 April 2026",
    ),
    "more time after the answer": (
        lambda: details.record_extension("C5", extension(decided_on=date(2026, 4, 21)), **WHO),
        DoesNotFit,
        "after it ended on Monday 20 April 2026",
    ),
    "a remedy not in the list": (
        lambda: details.record_remedies("C1", [NewRemedy("Appology")], **WHO),
        NotInTheList,
        "“Appology” is not among the council's remedies. There are: Apology",
    ),
    "a remedy before the complaint": (
        lambda: details.record_remedies("C1", [NewRemedy("Apology", done_on=date(2026, 3, 1))], **WHO),
        DoesNotFit,
        "C1 was received on Wednesday 1 April 2026",
    ),
    "a refusal without a reason": (
        lambda: details.record_recommendations("C1", [NewRecommendation("Do.", answer="refused")], **WHO),
        DoesNotFit,
        "cannot be refused without a reason",
    ),
    "an answer that is none": (
        lambda: details.record_recommendations("C1", [NewRecommendation("Do.", answer="perhaps")], **WHO),
        NotInTheList,
        "There are: accepted, in_part, refused",
    ),
    "a service nobody knows": (
        lambda: details.record_learning("C1", [NewLearning("Ring.", DUE, "Catering")], **WHO),
        NotInTheList,
        "council's services. There are: Fostering",
    ),
    "learning shared before it was learned": (
        lambda: details.record_learning("C1", [NewLearning("Ring.", DUE, shared_on=date(2026, 4, 1))], **WHO),
        DoesNotFit,
        "Check both days",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_refused_in_words_and_leaves_nothing(what: str):
    act, refusal, words = REFUSED[what]
    before = (Entry.objects.count(), Person.objects.count(), Party.objects.count())

    with pytest.raises(refusal, match=words):
        act()

    assert (Entry.objects.count(), Person.objects.count(), Party.objects.count()) == before
    assert not Element.objects.exists()
    assert not Extension.objects.exists()


def test_a_second_finding_of_one_step_on_one_point_is_refused():
    points(1)
    details.record_findings("C1", [NewFinding(1, "manager", "Upheld")], **WHO)

    with pytest.raises(DoesNotFit, match="Manager: there is already a finding on point 1 of C1"):
        details.record_findings("C1", [NewFinding(1, "manager", "Not upheld")], **WHO)
    with pytest.raises(DoesNotFit, match="already a finding"):
        details.record_findings(
            "C1", [NewFinding(1, "panel", "Upheld"), NewFinding(1, "panel", "Upheld")], **WHO
        )

    assert Finding.objects.count() == 1


def test_a_step_that_is_none_and_an_outcome_that_is_none_are_refused():
    points(1)

    with pytest.raises(NotInTheList, match="“mayor” is not a step of the procedure"):
        details.record_findings("C1", [NewFinding(1, "mayor", "Upheld")], **WHO)
    with pytest.raises(NotInTheList, match="“Proven” is not among the council's outcomes"):
        details.record_findings("C1", [NewFinding(1, "manager", "Proven")], **WHO)


def test_nobody_has_the_same_part_twice():
    [one] = details.record_parties("C1", [NewParty("advocate", "Ruth Pebbleden")], **WHO)

    with pytest.raises(DoesNotFit, match="already advocate in C1"):
        details.record_parties("C1", [NewParty("advocate", person=one.person_id)], **WHO)


def test_nobody_is_given_the_same_part_twice_at_once():
    ruth = details.record_parties("C4", [NewParty("advocate", "Ruth Pebbleden")], **WHO)[0].person_id

    with pytest.raises(DoesNotFit, match="already advocate in C1"):
        details.record_parties(
            "C1", [NewParty("advocate", person=ruth), NewParty("advocate", person=ruth)], **WHO
        )


def test_a_stage_is_extended_again_only_to_a_later_day():
    details.record_extension("C1", extension(date(2026, 4, 24)), **WHO)

    with pytest.raises(DoesNotFit, match="already been extended to Friday 24 April 2026"):
        details.record_extension("C1", extension(date(2026, 4, 24)), **WHO)
    details.record_extension("C1", extension(LATEST), **WHO)

    assert Extension.objects.count() == 2


def test_a_live_case_is_extended_and_recommended_to_by_its_own_acts_only():
    case = receive(said=Said("statutory_complaint", DUE, "Nobody came."), **WHO)
    entries = Entry.objects.count()

    with pytest.raises(
        DoesNotFit, match="is a live case .*extend the stage, before its day passes and telling them"
    ):
        details.record_extension(case.reference, extension(), **WHO)
    with pytest.raises(DoesNotFit, match="is a live case .*receive the report that makes them"):
        details.record_recommendations(case.reference, [NewRecommendation("Write.")], **WHO)
    assert (Entry.objects.count(), Extension.objects.count()) == (entries, 0)


def test_more_time_written_down_moves_the_day_by_which_the_stage_is_found():
    details.record_extension("C1", extension(), **WHO)

    assert Stage.objects.get(representation__reference="C1").due_on_hint == LATEST
