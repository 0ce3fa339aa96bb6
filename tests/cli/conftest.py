"""What tests of the command line stand on."""

from __future__ import annotations

import pytest
from tests.cli.lists import a_list
from tests.cli.speaking import heard


@pytest.fixture
def council(db):
    """An empty installation, made as a person makes it."""
    assert heard("init", "--council", "Northmoor").code == 0


@pytest.fixture
def with_cases(council, tmp_path):
    """The same with the small list in it."""
    said = heard("import", a_list(tmp_path))
    assert said.code == 0, said
