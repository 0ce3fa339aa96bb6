"""Does a test notice when a line that guards something is turned round?

    ./drills mutants [--of 40] [--seed 8] [--group dates] [--blind]

One small thing is changed at a time within a function: a comparison, a condition, a number, a guard left out, an answer
withheld. The tests named for it are run until one fails: then the change is noticed ("killed"). So many changes are
drawn of each group, the same each time for one seed. Whatever survives is printed with its line: it wants a test, or is
a change that makes no difference. `--blind` is the control: tests that know nothing of the module notice nothing.

The tests begin once and are gone through as they stand; then the process forks for each change, puts the changed code
into the functions that are there, forgets what was remembered, and runs them again. No file is touched.
"""

from __future__ import annotations

import argparse
import ast
import copy
import functools
import gc
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

TOP = Path(__file__).resolve().parents[1]
CASEWORK, LAW, FIGURES = "src/heard/casework/", "src/heard/law/", "src/heard/figures/"
# What is changed, and the tests that have to notice, the quickest first.
GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "dates": (
        (f"{LAW}working_days.py", f"{LAW}clock.py", f"{LAW}deadlines.py", f"{LAW}reckoning.py"),
        (
            "tests/law/test_working_days.py",
            "tests/law/test_clock.py",
            "tests/law/test_deadlines.py",
            "tests/law/test_stories.py",
            "tests/law/test_timeliness.py",
        ),
    ),
    "permissions": (
        (f"{CASEWORK}permissions.py", f"{CASEWORK}access_seeing.py", f"{CASEWORK}four_eyes.py"),
        (
            "tests/casework/test_access_table.py",
            "tests/casework/test_access_walls.py",
            "tests/casework/test_access_grants.py",
            "tests/casework/test_access.py",
            "tests/casework/test_access_adjudicating.py",
        ),
    ),
    "release": (
        (
            f"{CASEWORK}reports_releasing.py",
            f"{FIGURES}suppression.py",
            f"{FIGURES}suppression_audit.py",
            f"{FIGURES}suppression_numbers.py",
            f"{FIGURES}suppression_printing.py",
        ),
        ("tests/figures/test_suppression.py", "tests/casework/test_reports.py"),
    ),
    "audit": (
        (
            f"{CASEWORK}audit.py",
            f"{CASEWORK}checkpoints.py",
            f"{CASEWORK}commitments.py",
            f"{CASEWORK}looks.py",
            "src/heard/ledger/chain.py",
        ),
        (
            "tests/casework/test_access_looks.py",
            "tests/casework/test_checkpoints.py",
            "tests/casework/test_audit.py",
        ),
    ),
}
BLIND = ("tests/house/test_check.py",)
OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One small change: in which file, at which line, what is there before and after it, and the module with it."""

    file: str
    line: int
    was: str
    becomes: str
    tree: ast.Module


def changes(file: str, source: str) -> Iterator[Change]:
    """Every change that can be made to the functions of a module, one at a time. What a type says stays."""
    tree = ast.parse(source)
    inside = _inside_functions(tree)
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in inside:
            continue
        for turn in _turns(node):
            changed = copy.deepcopy(tree)
            there = next(one for at, one in enumerate(ast.walk(changed)) if at == number)
            was = ast.unparse(there)
            becomes = turn(there)
            if becomes is not there:
                ast.copy_location(becomes, there)
                _put(changed, there, becomes)
            ast.fix_missing_locations(changed)
            yield Change(file, node.lineno, was.split("\n")[0], ast.unparse(becomes).split("\n")[0], changed)


def _inside_functions(tree: ast.Module) -> set[int]:
    """What is done when a function is called: its body, without annotations."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            found |= {id(inner) for line in node.body for inner in ast.walk(line)}
    for node in ast.walk(tree):
        for said in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            found -= {id(inner) for inner in ast.walk(said)} if said is not None else set()
    return found


Turn = Callable[[ast.AST], ast.AST]


