"""The check itself: tests are sorted by what they need, and its closing line adds up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.sources import TOP

TALLY = TOP / "scripts" / "tally.py"
REPORT = """<testsuites><testsuite>
<testcase classname="a" name="passes"/>
<testcase classname="a" name="fails"><failure/></testcase>
<testcase classname="a" name="fails and fails again as it ends"><failure/></testcase>
<testcase classname="a" name="fails and fails again as it ends"><error/></testcase>
<testcase classname="a" name="is skipped"><skipped/></testcase>
</testsuite></testsuites>"""


def _tally(*said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, TALLY, *said], capture_output=True, text=True, check=False)


@pytest.mark.django_db
def test_a_test_of_tables_is_sorted_as_one(request: pytest.FixtureRequest):
    assert request.node.get_closest_marker("database")


def test_a_test_that_asks_for_the_database_by_a_fixture_is_sorted_as_one(
    request: pytest.FixtureRequest, db: None
):
    assert request.node.get_closest_marker("database")


def test_a_pure_test_is_not(request: pytest.FixtureRequest):
    assert request.node.get_closest_marker("database") is None
    assert request.node.get_closest_marker("journey") is None


def test_the_closing_line_adds_up_all_parts(tmp_path: Path):
    report, tally = tmp_path / "report.xml", str(tmp_path / "tally")
    report.write_text(REPORT)
    _tally("note", tally, "Style", "2", "passed")
    _tally("note", tally, "Tables", "9", "1", str(report))
    _tally("skip", tally, "Tables elsewhere", "Tables")

    closed = _tally("close", tally)

    assert closed.returncode == 1
    assert closed.stdout.splitlines()[-1] == "2 passed, 2 failed, 5 skipped"


def test_a_run_that_broke_before_it_named_a_test_is_a_failure(tmp_path: Path):
    tally = str(tmp_path / "tally")
    _tally("note", tally, "Tables", "9", "3", str(tmp_path / "no-report.xml"))

    assert _tally("close", tally).stdout.splitlines()[-1] == "0 passed, 1 failed, 0 skipped"


def test_all_passed_is_said_with_exit_0_and_nothing_run_is_not(tmp_path: Path):
    good, nothing = str(tmp_path / "good"), str(tmp_path / "nothing")
    _tally("note", good, "Style", "2", "passed")
    _tally("note", nothing, "Pure", "2", "0")

    assert _tally("close", good).returncode == 0
    assert _tally("close", nothing).returncode == 1
