"""Empty tables for a drill: made once for each state of them, and copied after that, because making them takes
longer than many a drill."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
KEPT = Path(sys.prefix) / "drills"
DATABASE = "heard_bench_door"


def on_sqlite() -> None:
    """Put them into the folder of the data that the environment names."""
    made = KEPT / f"{_as_changed_so_far()}.sqlite3"
    if not made.exists():
        KEPT.mkdir(exist_ok=True)
        for old in KEPT.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as data:
            _make(HEARD_DATA=data)
            (Path(data) / "heard.sqlite3").replace(made)
    shutil.copy(made, Path(os.environ["HEARD_DATA"]) / "heard.sqlite3")


def on_postgres() -> None:
    """Put them into a new database of the server that the environment names, and name it as the installation's."""
    import psycopg

    server = os.environ["HEARD_TEST_POSTGRES"].rpartition("/")[0]
    made = f"heard_made_{_as_changed_so_far()[:20]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:

        def there(name: str) -> bool:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None

        if not there(made):
            connection.execute(f"DROP DATABASE IF EXISTS {made}_half WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {made}_half".encode())
            _make(HEARD_DATABASE_URL=f"{server}/{made}_half")
            connection.execute(f"ALTER DATABASE {made}_half RENAME TO {made}".encode())
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {made}".encode())
    os.environ["HEARD_DATABASE_URL"] = f"{server}/{DATABASE}"


def _make(**environment: str) -> None:
    """In a process of its own, which leaves no connection open and no settings read."""
    program = "import django; django.setup(); from django.core.management import call_command as call; "
    program += "call('migrate', verbosity=0)"
    subprocess.run([sys.executable, "-c", program], env=os.environ | environment, check=True)


def _as_changed_so_far() -> str:
    """What the tables are made from: every change of them, which imports nothing else of ours, and Django."""
    read = hashlib.sha256((TOP / "requirements" / "base.lock").read_bytes())
    for path in sorted((TOP / "src").rglob("migrations/*.py")):
        read.update(path.read_bytes())
    return read.hexdigest()
