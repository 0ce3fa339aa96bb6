"""What an installation is made of: cookies behind a proxy, passwords, units, packages, and a source without secrets."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from argparse import Namespace
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connections
from tests.house.sources import TOP, files, named

from heard.cli import running
from heard.config import settings
from heard.config.postgresql.base import TO_SAY_IT_IS_THERE
from heard.people.models import Member

ASKED = (
    "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SESSION_EXPIRE_AT_BROWSER_CLOSE",
    "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "DEBUG",
)  # fmt: skip
# What a secret looks like: keys in their armour, and tokens by which services are known.
SECRETS = re.compile(
    r"-----BEGIN (?:RSA |EC |OPENSSH |PGP )?PRIVATE KEY|AGE-SECRET-KEY-1[A-Z0-9]{58}|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[baprs]-[A-Za-z0-9-]{20,}|\bsk_live_[0-9a-zA-Z]{24}|PRIVATE\+KEY\+[a-z.]+\+[0-9a-f]{8}\+"
)


# Looked for first, because it is quick: one of these stands in each.
SIGNS = (
    b"PRIVATE KEY",
    b"AGE-SECRET",
    b"AKIA",
    b"ghp_",
    b"gho_",
    b"ghu_",
    b"ghs_",
    b"ghr_",
    b"xox",
    b"sk_live",
    b"PRIVATE+",
)


def settings_of(folder: Path, **environment: str) -> dict[str, object]:
    """The settings that an installation would have with this environment."""
    said = "import json; from heard.config import settings as s\n"
    said += f"print(json.dumps({{name: getattr(s, name, None) for name in {ASKED}}}))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEARD_")}
    there = {**kept, "HEARD_DATA": str(folder), "PYTHONPATH": str(TOP / "src"), **environment}
    done = subprocess.run([sys.executable, "-c", said], env=there, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_behind_https_every_cookie_is_bound_to_this_host_and_the_browser_stays_on_https(tmp_path: Path):
    """T74. Without HTTPS, on one's own machine, the same cookies could not be set at all: that is the control."""
    safe, plain = settings_of(tmp_path, HEARD_HTTPS="1"), settings_of(tmp_path)

    assert [safe[name] for name in ASKED] == [
        True, True, "__Host-heard", "__Host-heard-forms", 31536000, True, True, "Lax", True, None, None, False,
    ]  # fmt: skip
    assert (plain["SESSION_COOKIE_NAME"], plain["SECURE_HSTS_SECONDS"], plain["DEBUG"]) == (None, None, False)


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("", False), ("short", False), ("fourteen chars", False), ("fifteen letters", True), ("x" * 16, True),
        ("password12345678", True), ("1q2w3e4r5t6y7u8i9o0p", False), ("correct horse battery staple", True),
        ("Ünïcødé wörds are fine", True), ("no digits and no capitals needed", True), ("9" * 300, True),
    ],
)  # fmt: skip
def test_a_password_is_long_and_not_among_the_common_ones_and_nothing_else_is_asked(
    password: str, taken: bool
):
    """T71: fifteen characters, no rules of composition, none of Django's 20,000."""
    try:
        validate_password(password)
    except ValidationError:
        assert not taken
    else:
        assert taken


def test_nothing_but_passkeys_codes_and_recovery_codes_proves_somebody_a_second_time():
    """T73: neither an e-mail nor a message to a telephone is a factor."""
    from heard.people.models import Factor

    assert set(Factor.Kind.values) == {"passkey", "codes", "recovery"}
    assert not {"phone", "telephone", "mobile"} & {one.name for one in Member._meta.get_fields()}


def test_every_unit_keeps_its_files_to_itself_and_writes_no_core():
    """T91: a crash leaves nothing of the record in a core, nor in a folder for everybody."""
    units = sorted((TOP / "deploy").glob("heard-*.service"))
    wanted = ("PrivateTmp=yes", "UMask=0077", "LimitCORE=0", "NoNewPrivileges=yes", "ProtectHome=yes")
    lacking = {one.name: [w for w in wanted if w not in one.read_text("utf-8")] for one in units}

    assert len(units) >= 5
    assert {name: missing for name, missing in lacking.items() if missing} == {}


def says_away(proxy: str) -> bool:
    """Whether nginx, set so, answers 503 while Heard is away even where nobody copied the page for it."""
    page = re.search(r"location = /maintenance\.html \{(.*?)\n    \}", proxy, re.S)
    return page is not None and re.search(r"^ *try_files \$uri =503;$", page[1], re.M) is not None


