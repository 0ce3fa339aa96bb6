"""The pages of figures: the same numbers for everybody, the cases only for those entitled to each of them."""

from __future__ import annotations

import json
import os
import re

import pytest
from tests.web import small_council
from tests.web.small_council import bring_in, case, found, signed_in

from heard.figures.measures import MEASURES
from heard.people.models import Member
from heard.reporting.files import MAKERS
from heard.reporting.formats import FORMATS
from heard.reporting.pdf import CannotSetPdf

RECEIVED = "/figures/received/?period=2026-27"
FULL = os.environ.get("HEARD_FULL")
# One of each unit and of each kind of frame: all of them in a full run.
SOME = (
    "closed",
    "points_per_complaint",
    "complaints_per_100_open_cases",
    "open_at_month_end",
    "officers",
    "corrections",
)


@pytest.fixture
def members(db: None) -> dict[str, Member]:
    """A small council with forty cases, twenty of each team."""
    found()
    bring_in([case(number) for number in range(40)])
    return small_council.members()


def references(page: str) -> set[str]:
    """The cases a page names."""
    return set(re.findall(r"CS-\d{4}", page))


def seen(member: Member, address: str) -> str:
    """A page as a member sees it."""
    answer = signed_in(member).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_an_officer_sees_the_number_its_definition_and_the_cases(members):
    page = seen(members["complaints_officer"], RECEIVED)

    assert "<strong>40</strong>" in page
    assert "Each counts once, whatever stages it reached" in page
    assert len(references(page)) == 25
    assert "40 cases." in page


@pytest.mark.django_db
def test_an_elected_member_sees_the_number_and_its_definition_and_no_case(members):
    page = seen(members["elected_member"], RECEIVED)

    assert "<strong>40</strong>" in page
    assert "Each counts once, whatever stages it reached" in page
    assert references(page) == set()


@pytest.mark.django_db
def test_a_team_manager_is_told_how_many_others_there_are_but_not_which(members):
    page = seen(members["team_manager"], RECEIVED)

    assert references(page) == {f"CS-{number:04}" for number in range(0, 40, 2)}
    assert "20 of them belong to other teams and are not named here" in page


