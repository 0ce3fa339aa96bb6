"""The ledger proves itself, and every row of the database: an edit by hand is found and named."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from tests.casework.making import LATER, NOW, complaint, council, kept, ombudsman, stage

from heard.casework import accounts
from heard.casework.audit import verify
from heard.casework.commitments import UNCOMMITTED, committed_models
from heard.casework.context import add_context_figure
from heard.casework.holidays import add_holiday
from heard.casework.setting import set_value
from heard.casework.writing import writing
from heard.ledger.models import Entry, Salt
from heard.people.models import Contact, CouncilLogo, LanguageReview, Person, Service, Spelling

pytestmark = pytest.mark.django_db

# The tables are shared out among so many tests: to fill them all takes longer than to look at one.
PARTS = 8
# Of each table a small run edits one column, the full one every one.
COLUMNS = 1000 if os.environ.get("HEARD_FULL") else 1


@pytest.fixture
def filled():
    """One row at least in every table the ledger answers for."""
    council()
    set_value(name="bands/stage_1", value="10,20", begins_on=date(2006, 9, 1), by="amina", at=NOW)
    add_holiday(day=date(2027, 6, 7), title="Civic day", source="Council minute", by="amina", at=NOW)
    add_context_figure(
        name="Open cases", value=2376, as_at=date(2026, 4, 1), source="Case system", by="amina", at=NOW
    )
    accounts.add_member(
        sign_in_name="amina", full_name="Amina", role="complaints_manager", by="amina", at=NOW
    )
    long = stage(answered_on=date(2026, 4, 20), extended_to=date(2026, 4, 29), outcome="Upheld")
    kept(complaint("C1"), complaint("C2", stages=(long,)))
    kept(complaint("C1", channel="Email"), complaint("C2", stages=(long,)), at=LATER)
    kept(ombudsman(), list_kind="ombudsman")
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Service(label="Fostering"))
        line.add(CouncilLogo(pk=1, form="png", content="bG9nbw=="))
        line.add(Spelling(list="team", said="N team", label="North team"))
        line.add(
            LanguageReview(
                language="fa",
                reviewed_by="Parisa Rad",
                who_they_are="Interpreter",
                reviewed_on=date(2026, 5, 1),
                fingerprint="a" * 64,
            )
        )
        line.add(Contact(person=Person.objects.first(), way="post", value="4 Invented Row"))
    fill_outcomes()
    fill_procedure()
    fill_access()
    fill_learning()
    fill_reports()
    fill_beside()
    fill_data_rights()
    fill_retention()


def fill_beside() -> None:
    """Events, what other councils published, and what somebody asked to be told of."""
    from heard.people.models import Member
    from heard.representations import models as beside

    with writing("test_rows", by="amina", at=NOW) as line:
        council, group = (
            beside.OtherCouncil(name="Elsewhere"),
            beside.ComparisonGroup(name="Near", source="A list"),
        )
        for row in (
            beside.MarkedEvent(
                title="A flood",
                words="Offices shut.",
                kind="wide",
                begins_on=date(2026, 5, 1),
                marked_by="amina",
            ),
            council,
            beside.OtherCouncilFigure(
                council=council,
                what="received",
                year=2025,
                count=40,
                source="Its report",
                taken_on=date(2026, 5, 1),
            ),
            group,
            beside.ComparisonGroupCouncil(group=group, council=council),
            beside.Subscription(
                member=Member.objects.first(), what="pack", how_often="monthly", asked_on=date(2026, 5, 1)
            ),
        ):
            line.add(row)


def fill_data_rights() -> None:
    """A request to erase with its decision, what came of others, and a breach."""
    from heard.representations import models as tables

    case, day = tables.Representation.objects.get(reference="C2"), date(2026, 5, 1)
    asked = tables.DataRequest(
        reference="DR-1", kind="erase", person=Person.objects.first(), asked_by="Kayla", asks_as="self",
        received_on=day, words="Take it out.", reply_to="4 Invented Row",
    )  # fmt: skip
    decided = tables.DataDecision(
        request=asked,
        answer="partly",
        decided_on=day,
        decided_by="Ruth",
        words="The paper goes.",
        letter="Dear Kayla",
    )
    erased = tables.Erasure(
        request=asked,
        reach="part",
        of="C2",
        erased_at=NOW,
        asked_by="ruth",
        agreed_by="amina",
        backups_gone_on=day,
    )
    breach = tables.Breach(
        reference="BR-1", kind="sent", words="To another family.", known_at=NOW, data="Letters"
    )
    with writing("test_rows", by="amina", at=NOW) as line:
        for row in (
            asked,
            tables.DataRequestCase(request=asked, representation=case),
            decided,
            tables.DataReason(decision=decided, code="public_task"),
            tables.ValueCorrected(
                request=asked, what="words", was_sealed="x", why="Wrong.", corrected_on=day
            ),
            tables.Disputed(representation=case, what="words", statement="I never said so.", stated_on=day),
            tables.RestrictedUse(request=asked, representation=case, begins_on=day),
            erased,
            tables.StoreCleaned(erasure=erased, store="files", taken_out=1, left=0),
            breach,
            tables.BreachStep(
                breach=breach,
                about="risk",
                answer="none",
                words="Sent back unread.",
                happened_at=NOW,
                said_by="Ruth",
            ),
            tables.BreachCase(breach=breach, representation=case),
        ):
            line.add(row)


def fill_retention() -> None:
    from heard.outcomes import models as outcomes
    from heard.representations.models import Representation

    case, day = Representation.objects.get(reference="C1"), date(2026, 5, 1)
    with writing("test_rows", by="amina", at=NOW) as line:
        for row in (
            outcomes.RetentionLine(
                code="other", begins_on=day, title="Corporate", trigger="closure", length=3, reason="R", basis="B",
                owner="Amina", review_on=day, proposed_by="amina", agreed_by="ruth", at=NOW,
            ),
            outcomes.RetentionFacts(representation=case, said_by="Amina", said_at=NOW),
            outcomes.RetentionReview(
                representation=case, outcome="keep", line="other", due_on=day, keep_until=LATER.date(), because="B",
                reviewed_on=day, by="amina", at=NOW,
            ),
            outcomes.LegalHold(
                what="period", source="court", from_on=day, until_on=day, because="An order", begins_on=day,
                ends_on=day, review_on=day, placed_by="amina", placed_at=NOW,
            ),
            outcomes.Tombstone(
                case_number=987654, reference="GONE-1", because="schedule", rows=3, counts="{}", files=0, persons=0,
                proposed_by="amina", agreed_by="ruth", erased_on=day, erased_at=NOW,
            ),
            outcomes.ErasedTotal(month=day, kind="comment", counted="received", count=1),
        ):  # fmt: skip
            line.add(row)


def fill_reports() -> None:
    from heard.ledger import models as ledger

    day = date(2026, 5, 1)
    draft = ledger.ReportDraft(
        kind="annual",
        period="2025-26",
        as_at=day,
        title="Annual report",
        author="Amina",
        begun_by="amina",
        begun_at=NOW,
    )
    section = ledger.ReportSection(draft=draft, code="key", place=1)
    released = ledger.PublishedReport(
        number=1,
        edition=1,
        draft=draft,
        kind="annual",
        period="2025-26",
        as_at=day,
        title="Annual report",
        author="Amina",
        released_by="dana",
        released_name="Dana",
        released_at=NOW,
        after_entry=1,
        after_digest="a" * 64,
        rule_book="b",
        threshold=5,
        hidden=0,
        content="{}",
        digest="c" * 64,
        figures="{}",
        figures_digest="d" * 64,
    )
    with writing("test_rows", by="amina", at=NOW) as line:
        for row in (
            draft,
            section,
            ledger.SectionVersion(section=section, number=1, heading="Key", by="amina", name="Amina", at=NOW),
            ledger.ReportSignOff(
                draft=draft, finding="e" * 64, kind="name", said="A name", reason="Hers", by="amina", name="A", at=NOW
            ),
            released,
            ledger.ReportTakenBack(report=released, because="Wrong", by="dana", at=NOW),
        ):  # fmt: skip
            line.add(row)


def fill_outcomes() -> None:
    from heard.outcomes import models as outcomes
    from heard.people.models import Term
    from heard.representations.models import Element, Representation

    case, term = Representation.objects.get(reference="C1"), Term.objects.filter(list="outcome").first()
    with writing("test_rows", by="amina", at=NOW) as line:
        point = Element(representation=case, number=1, words="Nobody rang back.")
        line.add(point)
        line.add(outcomes.Finding(element=point, step="manager", finding=term))
        line.add(outcomes.Remedy(representation=case, kind=term, words="An apology"))
        line.add(outcomes.Recommendation(representation=case, words="Ring back the same day."))
        line.add(outcomes.LearningPoint(words="Ring back.", learned_on=date(2026, 5, 1)))
        line.add(
            outcomes.Action(
                representation=case,
                words="Train the duty team.",
                owner=Person.objects.first(),
                agreed_on=date(2026, 5, 1),
                due_on=date(2026, 6, 1),
            )
        )
        fill_promises(line, case)
    fill_themes(case)
    fill_file_requests(case)
    fill_plans(term)
    fill_money(case, term)


def fill_themes(case: Any) -> None:
    from heard.outcomes.models import Theme, ThemedCase
    from heard.representations.models import PassedOn, ReportWords

    who = {"by": "amina", "at": NOW}
    theme = Theme(name="Not rung back", origin="person", begun_by="amina", begun_at=NOW)
    with writing("test_rows", **who) as line:
        line.add(theme)
        line.add(ThemedCase(theme=theme, representation=case, added_by="amina", added_at=NOW))
        line.add(PassedOn(representation=case, what="compliment", to_name="Tom", way="post", words="Thanks",
                          from_name="Amina", passed_on=date(2026, 5, 1), **who))  # fmt: skip
        line.add(
            ReportWords(representation=case, use="line", words="Thanks", drafted_by="amina", drafted_at=NOW)
        )


def fill_file_requests(case: Any) -> None:
    from heard.representations import models as tables

    day, person = date(2026, 5, 1), Person.objects.first()
    who = {"recorded_by": "amina", "recorded_at": NOW}
    with writing("test_rows", by="amina", at=NOW) as line:
        asked = tables.FileRequest(
            reference="FILE-2026-001", person=person, asker=person, authority="own", wanted="All", way="Post",
            received_on=day, **who,
        )  # fmt: skip
        line.add(asked)
        line.add(
            tables.FilePause(request=asked, basis="scope", words="Which years?", asked_on=day, way="Post")
        )
        line.add(
            tables.FileSearch(request=asked, place="Here", how="By name", found="1", searched_on=day, by="a")
        )
        piece = tables.FilePiece(
            request=asked, representation=case, source="case:1", kind="record", title="C"
        )
        line.add(piece)
        line.add(tables.FileSpan(piece=piece, words="Tom", whose="other"))
        line.add(
            tables.FileCopy(
                request=asked, version=1, digest="a" * 64, path="a", size=1, pages=1, made_by="a", made_at=NOW
            )
        )
        line.add(
            tables.DataComplaint(
                reference="DATA-2026-001",
                person=person,
                words="Sent to him",
                way="Post",
                received_on=day,
                **who,
            )
        )


def fill_plans(provider: Any) -> None:
    from heard.outcomes import models as outcomes

    day, owner = date(2026, 5, 1), Person.objects.first()
    with writing("test_rows", by="amina", at=NOW) as line:
        met = outcomes.Meeting(kind="committee", with_whom="Scrutiny committee", held_on=day)
        line.add(met)
        matter = outcomes.Matter(
            meeting=met, number=1, kind="question", words="Why late?", owner=owner, due_on=day
        )
        line.add(matter)
        line.add(outcomes.FigureTold(matter=matter, measure="received", words="12", told_on=day))
        line.add(outcomes.AdvocacyContract(provider=provider, begins_on=day, words="Up to 40 children."))
        plan = outcomes.Plan(
            title="Plan for 2026/27",
            begins_on=day,
            ends_on=date(2027, 3, 31),
            agreed_by="Cabinet",
            agreed_on=day,
        )
        line.add(plan)
        item = outcomes.PlanItem(
            plan=plan, number=1, kind="action", words="Ring back.", owner=owner, due_on=day
        )
        line.add(item)
        line.add(
            outcomes.PlanProgress(
                item=item, standing="on_the_way", said_on=day, words="Begun.", said_by="Amina"
            )
        )


def fill_money(case: Any, term: Any) -> None:
    from heard.outcomes import models as outcomes
    from heard.representations.models import Stage

    day, stage = date(2026, 5, 1), Stage.objects.filter(representation=case).first()
    who = outcomes.OnTheBench(person=Person.objects.first(), investigates=True, joined_on=day)
    paid = outcomes.ProposedPayment(
        representation=case, kind=term, amount=50, ground="delay", words="Six weeks.", asked_by="council",
        payee="complainant", proposed_on=day, proposed_by="amina",
    )  # fmt: skip
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(paid)
        line.add(outcomes.ProposedPart(proposed=paid, amount=50))
        line.add(outcomes.Cost(representation=case, stage=stage, kind="venue", amount=90, incurred_on=day))
        line.add(who)
        line.add(outcomes.NotFree(who=who, begins_on=day))
        line.add(outcomes.KnownTie(who=who, kind="worked"))


def fill_promises(line, case: models.Model) -> None:
    from heard.outcomes import models as outcomes

    action, person, day = outcomes.Action.objects.get(), Person.objects.first(), date(2026, 6, 1)
    word = outcomes.PromiseWord(
        action=action, person=person, said="not_done", said_on=day, way="page", by="door", at=NOW
    )
    for row in (
        outcomes.PromiseTold(action=action, person=person, words="We train the team.", told_on=day),
        word,
        outcomes.PromiseReopened(
            action=action, word=word, reopened_on=day, reason="Not done.", by="amina", was_done_on=day,
            was_proof="A list", was_accepted_by="Dana",
        ),
        outcomes.FollowUp(
            representation=case, action=action, person=person, months=3, since_on=day, due_on=date(2026, 9, 1)
        ),
        outcomes.Oversight(
            looked_on=day, name="Dana", role="director", overdue=1, due_soon=0, note="One.", at=NOW
        ),
    ):  # fmt: skip
        line.add(row)


def fill_learning() -> None:
    from heard.outcomes import models as outcomes
    from heard.people.models import Member, Service, Term
    from heard.representations.models import Representation, SecondPerson

    case, point, day = (
        Representation.objects.get(reference="C2"),
        outcomes.LearningPoint.objects.get(),
        date(2026, 5, 1),
    )
    service, who, member = Service.objects.first(), Person.objects.first(), Member.objects.first()
    sharing = outcomes.Sharing(learning=point, way="memo", shared_on=day, said_by="Amina")
    guidance = outcomes.Guidance(
        title="Ring back", words="The same day.", issued_on=day, issued_by="A", read_by=day
    )
    need = outcomes.TrainingNeed(words="Ringing back", raised_on=day, raised_by="Amina")
    session = outcomes.TrainingSession(title="Listening", held_on=day, held_by="Ruth", attended=12)
    sample = outcomes.DipSample(
        asked="Rung back?", looked_on=day, looked_by="Ruth", looked_at=9, as_should_be=7, found="Two."
    )
    with writing("test_rows", by="amina", at=NOW) as line:
        for row in (
            outcomes.LearningPlace(learning=point, service=service, added_on=day),
            outcomes.LearningTheme(learning=point, term=Term.objects.first(), added_on=day),
            outcomes.LearningCase(learning=point, representation=case, added_on=day),
            outcomes.LearningPlan(learning=point, owner=who, due_on=day),
            outcomes.LearningAnswer(learning=point, answer="yes", words="None since.", said_on=day, said_by="Amina"),
            outcomes.PaperChanged(
                kind="form", title="Call log", was="No line", became="A line", changed_on=day, changed_by="A",
                learning=point,
            ),
            outcomes.Partner(label="Harbour Health Trust"),
            sharing,
            outcomes.SharedWith(sharing=sharing, service=service, label="N"),
            outcomes.GoodPractice(title="Ring back", words="The same day.", released_on=day, released_by="Amina"),
            guidance,
            outcomes.GuidanceReader(guidance=guidance, member=member),
            outcomes.YouSaid(
                said="Nobody rang.", did="We ring.", done_on=day, written_by="A", written_on=day,
                asked=SecondPerson.objects.first(),
            ),
            need,
            session,
            outcomes.TrainingAttendance(session=session, person=who, noted_on=day),
            outcomes.TrainingFeedback(session=session, score=4),
            sample,
            outcomes.DipSampleCase(sample=sample, representation=case),
        ):  # fmt: skip
            line.add(row)


def fill_access() -> None:
    from heard.ledger.models import LookToGoOver
    from heard.people.models import (
        Absence,
        AccessReviewed,
        DirectoryLink,
        Factor,
        Member,
        OfficeChange,
        OfficePost,
        Tie,
    )
    from heard.representations import models as tables

    case, member, day = (
        tables.Representation.objects.get(reference="C1"),
        Member.objects.get(),
        date(2026, 5, 5),
    )
    other = accounts.add_member(
        sign_in_name="ruth", full_name="Ruth", role="information_governance", by="amina", at=NOW
    )
    person = Person.objects.first()
    paper = tables.Document(
        representation=case, title="Report", kind="report", digest="a" * 64, path="aa/a", media_type="text/plain",
        size=3, added_by="amina", added_at=NOW,
    )  # fmt: skip
    grant = tables.Grant(
        representation=case, member=member, part="advocate", basis="Asked for", undertaking_on=day,
        identity_checked_by="Amina", begins_on=day, ends_on=day, given_by="amina",
    )  # fmt: skip
    with writing("test_rows", by="amina", at=NOW) as line:
        for row in (
            OfficePost(person=person, job="Social worker", begins_on=day),
            Absence(member=member, begins_on=day),
            OfficeChange(member=member, act="move_staff", from_on=day, because="Parted.", by="amina", at=NOW),
            Tie(person=person, name="Malik Thornbeck", begins_on=day),
            Factor(member=member, kind="passkey", name="Laptop", secret="public half", added_at=NOW),
            DirectoryLink(member=member, issuer="https://login.example", subject="7"),
            LookToGoOver(
                pattern="surname", by="ruth", reference="C1", why="The same surname.", first_at=NOW, last_at=NOW,
                looks=1, found_on=day, due_on=day,
            ),
            AccessReviewed(
                member=member, quarter=day, role="advocate", verdict="kept", words="Needed.", by="ruth", at=NOW
            ),
            paper,
            tables.Assignment(representation=case, member=member, part="owner", begins_on=day),
            tables.SavedFilter(member=member, name="Late", chosen="colour=late"),
            tables.CalendarLink(member=member, digest="b" * 64, made_at=NOW),
            tables.DailyMessage(member=member, representation=case, day=day, things=1),
            tables.Wall(representation=case, person=person, source="declared", begins_on=day),
            tables.Restriction(representation=case, because="A well-known family", begins_on=day),
            grant,
            tables.GrantedDocument(grant=grant, document=paper, named_at=NOW),
            tables.Declaration(grant=grant, has_link=False, declared_at=NOW),
            tables.InterviewNote(
                representation=case, member=member, met="Kayla", met_on=day, companion="came", words="She said so."
            ),
            tables.PaperNote(member=member, document=paper, page=1, words="Compare with the plan.", at=NOW),
            tables.AnswerAsked(
                representation=case, member=member, address="x", asked_by="amina", asked_on=day, answer_by=day
            ),
            tables.HandedIn(representation=case, member=member, what="answer", content="{}", handed_in_at=NOW),
            tables.Unsealing(
                representation=case, member=member, part="lado", basis="A duty", begins_on=day, ends_on=day,
                asked_by="amina", approved_by="ruth",
            ),
            tables.GlassBroken(
                representation=case, member=member, reason="safety", words="Needed", began_at=NOW, ends_at=LATER
            ),
            tables.SecondPerson(
                act="unseal", reference="C1", content="{}", digest="a" * 64, asked_by=member, asked_at=NOW,
                answer="approved", answered_by=other, answered_at=LATER,
            ),
        ):  # fmt: skip
            line.add(row)


def paper_in_bundle(bundle: models.Model, case: models.Model) -> models.Model:
    """A paper picked for a bundle; the paper itself is kept first."""
    from heard.representations import models as tables

    paper = tables.Document(
        representation=case, title="Report", kind="report", digest="0" * 64, path="00/00", media_type="application/pdf",
        size=4, added_by="amina", added_at=NOW,
    )  # fmt: skip
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(paper)
    return tables.BundlePaper(bundle=bundle, document=paper, position=1)


def fill_procedure() -> None:
    from heard.representations import models as tables

    case, other = (tables.Representation.objects.get(reference=one) for one in ("C1", "C2"))
    at = tables.Stage.objects.filter(representation=case).first()
    person, day = Person.objects.first(), date(2026, 5, 5)
    letter = tables.Letter(
        representation=case,
        kind="answer",
        audience="adult",
        title="Our answer",
        issued_on=day,
        issued_by="amina",
    )
    draft = tables.LetterDraft(
        representation=case, kind="closed", audience="adult", owed_on=day, written_by="amina"
    )
    appointed = tables.Appointment(
        representation=case, stage=at, person=person, part="panellist", appointed_on=day
    )
    panel, ombudsmans = tables.Panel(stage=at), tables.OmbudsmanCase.objects.first()
    redating = tables.Redating(made_on=day, because="A bank holiday was proclaimed", made_by="amina")
    with writing("test_rows", by="amina", at=NOW) as line:
        for row in (
            tables.Decision(
                representation=case, about="interest", answer="yes", reason="Lives with her", decided_on=day
            ),
            tables.Hold(representation=case, stage=at, basis="advocate", from_on=day),
            appointed,
            tables.Report(appointment=appointed, received_on=day),
            tables.Wording(
                element=case.elements.first(), words="Calls were not returned.", standing="drafted", since=day
            ),
            tables.ProviderAnswer(representation=case, provider="Harbour Homes", passed_on=day),
            tables.OmbudsmanEnquiry(
                case=ombudsmans, received_on=day, answer_by=date(2026, 6, 5), asked="Why was it late?"
            ),
            tables.OmbudsmanRecommendation(case=ombudsmans, words="Apologise.", due_on=date(2026, 6, 5)),
            tables.PublicReport(case=ombudsmans, received_on=day),
            tables.OmbudsmanStep(case=ombudsmans, what="waits", from_on=day),
            proposed := tables.OmbudsmanDraft(
                case=ombudsmans, received_on=day, comments_by=date(2026, 6, 5), proposes="Fault."
            ),
            tables.OmbudsmanExtension(
                draft=proposed,
                asked_on=day,
                asked_by="Amina",
                reason="Ill.",
                was_due_on=day,
                wanted_until=date(2026, 6, 9),
            ),  # fmt: skip
            tables.DecisionMadePublic(case=ombudsmans, address="https://www.lgo.org.uk/a", published_on=day),
            tables.WordOnRefusal(case=ombudsmans, word="accepted", said_on=day, words="It was right."),
            tables.OmbudsmanTalk(
                held_on=day, how="Call", with_whom="Liaison officer", words="First meeting."
            ),
            tables.Dissatisfaction(representation=case, said_on=day, words="I am not happy."),
            panel,
            tables.PanelAttendance(panel=panel, person=person, came_as="complainant"),
            tables.Advocacy(representation=case, offered_on=day, as_a_right=True),
            tables.ContactAttempt(representation=case, tried_on=day, way="telephone", reached=False),
            tables.PanelSubmission(panel=panel, of="authority", way="written", words="What the team did."),
            tables.PanelArrangement(panel=panel, place="The Old Library", needs="A ramp"),
            tables.Engagement(appointment=appointed, signed_on=day, terms="By the day, as agreed."),
            bundle := tables.Bundle(stage=at, begun_by="amina", begun_at=NOW),
            picked := paper_in_bundle(bundle, case),
            tables.BundleLeave(paper=picked, decided_by="amina", decided_at=NOW, reason="Asked for."),
            tables.ChronologyLine(bundle=bundle, position=1, happened_on=day, words="They wrote."),
            hiding := tables.Hiding(document=picked.document, begun_by="amina", begun_at=NOW),
            tables.HiddenWords(
                hiding=hiding, words="Kayla", reason="third_party", marked_by="amina", marked_at=NOW
            ),
            tables.RegulatorContact(
                representation=case,
                regulator="Ofsted",
                told_on=day,
                who="complainant",
                way="e-mail",
                words="Told.",
            ),
            tables.AdvocacyReferral(
                reference="ADV-2026-0001", person=person, relation="child", as_a_right=True, asked_on=day
            ),
            tables.Link(one=case, other=other, because="same_matter"),
            letter,
            tables.Posting(letter=letter, way="post", sent_on=day),
            draft,
            tables.DraftVersion(
                draft=draft, number=2, title="Our answer", words="We agree.", by="amina", at=NOW
            ),
            tables.DraftStep(draft=draft, step="checked", version=2, by="amina", at=NOW),
            tables.IssuedFile(letter=letter, form="docx", content="UEs=", digest="0" * 64),
            tables.Protection(
                representation=case,
                person=person,
                what="school",
                words="Invented Lane School",
                reason="x",
                since=day,
            ),
            tables.Message(
                representation=case,
                person=person,
                direction="out",
                way="email",
                words="We rang.",
                said_on=day,
                by="amina",
                at=NOW,
            ),
            tables.Telling(representation=case, door="child", told_on=day),
            tables.Code(representation=case, person=person, tag="t", digest="d", given_on=day),
            tables.HowItWas(representation=case, person=person, heard="yes", fair="no", said_on=day),
            tables.OfficeNote(representation=case, words="Ring on Mondays.", by="amina", at=NOW),
            mail := tables.ArrivedMail(
                key="k", sender="x@example.org", words="Hello.", received_at=NOW, taken_in_at=NOW, size=1
            ),
            tables.MailAttachment(mail=mail, position=1, name="a.pdf", size=1),
            tables.MailMatch(mail=mail, representation=case, why="reference"),
            tables.LetterWords(
                kind="closed",
                audience="adult",
                words="It is closed.",
                begins_on=day,
                reason="x",
                by="amina",
                at=NOW,
            ),
            tables.Notice(representation=case, stage=at, what="turned_late", about_on=day, seen_on=day),
            redating,
            tables.MovedDate(redating=redating, stage=at, clock="concern/answer", was_on=day, becomes_on=day),
        ):
            line.add(row)


def test_a_whole_ledger_says_so(filled):
    verdict = verify()

    assert verdict.whole
    assert verdict.entries == Entry.objects.count()
    assert verdict.rows == sum(model._default_manager.count() for model in committed_models())


@pytest.mark.once
@pytest.mark.parametrize("part", range(PARTS))
def test_editing_any_one_row_by_hand_is_found_and_named(filled, part):
    for model in [model._meta.label for model in committed_models()][part::PARTS]:
        row = model_called(model)._default_manager.order_by("pk").last()
        assert row is not None, f"the test must have a row of {model}"

        edited = 0
        for field in row._meta.concrete_fields:
            edited += edited_and_found(row, field) if edited < COLUMNS else 0

        assert edited or taken_out_and_found(row), f"no column of {model} could be edited by hand"


def edited_and_found(row: models.Model, field: models.Field) -> bool:
    """Edit one column by hand and hold that the check names the row; False where the database itself refuses."""
    make = by_hand(field)
    if make is None:
        return False
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(
                **{field.attname: make(getattr(row, field.attname))}
            )
            found = [(fault.kind, fault.where) for fault in verify().faults]
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    name = f"{row._meta.label} {row.pk}"
    assert [kind for kind, _ in found] == ["row edited"], f"{name}.{field.name}"
    assert name in found[0][1]
    return True


def taken_out_and_found(row: models.Model) -> bool:
    """Of a table of keys and names alone: take the row out by hand and hold that the check names it."""
    if any(by_hand(field) for field in row._meta.concrete_fields):
        return False
    with transaction.atomic():
        rows = type(row)._base_manager.filter(pk=row.pk)
        rows._raw_delete(rows.db)
        found = [(fault.kind, fault.where) for fault in verify().faults]
        transaction.set_rollback(True)
    assert [kind for kind, _ in found] == ["row gone"]
    assert found[0][1] == f"{row._meta.label_lower} {row.pk}"
    return True


@pytest.mark.parametrize("model", ["representations.Extension", "people.Spelling", "outcomes.PaymentPart"])
def test_taking_a_row_out_or_putting_one_in_by_hand_is_found(filled, model):
    row = model_called(model)._default_manager.order_by("pk").last()

    type(row)._base_manager.filter(pk=row.pk).delete()
    assert [fault.kind for fault in verify().faults] == ["row gone"]

    row.save(force_insert=True)
    assert verify().whole
    row.pk = None
    if model == "people.Spelling":
        row.said = "another"
    if model == "representations.Extension":
        row.extended_to = date(2026, 5, 5)
    row.save(force_insert=True)
    assert [fault.kind for fault in verify().faults] == ["row added"]


def test_the_database_itself_refuses_to_change_or_remove_an_entry(filled):
    for statement in ("UPDATE ledger_entry SET act = 'x'", "DELETE FROM ledger_entry"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize("field", ["at", "by", "act", "reference", "done_on", "said", "previous", "digest"])
def test_an_entry_edited_in_spite_of_the_guard_is_found_and_named(filled, field):
    drop_guards()
    entry = Entry.objects.get(sequence=5)
    new = {"at": LATER, "done_on": date(2001, 1, 1), "said": json.dumps({"x": 1})}.get(field, "f" * 20)

    Entry.objects.filter(sequence=5).update(**{field: new})

    assert entry is not None
    where = [fault.where for fault in verify().faults]
    assert "ledger entry 5" in where


def test_an_entry_taken_out_is_found(filled):
    drop_guards()
    Salt.objects.filter(entry_id=4).delete()

    Entry.objects.filter(sequence=4).delete()

    assert any(fault.kind == "gap" for fault in verify().faults)


def test_entries_swapped_are_found(filled):
    drop_guards()
    last = Entry.objects.order_by("-sequence").first()
    one, other = Entry.objects.get(sequence=last.sequence - 1), last

    Entry.objects.filter(pk=one.pk).update(act=other.act, said=other.said)

    assert not verify().whole


def test_without_fingerprints_an_edit_would_go_unseen(filled, monkeypatch):
    """The control: with the guard off, the same edit is not found, so it is the guard that finds it."""
    monkeypatch.setattr("heard.casework.audit.fingerprint", lambda row, salt: "same")
    monkeypatch.setattr("heard.casework.audit._judge", lambda row, kept, salts: iter(()))
    row = model_called("representations.Stage")._default_manager.first()

    type(row)._base_manager.filter(pk=row.pk).update(answered_on=date(2026, 4, 2))

    assert verify().whole


def model_called(label: str) -> type[models.Model]:
    return next(model for model in committed_models() if model._meta.label == label)


def by_hand(field: models.Field) -> Callable[[Any], Any] | None:
    """How somebody could change a column by hand; None for keys and links, and for what signing in writes."""
    written_by_signing_in = UNCOMMITTED.get(field.model._meta.label, set())
    if field.primary_key or field.is_relation or field.unique or field.name in written_by_signing_in:
        return None
    kinds: dict[type[models.Field], Callable[[Any], Any]] = {
        models.BooleanField: lambda old: not old,
        models.DateTimeField: lambda old: LATER.replace(year=2027),
        models.DateField: lambda old: date(2031, 1, 1),
        models.IntegerField: lambda old: (old or 0) + 7,
        models.DecimalField: lambda old: (old or 0) + 1,
        models.CharField: lambda old: f"{(old or '')[: field.max_length - 1]}x",
        models.TextField: lambda old: f"{old}x",
    }
    return next((make for kind, make in kinds.items() if isinstance(field, kind)), None)


def drop_guards() -> None:
    """What somebody with the database's own rights could do before editing the ledger."""
    statements = {
        "sqlite": ["DROP TRIGGER ledger_entry_no_update", "DROP TRIGGER ledger_entry_no_delete"],
        "postgresql": ["DROP TRIGGER ledger_entry_append_only ON ledger_entry"],
    }
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
