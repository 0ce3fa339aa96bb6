"""What somebody who listens between Heard, its database and the mail server can read (T99): nothing.

    ./drills wire [--open]

Everything that passes is noted by a proxy before PostgreSQL and one before a mail server. Somebody tells words at the
public's door and comes back by their code; staff are sent their daily e-mails. Then the words, to whom was written, and
about what, are looked for in all that passed. The way to both is as the manual has it (`hostssl`, HEARD_EMAIL_TLS).
`--open` is the control: neither way is sealed, and each is found.
"""

from __future__ import annotations

import os
import secrets
import ssl
import sys
from pathlib import Path
from typing import Any

from fault_proxy import FaultProxy
from killing import asked, told
from mail_kills import FIRST, make_office, post
from mail_sink import Sink
from servers import Postgres, folder_of_ours, killed, missing
from tls import certificates
from visitors import Served, Visitor, make_codes, tables

TO = "complaints.manager@example.org"
SUBJECT = "Subject:"


def postgres_of(folder: Path, *, is_open: bool) -> Postgres:
    """A PostgreSQL that takes nobody without TLS, or one that knows of none."""
    made = Postgres(folder / "postgres")
    made.make()
    if not is_open:
        made.stop()
        for name, file in (("server.crt", "fullchain.pem"), ("server.key", "privkey.pem")):
            (made.data / name).write_bytes((folder / file).read_bytes())
            (made.data / name).chmod(0o600)
        with (made.data / "postgresql.conf").open("a") as settings:
            settings.write("ssl = on\n")
        rules = made.data / "pg_hba.conf"
        rules.write_text(rules.read_text().replace("host ", "hostssl ").replace("host\t", "hostssl\t"))
        made.lend(made.folder)
        made.begin()
    return made


def through(proxy: FaultProxy, server: Postgres, *, is_open: bool) -> None:
    """Let Heard, and what it starts, ask the database by the proxy."""
    os.environ["HEARD_TEST_POSTGRES"] = server.url.replace(f":{server.port}/", f":{proxy.port}/")
    os.environ["PGSSLMODE"] = "disable" if is_open else "require"


def told_at_the_door() -> list[str]:
    """Somebody tells words and comes back by their code. Gives what nobody else may read."""
    served = Served()
    served.begin()
    try:
        visitor, words = Visitor(served.port), f"Words for one reader alone {secrets.token_hex(8)}."
        if not visitor.press_send(visitor.answer_all(words)):
            raise SystemExit("What was told was not taken.")
        code = visitor.code()
        if words not in Visitor(served.port).come_back(code)[1]:
            raise SystemExit("The code does not open the words.")
        return [words]
    finally:
        killed(served.running)


def main() -> int:
    """Listen, and count what can be read. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "open")
    if gone := missing("openssl"):
        raise SystemExit(f"Not here: {', '.join(gone)}. An administrator can run: apt-get install openssl")
    with folder_of_ours() as folder:
        certificates(folder)
        os.environ["SSL_CERT_FILE"] = str(folder / "ca.pem")
        server = postgres_of(folder, is_open=given.control)
        try:
            return _listened(folder, server, is_open=given.control)
        finally:
            server.stop()


def _listened(folder: Path, server: Postgres, *, is_open: bool) -> int:
    sealed = None if is_open else ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if sealed:
        sealed.load_cert_chain(folder / "fullchain.pem", folder / "privkey.pem")
    to_database, passed = FaultProxy((server.place.host, server.port)), bytearray()
    to_database.noted = passed
    through(to_database, server, is_open=is_open)
    with tables(), Sink(sealed=sealed) as sink:
        from django.conf import settings

        to_mail, mailed = FaultProxy(("127.0.0.1", sink.port)), bytearray()
        to_mail.noted = mailed
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", to_mail.port
        settings.EMAIL_USE_TLS = not is_open
        make_office()
        make_codes(8, slow=False)
        words = told_at_the_door()
        post(FIRST)
        secret = {"to the database": (passed, [*words, TO]), "to the mail server": (mailed, [TO, SUBJECT])}
        found: dict[str, Any] = {"e-mails taken": len(sink.took)}
    for way, (bytes_, wanted) in secret.items():
        found[f"bytes that passed {way}"] = len(bytes_)
        found[f"read {way}, of {len(wanted)}"] = sum(one.encode() in bytes_ for one in wanted)
    if not sink.took or not passed or not mailed:
        raise SystemExit("Nothing passed, so nothing was shown.")
    harm = tuple(one for one in found if one.startswith("read "))
    return told("Between Heard, its database and the mail server.", found, harm=harm, control=is_open)


if __name__ == "__main__":
    sys.exit(main())
