"""Every rule stands in docs/law.md once, with where it is encoded and where it is tested, and each place is there."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PAGE = TOP / "docs" / "law.md"
PATH = re.compile(r"`([\w/.-]+)`")


def numbered(prefix: str, last: int) -> list[str]:
    return [f"{prefix}{n}" for n in range(1, last + 1)]


REGULATIONS = {
    "R1.": 1, "R4.": 1, "R5.": 1, "R6.": 1, "R7.": 1, "R8.": 4, "R9.": 3, "R10.": 3, "R11.": 1, "R12.": 2, "R13.": 4,
    "R14.": 6, "R15.": 6, "R16.": 1, "R17.": 11, "R18.": 4, "R19.": 7, "R20.": 5, "R21.": 1, "R22.": 1, "R23.": 1,
    "R3.": 4, "S26.": 3, "DEF.": 2, "G": 11, "A": 6, "L": 14, "C": 5, "D": 10, "T": 8, "X": 1, "K": 14, "AMB-": 14,
    "N": 14,
}  # fmt: skip
RULES = {"R3.0"} | {rule for prefix, last in REGULATIONS.items() for rule in numbered(prefix, last)}


def rows(page: str) -> list[list[str]]:
    """The rows of the page's tables, by cell; the headings left out."""
    lines = [line for line in page.splitlines() if re.match(r"\| (?!rule )[A-Z]", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def there(path: str) -> bool:
    """Whether a path of the page is in the tree."""
    top = TOP if path.startswith(("tests/", "docs/")) else TOP / "src" / "heard"
    return (top / path).exists()


def faults(page: str) -> list[str]:
    """What keeps the page from being whole and true."""
    found = []
    named = [row[0] for row in rows(page)]
    found += [f"{rule} is missing" for rule in sorted(RULES - set(named))]
    found += [f"{rule} is no rule" for rule in named if rule not in RULES]
    found += [f"{rule} stands twice" for rule in sorted(set(named)) if named.count(rule) > 1]
    for row in rows(page):
        found += [f"{row[0]}: {fault}" for fault in row_faults(row)]
    return found


def row_faults(row: list[str]) -> list[str]:
    """What is wrong with one row: its shape, its places, or a claim with nothing behind it."""
    if len(row) != 4 or not row[1]:
        return ["it has not four cells with words"]
    encoded, _, to_do = row[2].partition("open:")
    places = PATH.findall(encoded) if not encoded.startswith("not software") else []
    elsewhere = encoded.startswith("not software: ") or re.search(r"part [1-7] \(", encoded)
    found = [f"{path} is not there" for path in [*places, *PATH.findall(row[3])] if not there(path)]
    if places and not PATH.findall(row[3]) and not to_do:
        found.append("it is encoded, and tested nowhere")
    if not places and not to_do and not elsewhere:
        found.append("it is encoded nowhere, and nothing says why")
    return found


def still_open(page: str) -> list[str]:
    """The rules of which something is still missing, by the word the page has for it."""
    return [
        row[0] for row in rows(page) if any(cell.startswith("open") or "open:" in cell for cell in row[1:])
    ]


def test_no_rule_is_still_open():
    assert still_open(PAGE.read_text("utf-8")) == []


def test_a_rule_of_which_something_is_missing_is_counted():
    page = PAGE.read_text("utf-8")
    missing = re.sub(r"\| G9 \|.*", "| G9 | The regulator | open: no letter says so yet | open |", page)
    partly = page.replace("(panel_meets) |", "(panel_meets); open: nobody asks for the words |", 1)

    assert still_open(missing) == ["G9"]
    assert still_open(partly) == ["R19.5"]


def test_every_rule_stands_once_and_every_place_it_names_is_there():
    assert faults(PAGE.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("what", "instead", "fault"),
    [
        (r"\| R19\.3 \|.*\n", "", "R19.3 is missing"),
        (r"\| R19\.3 \|", "| R19.33 |", "R19.33 is no rule"),
        (r"\| R19\.3 \|", "| R19.2 |", "R19.2 stands twice"),
        (r"law/rulebook\.py", "law/rolebook.py", "law/rolebook.py is not there"),
        (r"not software: no rule follows", "never mind", "A6: it is encoded nowhere, and nothing says why"),
    ],
)
def test_a_page_that_is_not_whole_or_not_true_is_found_out(what, instead, fault):
    page = PAGE.read_text("utf-8")

    assert any(fault in found for found in faults(re.sub(what, instead, page, count=1)))
