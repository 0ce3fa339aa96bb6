"""What is disputed, at the beginning of a file for a panel or the Ombudsman: the words, with what is said of them."""

from __future__ import annotations

from heard.casework.bundles_checking import protected_in
from heard.casework.bundles_for import BundleFor
from heard.casework.bundles_pages import bind
from heard.casework.data_rights_disputed import Mark, marks_on
from heard.files.working import Pages

TITLE = "What is disputed"
SAYS = (
    "Words that stand on the record of this case, and may stand in its papers, are disputed by the person they are "
    "about. What that person says stands beside each of them."
)
KEPT_BACK = (
    "What the person says holds words that are protected, and is not set out here. Ask the complaints team."
)


def disputed_pages(home: BundleFor) -> list[Pages]:
    """The statements that stand beside words of the case, as pages; none where nothing is disputed.

    What is protected from whoever gets the file is not set out, and the mark stands all the same.
    """
    marks = marks_on(home.case)
    if not marks:
        return []
    text = "\n\n".join([SAYS, *(part for mark in marks for part in _told(home, mark))])
    return [bind(TITLE, text.encode(), "text/plain")]


def _told(home: BundleFor, mark: Mark) -> list[str]:
    words = "" if protected_in(home, mark.words) else f": “{mark.words}”"
    said = f"Disputed. {KEPT_BACK}" if protected_in(home, mark.statement) else mark.said
    return [f"{mark.called}{words}", said]
