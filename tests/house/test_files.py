"""What the product is handed over as: locks without addresses, nothing of one machine, scripts any shell reads."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.house.sources import TOP, files, named

LOCKS = sorted((TOP / "requirements").glob("*.lock"))
SCRIPTS = [TOP / "start", TOP / "check", TOP / ".ci" / "run", *sorted((TOP / "scripts").glob("*.sh"))]
HERE = Path(__file__)
ADDRESS = re.compile(r"://|^\s*-+(index-url|extra-index-url|find-links|i|f)\b|^-e |@ file", re.MULTILINE)
PIN = re.compile(r"^[A-Za-z0-9._-]+(\[[^\]]*\])?==", re.MULTILINE)
MACHINE = re.compile(
    r"(?<![\w.])/(work/(main|shared)\b|(root|home/\w+|tmp)/)|\.\./shared\b|(?<![\w/])shared/(\w+\.md|cases|data|reports)"
    r"|(files\.)?pythonhosted\.org|\bpypi\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|deb\.debian\.org"
)
READ_AS_TEXT = 2_000_000


def unlocked(lock: str) -> list[str]:
    """What a lock file should not hold, and the pins it does not hold to a hash."""
    found = ADDRESS.findall(lock) and ["an address"]
    pins = PIN.split(lock)[0::2]
    return list(found) + ["a pin without a hash" for pin in pins[1:] if "--hash=sha256:" not in pin]


def machine_words(text: str) -> list[str]:
    """Paths of one machine and hosts of registries."""
    return [match.group() for match in MACHINE.finditer(text)]


def _text(path: Path) -> str:
    if path == HERE or path.stat().st_size > READ_AS_TEXT:
        return ""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("lock", LOCKS, ids=named)
def test_a_lock_file_holds_every_package_to_a_hash_and_names_no_address(lock: Path):
    assert unlocked(lock.read_text("utf-8")) == []


def test_there_are_locks_for_running_testing_and_installing():
    assert {"base.lock", "dev.lock", "uv.lock"} <= {lock.name for lock in LOCKS}


def test_an_address_or_a_missing_hash_in_a_lock_is_caught():
    good = "a==1 \\\n    --hash=sha256:00\nb[c]==2 \\\n    --hash=sha256:11\n"
    assert unlocked(good) == []

    assert unlocked(good + "--index-url somewhere\n") == ["an address"]
    assert unlocked("a==1\n" + good) == ["a pin without a hash"]


def test_the_developers_lock_holds_all_that_the_plain_one_does():
    base, themes, dev = (
        set(re.findall(r"^(\S+==[^ \\]+)", (TOP / "requirements" / name).read_text("utf-8"), re.MULTILINE))
        for name in ("base.lock", "themes.lock", "dev.lock")
    )

    assert base
    assert base < themes <= dev


def test_no_lock_of_another_kind_is_kept():
    kinds = {"Pipfile.lock", "pylock.toml", "poetry.lock", "yarn.lock"}

    assert [named(path) for path in files() if path.name in kinds or named(path) == "uv.lock"] == []
    assert [
        named(path) for path in files() if path.name == "package-lock.json" and "resolved" in _text(path)
    ] == []


def test_no_file_speaks_of_one_machine_or_of_a_registry():
    spoken = [f"{named(path)}: {word}" for path in files() for word in machine_words(_text(path))]

    assert spoken == []


def test_a_path_of_one_machine_or_a_registry_is_caught():
    for word in (
        "/work/main",
        "see ../shared/law.md",
        "in shared/law.md",
        "https://pypi.org/simple",
        "/root/x",
    ):
        assert machine_words(word), word
    assert (
        machine_words("a shared folder, var/tmp/x, the /roots/ of it, docs/work/plan.md, the page /work/")
        == []
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_any_shell_reads_the_scripts(script: Path):
    shell = shutil.which("dash") or "sh"
    done = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_two_commands_can_be_run():
    assert [named(script) for script in SCRIPTS[:3] if not os.access(script, os.X_OK)] == []
