"""One word, one meaning: every table, measure and act is in the glossary, and the spelling is British."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from django.apps import apps
from tests.house.sources import SOURCE, TOP, named, prose, python_under, tree

from heard.figures.measures import MEASURES

WORDS = TOP / "docs" / "words.md"
AMERICAN = re.compile(
    r"\b(behavior|favorit\w*|honor(ed|s|ing)?|labor(s|ed)?|neighbor\w*|color(s|ed|ful)?|organiz\w*|recogniz\w*"
    r"|summariz\w*|categoriz\w*|prioritiz\w*|authoriz\w*|apologiz\w*|anonymiz\w*|normaliz\w*|minimiz\w*"
    r"|analyz\w*|cancel(ed|ing)|label(ed|ing)|travel(ed|ing)|counsel(ed|ing|or)|center(s|ed)?"
    r"|fulfill(s|ment)?|enrollment|catalog|defense|offense|gotten|dialog)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"```.*?```|`[^`]*`|<[^>]*>|\{%.*?%\}|\{\{.*?\}\}|\]\([^)]*\)", re.DOTALL)


def american(text: str) -> list[str]:
    """American spellings in what people read, code apart."""
    return [match.group() for match in AMERICAN.finditer(CODE.sub(" ", text))]


def missing(names: Iterable[str], glossary: str) -> list[str]:
    """Names that the glossary does not have, as a word of their own."""
    return [name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", glossary)]


def acts_in(module: ast.Module) -> Iterator[str]:
    """The names of the acts that a module writes into the ledger."""
    for node in ast.walk(module):
        if not (
            isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("writing", "Line")
        ):
            continue
        given = node.args[:1] + [word.value for word in node.keywords if word.arg == "act"]
        yield from (str(act.value) for act in given if isinstance(act, ast.Constant))


def _docstrings(module: ast.Module) -> str:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return "\n".join(ast.get_docstring(node) or "" for node in ast.walk(module) if isinstance(node, holders))


def _what_people_read() -> Iterator[tuple[str, str]]:
    for path in prose():
        yield named(path), path.read_text("utf-8")
    for path in python_under(SOURCE):
        yield named(path), _docstrings(tree(path))
    for path in sorted(SOURCE.rglob("*.html")):
        yield named(path), path.read_text("utf-8")
    for path in sorted((SOURCE / "law").rglob("*.yaml")):
        yield named(path), path.read_text("utf-8")


def test_every_table_stands_in_the_glossary():
    tables = [model.__name__ for model in apps.get_models() if model.__module__.startswith("heard.")]

    assert len(tables) > 20
    assert missing(tables, WORDS.read_text("utf-8")) == []


def test_every_measure_stands_in_the_glossary():
    assert missing((f"`{name}`" for name in MEASURES), WORDS.read_text("utf-8")) == []


def test_every_act_of_the_ledger_stands_in_the_glossary():
    acts = sorted({f"`{act}`" for path in python_under(SOURCE / "casework") for act in acts_in(tree(path))})

    assert acts
    assert missing(acts, WORDS.read_text("utf-8")) == []


def test_a_word_that_is_not_in_the_glossary_is_caught():
    glossary = "- **Stage**: a step. `in_time`, received"

    assert missing(["Stage", "Stages", "`in_time`", "`received`"], glossary) == ["Stages", "`received`"]


def test_the_acts_of_the_ledger_are_found():
    planted = "with writing('open_case', by=b): ...\nLine(act='close_case', by=b)\nLine('x', act=name)"

    assert sorted(acts_in(ast.parse(planted))) == ["close_case", "open_case", "x"]


def test_the_glossary_says_each_thing_once():
    terms = re.findall(r"^- \*\*(.+?)\*\*:", WORDS.read_text("utf-8"), re.MULTILINE)

    assert len(terms) > 50
    assert sorted(terms) == sorted(set(terms))


def test_the_spelling_is_british():
    assert [f"{where}: {word}" for where, text in _what_people_read() for word in american(text)] == []


def test_an_american_spelling_is_caught_and_code_is_left_alone():
    assert american("The center organized it. `color` is code; they fulfil it.") == ["center", "organized"]