def _turns(node: ast.AST) -> Iterator[Turn]:
    """The ways in which one piece of code can be turned round."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OPPOSITE:
        yield _compared
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in OPPOSITE:
        yield _joined
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda one: one.operand  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield lambda one: ast.Constant(not one.value)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield lambda one: ast.Constant(one.value + 1)  # type: ignore[attr-defined]
    elif isinstance(node, ast.If):
        yield _never
    elif isinstance(node, ast.Raise) or _is_bare_call(node):
        yield lambda _: ast.Pass()
    elif isinstance(node, ast.Return) and node.value is not None:
        yield lambda _: ast.Return(ast.Constant(None))


def _is_bare_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _compared(one: ast.AST) -> ast.AST:
    one.ops = [OPPOSITE[type(one.ops[0])]()]  # type: ignore[attr-defined]
    return one


def _joined(one: ast.AST) -> ast.AST:
    one.op = OPPOSITE[type(one.op)]()  # type: ignore[attr-defined]
    return one


def _never(one: ast.AST) -> ast.AST:
    one.test = ast.Constant(False)  # type: ignore[attr-defined]
    return one


def _put(tree: ast.AST, was: ast.AST, becomes: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is was:
                setattr(parent, name, becomes)
                return
            if isinstance(value, list) and any(one is was for one in value):
                setattr(parent, name, [becomes if one is was else one for one in value])
                return


def put_in(change: Change) -> None:
    """Give every function of the module that is there its changed code, and forget what was remembered of it."""
    path = str(TOP / change.file)
    made = {(one.co_qualname, one.co_firstlineno): one for one in _codes(compile(change.tree, path, "exec"))}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            key = one.__code__.co_qualname, one.__code__.co_firstlineno
            if key in made:
                one.__code__ = made[key]
        elif isinstance(one, functools._lru_cache_wrapper):
            one.cache_clear()


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


class Trying:
    """Stands in the place of pytest's own round: once as it is, then once for each change in a process of its own."""

    def __init__(self, drawn: list[Change]) -> None:
        self.drawn, self.survived, self.sound = drawn, list[Change](), False

    def pytest_runtestloop(self, session: Any) -> bool:
        """Go through the tests; where they pass, go through them with each change."""
        began = time.monotonic()
        self.sound = _all_pass(session)
        limit = int((time.monotonic() - began) * 3) + 60
        for number, change in enumerate(self.drawn if self.sound else (), 1):
            if self._passes_with(session, change, limit):
                self.survived.append(change)
            print(
                f"{number} of {len(self.drawn)}, {len(self.survived)} survived", file=sys.stderr, flush=True
            )
        return True

    def _passes_with(self, session: Any, change: Change, limit: int) -> bool:
        child = os.fork()
        if child == 0:
            # Whatever becomes of it ends here: a run that does not end is a failure, as somebody would notice it.
            signal.alarm(limit)
            failed = True
            try:
                put_in(change)
                failed = not _all_pass(session)
            finally:
                os._exit(int(failed))
        return os.waitpid(child, 0)[1] == 0


def _all_pass(session: Any) -> bool:
    from _pytest.runner import runtestprotocol

    items = session.items
    for number, item in enumerate(items):
        # The last is told that one follows, so that what all stand on is kept for the next round.
        after = items[number + 1] if number + 1 < len(items) else items[0]
        if any(one.failed for one in runtestprotocol(item, log=False, nextitem=after)):
            return False
    return bool(items)


def of_group(group: str, most: int, seed: int, blind: bool) -> Trying:
    """Try the changes of a group, in this process and those it forks."""
    import pytest

    files, tests = GROUPS[group]
    every = [one for file in files for one in changes(file, (TOP / file).read_text("utf-8"))]
    trying = Trying(random.Random(seed).sample(every, min(most, len(every))))
    pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider", *(BLIND if blind else tests)], plugins=[trying])
    return trying


def said_of(group: str, trying: Trying, blind: bool) -> bool:
    """Print what became of a group. Whether that is as it should be: nine in ten noticed, and by the blind none."""
    if not trying.sound:
        print(f"{group}: its tests fail as the source stands. Mend that first.", flush=True)
        return False
    total = len(trying.drawn)
    killed = total - len(trying.survived)
    print(json.dumps({"group": group, "killed": killed, "of": total}), flush=True)
    for one in trying.survived:
        print(f"  {one.file}:{one.line}: {one.was}  ->  {one.becomes}", flush=True)
    return killed == 0 if blind else killed >= 0.9 * total


def main() -> int:
    """Try each group in a process of its own. Exit 1 where one notices less than it should, or the control anything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--of", type=int, default=40)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--group", choices=GROUPS, action="append")
    parser.add_argument("--blind", action="store_true")
    given = parser.parse_args()
    if given.group and len(given.group) == 1:
        (group,) = given.group
        return 0 if said_of(group, of_group(group, given.of, given.seed, given.blind), given.blind) else 1
    also = ["--of", str(given.of), "--seed", str(given.seed), *(["--blind"] if given.blind else [])]
    codes = [
        subprocess.run([sys.executable, __file__, "--group", one, *also], cwd=TOP, check=False).returncode
        for one in given.group or GROUPS
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
