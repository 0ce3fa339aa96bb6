"""Every measure over made-up cases kept as Parquet, by Polars and then, unchanged, by PySpark. Prints Markdown.

PySpark and Java are needed for the second engine and are no part of Heard: install `pyspark` beside it for this run.
Run: python bench/figures_spark.py [STAGES] [--polars-only] [--folder DIR]"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import tempfile
import time
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from figures_made import STAGES_A_CASE, made_up

from heard.figures.ask import Answer, ask
from heard.figures.columns import COLUMNS
from heard.figures.dimensions import BY_TIME, SEVERAL, dimensions_of
from heard.figures.frames import Frames
from heard.figures.measures import MEASURES
from heard.figures.periods import financial_year
from heard.figures.snapshot import Snapshot, snapshot

YEAR, AS_AT = financial_year(2025), date(2026, 6, 30)
MOST_AT_ONCE = 2_000_000


def kept(folder: Path, stages: int) -> Frames:
    """So many stages made up, kept as a folder of files for each frame. What is kept in no file comes back beside them.

    They are made a part at a time, so that making them takes no more memory however many there are.
    """
    parts = -(-stages // MOST_AT_ONCE)
    for part in range(parts):
        frames = made_up(round(stages / STAGES_A_CASE / parts), 20 + part, part)
        for name in COLUMNS:
            (folder / name).mkdir(exist_ok=True)
            getattr(frames, name).write_parquet(folder / name / f"{part}.parquet", row_group_size=500_000)
    return replace(frames, **dict.fromkeys(COLUMNS))


def by_polars(beside: Frames, folder: Path) -> Frames:
    """The files as Polars reads them: only what a question needs, when it is asked."""
    return replace(beside, **{name: pl.scan_parquet(folder / name / "*.parquet") for name in COLUMNS})


def by_spark(beside: Frames, folder: Path) -> tuple[Frames, Any]:
    """The files as PySpark reads them on this machine, and the session to stop afterwards."""
    from pyspark.sql import SparkSession

    started = SparkSession.builder.master("local[*]").appName("figures")
    settings = {
        "spark.driver.memory": os.environ.get("SPARK_MEMORY", "4g"),
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.local.dir": str(folder),
    }
    for name, value in settings.items():
        started = started.config(name, value)
    session = started.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return replace(beside, **{name: session.read.parquet(str(folder / name)) for name in COLUMNS}), session


def held(seen: Snapshot) -> Snapshot:
    """The snapshot with its representations, which are worked out from the stages, kept by Spark once worked out."""
    rows = seen.frames["representations"].to_native().persist()
    return replace(seen, frames={**seen.frames, "representations": nw.from_native(rows)})


def split_of(name: str) -> tuple[str, ...]:
    """How each measure is split here: by the quarter, and by the first dimension of its frame."""
    possible = dimensions_of(MEASURES[name].frame)
    first = next((one for one in possible if one not in (*BY_TIME, *SEVERAL, "overdue")), None)
    return ("quarter", first) if first else ("quarter",)


def every_answer(seen: Snapshot) -> dict[str, tuple[float, Answer]]:
    """Each measure of one year with its split: how long it took, and the answer."""
    found = {}
    for name in MEASURES:
        start = time.perf_counter()
        answer = ask(seen, name, period=YEAR, by=split_of(name))
        found[name] = (time.perf_counter() - start, answer)
    return found


def line(engine: str, ready: float, worked: str, answers: dict[str, tuple[float, Answer]], agree: str) -> str:
    """One line of the table."""
    took = sorted(seconds for seconds, _ in answers.values())
    cells = sum(len(answer.cells) for _, answer in answers.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times = f"{sum(took):.1f} | {worked} | {took[len(took) // 2]:.2f} | {took[-1]:.2f}"
    return f"| {engine} | {ready:.1f} | {len(answers)} | {cells:,} | {times} | {peak:,.0f} | {agree} |"


def run(stages: int, folder: Path, *, polars_only: bool) -> None:
    """Make the files, ask both engines, and hold every cell of one against the other."""
    beside = kept(folder, stages)
    rows = pl.scan_parquet(folder / "stages" / "*.parquet").select(pl.len()).collect().item()
    size = sum(file.stat().st_size for file in folder.glob("*/*.parquet")) / 1_000_000
    print(f"{rows:,} stages, {size:,.0f} MB of Parquet; load {os.getloadavg()[0]:.1f}\n")
    times = "all measures, s | of the processor, s | median, s | longest, s"
    print(f"| engine | snapshot, s | measures | cells | {times} | peak MB of this process | answers equal |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    start = time.perf_counter()
    seen = snapshot(by_polars(beside, folder), AS_AT)
    ready = time.perf_counter() - start
    began = time.process_time()
    ours = every_answer(seen)
    worked = f"{time.process_time() - began:.1f}"
    print(line(f"Polars {pl.__version__}", ready, worked, ours, ""), flush=True)
    if not polars_only:
        _spark(beside, folder, ours)


def _spark(beside: Frames, folder: Path, ours: dict[str, tuple[float, Answer]]) -> None:
    import pyspark

    frames, session = by_spark(beside, folder)
    start = time.perf_counter()
    seen = held(snapshot(frames, AS_AT))
    ready = time.perf_counter() - start
    theirs = every_answer(seen)
    equal = [name for name in ours if ours[name][1] == theirs[name][1]]
    print(
        line(f"PySpark {pyspark.__version__}", ready, "", theirs, f"{len(equal)} of {len(ours)}"), flush=True
    )
    for name in set(ours) - set(equal):
        print(f"- differs: {name}: {ours[name][1].total} / {theirs[name][1].total}")
    session.stop()


def main() -> None:
    """Asks how many stages, and where the files may stand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="?", type=int, default=10_000_000)
    parser.add_argument("--polars-only", action="store_true")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    print(
        f"Python {platform.python_version()}, narwhals {nw.__version__}, {len(fields(Frames)) - 3} frames\n"
    )
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        run(given.stages, Path(folder), polars_only=given.polars_only)


if __name__ == "__main__":
    main()
