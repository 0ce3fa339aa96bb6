"""A mail server that takes whatever it is handed and notes it, in a thread of the drill: outside whatever is killed."""

from __future__ import annotations

import socketserver
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from typing import Any


@dataclass(frozen=True, slots=True)
class Took:
    """One mail that was taken: its number, for whom, and its words."""

    number: str
    to: str
    words: str


class _Speaking(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 ready")
        to = ""
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"EHLO" and self._sealed() is not None:
                self._say("250-ready\r\n250 STARTTLS")
                continue
            if word == b"STAR":
                self._seal()
                continue
            if word == b"RCPT":
                to = line.split(b"<")[-1].split(b">")[0].decode()
            if word == b"DATA":
                self._take(to)
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 well")

    def _take(self, to: str) -> None:
        self._say("354 go on")
        said = b""
        while (line := self.rfile.readline()) and line != b".\r\n":
            said += line
        if not line:
            return  # Whoever spoke died before the end: it was not accepted.
        mail = message_from_bytes(said)
        self.server.took.append(Took(str(mail["Message-ID"]), to, str(mail.get_payload())))  # type: ignore[attr-defined]
        self._say("250 accepted")

    def _sealed(self) -> ssl.SSLContext | None:
        return self.server.sealed  # type: ignore[attr-defined,no-any-return]

    def _seal(self) -> None:
        self._say("220 go on, sealed")
        self.connection = self._sealed().wrap_socket(self.connection, server_side=True)  # type: ignore[union-attr]
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)

    def _say(self, words: str) -> None:
        with suppress(OSError):  # Whoever it was told may be dead by now.
            self.wfile.write(words.encode() + b"\r\n")


class Sink(socketserver.ThreadingTCPServer):
    """The server. `took` is what it accepted, in order; `sealed` lets it speak TLS, where it is asked to."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0, sealed: ssl.SSLContext | None = None) -> None:
        self.sealed = sealed
        super().__init__(("127.0.0.1", port), _Speaking)
        self.took: list[Took] = []
        self.port = int(self.server_address[1])

    def __enter__(self) -> Any:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.shutdown()
        self.server_close()
