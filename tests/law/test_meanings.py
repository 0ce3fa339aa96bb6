"""The common meanings of kinds, procedures, stages and outcomes."""

import pytest

from heard.casework import history
from heard.law.findings import FINDINGS, finding
from heard.law.kinds import KIND, KINDS, PROCEDURES, STAGES, UnknownCode, look_up


def test_every_code_that_a_past_case_may_have_is_explained():
    assert [kind.code for kind in KINDS] == list(history.KINDS)
    assert [procedure.code for procedure in PROCEDURES] == list(history.PROCEDURES)
    assert [stage.code for stage in STAGES] == list(history.STAGES)


def test_only_four_outcomes_say_that_somebody_weighed_the_complaint():
    weighed = {found.code for found in FINDINGS if found.decides}
    assert weighed == {"upheld", "partly_upheld", "not_upheld", "no_finding"}
    assert finding("withdrawn").words == "Withdrawn"


def test_an_unknown_outcome_is_refused_with_those_there_are():
    with pytest.raises(UnknownCode, match="no outcome “won”.*upheld, partly_upheld"):
        finding("won")


def test_an_unknown_kind_is_refused_with_those_there_are():
    with pytest.raises(UnknownCode, match="no kind “moan”.*statutory_complaint"):
        look_up("moan", KIND, "kind")
