"""What became of learning in the demonstration: shared, signed, trained, sampled, changed, and told to the public."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from heard.casework import (
    dip_samples,
    four_eyes,
    guidance,
    learning,
    learning_sharing,
    papers_changed,
    training,
    you_said,
)
from heard.casework.dip_samples import Follows
from heard.casework.learning import Of, SeenTo
from heard.casework.learning_sharing import With
from heard.casework.you_said import Told
from heard.importing.demonstration_live.people import AMINA_SIGNS_IN, BEA_SIGNS_IN, HEAD, number_of
from heard.outcomes.models import LearningPoint
from heard.people.models import Member, Service, Term

PARTNER = "Lanternlight Advocacy"
LEARNT = (
    ("Whoever answers the telephone rings back the same day, and writes that down.", 600, "briefing"),
    ("A plan is read to a child before it is signed, in words that they chose.", 420, "forum"),
    ("Each letter says who to ask, and when they are there.", 200, "team_meeting"),
    ("A change of worker is told in person, by the worker who leaves.", 40, ""),
)
SAID = (
    (
        "You told us that nobody rang back.",
        "Each team now has a person who rings back the same day.",
        "You said we did not call you back.",
        "Now we call you the same day.",
    ),
    ("You told us that our letters are hard to read.", "We wrote them again, in plain words.", "", ""),
)


def learnt(today: date, at: datetime) -> None:
    """Put what was learnt, and how it was spread, on record as of a day. All invented."""
    amina, bea = (Member.objects.get(account__username=name) for name in (AMINA_SIGNS_IN, BEA_SIGNS_IN))
    who: dict[str, Any] = {"member": amina, "at": at}
    learning_sharing.add_partner(**who, label=PARTNER)
    points = [_point(who, today, *one) for one in LEARNT]
    first = points[0]
    learning.say_if_changed(
        **who, learning=first.pk, answer="in_part", said_on=today - timedelta(days=60),
        words="The call log of two months shows nine in ten rung back the same day.",
    )  # fmt: skip
    learning_sharing.release_practice(
        **who, title="Ring back the same day", learning=first.pk,
        words="Say when you will ring, write it down, and ring then. Where there is nothing new, say that.",
    )  # fmt: skip
    guidance.issue_guidance(
        **who, title="How we ring back", words="Whoever takes a call owns it until somebody has rung back.",
        read_by=today + timedelta(days=7), roles=("complaints_officer", "team_manager", "head_of_service"),
        learning=first.pk,
    )  # fmt: skip
    _followed(who, today, first)
    for one in SAID:
        _told(amina, bea, at, today, one)


def _point(who: dict[str, Any], today: date, words: str, days: int, way: str) -> LearningPoint:
    services = list(Service.objects.values_list("label", flat=True)[:2])
    themes = tuple(Term.objects.filter(list="nature").values_list("label", flat=True)[:1])
    day = today - timedelta(days=days)
    in_force = day + timedelta(days=30) if way else None
    seen_to = SeenTo(number_of(HEAD), day + timedelta(days=45), in_force)
    row = learning.learn_beyond_cases(
        **who, learned_on=day, words=words, of=Of(tuple(services), themes), seen_to=seen_to
    )
    if way:
        to = With(services=tuple(services), partners=(PARTNER,) if way == "forum" else ())
        learning_sharing.share_learning(
            **who, learning=row.pk, way=way, shared_on=day + timedelta(days=20), to=to
        )
    return row


def _followed(who: dict[str, Any], today: date, point: LearningPoint) -> None:
    need = training.raise_training_need(
        **who, words="Telling people what happens next", learning=point.pk,
        sent_on=today - timedelta(days=30), sent_to="Workforce development",
    )  # fmt: skip
    session = training.record_training(
        **who, title="Answering well the first time", held_on=today - timedelta(days=10),
        held_by="Workforce development", attended=14, need=need.pk,
    )  # fmt: skip
    for score in (5, 4, 4):
        training.record_training_feedback(**who, session=session.pk, score=score)
    dip_samples.record_dip_sample(
        **who, asked="Was whoever rang told the same day what happens next?", looked_on=today - timedelta(days=20),
        looked_by="The complaints team", looked_at=20, as_should_be=17, found="Calls late on Fridays were missed.",
        follows=Follows(learning=point.pk, again_on=today + timedelta(days=70)),
    )  # fmt: skip
    papers_changed.record_changed_paper(
        **who, kind="form", title="Call log", was="There was no place for who rings back.",
        became="Each call has a name and an hour beside it.", changed_on=today - timedelta(days=25),
        changed_by="The complaints team", learning=point.pk,
    )  # fmt: skip


def _told(amina: Member, bea: Member, at: datetime, today: date, words: tuple[str, str, str, str]) -> None:
    told = Told(words[0], words[1], today - timedelta(days=30), words[2], words[3])
    row = you_said.write_you_said(member=bea, at=at, told=told)
    if told.child_said:
        asked = you_said.ask_release_of_you_said(member=bea, at=at, number=row.pk)
        four_eyes.approve(number=asked.asked_id or 0, by=amina, at=at)
        you_said.release_you_said(member=bea, at=at, number=row.pk)
