"""`heard import`, `heard imports`, `heard undo`: a council's own lists, brought in and taken back."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from heard.cli.running import BY, now, open_database
from heard.cli.saying import Refusal, columns, in_words, say_json

if TYPE_CHECKING:
    from heard.casework.comparing import Comparison
    from heard.importing.bring_in import Look
    from heard.importing.mapping import SheetMapping
    from heard.ledger.models import ImportRun

LISTS = ["complaints", "compliments", "ombudsman", "context", "auto"]


def add_commands(commands: Any) -> None:
    """import, imports, undo."""
    parser = commands.add_parser("import", help="bring in a list: CSV, XLSX, XLS or ODS")
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument("--as", dest="as_", choices=LISTS, default="auto", help="what the list holds")
    parser.add_argument("--map", type=Path, metavar="MAP.toml", help="answers to use: columns and spellings")
    parser.add_argument(
        "--save-map", type=Path, metavar="MAP.toml", help="write the mapping, questions marked"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be kept; keep nothing")
    parser.add_argument(
        "--refused", type=Path, metavar="FILE", help="write the rows to mend here (.csv or .xlsx)"
    )
    parser.add_argument(
        "--remove-gone", action="store_true", help="take out records the new version no longer holds"
    )
    parser.add_argument(
        "--into-demo", action="store_true", help="bring real rows into a demonstration all the same"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=bring_in)
    listing = commands.add_parser("imports", help="what has been brought in")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=list_imports)
    undo = commands.add_parser("undo", help="take an import back as a whole")
    undo.add_argument("number", type=int)
    undo.add_argument("--json", action="store_true")
    undo.set_defaults(run=undo_one)


def bring_in(given: argparse.Namespace) -> int:
    """Bring in every file named, all of them or none."""
    open_database()
    from heard.casework.council import in_one_transaction
    from heard.casework.receive import NothingKept, refuse_demo

    mapping = _mapping(given)
    told: list[dict[str, Any]] = []
    try:
        refuse_demo(given.into_demo or given.dry_run)
        with in_one_transaction():
            for file in given.files:
                told += _one_file(file, given, mapping)
            if given.dry_run:
                raise _DryRunEnds
    except _DryRunEnds:
        pass
    except NothingKept as why:
        raise Refusal(list(why.reasons)) from why
    if given.json:
        say_json({"done": True, "kept": not given.dry_run, "lists": told})
    return 0


class _DryRunEnds(Exception):
    """Nothing of a dry run is kept."""


def _mapping(given: argparse.Namespace) -> SheetMapping | None:
    from heard.importing.mapping import MappingRefused, load_mapping

    if given.map is None:
        return None
    try:
        return load_mapping(given.map)
    except (MappingRefused, OSError) as why:
        raise Refusal([f"{given.map}: {why}"]) from why


def _one_file(file: Path, given: argparse.Namespace, mapping: SheetMapping | None) -> list[dict[str, Any]]:
    from heard.importing import bring_in as bringing
    from heard.importing.read import Refused

    _refuse_what_is_no_file(file)
    today = datetime.now(ZoneInfo("Europe/London")).date()
    try:
        looks = bringing.look(file, today=today, as_=given.as_, mapping=mapping)
    except Refused as why:
        raise Refusal([str(why)]) from why
    _save_map(given, looks)
    _refuse_unfit(given, looks)
    return [_one_list(looked, given) for looked in looks]


def _refuse_what_is_no_file(file: Path) -> None:
    if not file.exists():
        raise Refusal([f"{file} cannot be opened: there is no such file. Check its name and folder."])
    if file.is_dir():
        raise Refusal([f"{file} is a folder. Choose the file that holds the list."])
    if not file.is_file():
        raise Refusal([f"{file} is not a file that can be read. Choose the file that holds the list."])


def _save_map(given: argparse.Namespace, looks: list[Look]) -> None:
    from heard.importing.mapping import save_mapping

    if given.save_map is None or not looks:
        return
    questions = looks[0].judgement.questions
    save_mapping(looks[0].mapping, given.save_map, questions=questions)
    told = "Answer its questions, then" if questions else "It asks nothing. To use it"
    print(f"Wrote {given.save_map}. {told}: heard import --map {given.save_map}", file=sys.stderr)


def _refuse_unfit(given: argparse.Namespace, looks: list[Look]) -> None:
    from heard.importing.bring_in import reasons_against
    from heard.importing.refused_rows import write_refused

    against = [reason for looked in looks if not looked.can_be_kept for reason in reasons_against(looked)]
    if not against:
        return
    if given.refused is not None:
        write_refused(given.refused, looks[0].table, looks[0].judgement)
        against.append(f"The rows to mend are in {given.refused}, with why beside each.")
    names = ", ".join(looked.file_name for looked in looks)
    against.insert(0, f"Nothing of {names} was kept: {len(against)} things to mend or answer.")
    questions = [
        {
            "list": one.list,
            "spelling": one.spelling,
            "suggestions": list(one.suggestions),
            "rows": list(one.rows),
        }
        for looked in looks
        for one in looked.judgement.questions
    ]
    problems = [
        {"row": one.row, "column": one.column, "said": one.said, "why": one.why, "next": one.next}
        for looked in looks
        for one in looked.judgement.problems
    ]
    if questions:
        against.append(
            "Answer the spellings in a mapping: --save-map MAP.toml writes one, --map MAP.toml uses it."
        )
    raise Refusal(against, problems=problems, questions=questions)


def _one_list(looked: Look, given: argparse.Namespace) -> dict[str, Any]:
    from heard.importing import bring_in as bringing
    from heard.importing.preview import preview

    if not given.json:
        for sentence in preview(looked.judgement).sentences:
            print(sentence)
    run, comparison = bringing.keep(
        looked,
        by=BY,
        at=now(),
        remove_gone=given.remove_gone,
        into_demo=given.into_demo or given.dry_run,
        progress=_progress(given.json),
    )
    if not given.json:
        _say_comparison(comparison, run, given.dry_run)
    return _told(looked, comparison, run if not given.dry_run else None)


def _progress(silent: bool) -> Any:
    def show(done: int, of: int) -> None:
        if of > 5000 and not silent:
            print(f"  kept {done:,} of {of:,}", file=sys.stderr)

    return show


def _say_comparison(comparison: Comparison, run: ImportRun | None, dry: bool) -> None:
    for change in comparison.changed:
        words = "; ".join(f"{what}: was “{was}”, became “{became}”" for what, was, became in change.what)
        print(f"Changed, row {change.row}, {change.reference}: {words}")
    for reference in comparison.gone:
        print(f"Gone from this version: {reference} (it stays; --remove-gone takes it out)")
    for held in comparison.held:
        print(f"Left out, row {held.row}, {held.reference}: {held.why}")
    counts = f"{len(comparison.added):,} added, {len(comparison.changed):,} changed, {len(comparison.same):,} the same"
    if dry:
        print(f"Dry run, nothing kept: {counts}.")
    elif run is None:
        print(f"Nothing to keep: {counts}.")
    else:
        print(f"Import {run.number} kept: {counts}. To take it back: heard undo {run.number}")


def _told(looked: Look, comparison: Comparison, run: ImportRun | None) -> dict[str, Any]:
    judgement = looked.judgement
    return {
        "file": looked.file_name,
        "as": looked.mapping.as_,
        "import": run.number if run else None,
        "records": len(judgement.records),
        "added": len(comparison.added),
        "changed": [
            {"reference": one.reference, "row": one.row, "what": one.what} for one in comparison.changed
        ],
        "same": len(comparison.same),
        "gone": list(comparison.gone),
        "held": [{"row": one.row, "reference": one.reference, "why": one.why} for one in comparison.held],
        "ignored": [{"row": row, "why": why} for row, why in judgement.ignored],
        "duplicates": [{"row": row, "of": of} for row, of in judgement.duplicates],
        "notes": list(judgement.notes),
    }


def list_imports(given: argparse.Namespace) -> int:
    """List what was brought in, newest first."""
    open_database()
    from heard.casework.looking import imports

    runs = imports()
    if given.json:
        names = ("number", "at", "by", "file_name", "list_kind", "added", "changed", "gone", "undone_at")
        say_json([{name: getattr(run, name) for name in names} for run in runs])
        return 0
    rows = [
        (
            str(run.number),
            in_words(run.at.date()),
            run.file_name,
            run.list_kind,
            str(run.added),
            "undone" if run.undone_at else "",
        )
        for run in runs
    ]
    print(columns(rows, ("No.", "When", "File", "List", "Added", "")))
    return 0


def undo_one(given: argparse.Namespace) -> int:
    """Take one import back."""
    open_database()
    from heard.casework.undoing import CannotUndo, undo_import

    try:
        run = undo_import(given.number, by=BY, at=now())
    except CannotUndo as why:
        raise Refusal([str(why)]) from why
    if given.json:
        say_json({"done": True, "import": run.number})
    else:
        print(f"Import {run.number} of {run.file_name} was taken back.")
    return 0
