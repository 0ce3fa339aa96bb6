"""People from outside see named papers of one case until a day; in an emergency a case is opened for an hour."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from tests.casework import offices
from tests.casework.offices import NOW, REASON, TODAY, TOMORROW, YESTERDAY

from heard.casework import access_unsealing, breaking_glass, filing, four_eyes, grants, office, walls
from heard.casework.access import can, parts_seen
from heard.casework.access_levels import OF_A_GRANT, SEALED
from heard.casework.grants import NotGranted
from heard.casework.looking import NotYours, visible_to
from heard.casework.performing import NotNow
from heard.casework.permissions import Act, ChartAct, Level, NotAllowed, Role
from heard.representations.models import Document, GlassBroken, Grant, Notice

pytestmark = pytest.mark.django_db
OUTSIDE = ("investigating_officer", "independent_person", "panel_member", "advocate", "auditor")


@pytest.fixture
def made():
    return offices.an_office()


def open_to(member, case, on=TODAY) -> set[str]:
    """The titles of the papers a member may open."""
    return set(grants.papers_seen(member, case, on=on).values_list("title", flat=True))


def refused_without(made, says, **more):
    case = offices.a_case(made)
    facts = {"by": made["complaints_manager"], **more}
    to = facts.pop("to", made["advocate"])
    papers = facts.pop("papers", None) or [offices.paper(case)]
    with pytest.raises(NotGranted, match=says):
        offices.grant(case, to, *papers, **facts)
    assert not Grant.objects.exists()


# T10 and T11


@pytest.mark.parametrize("role", OUTSIDE)
def test_somebody_from_outside_sees_the_named_papers_and_nothing_else(made, role):
    member, case, other = made[role], offices.a_case(made), offices.a_case(made)
    named, kept = offices.paper(case, "Named"), offices.paper(case, "Kept")
    offices.paper(other, "Of another case")
    assert not visible_to(member, TODAY).exists()

    offices.grant(case, member, named, by=made["complaints_manager"])

    assert list(visible_to(member, TODAY)) == [case]
    assert parts_seen(member, case, on=TODAY) == OF_A_GRANT
    assert (open_to(member, case), open_to(member, other)) == ({"Named"}, set())
    assert kept.title not in open_to(member, case)


def test_every_paper_by_every_grant_is_open_only_where_it_is_named(made):
    cases = [offices.a_case(made) for _ in range(3)]
    papers = [offices.paper(case, f"{case.reference} {n}") for case in cases for n in range(3)]
    named = {}
    for number, role in enumerate(OUTSIDE[:4]):
        mine = [papers[number % 9], papers[number % 9 // 3 * 3 + 2]]
        offices.grant(mine[0].representation, made[role], *dict.fromkeys(mine), by=made["complaints_manager"])
        named[role] = {one.title for one in mine}

    unexpected = [
        (role, paper.title)
        for role in OUTSIDE
        for paper in papers
        if (paper.title in open_to(made[role], paper.representation))
        != (paper.title in named.get(role, set()))
    ]

    assert unexpected == []


def test_without_the_names_in_a_grant_every_paper_would_be_open(made, monkeypatch):
    member, case = made["advocate"], offices.a_case(made)
    offices.grant(case, member, offices.paper(case, "Named"), by=made["complaints_manager"])
    offices.paper(case, "Kept")
    everything = Document.objects.values("pk")
    monkeypatch.setattr("heard.casework.grants_reading._named", lambda *_: everything)

    assert open_to(member, case) == {"Named", "Kept"}


@pytest.mark.parametrize("day", range(-3, 36))
def test_a_grant_works_from_its_first_day_to_its_last_and_on_no_other(made, day):
    member, case, on = made["investigating_officer"], offices.a_case(made), TODAY + timedelta(days=day)
    offices.grant(case, member, offices.paper(case), by=made["complaints_manager"])

    works = 0 <= day <= 30

    assert visible_to(member, on).exists() is works
    assert can(member, ChartAct.RECEIVE_INVESTIGATOR_REPORT, case, on=on).allowed is works
    assert bool(open_to(member, case, on)) is works


def test_a_grant_ended_refuses_the_next_page(made):
    member, case = made["panel_member"], offices.a_case(made)
    grant = offices.grant(case, member, offices.paper(case), by=made["complaints_manager"])

    grants.end_grant(grant=grant, because="The panel was changed.", by=made["complaints_manager"], at=NOW)

    assert not visible_to(member, TODAY).exists()
    assert open_to(member, case) == set()
    with pytest.raises(NotGranted, match="ended"):
        grants.renew_grant(
            grant=grant, until=TODAY + timedelta(40), by=made["complaints_manager"], at=NOW, day=TODAY
        )


def test_a_leavers_grants_end_with_them(made):
    member, case = made["advocate"], offices.a_case(made)
    offices.grant(case, member, offices.paper(case), by=made["complaints_manager"])

    office.staff_leaves(member=made["advocate"], by="amina", at=NOW, leaves_on=TODAY)

    assert open_to(member, case) == set()
    assert not Grant.objects.filter(ended_at=None).exists()


def test_a_grant_has_an_end_ten_working_days_after_the_report_is_expected(made):
    case = offices.a_case(made)
    grant = offices.grant(
        case, made["advocate"], offices.paper(case), by=made["complaints_manager"], ends_on=None
    )

    # Nothing is due at Stage 2 yet, so it counts from the first day: ten working days after Sunday 22 November.
    assert grant.ends_on.isoformat() == "2026-12-04"


def test_leave_runs_for_at_most_120_days(made):
    refused_without(made, "120 days at most", ends_on=TODAY + timedelta(days=121))


def test_leave_needs_a_first_day_before_the_last(made):
    refused_without(made, "before the first", ends_on=YESTERDAY)


def test_leave_is_not_for_people_of_the_office(made):
    refused_without(made, "people from outside", to=made["complaints_officer"])


def test_leave_is_not_for_a_sealed_paper(made):
    case = offices.a_case(made)
    with pytest.raises(NotGranted, match="sealed"):
        offices.grant(
            case, made["advocate"], offices.paper(case, level=Level.S4), by=made["complaints_manager"]
        )


def test_leave_is_not_for_papers_of_another_case(made):
    other = offices.paper(offices.a_case(made))
    refused_without(made, "another case", papers=[other])


def test_leave_is_given_by_the_complaints_manager_alone(made):
    case = offices.a_case(made)
    with pytest.raises(NotAllowed):
        offices.grant(case, made["advocate"], offices.paper(case), by=made["complaints_officer"])


def test_somebody_behind_a_wall_or_in_another_part_is_refused_without_saying_why(made):
    case, manager = offices.a_case(made), made["complaints_manager"]
    offices.complain_about(case, made["advocate"])
    for role, part in (
        ("independent_person", "investigating_officer"),
        ("panel_member", "independent_person"),
    ):
        offices.add_party(
            reference=case.reference, by="amina", at=NOW, day=TODAY,
            somebody=offices.Somebody(part, person=made[role].person_id),
        )  # fmt: skip

    for role in ("advocate", "independent_person", "panel_member"):
        with pytest.raises(
            NotGranted, match="^This person cannot have a part in this case. Choose somebody else.$"
        ):
            offices.grant(case, made[role], offices.paper(case), by=manager)


def test_the_register_says_who_outside_sees_what_until_when(made):
    case, manager = offices.a_case(made), made["complaints_manager"]
    offices.grant(case, made["advocate"], offices.paper(case, "Named"), by=manager)

    [row] = grants.register(manager, on=TODAY)

    assert row.member == made["advocate"]
    assert [one.document.title for one in row.papers.all()] == ["Named"]
    assert list(grants.register(manager, on=TODAY + timedelta(days=31))) == []
    with pytest.raises(NotAllowed):
        grants.register(made["complaints_officer"], on=TODAY)


def test_who_holds_a_grant_is_reminded_ten_and_three_working_days_before_its_end(made):
    case = offices.a_case(made)
    offices.grant(
        case,
        made["advocate"],
        offices.paper(case),
        by=made["complaints_manager"],
        ends_on=TODAY + timedelta(19),
    )
    last = TODAY + timedelta(19)

    first = {}
    for number in range(21):
        for _, which in grants.ending_soon(TODAY + timedelta(number)):
            first.setdefault(which, TODAY + timedelta(number))

    assert last.isoformat() == "2026-12-11"
    assert {which: day.isoformat() for which, day in first.items()} == {10: "2026-11-27", 3: "2026-12-08"}
    assert grants.ending_soon(last + timedelta(1)) == []


# T07 and T09: opening a case in an emergency


def broken(made, case, role="safeguarding", **more):
    facts = {"reason": "safety", "words": REASON, "at": NOW, "fresh": True, **more}
    return breaking_glass.break_glass(reference=case.reference, member=made[role], **facts)


def test_a_case_broken_open_is_read_for_sixty_minutes_and_no_act_is_done_on_it(made):
    member, case = made["safeguarding"], offices.a_case(made)
    other = offices.a_case(made)
    assert not visible_to(member, TODAY, NOW).exists()

    broken(made, case)

    minutes = {n: visible_to(member, TODAY, NOW + timedelta(minutes=n)).exists() for n in (-1, 0, 59, 60)}
    assert minutes == {-1: False, 0: True, 59: True, 60: False}
    assert not visible_to(member, TODAY, NOW).filter(pk=other.pk).exists()
    assert can(member, Act.SEE_CASES, case, on=TODAY, at=NOW, part="words").allowed
    assert not SEALED & parts_seen(member, case, on=TODAY, at=NOW)
    allowed = [act for act in ChartAct if can(member, act, case, on=TODAY, at=NOW, fresh=True).allowed]
    assert allowed == []


def test_governance_is_told_at_once_and_of_nothing_but_the_case(made):
    case = offices.a_case(made)
    row = broken(made, case)

    told = Notice.objects.get(what=f"glass_broken_{row.pk}")

    assert (told.representation, told.for_role, told.seen_on) == (case, "information_governance", TODAY)


@pytest.mark.parametrize("role", [str(role) for role in Role])
def test_no_role_opens_a_walled_case_or_a_number_never_issued_and_the_answer_is_one(made, role):
    case, member = offices.a_case(made), made[role]
    offices.complain_about(case, member)
    answers = []
    for reference in (case.reference, "C-NEVER"):
        try:
            breaking_glass.break_glass(
                reference=reference, member=member, reason="safety", words=REASON, at=NOW, fresh=True
            )
        except (NotYours, NotAllowed) as why:
            answers.append((type(why), str(why)))

    assert len(answers) == 2
    assert answers[0] == answers[1]
    assert not GlassBroken.objects.exists()


@pytest.mark.parametrize(
    "more", [{"words": "To look at it."}, {"words": " " * 40}, {"reason": "curious"}, {"fresh": False}]
)
def test_it_is_opened_only_with_a_reason_and_a_fresh_proof(made, more):
    with pytest.raises((NotNow, NotAllowed)):
        broken(made, offices.a_case(made), **more)

    assert not GlassBroken.objects.exists()


@pytest.mark.parametrize(
    "role", ["team_manager", "director", "information_governance", "administrator", "legal"]
)
def test_most_roles_open_nothing_in_an_emergency(made, role):
    with pytest.raises(NotAllowed):
        broken(made, offices.a_case(made), role)


def test_a_restricted_case_can_be_opened_in_an_emergency(made):
    case = offices.a_case(made)
    walls.restrict_case(
        reference=case.reference, by=made["complaints_manager"], at=NOW, day=TODAY, because="Well known"
    )
    assert not visible_to(made["complaints_officer"], TODAY, NOW).exists()

    broken(made, case, "complaints_officer")

    assert visible_to(made["complaints_officer"], TODAY, NOW).exists()


def test_it_is_reviewed_once_by_somebody_unconnected(made):
    case, governance = offices.a_case(made), made["information_governance"]
    row = broken(made, case)
    said = {"number": row.pk, "verdict": "justified", "words": "The child was missing.", "at": NOW}
    with pytest.raises(NotAllowed):
        breaking_glass.review_glass(by=made["safeguarding"], **said)

    assert list(breaking_glass.to_review(governance)) == [row]
    breaking_glass.review_glass(by=governance, **said)

    assert list(breaking_glass.to_review(governance)) == []
    with pytest.raises(NotNow):
        breaking_glass.review_glass(by=governance, **said)


def test_who_has_a_part_in_the_case_does_not_review_its_opening(made):
    case, governance = offices.a_case(made), made["information_governance"]
    row = broken(made, case)
    offices.give(case, governance, "governance")

    with pytest.raises(NotAllowed, match="connected"):
        breaking_glass.review_glass(number=row.pk, verdict="breach", words="x", by=governance, at=NOW)


def test_a_review_is_due_in_two_working_days_and_shown_to_all_after_five(made):
    row = broken(made, offices.a_case(made))

    assert breaking_glass.review_by(row).isoformat() == "2026-11-24"
    assert not breaking_glass.overdue(NOW + timedelta(days=5)).exists()
    assert list(breaking_glass.overdue(NOW + timedelta(days=5, minutes=1))) == [row]


# T20: what is sealed


def sealed(made, what, **more):
    case, manager, governance = more.pop("case"), made["complaints_manager"], made["information_governance"]
    facts = {
        "case": case, "to": made["complaints_officer"], "what": what, "basis": "Leave of the court", "day": TODAY,
        "until": TOMORROW, "at": NOW, "fresh": True, **more,
    }  # fmt: skip
    asked = access_unsealing.ask_to_unseal(by=manager, **facts)
    four_eyes.approve(number=asked.pk, by=governance, at=NOW)
    return access_unsealing.unseal(agreed=asked.pk, by=manager, **facts)


def test_a_sealed_part_is_opened_to_one_person_for_its_days(made):
    case = offices.a_case(made)

    sealed(made, "court_papers", case=case)

    seen = [
        SEALED & parts_seen(made["complaints_officer"], case, on=day)
        for day in (YESTERDAY, TODAY, TOMORROW, TOMORROW + timedelta(1))
    ]
    assert seen == [frozenset(), {"court_papers"}, {"court_papers"}, frozenset()]
    assert not SEALED & parts_seen(made["complaints_manager"], case, on=TODAY)


def test_a_sealed_paper_is_opened_to_one_person(made):
    case = offices.a_case(made)
    paper = offices.paper(case, "Order", Level.S4)

    sealed(made, paper, case=case)

    assert open_to(made["complaints_officer"], case) == {"Order"}
    assert open_to(made["complaints_manager"], case) == set()


def test_what_was_agreed_is_not_what_would_be_opened_then_nothing_is(made):
    case, manager = offices.a_case(made), made["complaints_manager"]
    facts = {
        "case": case, "to": made["legal"], "basis": "Leave", "day": TODAY, "until": TOMORROW, "at": NOW, "fresh": True,
    }  # fmt: skip
    asked = access_unsealing.ask_to_unseal(by=manager, what="lado", **facts)
    four_eyes.approve(number=asked.pk, by=made["information_governance"], at=NOW)

    with pytest.raises(four_eyes.NotAgreed, match="not what would be done"):
        access_unsealing.unseal(agreed=asked.pk, by=manager, what="court_papers", **facts)

    assert not case.unsealings.exists()


# The store of papers


def test_a_paper_lies_under_its_digest_readable_by_the_installation_alone(made):
    paper = offices.paper(offices.a_case(made))
    place = Path(settings.DATA) / "files" / paper.path

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert filing.read_paper(paper) == place.read_bytes()
    assert paper.path.replace(os.sep, "") == paper.digest


def test_a_paper_swapped_in_the_store_is_not_read(made):
    paper = offices.paper(offices.a_case(made), "To be swapped")
    place = Path(settings.DATA) / "files" / paper.path
    place.write_bytes(b"another")

    with pytest.raises(filing.NotAsFiled, match="To be swapped"):
        filing.read_paper(paper)
    place.unlink()
    with pytest.raises(filing.NotAsFiled, match="backup"):
        filing.read_paper(paper)


def test_a_working_copy_keeps_its_level_until_its_release_is_approved(made):
    case = offices.a_case(made)
    original = offices.paper(case, "Original", Level.S3)
    copy = filing.file_paper(
        reference=case.reference, title="Copy", kind="report", level=Level.S1, content=b"without names",
        media_type="text/plain", by="amina", at=NOW, copy_of=original,
    )  # fmt: skip

    assert (copy.level, copy.is_original) == (Level.S3, False)
    with pytest.raises(NotNow, match="original"):
        filing.propose_release(document=original, by="amina", at=NOW)
    with pytest.raises(NotNow, match="Propose it first"):
        filing.approve_release(document=copy, level=Level.S2, by="amina", at=NOW)

    filing.propose_release(document=copy, by="amina", at=NOW)
    filing.approve_release(document=copy, level=Level.S2, by="ruth", at=NOW)

    assert Document.objects.get(pk=copy.pk).level == Level.S2
