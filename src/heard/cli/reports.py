"""`heard report list`, `build`, `check`, `verify`: drafts written on pages, and files of reports that were released."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from heard.cli.law import today
from heard.cli.running import now, open_database
from heard.cli.saying import Refusal, columns, say_json
from heard.reporting.formats import FORMATS, UnknownFormat


def add_reports(kinds: Any) -> None:
    """list, build, check, verify."""
    listed = kinds.add_parser("list", help="drafts, and reports that were released")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=list_reports)
    build = kinds.add_parser("build", help="write a draft, or a released report, as files")
    build.add_argument(
        "which", metavar="DRAFT|REPORT", help="the number of a draft, or a release such as R3-1"
    )
    build.add_argument("--out", required=True, type=Path, metavar="DIR")
    build.add_argument("--format", help=f"{','.join(FORMATS)}; HTML unless you say which", default="html")
    build.add_argument("--json", action="store_true")
    build.set_defaults(run=build_report)
    check = kinds.add_parser("check", help="what the checks find in a draft")
    check.add_argument("which", metavar="DRAFT", type=int)
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=check_draft)
    verify = kinds.add_parser("verify", help="whether a file is as released, and what changed since and why")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument(
        "--report", default="", metavar="R3-1", help="which release, where the file does not say"
    )
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=verify_report)


def list_reports(given: argparse.Namespace) -> int:
    """List drafts and released reports."""
    open_database()
    from heard.casework.looking_at_reports import every_draft, released_seen

    rows = [
        *((str(one.pk), str(one.get_standing_display()), one.period, one.title) for one in every_draft()),
        *((one.mark, "Released", one.period, one.title) for one in released_seen()),
    ]
    names = ("number", "standing", "period", "title")
    if given.json:
        say_json({"reports": [dict(zip(names, row, strict=True)) for row in rows]})
    else:
        print(columns(rows, ("Number", "Standing", "Period", "Title")) if rows else "There is no report yet.")
    return 0


def build_report(given: argparse.Namespace) -> int:
    """Write a draft or a released report in each format asked for."""
    formats = [one.strip() for one in given.format.split(",") if one.strip()]
    open_database()
    from heard.reporting.files import write_report
    from heard.reporting.pdf import CannotSetPdf

    try:
        files = write_report(given.out, _report(given.which), formats)
    except UnknownFormat as why:
        raise Refusal([str(why)], usage=True) from why
    except CannotSetPdf as why:
        raise Refusal([str(why)]) from why
    if given.json:
        say_json({"done": True, "files": [str(one) for one in files]})
    else:
        print("\n".join(f"Wrote {one}" for one in files))
    return 0


def _report(which: str) -> Any:
    from heard.casework.looking_at_reports import released_as
    from heard.reporting.publishing import draft_as_report, released_as_report

    if which.isdecimal():
        return draft_as_report(_content(int(which)), at=now())
    row = released_as(which)
    if row is None:
        raise Refusal(
            [f"There is no report “{which}”. `heard report list` names those there are."], usage=True
        )
    return released_as_report(row)


def _content(number: int) -> Any:
    from heard.casework.looking_at_reports import draft_numbered
    from heard.casework.new_details import NotOnRecord
    from heard.casework.reports_content import content_of
    from heard.reporting.publishing import count_for

    try:
        row = draft_numbered(number)
    except NotOnRecord as why:
        raise Refusal([str(why.args[0])], usage=True) from why
    return content_of(row, count_for(row, today=today()))


def check_draft(given: argparse.Namespace) -> int:
    """Say what the checks find; exit 1 where anything is open."""
    open_database()
    from heard.casework.reports_checking import check_report

    content = _content(given.which)
    checked = check_report(content)
    open_ = [
        {
            "kind": one.kind,
            "section": one.heading,
            "said": one.said,
            "words": one.words,
            "may_stand": not one.never,
        }
        for one in checked.open
    ]
    if given.json:
        say_json({"passes": checked.passes, "findings": open_, "hidden": content.suppressed.words})
        return 0 if checked.passes else 1
    print(content.suppressed.words)
    if not open_:
        print("Nothing stands in the way of a release.")
        return 0
    said = [
        f"{one['section'] or 'The report'}: {one['said']} {one['words']}".replace("  ", " ") for one in open_
    ]
    raise Refusal(said)


def verify_report(given: argparse.Namespace) -> int:
    """Hold a file against what was released, and the release against the record; exit 1 where anything differs."""
    open_database()
    from heard.reporting.verifying import NotARelease, verify_file

    try:
        found = verify_file(given.file, today=today(), called=given.report)
    except NotARelease as why:
        raise Refusal([str(why)]) from why
    if given.json:
        say_json(_as_plain(found))
        return 0 if found.is_same else 1
    lines = list(found.notes)
    if found.is_same:
        lines.append(
            f"{found.report.mark} is as it was released, and every figure would be counted the same today."
        )
        print("\n".join(lines))
        return 0
    for one in found.moved:
        lines += [str(one.difference), *(f"  {words}" for words in one.because)]
    raise Refusal([*found.faults, *lines])


def _as_plain(found: Any) -> dict[str, Any]:
    return {
        "report": found.report.mark,
        "same": found.is_same,
        "file": list(found.faults),
        "notes": list(found.notes),
        "changed": [
            {
                "table": one.difference.table,
                "row": one.difference.row,
                "column": one.difference.column,
                "was": one.difference.was,
                "now": one.difference.now,
                "because": list(one.because),
            }
            for one in found.moved
        ],
    }