@pytest.mark.django_db
def test_each_cell_leads_to_the_cell_and_counts_the_same_there(members):
    client = signed_in(members["director"])
    page = client.get(f"{RECEIVED}&by=team").content.decode()
    cells = re.findall(r'<a class="heard-figure" href="([^"]+)">(\d+)<', page)

    assert [number for _, number in cells] == ["20", "20"]
    for href, number in cells:
        assert f"<strong>{number}</strong>" in client.get(href.replace("&amp;", "&")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/figures/received/?period=soon", "“soon” is no period"),
        ("/figures/received/?by=moon", "cannot be split by “moon”"),
        ("/figures/received/?where=team%3DNobody", "No team is called “Nobody”"),
        ("/figures/received/?as_at=yesterday", "“yesterday” is not a day"),
        ("/figures/stage_started/?by=overdue", "say which, as at when"),
        ("/figures/received/?ask=1&other=soon", "“soon” is no period"),
        (
            "/figures/received/?ask=1&as_at-day=31&as_at-month=2&as_at-year=2026",
            "As known on must be a real date",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_can_be_asked(members, address, why):
    answer = signed_in(members["director"]).get(address)

    assert answer.status_code == 422
    assert why in answer.content.decode().replace("&quot;", '"')
    assert b"<title>Error: " in answer.content


@pytest.mark.django_db
def test_a_question_put_by_the_form_has_an_address_of_its_own(members):
    asked = {"ask": "1", "years": "2026/27", "by": "team", "then": "outcome", "only": "stage=Stage 1"}
    answer = signed_in(members["director"]).get("/figures/stage_started/", asked)

    assert answer.status_code == 302
    assert answer.headers["Location"] == (
        "/figures/stage_started/?period=2026%2F27&by=team%2Coutcome&where=stage%3DStage%201"
    )


@pytest.mark.django_db
def test_an_answer_is_taken_away_as_json_and_csv_without_a_case(members):
    client = signed_in(members["elected_member"])
    as_json = client.get("/figures/received/answer.json?period=2026-27&by=team")
    as_csv = client.get("/figures/received/answer.csv?period=2026-27&by=team")

    assert [cell["value"] for cell in json.loads(as_json.content)["cells"]] == [20, 20]
    assert as_csv.content.decode("utf-8-sig").splitlines()[1] == "Assessment North,20,40,50.0,"
    assert references(as_json.content.decode() + as_csv.content.decode()) == set()


@pytest.mark.django_db
def test_every_number_of_the_report_leads_somewhere_that_answers(members):
    client = signed_in(members["elected_member"])
    page = client.get("/report/2026-27/").content.decode()
    links = {href.replace("&amp;", "&") for href in re.findall(r'class="heard-figure" href="([^"]+)"', page)}
    broken = [href for href in sorted(links)[::7] if client.get(href).status_code != 200]

    assert len(links) > 100
    assert broken == []
    assert references(page) == set()


@pytest.mark.django_db
def test_the_report_is_taken_away_in_each_format_that_its_page_offers(members, monkeypatch):
    # A PDF takes seconds to set; what is in it is asked in tests/reporting/test_every_format.py.
    monkeypatch.setitem(MAKERS, "pdf", lambda report: b"%PDF" + report.heading.encode() * 20)
    client = signed_in(members["director"])
    page = client.get("/report/2026-27/").content.decode()
    offered = re.findall(r'href="/report/2026-27/annual\.(\w+)"', page)

    assert offered == list(FORMATS)
    for form in offered:
        answer = client.get(f"/report/2026-27/annual.{form}")
        name = f"TRAINING-annual-report-2026-27.{form}"
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert len(answer.content) > 1000
    assert client.get("/report/2026-27/annual.odt").status_code == 404


@pytest.mark.django_db
def test_where_no_pdf_can_be_set_the_page_says_what_to_do_and_offers_the_rest(members, monkeypatch):
    def refuse(report: object) -> bytes:
        raise CannotSetPdf

    monkeypatch.setitem(MAKERS, "pdf", refuse)
    answer = signed_in(members["director"]).get("/report/2026-27/annual.pdf")

    assert answer.status_code == 503
    assert b"apt-get install libpangoft2-1.0-0" in answer.content
    assert b'href="/report/2026-27/"' in answer.content


@pytest.mark.django_db
def test_a_report_that_contradicts_itself_lists_each_place_instead(members, monkeypatch):
    from heard.figures.reconcile import Disagreement
    from heard.reporting import annual

    fields = {name: f"the {name}" for name in Disagreement.__dataclass_fields__}
    monkeypatch.setattr(annual, "reconcile", lambda tables: [Disagreement(**fields)])
    answer = signed_in(members["elected_member"]).get("/report/2026-27/")

    assert answer.status_code == 422
    assert "does not agree with itself" in answer.content.decode()


@pytest.mark.django_db
def test_figures_are_read_again_only_after_something_was_written(members):
    from heard.reporting.cached import frames_now

    first, again = frames_now(small_council.TODAY), frames_now(small_council.TODAY)
    bring_in([case(100)], name="more.csv")

    assert again is first
    assert frames_now(small_council.TODAY) is not first


@pytest.mark.django_db
def test_workers_complained_about_again_are_counted_for_those_entitled_alone_and_open_to_no_case(members):
    address = "/figures/workers_again/"
    page = seen(members["director"], address)

    assert "it opens to no case" in page
    assert "The cases behind it" not in page
    assert "/figures/workers_again/" in seen(members["director"], "/figures/")
    for role in ("elected_member", "complaints_officer", "team_manager"):
        client = signed_in(members[role])
        assert client.get(address).status_code == 404
        assert client.get(f"{address}answer.json").status_code == 404
        assert client.get(f"/figures/made-of/?part={address}").status_code == 404
        assert "workers_again" not in client.get("/figures/").content.decode()


@pytest.mark.django_db
def test_every_measure_is_listed_and_says_its_unit_in_words(members):
    client = signed_in(members["complaints_officer"])
    listed = client.get("/figures/").content.decode()
    shown = [one for one in MEASURES.values() if not one.restricted]

    assert [one.name for one in shown if f"/figures/{one.name}/" not in listed] == []
    for one in shown if FULL else (MEASURES[name] for name in SOME):
        assert client.get(f"/figures/{one.name}/?period=2026-27&by=year").status_code == 200, one.name


@pytest.fixture
def few(db: None) -> dict[str, Member]:
    """A council of forty-two: forty of one team, two of the other."""
    found()
    bring_in([case(number) for number in (*range(0, 80, 2), 1, 3)])
    return small_council.members()


@pytest.mark.django_db
def test_who_sees_figures_only_is_shown_no_small_number_and_told_why(few):
    member, officer = few["elected_member"], few["complaints_officer"]
    by_team = "/figures/received/?period=2026-27&by=team"
    page = seen(member, by_team)
    taken = signed_in(member).get("/figures/received/answer.json?period=2026-27&by=team").json()
    report = seen(member, "/report/2026-27/")

    assert "[c]" in page
    assert "with it a small number could be worked out" in page
    assert "Not shown" in seen(member, "/figures/received/?period=2026-04&by=channel")
    assert "complaints manager" in page
    assert [cell["mark"] for cell in taken["cells"]] == ["c", "c"]
    assert "<strong>42</strong>" in page
    assert "<strong>2</strong>" in seen(
        officer, "/figures/received/?period=2026-27&where=team%3DLeaving Care"
    )
    assert "[c]" in report
    assert "[c]" not in seen(officer, "/report/2026-27/")
    assert "[c]" in signed_in(member).get("/report/2026-27/annual.csv").content.decode("utf-8-sig")


@pytest.mark.django_db
def test_who_sees_figures_only_sees_them_of_today_alone(few):
    client = signed_in(few["elected_member"])

    assert client.get("/figures/received/?period=2026-27&as_at=2026-10-01").status_code == 422
    assert client.get("/figures/received/answer.csv?period=2026-27&as_at=2026-10-01").status_code == 422
    assert client.get("/report/2026-27/?as_at=2026-10-01").status_code == 404
    part = "/figures/made-of/?part=/figures/received/%3Fas_at%3D2026-10-01"
    assert "difference between two days" in client.get(part).content.decode()
