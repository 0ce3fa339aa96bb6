"""What is learnt: read only by who reads its cases, spread, signed, trained, sampled, and told to the public by two."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.casework import offices
from tests.casework.living import RECEIVED
from tests.casework.offices import NOW, TODAY

from heard.casework import (
    dip_samples,
    four_eyes,
    guidance,
    identities,
    learning,
    learning_sharing,
    nightly,
    papers_changed,
    training,
    you_said,
)
from heard.casework.did_it_work import did_it_work
from heard.casework.dip_samples import Follows
from heard.casework.four_eyes import NotAgreed
from heard.casework.learning import Of, SeenTo
from heard.casework.learning_read import learning_of
from heard.casework.learning_sharing import With
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.permissions import NotAllowed
from heard.casework.writing import writing
from heard.casework.you_said import Told
from heard.outcomes.models import DipSample, LearningPoint, SharedWith, YouSaid
from heard.people.models import Contact, Person, Term
from heard.representations.models import Protection, RepresentationNature

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LEARNT = date(2026, 5, 4)
SAID = Told(
    "You told us that nobody rang back.",
    "Each team now has a person who rings back the same day.",
    date(2026, 10, 1),
    "You said we did not call you back.",
    "Now we call you the same day.",
)


@pytest.fixture
def office():
    return offices.an_office()


def who(made, role: str = "complaints_manager") -> dict[str, Any]:
    return {"member": made[role], "at": NOW}


def learnt(case, made, words: str = "One officer a day answers the line.", **more: Any) -> LearningPoint:
    by = {"reference": case.reference, "by": made["complaints_manager"].account.username, "at": NOW}
    return learning.learn(**by, learned_on=LEARNT, words=words, **more)


def test_learning_is_of_several_services_and_themes_and_further_cases_and_somebody_sees_to_it(office):
    case, other = offices.a_case(office), offices.a_case(office, "East")
    of = Of(("Assessment", "Our care"), ("Delay",), (other.reference,))
    owner = office["head_of_service"].person_id
    row = learnt(case, office, of=of, seen_to=SeenTo(owner, date(2026, 7, 1)))

    assert row.service.label == "Assessment"
    assert [one.service.label for one in row.places.all()] == ["Our care"]
    assert row.themes.get().term.label == "Delay"
    assert row.further_cases.get().representation == other
    learning.plan_learning(
        **who(office), learning=row.pk, seen_to=SeenTo(owner, date(2026, 7, 1), date(2026, 6, 20))
    )
    row.plan.refresh_from_db()
    assert row.plan.in_force_on == date(2026, 6, 20)
    with pytest.raises(NotInTheList, match="not among what complaints"):
        learnt(case, office, of=Of(themes=("Weather",)))
    with pytest.raises(DoesNotFit, match="cannot be due before"):
        learnt(case, office, seen_to=SeenTo(owner, date(2026, 1, 1)))


def test_it_is_there_only_for_who_reads_every_case_it_comes_from(office, monkeypatch):
    case, other = offices.a_case(office), offices.a_case(office)
    row = learnt(case, office, of=Of(cases=(other.reference,)))
    free = learning.learn_beyond_cases(**who(office), learned_on=LEARNT, words="Write dates in full.")
    reads = {
        role: set(learning_of(office[role])) for role in ("complaints_manager", "team_manager", "advocate")
    }
    offices.complain_about(other, office["complaints_manager"])

    assert reads == {"complaints_manager": {row, free}, "team_manager": set(), "advocate": set()}
    assert set(learning_of(office["complaints_manager"])) == {free}
    assert set(learning_of(office["complaints_officer"])) == {row, free}
    with pytest.raises(NotOnRecord, match="There is no such learning point"):
        learning.say_if_changed(
            **who(office), learning=row.pk, answer="yes", words="None since.", said_on=TODAY
        )
    with pytest.raises(NotOnRecord, match="There is no case"):
        learning.keep_learning_in_order(**who(office), learning=free.pk, of=Of(cases=(other.reference,)))
    # The control: where every case is read by everybody, the wall is gone.
    from heard.casework import learning_read
    from heard.representations.models import Representation

    monkeypatch.setattr(learning_read, "readable", lambda member: Representation.objects.all())
    assert row in learning_of(office["complaints_manager"])


def test_nothing_learnt_is_said_with_its_reason_and_whether_it_changed_with_how_it_is_known(office):
    case = offices.a_case(office)
    by = {"reference": case.reference, "by": "complaints-manager", "at": NOW}
    row = learning.learn_nothing(**by, decided_on=TODAY, reason="It was a flood.", decided_by="Amina Odell")
    point = learnt(case, office)

    assert (row.about, row.answer) == ("learning", "nothing")
    with pytest.raises(DoesNotFit, match="Say how you know"):
        learning.say_if_changed(**who(office), learning=point.pk, answer="no", words=" ", said_on=TODAY)
    with pytest.raises(NotAllowed):
        learning.say_if_changed(
            **who(office, "post_room"), learning=point.pk, answer="no", words="x", said_on=TODAY
        )
    learning.say_if_changed(**who(office), learning=point.pk, answer="no", words="Still late.", said_on=TODAY)
    assert point.answers.get().words == "Still late."


def test_it_is_shared_in_a_way_on_a_day_with_teams_services_and_partners(office):
    point = learnt(offices.a_case(office), office)
    learning_sharing.add_partner(**who(office), label="Harbour Health Trust")
    to = With(("North",), ("Our care",), ("Harbour Health Trust",))
    learning_sharing.share_learning(
        **who(office), learning=point.pk, way="briefing", shared_on=date(2026, 5, 20), to=to
    )

    assert list(SharedWith.objects.values_list("label", flat=True)) == [
        "North",
        "Our care",
        "Harbour Health Trust",
    ]
    learning_sharing.end_partner(**who(office), partner="Harbour Health Trust")
    for to, why in ((With(), DoesNotFit), (With(partners=("Harbour Health Trust",)), NotInTheList)):
        with pytest.raises(why):
            learning_sharing.share_learning(
                **who(office), learning=point.pk, way="memo", shared_on=TODAY, to=to
            )
    with pytest.raises(DoesNotFit, match="between that day and today"):
        learning_sharing.share_learning(
            **who(office), learning=point.pk, way="memo", shared_on=date(2026, 5, 1), to=With(("North",))
        )


def test_guidance_is_signed_once_by_each_and_the_night_chases_who_has_not(office):
    sent = {"title": "Ring back", "words": "Ring back the same day.", "read_by": TODAY}
    note = guidance.issue_guidance(
        **who(office), **sent, roles=("team_manager", "head_of_service", "advocate")
    )
    guidance.sign_as_read(**who(office, "team_manager"), guidance=note.pk)

    assert [one.member.role for one in note.readers.all()] == ["team_manager", "head_of_service"]
    nights = [
        guidance.chase_readers(on=TODAY + timedelta(days=days), by="night", at=NOW) for days in (0, 1, 2, 8)
    ]
    assert nights == [0, 1, 0, 1]
    signed, late = note.readers.order_by("pk")
    assert (signed.signed_on, signed.chased_times, late.chased_times) == (TODAY, 0, 2)
    nightly.night(on=TODAY + timedelta(days=15), by="night", at=NOW)
    late.refresh_from_db()
    assert (late.chased_times, late.chased_on) == (3, TODAY + timedelta(days=15))
    with pytest.raises(NotOnRecord, match="was sent to you"):
        guidance.sign_as_read(**who(office, "legal"), guidance=note.pk)
    with pytest.raises(DoesNotFit, match="Nobody at work"):
        guidance.issue_guidance(**who(office), **sent, teams=("East",))


def test_good_practice_tells_nobody_who_anybody_is(office):
    offices.a_case(office)
    note = {"title": "Ring back", "words": "Kayla Thornbeck waited."}
    with pytest.raises(DoesNotFit, match="the name of somebody on record: “Kayla Thornbeck”"):
        learning_sharing.release_practice(**who(office), **note)
    row = learning_sharing.release_practice(**who(office), title="Ring back", words="The same day, always.")
    learning_sharing.take_back_practice(**who(office), note=row.pk)
    with pytest.raises(NotOnRecord):
        learning_sharing.take_back_practice(**who(office), note=row.pk)


def test_a_changed_form_is_traced_and_says_something_else_than_before(office):
    case = offices.a_case(office)
    paper = {"kind": "form", "title": "Call log", "was": "No line for it", "changed_by": "Dana Holt"}
    row = papers_changed.record_changed_paper(
        **who(office), **paper, became="A line for who rings back", changed_on=TODAY, case=case.reference
    )

    assert row.representation == case
    for more, why in (
        ({"became": "No  line for it", "case": case.reference}, "says now what it said before"),
        ({"became": "A line"}, "Say because of what"),
    ):
        with pytest.raises(DoesNotFit, match=why):
            papers_changed.record_changed_paper(**who(office), **paper, **more, changed_on=TODAY)


def test_training_is_raised_sent_answered_held_and_judged_by_who_came(office):
    point = learnt(offices.a_case(office), office)
    need = training.raise_training_need(**who(office), words="Ringing back", learning=point.pk)
    with pytest.raises(DoesNotFit, match="Nobody was told of it yet"):
        training.answer_training_need(**who(office), need=need.pk, answered_on=TODAY, answer="In May.")
    training.send_training_need(**who(office), need=need.pk, sent_on=TODAY, sent_to="Workforce development")
    training.answer_training_need(**who(office), need=need.pk, answered_on=TODAY, answer="In May.")
    people = [office[role].person_id for role in ("team_manager", "legal")]
    held = {"title": "Listening well", "held_on": TODAY, "held_by": "Ruth Amsel", "need": need.pk}
    session = training.record_training(**who(office), **held, attended=2, who=people)
    for score in (5, 3):
        training.record_training_feedback(**who(office), session=session.pk, score=score)

    assert (session.who.count(), session.feedback.count()) == (2, 2)
    for call in (
        lambda: training.record_training_feedback(**who(office), session=session.pk, score=1),
        lambda: training.record_training(**who(office), **held, attended=1, who=people),
    ):
        with pytest.raises(DoesNotFit):
            call()


def test_a_sample_says_how_many_were_right_what_follows_and_is_looked_at_again(office):
    case = offices.a_case(office)
    asked = {
        "asked": "Was the family rung back in a day?",
        "looked_by": "Dana Holt",
        "found": "Two were not.",
    }
    first = dip_samples.record_dip_sample(
        **who(office), **asked, looked_on=date(2026, 5, 1), looked_at=10, as_should_be=8, service="Assessment",
        cases=(case.reference,), follows=Follows(again_on=date(2026, 11, 1)),
    )  # fmt: skip
    dip_samples.record_dip_sample(
        **who(office), **asked, looked_on=TODAY, looked_at=10, as_should_be=10, before=first.pk
    )

    assert DipSample.objects.get(follows=first).as_should_be == 10
    with pytest.raises(DoesNotFit, match="looked at again already"):
        dip_samples.record_dip_sample(
            **who(office), **asked, looked_on=TODAY, looked_at=1, as_should_be=1, before=first.pk
        )
    with pytest.raises(DoesNotFit, match="11 of 10 cannot"):
        dip_samples.record_dip_sample(**who(office), **asked, looked_on=TODAY, looked_at=10, as_should_be=11)


def test_what_the_public_reads_was_agreed_by_a_second_person_word_for_word(office):
    officer, manager = who(office, "complaints_officer"), office["complaints_manager"]
    row = you_said.write_you_said(**officer, told=SAID)
    with pytest.raises(NotAgreed):
        you_said.release_you_said(**officer, number=row.pk)
    asked = you_said.ask_release_of_you_said(**officer, number=row.pk).asked_id
    with pytest.raises(NotAllowed, match="somebody else has to answer"):
        four_eyes.approve(number=asked, by=office["complaints_officer"], at=NOW)
    four_eyes.approve(number=asked, by=manager, at=NOW)
    YouSaid.objects.filter(pk=row.pk).update(did="Each team rings back the next day.")
    with pytest.raises(NotAgreed, match="not what would be done now"):
        you_said.release_you_said(**officer, number=row.pk)
    YouSaid.objects.filter(pk=row.pk).update(did=SAID.did)
    you_said.release_you_said(**officer, number=row.pk)

    assert [one.pk for one in you_said.public_now()] == [row.pk]
    with pytest.raises(NotOnRecord, match="taken back, then written anew"):
        you_said.write_you_said(**officer, told=SAID, number=row.pk)
    YouSaid.objects.filter(pk=row.pk).update(said="You told us that we are wonderful.")
    assert you_said.public_now() == []
    YouSaid.objects.filter(pk=row.pk).update(said=SAID.said)
    you_said.take_back_you_said(**officer, number=row.pk, because="Somebody could be known by it.")
    assert you_said.public_now() == []


BETRAYALS = (
    "Kayla Thornbeck was not rung back", "KAYLA  THORNBECK waited", "KaylaThornbeck", "We say sorry to Kayla",
    "Ask for Tom Ashby", "the family at 4 Mill Lane", "live in Mill Ln no. 4?, 4 Mill Ln", "see CR-2026-0001",
    "cr 2026 0001",
    "ring 01632 960 117", "write to m.thornbeck@example.org", "near AB1 2CD", "on 3 May we met", "on 2026-05-03",
    "on May 3rd", "two families told us", "one child told us", "3 parents were cross", "at Invented Lane School",
    "at Oakwood House", "the girl with the blue bike",
)  # fmt: skip


def test_a_name_a_place_a_day_a_reference_and_a_small_number_are_found_and_plain_words_are_not(
    office, monkeypatch
):
    case = offices.a_case(office)
    family = Person.objects.get(name="Kayla Thornbeck")
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Person(name="Tom Ashby"))
        for way, value in (
            ("post", "4 Mill Lane, Ashmere AB1 2CD"),
            ("telephone", "01632 960117"),
            ("email", "m.thornbeck@example.org"),
        ):
            line.add(Contact(person=family, way=way, value=value))
        line.add(
            Protection(
                representation=case,
                person=family,
                what="words",
                words="the blue bike",
                reason="x",
                since=RECEIVED,
            )
        )
    texts = [one.replace("CR-2026-0001", case.reference) for one in BETRAYALS]
    texts = [one.replace("cr 2026 0001", case.reference.lower().replace("-", " ")) for one in texts]
    plain = (SAID.said, SAID.did, SAID.child_said, SAID.child_did, "In May we wrote a new leaflet for ten families.",
             "Every child has a say. You can ring us, or ask a carer to.")  # fmt: skip

    assert [one for one in texts if not identities.tells(one)] == []
    assert [(one, identities.tells(one)) for one in plain if identities.tells(one)] == []
    assert identities.tells("At Oakwood House.", no_names="Oakwood House") == []
    assert identities.tells("Kayla Thornbeck", no_names="Kayla Thornbeck") != []
    # The control: with the look at our own record off, whole names of it go through.
    monkeypatch.setattr(identities, "_names", lambda text: ())
    assert identities.tells("KaylaThornbeck") == []


def test_what_is_hard_to_read_or_tells_too_much_is_not_written(office):
    long = (
        "We have since then introduced a comprehensive multi-agency communication protocol for practitioners."
    )
    for told, why in (
        (Told(SAID.said, long, TODAY), "hard to read for everybody"),
        (Told(SAID.said, SAID.did, TODAY, SAID.child_said, long), "hard to read for a child"),
        (Told("One child told us this.", SAID.did, TODAY), "fewer than five people"),
        (Told(SAID.said, SAID.did, TODAY + timedelta(days=1)), "has not come yet"),
        (Told(SAID.said, SAID.did, TODAY, "You said it."), "or neither"),
    ):
        with pytest.raises(DoesNotFit, match=why):
            you_said.write_you_said(**who(office), told=told)
    with pytest.raises(NotAllowed):
        you_said.write_you_said(**who(office, "head_of_service"), told=SAID)
    assert not YouSaid.objects.exists()


def test_the_cases_it_was_learnt_from_are_on_neither_side_and_no_days_are_set_beside_days_not_on_record(
    office,
):
    cases = [offices.a_case(office) for _ in range(3)]
    for case in cases:
        for nature in case.natures.all():
            nature.delete()
    delay = Term.objects.get(list="nature", label="Delay")
    RepresentationNature.objects.bulk_create(
        RepresentationNature(representation=one, term=delay) for one in cases
    )
    owner = office["head_of_service"].person_id
    seen_to = SeenTo(owner, date(2026, 7, 1), date(2026, 5, 20))
    row = learnt(cases[0], office, of=Of(("Assessment",), ("Delay",), (cases[1].reference,)), seen_to=seen_to)
    worked = did_it_work(office["complaints_manager"], row, today=TODAY)

    assert worked.of == "Complaints about Delay in Assessment"
    assert worked.left_out == 2
    # Three were received on 1 April, the first day on record: one of them is left to count.
    assert (worked.comparison.before, worked.comparison.after, worked.comparison.days) == (1, 0, 49)
    assert worked.comparison.verdict == "too early"
    row.further_cases.all().delete()
    assert did_it_work(office["complaints_manager"], row, today=TODAY).comparison.before == 2
    free = learning.learn_beyond_cases(**who(office), learned_on=LEARNT, words="Write dates in full.")
    assert (
        "say what complaints of the like are about and which service"
        in did_it_work(office["complaints_manager"], free, today=TODAY).missing
    )
