"""`heard night`, `heard redate`, `heard story` and `heard procedure` as a person and as a program meet them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cli.speaking import asked, heard

from heard.casework.accounts import add_member
from heard.casework.holidays import add_holiday
from heard.cli.running import now
from heard.ledger.models import Entry
from heard.representations.models import Notice, Representation, Stage


@pytest.fixture
def open_concern(council):
    """A concern of Monday 2 November 2026, due on the 9th, put on record as the office does."""
    from heard.casework.intake_receiving import Said, receive

    said = Said(kind="concern", received_on=date(2026, 7, 6), words="Nobody rang back.")
    return receive(said=said, by="amina", at=now()).reference


@pytest.fixture
def two_people(council):
    for name in ("amina", "dana"):
        add_member(sign_in_name=name, full_name=name.title(), role="complaints_manager", by="test", at=now())


# The night


@pytest.mark.django_db
def test_the_night_says_what_it_noticed_and_does_nothing_the_second_time(open_concern):
    first = heard("night", "--on", "2026-07-13")
    entries = Entry.objects.count()
    second = heard("night", "--on", "2026-07-13")

    assert first.code == second.code == 0
    assert "1 open case looked at" in first.out
    assert "turned today" in first.out
    assert ", 0 things noticed." in second.out
    assert (Entry.objects.count(), Notice.objects.count() > 0) == (entries, True)


@pytest.mark.django_db
def test_the_night_tells_a_program_the_same(open_concern):
    said = asked("night", "--on", "2026-07-13")

    assert (said["sound"], said["cases"], said["faults"]) == (True, 1, [])
    assert {"turned_today", "chase_handler_on_the_day"} <= {one["what"] for one in said["noticed"]}
    assert {one["reference"] for one in said["noticed"]} == {open_concern}


@pytest.mark.django_db
def test_a_fault_ends_the_night_with_1_and_names_the_case(open_concern):
    Representation.objects.update(state="closed")

    said = heard("night", "--on", "2026-07-07")

    assert said.code == 1
    assert f"FAULT {open_concern}: its row says it is closed" in said.out


@pytest.mark.django_db
def test_a_day_that_is_none_is_wrong_usage(council):
    said = heard("night", "--on", "tomorrow")

    assert said.code == 2
    assert "2026-12-04" in said.err


# Re-dating


@pytest.mark.django_db
def test_a_redating_is_proposed_by_one_and_approved_by_another(open_concern, two_people):
    add_holiday(day=date(2026, 7, 9), title="Closed", source="Cabinet", by="amina", at=now())
    assert heard("night", "--on", "2026-07-07").code == 1

    proposed = heard("redate", "propose", "The council is closed on 9 July.", "--by", "amina")
    assert proposed.code == 0, proposed
    waiting = heard("night", "--on", "2026-07-07")
    number = asked("redate", "list")[0]["No."]
    alone = heard("redate", "approve", number, "--by", "amina")
    approved = heard("redate", "approve", number, "--by", "dana")

    assert f"Re-dating {number} lists 1 date; none has moved." in proposed.out
    assert (waiting.code, f"Re-dating {number} waits for approval, with 1 date." in waiting.out) == (0, True)
    assert (alone.code, "Somebody else looks at the list" in alone.err) == (1, True)
    assert (approved.code, "1 date moved, 0 left" in approved.out) == (0, True)
    assert str(Stage.objects.get().due_on_hint) == "2026-07-14"
    assert heard("audit", "verify").code == 0


@pytest.mark.django_db
def test_the_lists_and_their_dates_can_be_read(open_concern, two_people):
    add_holiday(day=date(2026, 7, 9), title="Closed", source="Cabinet", by="amina", at=now())
    heard("redate", "propose", "Closed on 9 July.", "--by", "amina")

    (listed,) = asked("redate", "list")

    assert (listed["By"], listed["Approved by"], listed["Because"]) == ("amina", "waits", "Closed on 9 July.")
    assert asked("redate", "list", listed["No."]) == [
        {"Case": open_concern, "Clock": "concern/answer", "Was": "2026-07-13", "Becomes": "2026-07-14"}
    ]


@pytest.mark.django_db
def test_a_redating_is_always_a_persons(open_concern, two_people):
    for name in ("", "nobody"):
        said = heard("redate", "propose", "Why not.", "--by", name)

        assert (said.code, "amina, dana" in said.err) == (2, True)


@pytest.mark.django_db
def test_where_nothing_moves_nothing_is_proposed(open_concern, two_people):
    said = heard("redate", "propose", "Just asking.", "--by", "amina")

    assert (said.code, "nothing to approve" in said.err) == (1, True)
    assert heard("redate", "list").out.strip() == "There are none."


# The story


@pytest.mark.django_db
def test_a_story_is_told_as_text_and_to_a_program(open_concern):
    said = heard("story", open_concern)

    assert said.out.startswith(f"The story of case {open_concern}\n")
    assert "Happened on Monday 6 July 2026." in said.out
    assert asked("story", open_concern)["reference"] == open_concern


@pytest.mark.django_db
def test_a_story_of_no_case_is_refused(council):
    said = heard("story", "X-9")

    assert (said.code, said.err.strip()) == (1, "There is no case X-9. Check the number.")


# The charts


def test_the_charts_are_listed_and_each_is_printed_or_drawn():
    listed = heard("procedure")
    table, picture = heard("procedure", "children_act"), heard("procedure", "children_act", "--svg")

    assert "children_act" in listed.out
    assert "| act |" in table.out
    assert picture.out.startswith("<svg")
    assert (listed.code, table.code, picture.code) == (0, 0, 0)


def test_a_chart_that_is_not_there_is_wrong_usage_with_those_there_are():
    said = heard("procedure", "housing")

    assert (said.code, "children_act" in said.err) == (2, True)
    assert heard("procedure", "--svg").code == 2


def test_the_page_is_written_whole_and_found_out_of_date_when_it_is(tmp_path):
    page = tmp_path / "procedure.md"

    assert heard("procedure", "--check", page).code == 1
    assert heard("procedure", "--write", page).code == 0
    assert heard("procedure", "--check", page).code == 0
    page.write_text(page.read_text("utf-8") + "\nA line by hand.\n", encoding="utf-8")
    stale = heard("procedure", "--check", page)

    assert (stale.code, "is out of date" in stale.err) == (1, True)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    said = heard("procedure", "--write", tmp_path / "none" / "procedure.md")

    assert (said.code, "is no folder" in said.err) == (1, True)
