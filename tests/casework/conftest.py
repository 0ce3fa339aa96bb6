"""The clocks, held still: what a test shows does not hang on the day or the order in which it is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.clock import Clock


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """It is Sunday 22 November 2026, ten in the morning, until a test says another day."""
    from tests.clock import stop_the_clock  # Only now are the pages there to be read.

    return stop_the_clock(monkeypatch)
