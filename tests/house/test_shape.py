"""Small modules, short functions, plain names, and tests that can fail."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.house.sources import SOURCE, TOP, FunctionNode, functions, named, python_under, tree

LINES_A_MODULE = 300
LINES_A_FUNCTION = 40
MEDIAN_FUNCTION = 8
REASON = "Long because"
EMPTY_NAMES = re.compile(r"^(Manager|Helper|Utils?|Processor)$|.(Manager|Helper|Utils?|Service|Processor)$")
EMPTY_MODULES = {"core", "common", "utils", "util", "helpers", "misc", "managers", "services", "processors"}
ASSERTING_CALL = re.compile(r"(^|\.)(assert\w*|expect|raises|warns|fail|axe_clean|not_sideways)$")


def length(function: FunctionNode) -> int:
    """Lines of a function, its docstring apart: explaining is never what makes it long."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno:
        lines -= first.end_lineno - first.lineno + 1
    return lines


def too_long(module: ast.Module) -> list[str]:
    """Functions over forty lines whose docstring gives no reason."""
    return [
        f"{function.name} ({length(function)} lines)"
        for function in functions(module)
        if length(function) > LINES_A_FUNCTION and REASON not in (ast.get_docstring(function) or "")
    ]


def empty_names(module: ast.Module) -> list[str]:
    """Classes named for nothing that they do. A council's `Service` is one of its services, and stays."""
    classes = (node for node in ast.walk(module) if isinstance(node, ast.ClassDef))
    return [node.name for node in classes if EMPTY_NAMES.search(node.name)]


def _asserts(node: ast.AST, asserting: frozenset[str]) -> bool:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert):
            return True
        if isinstance(inner, ast.Call):
            name = ast.unparse(inner.func)
            if ASSERTING_CALL.search(name) or name in asserting:
                return True
    return False


def _asserting_names(module: ast.Module) -> frozenset[str]:
    """Functions of the module that assert, or call one of its functions that does."""
    names: frozenset[str] = frozenset()
    while True:
        more = frozenset(each.name for each in functions(module) if _asserts(each, names))
        if more == names:
            return names
        names = more


def asserts_nothing(module: ast.Module) -> list[str]:
    """Tests that cannot fail."""
    asserting = _asserting_names(module)
    return [
        each.name
        for each in functions(module)
        if each.name.startswith("test_") and each.name not in asserting
    ]


def _offences(check: Callable[[ast.Module], list[str]], *folders: Path) -> list[str]:
    return [f"{named(path)}: {said}" for path in python_under(*folders) for said in check(tree(path))]


def test_no_module_is_longer_than_three_hundred_lines():
    modules = python_under(SOURCE, TOP / "bench")
    counted = {path: len(path.read_text("utf-8").splitlines()) for path in modules}
    over = [f"{named(path)}: {lines} lines" for path, lines in counted.items() if lines > LINES_A_MODULE]

    assert len(counted) > 20
    assert over == []


def test_no_function_is_longer_than_forty_lines_without_a_reason():
    assert _offences(too_long, SOURCE, TOP / "bench") == []


def test_the_middle_function_has_at_most_eight_lines():
    lengths = [length(function) for path in python_under(SOURCE) for function in functions(tree(path))]

    assert median(lengths) <= MEDIAN_FUNCTION


def test_a_long_function_is_caught_and_a_reason_lets_it_stand():
    body = "\n".join(f"    x{n} = {n}" for n in range(41))

    assert too_long(ast.parse(f"def f():\n{body}")) == ["f (42 lines)"]
    assert too_long(ast.parse(f'def f():\n    """Long because the table is one table."""\n{body}')) == []


def test_nothing_is_named_for_nothing_it_does():
    modules = [path.relative_to(SOURCE).with_suffix("").parts for path in python_under(SOURCE)]

    assert EMPTY_MODULES.isdisjoint(part for parts in modules for part in parts)
    assert _offences(empty_names, SOURCE) == []


def test_an_empty_name_is_caught():
    planted = "class CaseManager: ...\nclass Helper: ...\nclass Service: ...\nclass Stage: ..."

    assert empty_names(ast.parse(planted)) == ["CaseManager", "Helper"]


def test_every_test_can_fail():
    assert _offences(asserts_nothing, TOP / "tests") == []


def test_a_test_that_cannot_fail_is_caught():
    planted = (
        "def holds(x): assert x\n"
        "def test_by_hand(): assert 1\n"
        "def test_by_a_function_that_asserts(): holds(1)\n"
        "def test_by_raising():\n    with pytest.raises(ValueError): int('x')\n"
        "def test_of_nothing(): print(1)\n"
    )

    assert asserts_nothing(ast.parse(planted)) == ["test_of_nothing"]
