"""Does a test notice when a line that guards something is turned round?

    ./drills mutants [--of 40] [--seed 8] [--group dates] [--blind]

In a copy of the source one small thing is changed at a time: a comparison, a condition, a number, a guard left out, an
answer withheld. The tests named for it are run until one fails: then the change is noticed ("killed"). So many changes
are drawn of each group, the same each time for one seed. Whatever survives is printed with its line: it wants a test,
or is a change that makes no difference. `--blind` is the control: tests that know nothing of the module notice nothing.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "var", "__pycache__", "*_cache", ".hypothesis", "node_modules", "*.egg-info"
)
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
    """One small change: in which file, at which line, and what is there before and after it."""

    file: str
    line: int
    was: str
    becomes: str
    source: str


def changes(file: str, source: str) -> Iterator[Change]:
    """Every change that can be made to a module, one at a time. What a type says and what is explained stay."""
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(node, ast.expr | ast.stmt) and not _is_said_of_types(tree, node):
            for turn in _turns(node):
                changed = copy.deepcopy(tree)
                there = next(one for at, one in enumerate(ast.walk(changed)) if at == number)
                was = ast.unparse(there)
                becomes = turn(there)
                if becomes is not there:
                    _put(changed, there, becomes)
                made = ast.unparse(ast.fix_missing_locations(changed))
                yield Change(file, node.lineno, was.split("\n")[0], ast.unparse(becomes).split("\n")[0], made)


def _is_said_of_types(tree: ast.Module, node: ast.AST) -> bool:
    noted = _noted(tree)
    return id(node) in noted


_kept: dict[int, set[int]] = {}


def _noted(tree: ast.Module) -> set[int]:
    """Annotations, imports and decorators of a module: changing them changes nothing that is done."""
    if id(tree) not in _kept:
        found: set[int] = set()
        for node in ast.walk(tree):
            said = [getattr(node, "annotation", None), getattr(node, "returns", None)]
            said += getattr(node, "decorator_list", [])
            for one in filter(None, said):
                found |= {id(inner) for inner in ast.walk(one)}
        _kept.clear()
        _kept[id(tree)] = found
    return _kept[id(tree)]


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


def tried(copied: Path, tests: tuple[str, ...], limit: float) -> bool:
    """Whether every test passes. A run that does not end is a failure, as somebody would notice it."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(copied / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(copied / "tmp"),
    }
    (copied / "tmp").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copied, env=environment, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def of_group(copied: Path, group: str, most: int, seed: int, blind: bool) -> tuple[int, list[Change]]:
    """How many changes of a group were noticed, and those that were not. Stops where the tests fail without any."""
    files, tests = GROUPS[group]
    tests = BLIND if blind else tests
    began = time.monotonic()
    if not tried(copied, tests, 3600):
        raise SystemExit(f"{group}: its tests fail as the source stands. Mend that first: {' '.join(tests)}")
    limit = (time.monotonic() - began) * 4 + 60
    sources = {file: (copied / file).read_text("utf-8") for file in files}
    every = [change for file, source in sources.items() for change in changes(file, source)]
    drawn = random.Random(seed).sample(every, min(most, len(every)))
    survived = []
    for number, change in enumerate(drawn, 1):
        (copied / change.file).write_text(change.source, "utf-8")
        if tried(copied, tests, limit):
            survived.append(change)
        (copied / change.file).write_text(sources[change.file], "utf-8")
        print(f"{group} {number} of {len(drawn)}, {len(survived)} survived", file=sys.stderr, flush=True)
    return len(drawn) - len(survived), survived


def main() -> int:
    """Try each group. Exit 1 where the control notices something, or a group notices less than nine in ten."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--of", type=int, default=40)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--group", choices=GROUPS, action="append")
    parser.add_argument("--blind", action="store_true")
    given = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "heard"
        shutil.copytree(TOP, copied, ignore=LEFT_BEHIND)
        for group in given.group or GROUPS:
            killed, survived = of_group(copied, group, given.of, given.seed, given.blind)
            total = killed + len(survived)
            print(json.dumps({"group": group, "killed": killed, "of": total, "seed": given.seed}), flush=True)
            for one in survived:
                print(f"  {one.file}:{one.line}: {one.was}  ->  {one.becomes}", flush=True)
            good &= killed == 0 if given.blind else killed >= 0.9 * total
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
