"""The tests of tables through PgBouncer, which hands a connection on after each transaction (R20).

    ./drills pgbouncer [what pytest understands]

All that is asked of PostgreSQL, unless some are chosen. `--control` asks one cursor of the server's to outlive its
transaction, which PgBouncer cannot keep: it has to fail, or the pooler is not what it is taken for.
"""

from __future__ import annotations

import os
import subprocess
import sys

from servers import TOP, PgBouncer, Postgres, folder_of_ours

# As many as the test that opens the most transactions at once. Left to itself PgBouncer gives whoever comes alone the
# same connection each time, and nothing would be noticed.
POOL = 4
RESTLESS = {"server_round_robin": "1", "min_pool_size": str(POOL), "reserve_pool_size": "0"}
ALL = ["-m", "database and not journey"]
CONTROL = """
import psycopg, sys
with psycopg.connect(sys.argv[1], autocommit=True) as one, psycopg.connect(sys.argv[1], autocommit=True) as other:
    cursor = one.cursor(name="held", withhold=True)
    cursor.execute("SELECT generate_series(1, 10)")
    other.execute("BEGIN"); other.execute("SELECT 1")
    print(len(cursor.fetchall()))
"""


def main() -> int:
    """Begin both, and run the tests. Ends with 1 where one fails."""
    chosen = sys.argv[1:]
    with folder_of_ours() as folder:
        postgres = Postgres(folder / "postgres", durable=False)
        postgres.make()
        pooler = PgBouncer(postgres, folder / "pgbouncer", pool=POOL, **RESTLESS)
        pooler.begin()
        try:
            if chosen == ["--control"]:
                said = subprocess.run(
                    [sys.executable, "-c", CONTROL, pooler.url], capture_output=True, check=False
                )
                print(said.stderr.decode().strip().splitlines()[-1:] or "The cursor was kept.")
                return int(said.returncode == 0)
            told = {**os.environ, "HEARD_DATABASE_URL": pooler.url, "HEARD_TEST_POSTGRES": pooler.url}
            # The test database is not taken away through a pooler that still holds connections to it.
            command = [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-n",
                "0",
                "--create-db",
                "--reuse-db",
                *(chosen or ALL),
            ]
            return subprocess.run(command, env=told, cwd=TOP, check=False).returncode
        finally:
            pooler.stop()
            postgres.stop()


if __name__ == "__main__":
    sys.exit(main())
