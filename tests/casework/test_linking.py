"""Cases that belong together: nothing gets younger by a split, nothing is lost by a join, nothing is shared unasked."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import DUE, RECEIVED, SAM, WHO, at_stage_1, council, fresh, person, received

from heard.casework import audit, intake, linking
from heard.casework.parties import record_consent
from heard.casework.performing import NoSuchCase, NotNow
from heard.ledger.models import Correction, Entry
from heard.representations.models import Element, Link, Party, Representation, Stage

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 10)
WHY = {"decided_on": DAY, "reason": "They belong in two procedures.", "decided_by": "Amina Odell"}


@pytest.fixture(autouse=True)
def _council():
    council()


def split(case, points, kind="corporate_complaint"):
    return linking.split(reference=case.reference, points=points, kind=kind, told_on=DAY, **WHY, **WHO)


def join(case, into):
    return linking.join(reference=case.reference, into=into.reference, told_on=DAY, **WHY, **WHO)


def words_of(case):
    return list(Element.objects.filter(representation=case).values_list("number", "words"))


def everything():
    """Every row of the cases, their stages and points, as they are."""
    return [
        sorted(map(str, model.objects.order_by("pk").values_list()))
        for model in (Element, Stage, Representation)
    ]


def test_a_split_keeps_the_day_of_receipt_and_takes_points_and_people_along():
    case = at_stage_1()

    new = split(case, [2])

    assert (new.received_on, new.kind, new.state) == (RECEIVED, "corporate_complaint", "received")
    assert words_of(new) == [(1, "The worker shouted at my daughter.")]
    assert words_of(case) == [(1, "Nobody rang back for six weeks.")]
    assert (
        Party.objects.filter(representation=new).count() == Party.objects.filter(representation=case).count()
    )
    assert Link.objects.get().because == "split"
    assert list(Entry.objects.filter(reference=new.reference).values_list("act", flat=True)) == ["receive"]
    assert audit.verify().whole

    stage = intake.accept(
        reference=new.reference, decided_on=DAY, reason="So it is.", decided_by="Amina", **WHO
    )
    assert stage.started_on == RECEIVED


@pytest.mark.parametrize(
    ("points", "kind", "words"),
    [
        ([], "corporate_complaint", "Choose points of CR-2026-0001"),
        ([3], "corporate_complaint", "Its points: 1, 2"),
        ([1, 2], "corporate_complaint", "That would leave nothing"),
        ([1], "grumble", "There is no kind"),
    ],
)
def test_a_split_of_nothing_or_everything_is_refused(points, kind, words):
    case = at_stage_1()
    before = everything()

    with pytest.raises(NotNow, match=words):
        split(case, points, kind)
    assert everything() == before
    assert not Link.objects.exists()


def test_joined_to_a_later_case_the_earlier_day_of_receipt_counts_for_both():
    case, later = at_stage_1(), at_stage_1(received_on=date(2026, 4, 2))

    join(case, later)

    stage = Stage.objects.get(representation=later)
    assert (fresh(case).state, fresh(later).received_on) == ("joined", RECEIVED)
    assert (stage.started_on, stage.due_on_hint) == (RECEIVED, DUE)
    assert [number for number, _ in words_of(later)] == [1, 2, 3, 4]
    ended = Stage.objects.get(representation=case)
    assert (ended.ended_because, ended.due_on_hint, ended.withdrawn_on) == ("joined", None, None)
    assert Correction.objects.filter(reference=later.reference, what="received_on").exists()


def test_a_join_that_is_undone_gives_everything_back_as_it_was():
    case, later = at_stage_1(), at_stage_1(received_on=date(2026, 4, 2))
    before = everything()
    join(case, later)
    assert everything() != before

    linking.separate(reference=case.reference, **WHY, **WHO)

    assert everything() == before
    assert not Link.objects.exists()
    assert audit.verify().whole
    join(case, later)
    assert fresh(case).state == "joined"


def test_a_case_joined_before_it_was_accepted_stands_alone_at_stage_1_from_its_own_receipt():
    case, other = received(), at_stage_1()
    join(case, other)

    stage = linking.separate(reference=case.reference, **WHY, **WHO)

    assert (stage.started_on, stage.due_on_hint) == (RECEIVED, DUE)


def test_nobody_loses_their_answer_by_a_join():
    case = at_stage_1()
    other = received(people=(SAM,))

    with pytest.raises(NotNow, match="are of different complainants: each is owed an answer"):
        join(case, other)
    with pytest.raises(NotNow, match="go by different procedures"):
        join(case, received("corporate_complaint"))
    with pytest.raises(NotNow, match="cannot be joined to itself"):
        join(case, case)
    with pytest.raises(NoSuchCase, match="There is no case CR-2026-0099"):
        linking.join(reference=case.reference, into="CR-2026-0099", told_on=DAY, **WHY, **WHO)
    assert fresh(case).state == "stage_1"


def test_two_cases_are_linked_once_for_a_reason_and_each_stays_whole():
    case, other = at_stage_1(), at_stage_1()
    link = {"reference": case.reference, "day": DAY, "to": other.reference, **WHO}

    linking.link(**link, because="siblings")

    with pytest.raises(NotNow, match="are linked for that already"):
        linking.link(**link, because="siblings")
    with pytest.raises(NotNow, match="why they belong together"):
        linking.link(**link, because=" ")
    with pytest.raises(NotNow, match="cannot be linked to itself"):
        linking.link(**{**link, "to": case.reference}, because="siblings")
    with pytest.raises(NoSuchCase):
        linking.link(**{**link, "to": "CR-2026-0099"}, because="siblings")
    assert Link.objects.count() == 1
    assert Stage.objects.get(representation=other).due_on_hint == DUE


def test_a_joint_complaint_is_shared_only_with_consent_and_one_body_leads():
    case = at_stage_1()
    share = {"reference": case.reference, "shared_on": DAY, "body": "Ashmere Health", **WHO}
    why = {"reason": "It also concerns the nurse.", "decided_by": "Amina Odell"}

    with pytest.raises(NotNow, match="Malik Thornbeck has not consented to sharing"):
        linking.share_with_body(**share, **why, lead="council")
    assert fresh(case).joint_with == ""

    consent = {"person": person(case), "bounds": "The nurse's visits only", "evidence": "Form of 9 April"}
    record_consent(reference=case.reference, day=date(2026, 4, 9), given=True, **consent, **WHO)
    with pytest.raises(NotNow, match="Say who leads: council, body"):
        linking.share_with_body(**share, **why, lead="nobody")
    linking.share_with_body(**share, **why, lead="council")

    assert fresh(case).joint_with == "Ashmere Health"
    assert Stage.objects.get().due_on_hint == DUE


def test_a_consent_that_was_taken_back_shares_nothing():
    case = at_stage_1()
    consent = {"person": person(case), "bounds": "All of it", "evidence": "A call"}
    for day, given in ((8, True), (9, False)):
        record_consent(reference=case.reference, day=date(2026, 4, day), given=given, **consent, **WHO)

    with pytest.raises(NotNow, match="has not consented"):
        linking.share_with_body(
            reference=case.reference,
            shared_on=DAY,
            body="Ashmere Health",
            lead="body",
            reason="So.",
            decided_by="Amina",
            **WHO,
        )
