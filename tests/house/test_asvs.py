"""The list of what ASVS asks: each number once, each held by tests and pages that are there, or said not to be met."""

from __future__ import annotations

import re
from typing import Any

import yaml
from tests.house.sources import TOP, functions, tree

LIST = TOP / "docs" / "assurance" / "asvs.yml"
NUMBER = re.compile(r"V(?:[1-9]|1[0-6])\.\d{1,2}\.\d{1,2}")
OWNERS = {"product", "council", "both"}


def wrong_in(rows: list[dict[str, Any]]) -> list[str]:
    """What is the matter with a list, in words."""
    found, seen = [], set()
    for row in rows:
        number = str(row.get("id", ""))
        if not NUMBER.fullmatch(number) or number in seen:
            found.append(f"{number} is no number, or stands here twice")
        seen.add(number)
        if row.get("owner") not in OWNERS or len(str(row.get("we", ""))) < 10:
            found.append(f"{number} has no owner, or no words")
        if ("by" in row) == ("not_met" in row) or len(str(row.get("not_met", "x" * 30))) < 30:
            found.append(f"{number} is held by something, or says why not: one of the two")
        found += [f"{number}: {one}" for one in row.get("by", ()) if not stands(one)]
    return found


def stands(one: str) -> bool:
    """Whether a file is there, and the test in it that is named."""
    file, _, test = one.partition("::")
    path = TOP / file
    if not path.is_file():
        return False
    return not test or any(each.name == test for each in functions(tree(path)))


def test_each_requirement_is_held_by_what_is_there_or_is_said_not_to_be_met():
    rows = yaml.safe_load(LIST.read_text("utf-8"))

    assert wrong_in(rows) == []
    assert len(rows) > 150


def test_a_test_that_is_gone_a_number_twice_and_one_that_nothing_holds_are_found():
    good = {"id": "V1.1.1", "owner": "product", "we": "words enough", "by": ["docs/map.md"]}
    assert wrong_in([good]) == []

    here = "tests/house/test_asvs.py"
    for bad in (
        {**good, "by": [f"{here}::test_that_was_renamed"]},
        {**good, "by": ["tests/gone.py"]},
        {**good, "not_met": "x" * 30},
        {"id": "V1.1.1", "owner": "product", "we": "words enough"},
        {**good, "owner": "nobody"},
        {**good, "id": "V17.1.1"},
    ):
        assert len(wrong_in([bad])) == 1, bad
    assert len(wrong_in([good, good])) == 1
    assert stands(f"{here}::test_a_test_that_is_gone_a_number_twice_and_one_that_nothing_holds_are_found")
