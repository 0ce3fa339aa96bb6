"""`heard mail`: what lies in a maildir or on a server is taken in once, and leaves its place only afterwards."""

from __future__ import annotations

import imaplib
import re
import socketserver
import threading

import pytest
from tests.casework import mails
from tests.cli.speaking import asked, heard

from heard.casework import mail_arriving
from heard.casework.accounts import add_member
from heard.casework.mail_reading import read_mail
from heard.cli.running import now
from heard.representations.models import ArrivedMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(council, settings, monkeypatch):
    settings.HEARD_MAIL = mails.MAIL
    monkeypatch.setattr(mail_arriving, "read_apart", read_mail)
    add_member(sign_in_name="amina", full_name="Amina", role="complaints_manager", by="test", at=now())


@pytest.fixture
def maildir(tmp_path):
    """Three mails that nobody has taken in, one of which was delivered twice."""
    for name in ("new", "cur", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    first, second = mails.mail(), mails.mail()
    for name, raw in {
        "new/1.a": first,
        "new/2.b": second,
        "cur/3.c:2,": first,
        "cur/4.d:2,S": mails.mail(),
    }.items():
        (tmp_path / "box" / name).write_bytes(raw)
    return tmp_path / "box"


def test_each_mail_of_a_maildir_is_taken_in_once(maildir):
    first, second = asked("mail", "--maildir", str(maildir)), asked("mail", "--maildir", str(maildir))

    assert (first["held"], first["again"], first["failed"], first["waiting"]) == (2, 1, 0, 2)
    assert (second["held"], second["again"], second["waiting"]) == (0, 0, 2)
    assert [one.name for one in (maildir / "new").iterdir()] == []
    assert ArrivedMail.objects.count() == 2


def test_a_mail_that_fails_stays_where_it_is_and_the_next_is_read(maildir, monkeypatch):
    whole, bad = read_mail, (maildir / "new" / "1.a").read_bytes()
    monkeypatch.setattr(mail_arriving, "read_apart", lambda raw: 1 / 0 if raw == bad else whole(raw))
    said = heard("mail", "--maildir", str(maildir))

    assert said.code == 1
    assert "2 not taken in" in said.out
    assert (maildir / "new" / "1.a").exists()
    monkeypatch.undo()
    monkeypatch.setattr(mail_arriving, "read_apart", whole)
    assert asked("mail", "--maildir", str(maildir))["failed"] == 0
    assert ArrivedMail.objects.count() == 2


def test_killed_after_it_is_on_record_a_mail_is_not_doubled(maildir, monkeypatch):
    from heard.cli import mailboxes

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    whole = mailboxes._seen
    monkeypatch.setattr(mailboxes, "_seen", killed)
    with pytest.raises(KeyboardInterrupt):
        heard("mail", "--maildir", str(maildir))
    monkeypatch.setattr(mailboxes, "_seen", whole)

    assert asked("mail", "--maildir", str(maildir))["again"] == 2
    assert ArrivedMail.objects.count() == 2


def test_a_folder_that_is_no_maildir_is_refused_in_words(tmp_path):
    said = heard("mail", "--maildir", str(tmp_path))

    assert said.code == 1
    assert "is no maildir" in said.err


def test_without_a_mailbox_the_command_says_how_to_name_one():
    said = heard("mail")

    assert said.code == 1
    assert "HEARD_MAIL_IMAP=imaps://" in said.err


class Server(socketserver.StreamRequestHandler):
    """As much of a mail server as is asked: two mails in one folder, and where they were moved."""

    knows = "IMAP4rev1 MOVE"

    def handle(self) -> None:
        self._say("* OK ready")
        for line in iter(self.rfile.readline, b""):
            tag, _, said = line.decode().strip().partition(" ")
            self.server.said.append(said)
            if not self._answer(said):
                self._say(f"{tag} NO not that")
            elif said.startswith("LOGOUT"):
                self._say(f"{tag} OK")
                return
            else:
                self._say(f"{tag} OK done")

    def _answer(self, said: str) -> bool:
        box = self.server.box
        if said.startswith("CAPABILITY"):
            self._say(f"* CAPABILITY {self.server.knows}")
        elif said.startswith("LOGIN"):
            return said == 'LOGIN complaints "open sesame"'
        elif said.startswith("SELECT"):
            self._say(f"* {len(box)} EXISTS")
        elif said.startswith("UID SEARCH"):
            self._say(f"* SEARCH {' '.join(box)}")
        elif found := re.match(r"UID FETCH (\d+)", said):
            raw = box[found[1]]
            self._say(
                f'* 1 FETCH (UID {found[1]} INTERNALDATE "20-Nov-2024 08:30:00 -0100" BODY[] {{{len(raw)}}}'
            )
            self.wfile.write(raw)
            self._say(")")
        elif found := re.match(r"UID (?:MOVE|EXPUNGE) (\d+)", said):
            box.pop(found[1])
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def server(settings, monkeypatch, tmp_path):
    """A mail server on this machine, without the TLS that a real one must speak."""
    there = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Server)
    there.daemon_threads, there.said, there.knows = True, [], Server.knows
    there.box = {"7": mails.mail(), "9": mails.mail(words="x" * 200_000)}
    threading.Thread(target=there.serve_forever, daemon=True).start()
    (tmp_path / "secret").write_text("open sesame\n")
    settings.HEARD_MAIL = {**mails.MAIL, "imap": f"imaps://complaints@127.0.0.1:{there.server_address[1]}/INBOX",
                           "password_file": str(tmp_path / "secret")}  # fmt: skip
    monkeypatch.setattr(imaplib, "IMAP4_SSL", lambda host, port, **_: imaplib.IMAP4(host, port))
    yield there
    there.shutdown()
    there.server_close()


def test_each_mail_on_a_server_is_taken_in_and_then_moved(server):
    said = asked("mail")

    assert (said["held"], said["failed"], server.box) == (2, 0, {})
    assert ArrivedMail.objects.earliest("pk").received_at.isoformat() == "2024-11-20T09:30:00+00:00"
    assert 'UID MOVE 7 "Heard"' in server.said
    assert asked("mail")["held"] == 0


def test_a_server_that_cannot_move_copies_and_takes_away_that_one_alone(server):
    server.knows = "IMAP4rev1 UIDPLUS"

    assert asked("mail")["held"] == 2
    assert [one for one in server.said if one.startswith("UID") and " 7" in one][1:] == [
        'UID COPY 7 "Heard"', r"UID STORE 7 +FLAGS.SILENT (\Deleted)", "UID EXPUNGE 7"]  # fmt: skip


def test_a_server_that_can_do_neither_loses_nothing(server):
    server.knows = "IMAP4rev1"
    said = heard("mail")

    assert (said.code, len(server.box)) == (1, 2)
    assert "maildir instead" in said.err


def test_a_wrong_password_is_said(server, tmp_path):
    (tmp_path / "secret").write_text("open barley")
    said = heard("mail")

    assert said.code == 1
    assert "The mail server refused" in said.err


def test_a_mailbox_without_tls_is_refused(server, settings):
    settings.HEARD_MAIL["imap"] = settings.HEARD_MAIL["imap"].replace("imaps", "imap")

    assert "imaps://" in heard("mail").err
