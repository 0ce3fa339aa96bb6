"""`heard import` keeps all or nothing, says what it would keep, and can be taken back."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from tests.cli.lists import a_list
from tests.cli.speaking import asked, heard

from heard.casework.audit import verify
from heard.casework.commitments import committed_models
from heard.ledger.models import Entry, ImportRun
from heard.people.models import Council
from heard.representations.models import ContextFigure, OmbudsmanCase, Representation

pytestmark = pytest.mark.django_db


def everything_kept() -> dict[str, int]:
    """How many rows stand in every table, the ledger's own among them."""
    return {model._meta.label: model._default_manager.count() for model in (*committed_models(), Entry)}


def test_a_dry_run_says_what_would_be_kept_and_keeps_nothing(council, tmp_path):
    before = everything_kept()

    said = heard("import", a_list(tmp_path), "--dry-run")
    told = asked("import", a_list(tmp_path), "--dry-run")

    assert (said.code, told["kept"]) == (0, False)
    assert "7 added" in said.out
    assert (told["lists"][0]["added"], told["lists"][0]["import"]) == (7, None)
    assert everything_kept() == before


def test_the_same_file_twice_changes_nothing(with_cases, tmp_path):
    before = everything_kept()

    told = asked("import", a_list(tmp_path))

    assert (told["lists"][0]["added"], told["lists"][0]["same"], told["lists"][0]["import"]) == (0, 7, None)
    assert everything_kept() == before
    assert "Nothing to keep" in heard("import", a_list(tmp_path)).out


def test_an_import_is_listed_and_taken_back_as_a_whole(council, tmp_path):
    before = asked("figures", "received", "--by", "team,stage")
    told = asked("import", a_list(tmp_path))
    number = told["lists"][0]["import"]

    assert [one["number"] for one in asked("imports")] == [number]
    assert asked("undo", str(number))["done"] is True

    assert not Representation.objects.exists()
    assert asked("figures", "received", "--by", "team,stage") == before
    assert asked("imports")[0]["undone_at"]
    assert "undone" in heard("imports").out
    assert heard("undo", str(number)).code == 1
    assert heard("undo", "99").code == 1
    assert verify().whole


def test_a_row_to_mend_is_named_with_its_column_and_nothing_is_kept(council, tmp_path):
    before = everything_kept()
    file = a_list(tmp_path, ("C3", "Response sent", "31/02/2021"), ("C4", "Date received", "soon"))

    said, told = heard("import", file), heard("import", file, "--json")

    assert (said.code, told.code) == (1, 1)
    assert "Row 4, column “Response sent” says “31/02/2021”" in said.err
    assert [(one["row"], one["column"], one["said"]) for one in told.json["problems"]] == [
        (4, "Response sent", "31/02/2021"),
        (5, "Date received", "soon"),
    ]
    assert all(one["why"] and one["next"] for one in told.json["problems"])
    assert everything_kept() == before


def test_the_rows_to_mend_come_back_as_a_copy_of_the_persons_own_with_a_column_that_says_why(
    council, tmp_path
):
    file = a_list(tmp_path, ("C3", "Response sent", "31/02/2021"))

    heard("import", file, "--refused", tmp_path / "mend.csv")

    with (tmp_path / "mend.csv").open(encoding="utf-8-sig") as given:
        rows = list(csv.DictReader(given))
    assert [row["Ref"] for row in rows] == ["C3"]
    assert any("31/02/2021" not in (value or "") and "day" in (value or "") for value in rows[0].values())


def test_several_files_are_kept_together_or_not_at_all(council, tmp_path):
    sound = a_list(tmp_path)
    broken = a_list(tmp_path, ("C3", "Response sent", "31/02/2021"), name="broken.csv")

    assert heard("import", sound, broken).code == 1

    assert not Representation.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_file_that_is_not_there_and_a_mapping_that_cannot_be_followed_are_refused_in_words(
    council, tmp_path
):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[columns]\n"Ref" = "refrence"\n')

    missing = heard("import", tmp_path / "nothing.csv")
    unfollowed = heard("import", a_list(tmp_path), "--map", wrong, "--json")

    assert (missing.code, unfollowed.code) == (1, 1)
    assert "nothing.csv" in missing.err
    assert "reference" in " ".join(unfollowed.json["reasons"])


