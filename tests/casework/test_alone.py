"""One at a time, on however many nodes: the second is told, and the place is free again afterwards."""

from __future__ import annotations

import pytest

from heard.casework.alone import alone

pytestmark = pytest.mark.django_db


def test_whoever_comes_second_is_told_and_another_work_is_another_place():
    with alone("night") as first, alone("night") as second, alone("post") as other:
        assert (first, second, other) == (True, False, True)
    with alone("night") as again:
        assert again


def test_a_place_is_free_again_after_work_that_failed():
    with pytest.raises(ZeroDivisionError), alone("night"):
        raise ZeroDivisionError
    with alone("night") as again:
        assert again
