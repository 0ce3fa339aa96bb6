"""The log of the web server in lines like ours: by itself it prints the address and the words of a bad request."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from heard.casework.log_lines import Lines


class ServerLog(Logger):  # type: ignore[misc,unused-ignore]
    """Gunicorn's own log, its lines made as ours are. It keeps no log of requests: ours is kept by the pages."""

    def setup(self, cfg: Any) -> None:
        """As gunicorn does it, with our lines."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())
