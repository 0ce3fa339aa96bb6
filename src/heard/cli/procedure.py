"""`heard procedure`: the charts, as tables and pictures, and the page of them in the documents."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from heard.cli.saying import Refusal, columns
from heard.law.drawing import FOLDER, chart_svg, chart_table, pictures, procedure_page
from heard.law.procedure import CHARTS, Chart


def add_commands(commands: Any) -> None:
    """procedure."""
    parser = commands.add_parser(
        "procedure", help="the charts: what may happen from where, on what authority"
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="one chart; without it, the list of them")
    parser.add_argument("--svg", action="store_true", help="its picture instead of its tables")
    parser.add_argument(
        "--write", type=Path, metavar="PAGE.md", help="write the page of all charts, pictures beside"
    )
    parser.add_argument("--check", type=Path, metavar="PAGE.md", help="refuse if that page is out of date")
    parser.set_defaults(run=say_procedure)


def say_procedure(given: argparse.Namespace) -> int:
    """Print a chart, list them, or write the page."""
    if given.write or given.check:
        return _write(given.write) if given.write else _check(given.check)
    if not given.name:
        if given.svg:
            raise Refusal(["Say which chart to draw: heard procedure NAME --svg."], usage=True)
        rows = [(chart.name, chart.title, chart.since.isoformat()) for chart in CHARTS]
        print(columns(rows, ("Name", "Procedure", "Since")))
        return 0
    chart = _named(given.name)
    print(chart_svg(chart) if given.svg else chart_table(chart), end="")
    return 0


def _named(name: str) -> Chart:
    for chart in CHARTS:
        if chart.name == name:
            return chart
    known = ", ".join(chart.name for chart in CHARTS)
    raise Refusal([f"There is no procedure “{name}”. There are: {known}."], usage=True)


def _write(page: Path) -> int:
    if not page.parent.is_dir():
        raise Refusal([f"{page.parent} is no folder. Make it, or name another place for the page."])
    folder = page.parent / FOLDER
    folder.mkdir(exist_ok=True)
    page.write_text(procedure_page(), encoding="utf-8")
    drawn = pictures()
    for name, picture in drawn.items():
        (folder / name).write_text(picture, encoding="utf-8")
    print(f"Wrote {page} and {len(drawn)} pictures in {folder}.")
    for left_over in sorted(set(folder.glob("*.svg")) - {folder / name for name in drawn}):
        print(f"{left_over} is of no chart any more: remove it.")
    return 0


def _check(page: Path) -> int:
    wanted = {page: procedure_page()} | {
        page.parent / FOLDER / name: said for name, said in pictures().items()
    }
    stale = [path for path, said in wanted.items() if not path.exists() or path.read_text("utf-8") != said]
    if stale:
        raise Refusal(
            [f"{path} is out of date. Write it anew: heard procedure --write {page}" for path in stale]
        )
    print(f"{page} and its pictures are as the charts have them.")
    return 0
