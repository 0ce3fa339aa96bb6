"""What is said of access in the documents is said to those who use the pages, in the same words."""

from __future__ import annotations

import re

from tests.house.sources import SOURCE, TOP

RECORD = TOP / "docs" / "accessibility.md"
STATEMENT = SOURCE / "web" / "templates" / "door" / "accessibility.html"


def listed(text: str, heading: str) -> list[str]:
    """The bullets under a heading of the record, each on one line."""
    part = re.split(r"^## ", text, flags=re.MULTILINE)
    under = next(one for one in part if one.startswith(heading))
    return [" ".join(one.split()) for one in re.split(r"^- ", under, flags=re.MULTILINE)[1:]]


def told(page: str, heading: str) -> list[str]:
    """The bullets under a heading of the page."""
    under = page.partition(f">{heading}</h2>")[2].partition("</ul>")[0]
    return [" ".join(one.split()) for one in re.findall(r"<li>(.*?)</li>", under, re.DOTALL)]


def test_the_statement_says_the_same_of_what_is_open_as_the_record():
    record, page = RECORD.read_text("utf-8"), STATEMENT.read_text("utf-8")

    assert len(listed(record, "Still open")) > 2
    assert told(page, "Known faults") == listed(record, "Still open")
    assert told(page, "What was not tested") == listed(record, "Not tested")


def test_a_fault_left_out_of_the_statement_is_caught():
    record = "## Still open\n\n- One thing\n  on two lines.\n- Another.\n\n## After\n\n- Else"
    page = (
        '<h2 class="x">Known faults</h2><ul><li>One thing on two lines.</li></ul><ul><li>Another.</li></ul>'
    )

    assert listed(record, "Still open") == ["One thing on two lines.", "Another."]
    assert told(page, "Known faults") == ["One thing on two lines."]


def test_what_the_record_names_is_there():
    named = re.findall(r"`((?:tests|scripts)/[\w/]+\.py)`", RECORD.read_text("utf-8"))

    assert len(named) >= 3
    assert [one for one in named if not (TOP / one).is_file()] == []


def saying_errors_twice(pages: dict[str, str]) -> list[str]:
    """Pages that write out a form's errors outside the block in which every page has them already."""
    inside = re.compile(r"{% block error_summary %}.*?{% endblock %}", re.DOTALL)
    return [name for name, page in pages.items() if "{% error_summary form %}" in inside.sub("", page)]


def test_no_page_says_its_errors_twice():
    pages = {
        str(one.relative_to(SOURCE)): one.read_text("utf-8") for one in SOURCE.rglob("templates/**/*.html")
    }

    assert len(pages) > 100
    assert saying_errors_twice(pages) == []


def test_errors_said_twice_are_caught():
    assert saying_errors_twice({"one": "{% block content %}{% error_summary form %}{% endblock %}"}) == [
        "one"
    ]