def test_what_a_list_holds_can_be_said(council, tmp_path):
    lists = {
        "compliments": "Ref,Date received,Category,Team\nK1,07/04/2020,Kindness,North\n",
        "ombudsman": "Ref,Date received,Service,Investigated,Decision\n20 001,07/04/2020,Fostering,Y,Upheld\n",
        "context": "Name,Value,As at,Source,Taken on\nChildren in need,2376,31/03/2021,Census,01/05/2021\n",
    }
    for kind, text in lists.items():
        file = tmp_path / f"{kind}.csv"
        file.write_text(text)
        assert asked("import", file, "--as", kind)["lists"][0]["as"] == kind

    assert asked("figures", "compliments_received")["cells"][0]["value"] == 1
    assert asked("figures", "ombudsman_investigated")["cells"][0]["value"] == 1
    assert OmbudsmanCase.objects.get().reference == "20 001"
    assert ContextFigure.objects.get().value == 2376
    assert heard("import", tmp_path / "context.csv", "--as", "letters").code == 2


def test_a_demonstration_refuses_real_rows_unless_told_to_take_them(db, tmp_path):
    heard("init", "--council", "Northmoor")
    Council.objects.update(is_demo=True)

    refused = heard("import", a_list(tmp_path))

    assert refused.code == 1
    assert "--into-demo" in refused.err
    assert not Representation.objects.exists()
    assert heard("import", a_list(tmp_path), "--into-demo").code == 0
    assert Representation.objects.count() == 7


def test_without_a_council_nothing_is_kept_and_the_way_to_begin_is_said(db, tmp_path):
    said = heard("import", a_list(tmp_path))

    assert said.code == 1
    assert "heard init --council" in said.err


def test_an_installation_is_begun_once(council):
    again = heard("init", "--council", "Southmoor", "--json")

    assert again.code == 1
    assert again.json["reasons"]
    assert heard("demo").code == 1
    assert Council.objects.get().name == "Northmoor"


QUESTION = re.compile(r"^# (\"(?:[^\"\\]|\\.)*\" = .*)$")


def answered(path: Path, right: dict[str, str]) -> int:
    """Answer the open questions of a mapping file as a person would, with a text editor. How many there were."""
    lines, count = [], 0
    for line in path.read_text("utf-8").splitlines():
        asked_of = QUESTION.match(line)
        spelling = json.loads(asked_of[1].split(" = ")[0]) if asked_of else ""
        if spelling in right:
            lines.append(f"{json.dumps(spelling)} = {json.dumps(right[spelling])}")
            count += 1
        else:
            lines.append(line)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return count


def test_a_messy_list_is_refused_with_questions_and_kept_once_they_are_answered_in_the_saved_mapping(
    council, fixtures, tmp_path
):
    messy = fixtures / "cases" / "nelc_2020-21_complaints_messy.csv"
    saved = tmp_path / "map.toml"

    first = heard("import", messy, "--save-map", saved, "--json")
    assert first.code == 1
    questions = {one["spelling"]: one for one in first.json["questions"]}
    assert questions
    assert all(one["rows"] for one in questions.values())
    assert not Representation.objects.exists()

    with (fixtures / "cases" / "messy_key.csv").open(encoding="utf-8-sig") as key:
        known = {row["spelling"]: row["means"] for row in csv.DictReader(key)}
    right = {spelling: known.get(spelling, spelling) for spelling in questions}
    assert answered(saved, right) == len(questions)

    second = heard("import", messy, "--map", saved, "--json")
    assert second.code == 0, second.out[:2000]
    assert second.json["lists"][0]["added"] == 169


@pytest.mark.parametrize(
    "row",
    [
        "A1,Corporate,1,07/04/2022,20/04/2022,,,14/04/2022,Upheld",
        "A2,Statutory,3,07/04/2022,,12/05/2022,20/06/2022,14/06/2022,Upheld",
    ],
    ids=["answered before it was acknowledged", "answered before the panel's report was sent"],
)
def test_an_answer_that_came_before_its_clock_began_is_refused_or_counted_and_never_stops_the_figures(
    row, council, tmp_path
):
    file = tmp_path / "odd.csv"
    headings = "Ref,Type,Stage,Date received,Acknowledged,Panel met,Report sent,Response sent,Outcome"
    file.write_text(f"{headings}\n{row}\n", "utf-8")

    kept = heard("import", file)

    assert kept.code == 0 or "row 2" in kept.err.casefold()
    assert asked("figures", "answered")["cells"][0]["value"] == (1 if kept.code == 0 else 0)
    assert asked("tables", "--period", "2022-23")["tables"]
