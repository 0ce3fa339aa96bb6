"""What can go wrong on the way to a database: refused, reset, swallowed, or late. A proxy of ours, in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable

from servers import free_port

NOW = struct.pack("ii", 1, 0)


class FaultProxy:
    """Passes everything on until told otherwise."""

    def __init__(self, to: tuple[str, int]) -> None:
        self.to, self.port = to, free_port()
        self.late, self.swallows = 0.0, False
        self.noted: bytearray | None = (
            None  # Where what passes is written down, for who asks what could be read.
        )
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.heal()

    def heal(self) -> None:
        """Pass everything on, at once."""
        self.late, self.swallows = 0.0, False
        self._do(self._listen)

    def refuse(self) -> None:
        """Take no connection, and end those there are."""
        self._do(self._deaf)

    def reset(self) -> None:
        """End every connection there is with a reset, once."""
        self._do(self._end)

    def swallow(self) -> None:
        """Take everything and pass nothing on."""
        self.swallows = True

    def delay(self, seconds: float) -> None:
        """Hold each answer back so long."""
        self.late = seconds

    def _do(self, what: Callable[[], object]) -> None:
        async def done() -> None:
            found = what()
            if asyncio.iscoroutine(found):
                await found

        asyncio.run_coroutine_threadsafe(done(), self._loop).result(10)

    async def _listen(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def _deaf(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        await self._end()

    async def _end(self) -> None:
        for one in list(self._open):
            there = one.get_extra_info("socket")
            with contextlib.suppress(OSError):
                there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOW)
            one.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection(*self.to)
        except OSError:
            writer.transport.abort()
            return
        both = (writer, back)
        self._open.update(both)
        await asyncio.gather(
            self._pass(reader, back, is_answer=False), self._pass(there, writer, is_answer=True)
        )
        self._open.difference_update(both)
        for one in both:
            one.transport.abort()

    async def _pass(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, is_answer: bool
    ) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while said := await source.read(65536):
                if self.noted is not None:
                    self.noted += said
                if is_answer and self.late:
                    await asyncio.sleep(self.late)
                if not self.swallows:
                    sink.write(said)
                    await sink.drain()
        if not self.swallows:
            sink.transport.abort()
