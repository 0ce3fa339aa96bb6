"""What two programs that read code for holes say of ours, held to what is explained of it.

    ./drills scan [--planted]

Bandit reads with its own rules, semgrep with ours (bench/scanning/rules.yml). Each finding is explained in
bench/scanning/explained.toml, by rule and file and how often; one more than is explained fails, and so does an
explanation of what is no longer there. `--planted` is the control: a module in which every rule is broken once.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
SCANNING = TOP / "bench" / "scanning"
RULES, EXPLAINED, PLANTED = SCANNING / "rules.yml", SCANNING / "explained.toml", SCANNING / "planted.py.txt"
TEMPLATE = "<p>{{ words|safe }}</p>\n"
Found = Counter[tuple[str, str]]


def with_bandit(tools: Path, top: Path) -> Found:
    """What bandit finds, by rule and file."""
    said = _said([str(tools / "bandit"), "-q", "-r", "src", "-f", "json"], top)
    return Counter((one["test_id"], one["filename"]) for one in said["results"])


def with_semgrep(tools: Path, top: Path) -> Found:
    """What our own rules find, by rule and file."""
    command = [str(tools / "semgrep"), "scan", "--config", str(RULES), "--json", "--metrics=off", "--quiet"]
    command += ["--disable-version-check", "--no-git-ignore", "--jobs", "1"]
    command += ["--project-root", str(top), "src"]
    said = _said(command, top)
    if said["errors"]:
        raise SystemExit(f"semgrep could not read all: {said['errors'][:3]}")
    return Counter((one["check_id"].rpartition(".")[2], one["path"]) for one in said["results"])


def _said(command: list[str], top: Path) -> dict[str, list[dict[str, str]]]:
    done = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        raise SystemExit(f"{command[0]} said nothing that can be read: {done.stderr[-500:]}") from None


def explained() -> Found:
    """What is explained, by rule and file, and how often it may be there. Each says why."""
    said = tomllib.loads(EXPLAINED.read_text("utf-8"))["finding"]
    if short := [one["rule"] for one in said if len(one["why"]) < 20]:
        raise SystemExit(f"Say why in a sentence: {short}")
    return Counter({(one["rule"], file): one.get("times", 1) for one in said for file in one["files"]})


def planted(tools: Path) -> int:
    """The control: how many of our rules find what breaks them."""
    rules = [
        line.split(": ")[1] for line in RULES.read_text("utf-8").splitlines() if line.startswith("  - id: ")
    ]
    with tempfile.TemporaryDirectory() as folder:
        web = Path(folder, "src", "heard", "web")
        web.mkdir(parents=True)
        (web.parent / "casework").mkdir()
        for place in (web, web.parent / "casework"):
            (place / "planted.py").write_text(PLANTED.read_text("utf-8"), "utf-8")
        (web / "planted.html").write_text(TEMPLATE, "utf-8")
        found = {rule for rule, _ in with_semgrep(tools, Path(folder))}
        by_bandit = len(with_bandit(tools, Path(folder)))
    print(f"rules that bite: {len(found & set(rules))} of {len(rules)}; bandit found {by_bandit}")
    for rule in sorted(set(rules) - found):
        print(f"  {rule} found nothing")
    return 0 if found == set(rules) and by_bandit else 1


def main() -> int:
    """Scan. Exit 1 where something is not explained, or an explanation is of nothing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("--planted", action="store_true")
    given = parser.parse_args()
    tools = given.tools.resolve()
    if given.planted:
        return planted(tools)
    by_bandit, by_semgrep, known = with_bandit(tools, TOP), with_semgrep(tools, TOP), explained()
    found = by_bandit + by_semgrep
    new, gone = found - known, known - found
    print(f"bandit {by_bandit.total()}, our rules {by_semgrep.total()}; not explained {new.total()}, "
          f"explained and gone {gone.total()}")  # fmt: skip
    for what, some in (("not explained", new), ("gone", gone)):
        for (rule, file), times in sorted(some.items()):
            print(f"  {what}: {rule} {file} {times}")
    return 0 if not new and not gone else 1


if __name__ == "__main__":
    sys.exit(main())
