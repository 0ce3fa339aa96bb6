"""A scanner that speaks as ClamAV's daemon does, on a socket of its own, and knows one virus: the harmless test one."""

from __future__ import annotations

import base64
import re
import socket
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

# In two halves, so that no scanner takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAME = "Win.Test.EICAR_HDB-1"


class FakeScanner:
    """What it was asked, and how it answers."""

    def __init__(self, largest: int = 2**40, port: int = 0) -> None:
        self.largest, self.asked = largest, 0
        self.line = socket.create_server(("127.0.0.1", port))
        self.address = f"127.0.0.1:{self.line.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                asker, _ = self.line.accept()
            except OSError:
                return
            with asker:
                self.asked += 1
                asker.sendall(self._answer(asker))

    def _answer(self, asker: socket.socket) -> bytes:
        file = asker.makefile("rb")
        if file.read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        content = b""
        while size := struct.unpack(">I", file.read(4))[0]:
            content += file.read(size)
        if len(content) > self.largest:
            return b"INSTREAM size limit exceeded. ERROR\0"
        return f"stream: {NAME} FOUND\0".encode() if holds_virus(content) else b"stream: OK\0"


def holds_virus(content: bytes) -> bool:
    """Whether the test virus stands in a file, in a part of it, or packed in a stream of a PDF."""
    if EICAR in content or base64.b64encode(EICAR) in content or EICAR.hex().encode() in content:
        return True
    try:
        with ZipFile(BytesIO(content)) as folder:
            return any(holds_virus(folder.read(name)) for name in folder.namelist())
    except BadZipFile:
        packed = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
        return any(EICAR in _unpacked(one) for one in packed)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@contextmanager
def scanner(largest: int = 2**40, port: int = 0) -> Iterator[FakeScanner]:
    """A scanner that answers until the end."""
    there = FakeScanner(largest, port)
    try:
        yield there
    finally:
        there.line.close()
