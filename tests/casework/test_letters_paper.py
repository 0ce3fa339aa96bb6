"""A letter on the council's paper says word for word what is kept, with real headings, lists and language."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from tests.casework.letter_cases import add, doing, living_case, somebody

from heard.casework.letters import docx_of, plain_text
from heard.casework.letters.kept import as_html, read_back
from heard.casework.letters.kinds import KINDS
from heard.casework.letters.merging import Block
from heard.casework.letters.paper import docx_words
from heard.casework.letters.unchecked import tell
from heard.law.procedure import State
from heard.outcomes.models import Finding
from heard.people.models import Term
from heard.representations.models import Extension, Hold, Letter, Panel, Stage

# What an act itself would say, for whichever letter asks for it.
SAID = {
    "reason": "We looked at the notes with care.",
    "extension_reason": "Two workers are still to be seen.",
    "answer": "We agree. I am sorry.\n\nWe sent the plan late.",
    "terms": "We will send the plan.",
    "point": 2,
    "proceedings": "the family court case of Kayla",
    "prejudice": "The judge is to decide the same thing.",
    "other_procedure": "the school’s own complaints procedure",
    "limits": "Write to us once a week.",
    "told_whom": "Priya in the duty team",
    "other_reference": "CR-2026-0143",
    "place": "the Town Hall",
    "time": "2:05pm",
    "actions": ("We will ring first.", "We will train the team."),
    "enclosed": ("The first report", "The second report"),
}


def whole_case() -> None:
    """A case with a stage of each number, a panel and a hold, so that every letter has its facts."""
    case = living_case(State.STAGE_1)
    stages = [Stage(representation=case, stage=f"stage_{n}", started_on="2026-11-23") for n in (2, 3)]
    add(*stages)
    panel = Panel(stage=stages[1], meets_on="2026-12-15", recommendations_received_on="2026-12-17")
    hold = Hold(
        representation=case, basis="proceedings", proceedings="a case", prejudice="it", from_on="2026-11-24"
    )
    upheld = Term(list="outcome", label="Upheld", child_label="You were right", means="upheld")
    add(panel, hold, upheld)
    for point in case.elements.all():
        add(Finding(element=point, step="adjudicator", finding=upheld, reason="Nobody told you."))
    for row in stages:
        row.refresh_from_db()


def issue(kind: str, **more: object) -> Letter:
    with doing() as act:
        if not Extension.objects.exists():
            for stage in Stage.objects.all():
                act.add(Extension(stage=stage, extended_to="2026-12-18", reason="Two are still to be seen."))
        facts: dict[str, object] = {**SAID, "until_on": act.day, "comment_by": act.day, "ended_on": act.day}
        return tell(act, kind, **{**facts, "withdrawn_on": act.day, **more})


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("audience", ["adult", "child", "easy"])
def test_every_letter_on_paper_says_what_the_kept_one_says(audience):
    whole_case()
    for kind in KINDS:
        letter = issue(kind.code, audience=audience)
        kept = plain_text(letter.body).splitlines()

        assert docx_words(docx_of(letter)) == kept, kind.code
        assert not any(odd in line for line in kept for odd in ("{", "}", "None", " nan")), kind.code
        assert letter.audience in (audience, "adult")


@pytest.mark.django_db
@pytest.mark.once
def test_the_paper_has_real_headings_lists_and_british_english():
    whole_case()
    paper = Document(BytesIO(docx_of(issue("stage_1_answer"))))
    styles = [paragraph.style.name for paragraph in paper.paragraphs]
    inside = zipfile.ZipFile(BytesIO(docx_of(issue("stage_1_answer")))).read("word/styles.xml").decode()

    assert styles[0] == "Heading 1"
    assert {"Heading 2", "Normal", "List Number"} <= set(styles)
    assert 'w:val="en-GB"' in inside
    assert "en-US" not in inside
    assert paper.core_properties.language == "en-GB"
    assert paper.core_properties.author == "Ashmere Council"
    assert [line.text for line in paper.sections[0].header.paragraphs] == [
        "Ashmere Council",
        "complaints team, 0800 000 0000",
    ]


@pytest.mark.django_db
@pytest.mark.once
def test_each_numbered_list_begins_at_one():
    whole_case()
    paper = Document(BytesIO(docx_of(issue("stage_1_answer"))))
    lists = [p._p.pPr.numPr.numId.val for p in paper.paragraphs if p.style.name == "List Number"]

    assert lists == sorted(lists)
    assert [lists.count(one) for one in sorted(set(lists))] == [2, 2, 2, 2]


@pytest.mark.django_db
@pytest.mark.once
def test_the_paper_names_nobody_in_its_properties():
    whole_case()
    file = docx_of(issue("stage_1_answer"))
    names = [part for part in zipfile.ZipFile(BytesIO(file)).namelist() if part.startswith("docProps/")]
    said = " ".join(zipfile.ZipFile(BytesIO(file)).read(name).decode("utf-8", "ignore") for name in names)

    assert "Malik" not in said
    assert "amina" not in said
    assert "python-docx" not in said


@pytest.mark.django_db
@pytest.mark.once
def test_a_childs_letter_is_set_larger():
    whole_case()
    to_kayla = Document(BytesIO(docx_of(issue("acknowledgement", to=somebody("Kayla")))))
    to_malik = Document(BytesIO(docx_of(issue("acknowledgement"))))

    assert to_kayla.styles["Normal"].font.size > to_malik.styles["Normal"].font.size


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip)
BLOCKS = st.lists(st.builds(Block, st.sampled_from(["heading", "paragraph", "bullet", "number"]), TEXT))


@given(TEXT, BLOCKS)
def test_a_kept_letter_reads_back_as_it_was_written_whatever_stands_in_it(title, blocks):
    assert read_back(as_html(title, blocks)) == (title, blocks)


@pytest.mark.django_db
@pytest.mark.once
def test_a_finding_is_said_to_a_child_in_the_words_the_council_has_for_a_child():
    whole_case()

    assert "We found: You were right. Nobody told you." in plain_text(
        issue("adjudication", audience="child").body
    )
    assert "We found: Upheld. Nobody told you." in plain_text(issue("adjudication", audience="adult").body)
