"""`heard data-map --papers` begins the papers, and never writes over what a council wrote into them."""

from __future__ import annotations

from tests.cli.speaking import heard


def test_the_papers_are_begun_once_and_not_written_over(tmp_path):
    folder = tmp_path / "papers"
    assert heard("data-map", "--papers", folder, "--council", "Northmoor Council").code == 0
    mine = folder / "impact-assessment.md"
    mine.write_text("What we wrote ourselves.", encoding="utf-8")

    again = heard("data-map", "--papers", folder)

    assert again.code != 0
    assert "impact-assessment.md" in again.err
    assert mine.read_text(encoding="utf-8") == "What we wrote ourselves."
