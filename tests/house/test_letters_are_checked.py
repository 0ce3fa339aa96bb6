"""No letter goes out that nobody checked: what writes one at once is for invented councils and for tests alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import SOURCE, python_under, tree

UNCHECKED = "heard.casework.letters.unchecked"
MAY = ("importing/demonstration_live/letters.py",)


def imports_unchecked(module: ast.Module) -> list[str]:
    """Where a module brings in what writes a letter at once, however it is named."""
    return [ast.unparse(node) for node in ast.walk(module) if UNCHECKED in _named(node)]


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{one.name}" for one in node.names)
    elif isinstance(node, ast.Import):
        yield from (one.name for one in node.names)


def test_only_the_demonstration_writes_letters_that_nobody_checked():
    found = {
        str(Path(path).relative_to(SOURCE)) for path in python_under(SOURCE) if imports_unchecked(tree(path))
    }

    assert found == set(MAY)


def test_an_import_of_it_is_found_however_it_is_written():
    for said in (
        "from heard.casework.letters.unchecked import tell",
        "from heard.casework.letters import unchecked",
        "import heard.casework.letters.unchecked",
    ):
        assert imports_unchecked(ast.parse(said)), said
    assert not imports_unchecked(ast.parse("from heard.casework.letters import letters_owed"))
