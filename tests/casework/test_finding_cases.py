"""A search finds what somebody may see in words they may read, by number, name or words, and nothing beyond."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import living, offices
from tests.casework.offices import NOW, TODAY, an_office

from heard.casework import finding_cases, finding_cases_index, linking
from heard.casework.finding_cases import find
from heard.casework.finding_cases_index import check_searchable, make_all_anew
from heard.casework.intake import Somebody
from heard.casework.new_details import NewElement
from heard.casework.points import add_point
from heard.casework.writing import writing
from heard.people.models import Person
from heard.representations.models import Letter, Representation, SearchedWords

pytestmark = pytest.mark.django_db
ZOE = Somebody("complainant", "Zoë O’Brien-Łukasz", "parent")


@pytest.fixture
def made():
    return an_office()


def references(found) -> set[str]:
    return {one.reference for one in found.cases}


def note(case: Representation, words: str) -> None:
    with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
        line.change(case, notes=words)


@pytest.mark.parametrize("typed", ["{}", "{} ", "lower", "spaces", "number"])
def test_a_case_is_found_by_its_reference_however_it_is_typed(made, typed):
    case, _ = offices.a_case(made), offices.a_case(made)
    reference = case.reference
    forms = {
        "lower": reference.lower(),
        "spaces": reference.replace("-", " "),
        "number": reference.rpartition("-")[2].lstrip("0"),
    }
    said = forms.get(typed, typed.format(reference))

    assert references(find(made["complaints_officer"], said)) == {reference}


@pytest.mark.parametrize(
    "typed", ["zebra", "ZEBRAS", "zeb*", '"seen a zebra"', "zoe", "Zoë", "obrien", "O'Brien", "lukasz zebra"]
)
def test_words_and_names_are_found_without_accents_and_in_any_form(made, typed):
    case = offices.a_case(made, words="Nobody had seen a zebra there.", people=(ZOE,))
    offices.a_case(made, words="Nobody rang.")

    assert references(find(made["complaints_officer"], typed)) == {case.reference}


@pytest.mark.parametrize("typed", ["Zoe Obrian", "Zo Obrien Lukas", "Lukacz", "Obryen"])
def test_a_name_with_a_slip_in_it_is_still_found_and_said_to_be_only_like_it(made, typed):
    case = offices.a_case(made, people=(ZOE,))
    offices.a_case(made)
    found = find(made["complaints_officer"], typed)

    assert (references(found), found.alike) == ({case.reference}, True)


def test_points_letters_and_new_names_are_found_from_the_moment_they_are_on_record(made):
    case = offices.a_case(made)
    officer = made["complaints_officer"]
    assert not references(find(officer, "kumquat"))
    add_point(
        reference=case.reference, by="amina", at=NOW, day=TODAY, point=NewElement("The kumquat was late.")
    )
    with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
        line.add(
            Letter(
                representation=case, kind="other", audience="adult", title="About the marmoset", issued_on=TODAY,
                issued_by="amina",
            )
        )  # fmt: skip
        person = Person.objects.get(parts__representation=case, name="Malik Thornbeck")
        line.change(person, name="Malik Quillfeather")

    for said in ("kumquat", "marmoset", "Quillfeather"):
        assert references(find(officer, said)) == {case.reference}, said
    assert not references(find(officer, '"Malik Thornbeck"'))


def test_notes_are_found_by_those_who_read_in_full_and_by_nobody_else(made):
    case = offices.a_case(made)
    note(case, "The pangolin file.")
    offices.give(case, made["team_manager"], "responder")

    assert references(find(made["complaints_officer"], "pangolin")) == {case.reference}
    assert references(find(made["complaints_officer"], "pangolin thornbeck")) == {case.reference}
    assert references(find(made["team_manager"], "thornbeck")) == {case.reference}
    assert not references(find(made["team_manager"], "pangolin"))


def hidden_by_wall(made, case):
    with writing("test_rows", by="amina", at=NOW) as line:
        from heard.representations.models import Wall

        line.add(
            Wall(
                representation=case,
                person=made["complaints_officer"].person,
                source="declared",
                begins_on=living.RECEIVED,
            )
        )


def hidden_by_restriction(made, case):
    with writing("test_rows", by="amina", at=NOW) as line:
        from heard.representations.models import Restriction

        line.add(Restriction(representation=case, because="Known to many", begins_on=living.RECEIVED))


@pytest.mark.parametrize("hide", [hidden_by_wall, hidden_by_restriction])
def test_a_hidden_case_is_found_in_no_way_and_answers_as_a_number_never_issued(made, hide):
    case = offices.a_case(made, words="The axolotl case.", people=(ZOE,))
    note(case, "pangolin")
    officer = made["complaints_officer"]
    ways = (case.reference, "axolotl", "Zoe", "Lukacz", "pangolin", "axo*", '"axolotl case"')
    assert all(find(officer, said).total == 1 for said in ways)  # the control: seen, it is found in every way

    hide(made, case)

    assert [find(officer, said) for said in ways] == [find(officer, "CR-1999-9999")] * len(ways)


def test_without_the_guard_the_search_would_find_what_is_hidden(made, monkeypatch):
    case = offices.a_case(made, words="The axolotl case.")
    hidden_by_wall(made, case)
    monkeypatch.setattr(finding_cases, "visible_to", lambda member: Representation.objects.all())

    assert find(made["complaints_officer"], "axolotl").total == 1


def test_nobody_finds_by_words_what_they_see_only_the_shell_of(made):
    case = offices.a_case(made, words="The axolotl case.")

    for role in ("team_manager", "director", "information_governance", "head_of_service"):
        assert references(find(made[role], case.reference)) == {case.reference}, role
        assert find(made[role], "axolotl").total == 0, role
        assert find(made[role], "Thornbeck").total == 0, role
        assert all(not one.who for one in find(made[role], case.reference).cases), role


@pytest.mark.parametrize(
    "typed", ["'", '"', "a & b | !c", "':*", "zebra) OR (level_3 : x", "%", "\\", "NEAR(", "\x00x"]
)
def test_what_somebody_types_is_never_taken_for_a_question_to_the_database(made, typed):
    offices.a_case(made)

    assert find(made["complaints_officer"], typed).total >= 0


def spoil(case: Representation) -> None:
    SearchedWords.objects.filter(pk=case.pk).update(level_2="something else")


def lose(case: Representation) -> None:
    SearchedWords.objects.filter(pk=case.pk).delete()


def past_the_writer(case: Representation) -> None:
    Representation.objects.filter(pk=case.pk).update(words="Changed by hand.")


@pytest.mark.parametrize("harm", [spoil, lose, past_the_writer])
def test_words_that_are_not_those_of_the_record_are_found_and_mended(made, harm: Callable[..., None]):
    case, _ = offices.a_case(made), offices.a_case(made)
    assert list(check_searchable()) == []
    harm(case)

    assert [one.reference for one in check_searchable()] == [case.reference]
    assert make_all_anew() == 2
    assert list(check_searchable()) == []


def test_whatever_the_office_does_the_words_stay_those_of_the_record(made):
    for kind in ("statutory_complaint", "corporate_complaint", "concern"):
        living.received(kind)
    offices.complain_about(offices.a_case(made), made["team_manager"])

    assert list(check_searchable()) == []


def test_a_point_that_moves_to_another_case_takes_its_words_along_and_back(made):
    one, other, why = living.received(), living.received(), {**living.DECIDED, **living.WHO}
    linking.join(reference=one.reference, into=other.reference, decided_on=TODAY, told_on=TODAY, **why)
    joined = list(check_searchable())
    linking.separate(reference=one.reference, decided_on=TODAY, **why)

    assert joined == []
    assert list(check_searchable()) == []


def test_a_search_asks_the_same_number_of_questions_of_three_cases_and_of_thirty(made, monkeypatch):
    monkeypatch.setattr(finding_cases_index, "AT_ONCE", 10)
    officer = made["complaints_officer"]

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            find(officer, "thornbeck")
        return len(questions)

    for _ in range(3):
        offices.a_case(made)
    few = asked()
    for _ in range(27):
        offices.a_case(made)

    assert asked() == few <= 4