def test_while_heard_is_away_the_proxy_says_so_and_never_that_the_page_is_not_there():
    """The control: left to itself nginx answers 404, and somebody who was sending takes their words for lost."""
    proxy = (TOP / "deploy" / "nginx.conf").read_text("utf-8")

    assert says_away(proxy)
    assert not says_away(proxy.replace("try_files", "# try_files"))
    assert "deploy/maintenance.html /etc/heard/" in (TOP / "docs/how-to/install-for-real.md").read_text(
        "utf-8"
    )


def test_a_slow_database_may_be_reached_and_one_that_is_away_is_given_up_within_ten_seconds(monkeypatch):
    """A connection is made in four answers; a page tries the one it had, and then a new one."""
    monkeypatch.setenv("HEARD_DATABASE_URL", "postgresql://heard@127.0.0.1/heard")

    to_connect = settings._database()["OPTIONS"]["connect_timeout"]

    assert to_connect > 4 * 1.0
    assert to_connect + TO_SAY_IT_IS_THERE < 10


def test_no_secret_stands_in_the_source():
    """T93."""
    found = []
    for path in files():
        if path.suffix in {".lock", ".gz", ".br", ".png", ".woff2", ".mo", ".ico"} or path == Path(__file__):
            continue
        content = path.read_bytes()
        if any(sign in content for sign in SIGNS) and SECRETS.search(content.decode("utf-8", "ignore")):
            found.append(named(path))

    assert found == []


@pytest.mark.parametrize(
    "planted",
    ["-----BEGIN PRIVATE KEY-----", "AGE-SECRET-KEY-1" + "Q" * 58, "AKIA" + "A" * 16, "ghp_" + "a" * 36,
     "PRIVATE+KEY+heard.example+0123abcd+A"],
)  # fmt: skip
def test_a_secret_in_the_source_would_be_found(planted: str):
    assert SECRETS.search(f"key = '{planted}'")
    assert any(sign in planted.encode() for sign in SIGNS)


def a_wheel(folder: Path, says: str) -> Path:
    """A package of our own invention that says something."""
    wheel, info = folder / "invented-1.0-py3-none-any.whl", "invented-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as made:
        made.writestr("invented.py", f"said = {says!r}\n")
        made.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: invented\nVersion: 1.0\n")
        made.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        made.writestr(
            f"{info}/RECORD", f"invented.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
        )
    return wheel


def test_a_package_that_was_changed_on_its_way_is_not_installed(tmp_path: Path):
    """T95: as ./start installs, held to hashes. The control is the same package as it was locked."""
    digest = hashlib.sha256(a_wheel(tmp_path, "sound").read_bytes()).hexdigest()
    lock = tmp_path / "a.lock"
    lock.write_text(f"invented==1.0 --hash=sha256:{digest}\n")

    def installed() -> int:
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-index",
            "--no-deps",
            "--no-compile",
            "--upgrade",
        ]
        command += ["--disable-pip-version-check", "--find-links", str(tmp_path), "--require-hashes"]
        command += ["--target", str(tmp_path / "there"), "-r", str(lock)]
        return subprocess.run(command, capture_output=True, check=False).returncode

    assert installed() == 0
    a_wheel(tmp_path, "turned")
    assert installed() != 0


@pytest.mark.parametrize(
    ("file", "says"), [("nginx.conf", r"keepalive_timeout (\d+)s"), ("Caddyfile", r"keepalive (\d+)s")]
)
def test_a_proxy_closes_a_line_that_rests_before_heard_does(file, says):
    kept = re.search(says, (TOP / "deploy" / file).read_text("utf-8"))

    assert kept is not None
    assert int(kept[1]) < running.KEPT_OPEN


def test_the_pages_are_served_with_lines_kept_open_as_long_as_that(monkeypatch):
    begun: list[str] = []
    for name in ("open_database", "_refuse_superusers", "refuse_training_as_it_stands"):
        monkeypatch.setattr(running, name, lambda: None)
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(running.os, "execvp", lambda program, words: begun.extend(words))

    assert running.serve_pages(Namespace(json=False, host="127.0.0.1", port=8000, workers=2)) == 0
    assert begun[begun.index("--keep-alive") + 1] == "75"
