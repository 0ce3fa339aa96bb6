"""One case in which everything is on record, a word of its own in every field that says something about somebody."""

# ruff: noqa: E501  (a table: one thing a line)

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.casework import living, stages
from tests.casework.offices import NOW, TODAY, Office

from heard.casework.filing import file_paper
from heard.casework.permissions import Level
from heard.casework.writing import writing
from heard.ledger import models as ledger
from heard.outcomes import models as outcomes
from heard.people import models as people
from heard.representations import models as kept

EARLIER = date(2026, 9, 1)
WHO = {"by": "amina", "at": NOW}


@dataclass
class Everything:
    """The office, the case, each word by the name of its field, and the row behind each number in an address."""

    made: Office
    case: kept.Representation
    words: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """The word of a field: nobody would write it anywhere else."""
        return self.words.setdefault(name, f"zq{self.case.pk}{len(self.words):03d}x")


def everything(made: Office) -> Everything:
    """A complaint with its panel's report, about the team North, and a row of every kind beside it."""
    case = stages.recommended()
    found = Everything(made, case)
    for add in (
        _said,
        _people,
        _decided,
        _stages,
        _put_right,
        _letters,
        _mail,
        _papers,
        _handed_in,
        _leave,
        _ombudsman,
        _data_rights,
    ):
        with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
            add(found, line)
    found.case = living.fresh(case)
    return found


def _said(all_: Everything, line: Any) -> None:
    case, word = all_.case, all_.word
    line.change(case, words=word("words"), notes=word("notes"), team=all_.made.teams["North"])
    element = case.elements.order_by("number").first()
    line.change(
        element, words=word("point"), agreed_words=word("agreed_point"), outcome_wanted=word("wanted")
    )
    line.add(kept.UnmappedFact(representation=case, heading="Column", said=word("unmapped")))
    line.add(kept.OfficeNote(representation=case, words=word("office_note"), **WHO))
    line.add(
        kept.ContactAttempt(
            representation=case, tried_on=EARLIER, way="post", reached=False, words=word("attempt")
        )
    )
    line.add(kept.Message(representation=case, person_id=living.person(case), direction="out", way="email",
                          value=word("message_to"), words=word("message"), said_on=EARLIER, **WHO))  # fmt: skip
    line.add(kept.RegulatorContact(representation=case, regulator="Ofsted", told_on=EARLIER, who="council", way="post",
                                   words=word("regulator")))  # fmt: skip
    line.add(kept.Dissatisfaction(representation=case, said_on=EARLIER, words=word("dissatisfied")))
    line.add(kept.Wording(element=element, words=word("wording"), standing="amended", since=EARLIER))
    line.add(
        kept.ProviderAnswer(
            representation=case, provider="Provider", passed_on=EARLIER, words=word("provider")
        )
    )
    ledger.Correction.objects.create(at=NOW, by="amina", reference=case.reference, what="words",
                                     was=word("corrected_from"), became="other", why=word("corrected_why"))  # fmt: skip


def _people(all_: Everything, line: Any) -> None:
    case, word = all_.case, all_.word
    malik = people.Person.objects.get(pk=living.person(case))
    line.change(malik, name=f"Malik {word('name').capitalize()}", ward=word("ward"))
    child = people.Person.objects.get(pk=living.person(case, "child"))
    line.change(child, name=f"Kayla {word('childs_name').capitalize()}", file_number=word("file_number"))
    line.add(
        people.Contact(
            person=malik, way="post", value=word("safe_address"), is_safe=True, note=word("contact_note")
        )
    )
    line.add(people.Contact(person=malik, way="telephone", value=word("unsafe_number"), is_safe=False))
    line.add(kept.Protection(representation=case, person=child, what="address", words=word("protected_address"),
                             reason=word("protected_because"), since=EARLIER))  # fmt: skip
    line.add(kept.Protection(representation=case, person=child, what="school", words=word("protected_school"),
                             reason="Asked", since=EARLIER))  # fmt: skip
    worker = people.Person(name=f"Tom {word('worker').capitalize()}")
    line.add(worker)
    line.add(kept.Party(representation=case, person=worker, part="worker"))


DECISIONS = {
    "adjustment": "adjustments", "must_not_know": "parties", "safeguarding": "safeguarding", "limit": "contacts",
    "consent": "consents", "freeze": "decisions", "interest": "decisions", "share": "decisions",
}  # fmt: skip


def _decided(all_: Everything, line: Any) -> None:
    for about in DECISIONS:
        line.add(kept.Decision(representation=all_.case, about=about, answer="stands",
                               reason=all_.word(f"{about}_reason"), evidence=all_.word(f"{about}_evidence"),
                               decided_by="Amina Odell", decided_on=EARLIER))  # fmt: skip
    line.add(kept.Hold(representation=all_.case, basis="proceedings", proceedings=all_.word("proceedings"),
                       prejudice=all_.word("prejudice"), from_on=EARLIER, until_on=EARLIER))  # fmt: skip


def _stages(all_: Everything, line: Any) -> None:
    case, word = all_.case, all_.word
    second, third = (case.stages.get(stage=one) for one in ("stage_2", "stage_3"))
    appointed = case.appointments.filter(part="investigating_officer").first()
    line.change(appointed, declared=word("declared"))
    line.add(kept.Report(appointment=appointed, received_on=EARLIER, words=word("report")))
    line.add(kept.Engagement(appointment=appointed, signed_on=EARLIER, terms=word("terms")))
    line.add(kept.Extension(stage=second, extended_to=TODAY, reason=word("extension"), decided_by="Amina"))
    line.change(third.panel, report_summary=word("panel_summary"), attended=word("panel_attended"))
    line.add(kept.PanelArrangement(panel=third.panel, place=word("panel_place"), needs=word("panel_needs"),
                                   childs_way=word("childs_way")))  # fmt: skip
    line.add(
        kept.PanelSubmission(panel=third.panel, of="interested", way="written", words=word("submission"))
    )
    finding = outcomes.Finding.objects.filter(element__representation=case).order_by("pk").last()
    line.change(finding, reason=word("finding"))


def _data_rights(all_: Everything, line: Any) -> None:
    """A request that was decided, with what came of each kind, and a breach."""
    case, word = all_.case, all_.word
    asked = kept.DataRequest(
        reference=f"DR-{case.pk}", kind="correct", person_id=living.person(case), asked_by=word("data_asker"),
        asks_as="self", received_on=EARLIER, words=word("data_words"), reply_to=word("data_reply_to"),
    )  # fmt: skip
    decided = kept.DataDecision(request=asked, answer="partly", decided_on=EARLIER, decided_by="Ruth",
                                words=word("data_decided"), letter=word("data_letter"))  # fmt: skip
    breach = kept.Breach(
        reference=f"BR-{case.pk}", kind="sent", words=word("breach"), known_at=NOW, data="A name"
    )
    for row in (
        asked,
        kept.DataRequestCase(request=asked, representation=case),
        decided,
        kept.ValueCorrected(request=asked, representation=case, what="words", was_sealed="x", became=word("data_became"),
                            why=word("data_why"), corrected_on=EARLIER),
        kept.Disputed(request=asked, representation=case, what="words", statement=word("disputed"), stated_on=EARLIER),
        breach,
        kept.BreachCase(breach=breach, representation=case),
        kept.BreachStep(breach=breach, about="risk", answer="none", words=word("breach_step"), happened_at=NOW,
                        said_by="Ruth"),
    ):  # fmt: skip
        line.add(row)
    all_.rows |= {"data_request": asked, "breach": breach}


def _promised(all_: Everything, line: Any) -> None:
    """A promise told to whoever complains, what they said of it, opened once, and an answer of the service."""
    case, word, person = all_.case, all_.word, living.person(all_.case)
    row = outcomes.Action.objects.get(words=all_.words["action"])
    line.add(outcomes.PromiseTold(action=row, person_id=person, words=word("promise_told"), told_on=EARLIER))
    said = outcomes.PromiseWord(
        action=row, person_id=person, said="not_done", words=word("promise_said"), said_on=EARLIER, way="telephone",
        by="amina", at=NOW, seen_on=EARLIER,
    )  # fmt: skip
    line.add(said)
    line.add(
        outcomes.PromiseReopened(
            action=row, word=said, reopened_on=EARLIER, reason=word("reopened"), by="amina", was_done_on=EARLIER,
            was_proof=word("was_proof"), was_accepted_by="Dana",
        )
    )  # fmt: skip
    line.add(
        outcomes.FollowUp(
            representation=case, action=row, months=3, since_on=EARLIER, due_on=EARLIER, asked_on=EARLIER, answer="no",
            words=word("if_changed"), answered_on=EARLIER, decided="nothing", decided_on=EARLIER,
            reason=word("if_changed_so"),
        )
    )  # fmt: skip


def _put_right(all_: Everything, line: Any) -> None:
    case, word = all_.case, all_.word
    third = case.stages.get(stage="stage_3")
    line.add(
        outcomes.Payment(
            representation=case, stage=third, amount=125, detail=word("payment"), paid_on=EARLIER
        )
    )
    line.add(outcomes.Recommendation(representation=case, stage=third, words=word("recommendation")))
    line.add(outcomes.Action(representation=case, stage=third, words=word("action"), agreed_on=EARLIER, due_on=EARLIER,
                             done_on=EARLIER, proof=word("proof"), proof_accepted_by="Dana",
                             owner_id=stages.somebody("Tom Ashby")))  # fmt: skip
    line.add(
        outcomes.Remedy(
            representation=case, kind=people.Term.objects.get(label="Apology"), words=word("remedy")
        )
    )
    _money(all_, line)
    _promised(all_, line)
    learnt = outcomes.LearningPoint(representation=case, words=word("learnt"), learned_on=EARLIER)
    line.add(learnt)
    line.add(
        outcomes.LearningAnswer(
            learning=learnt, answer="no", words=word("still_so"), said_on=TODAY, said_by="Ruth"
        )
    )
    all_.rows["learning"] = learnt


def _money(all_: Everything, line: Any) -> None:
    case, word = all_.case, all_.word
    kind = people.Term(list="payment_kind", label=f"Goodwill {case.pk}")
    line.add(kind)
    proposed = outcomes.ProposedPayment(
        representation=case, kind=kind, amount=90, ground="delay", words=word("paid_for"), asked_by="council",
        payee="other", payee_words=word("payee"), proposed_on=EARLIER, proposed_by="amina",
    )  # fmt: skip
    line.add(proposed)
    line.add(outcomes.ProposedPart(proposed=proposed, amount=90, words=word("part_paid")))
    line.add(
        outcomes.Cost(
            representation=case, stage=case.stages.get(stage="stage_3"), kind="venue", amount=40,
            incurred_on=EARLIER, paid_to=word("paid_to"), invoice=word("invoice")[:80], words=word("cost"),
        )
    )  # fmt: skip
    seat = outcomes.OnTheBench(
        person=case.appointments.order_by("pk")[0].person, investigates=True, joined_on=EARLIER
    )
    if not outcomes.OnTheBench.objects.filter(person=seat.person).exists():
        line.add(seat)
        tie = outcomes.KnownTie(who=seat, kind="works", words="Sits with the fostering team")
        line.add(tie)
        all_.rows |= {"on_bench": seat, "bench_tie": tie}
    all_.rows["proposed"] = proposed


def _letters(all_: Everything, line: Any) -> None:
    case, word, rows = all_.case, all_.word, all_.rows
    malik = people.Person.objects.get(pk=living.person(case))
    letter = kept.Letter(representation=case, kind="acknowledgement", audience="adult", to=malik, title=word("letter_title"),
                         body=f"<p>{word('letter')}</p>", issued_on=EARLIER, issued_by="amina")  # fmt: skip
    line.add(letter)
    line.add(kept.Posting(letter=letter, way="post"))
    draft = kept.LetterDraft(representation=case, owed_on=TODAY, kind="acknowledgement", audience="adult", to=malik,
                             way="post", written_by="complaints-officer")  # fmt: skip
    line.add(draft)
    version = kept.DraftVersion(draft=draft, number=1, title=word("draft_title"), words=word("draft"), **WHO)
    line.add(version)
    rows |= {"letter": letter, "draft": draft, "version": version}


def _mail(all_: Everything, line: Any) -> None:
    word = all_.word
    mail = kept.ArrivedMail(key=word("mail"), sender="x@example.org", sender_shown=word("mail_from"), words=word("mail"),
                            subject=word("mail_subject"), received_at=NOW, taken_in_at=NOW, size=1)  # fmt: skip
    line.add(mail)
    line.add(kept.MailAttachment(mail=mail, position=1, name=word("mail_file"), size=1))
    line.add(kept.MailMatch(mail=mail, representation=all_.case, why="reply_address"))
    all_.rows["mail"] = mail


def _papers(all_: Everything, line: Any) -> None:
    case, word = all_.case, all_.word
    kinds = {"paper_2": Level.S2, "paper_3": Level.S3, "paper_sealed": Level.S4}
    for name, level in kinds.items():
        all_.rows[name] = file_paper(
            reference=case.reference, title=word(f"{name}_title"), kind="report", level=level,
            content=word(f"{name}_file").encode(), media_type="text/plain", **WHO,
        )  # fmt: skip
    bundle = kept.Bundle(stage=case.stages.get(stage="stage_3"), version=1, begun_by="amina", begun_at=NOW)
    line.add(bundle)
    line.add(kept.BundlePaper(bundle=bundle, document=all_.rows["paper_2"], position=1))
    all_.rows["bundle"] = bundle


def _handed_in(all_: Everything, line: Any) -> None:
    case, word, made, rows = all_.case, all_.word, all_.made, all_.rows
    manager, investigator = made["team_manager"], made["investigating_officer"]
    asked = kept.AnswerAsked(representation=case, member=manager, address=f"given-out-{case.pk}", words=word("asked"),
                             asked_by="amina", asked_on=EARLIER, answer_by=TODAY)  # fmt: skip
    line.add(asked)
    handed = kept.HandedIn(representation=case, member=manager, asked=asked, what="answer",
                           content=f'{{"put_right": "{word("handed_in")}"}}', handed_in_at=NOW)  # fmt: skip
    line.add(handed)
    note = kept.InterviewNote(representation=case, member=investigator, met=word("met"), met_on=EARLIER,
                              companion="declined", words=word("interview"))  # fmt: skip
    line.add(note)
    line.add(
        kept.PaperNote(
            member=investigator, document=rows["paper_2"], page=1, words=word("paper_note"), at=NOW
        )
    )
    rows |= {"asked": asked, "handed": handed, "note": note}


def _leave(all_: Everything, line: Any) -> None:
    case, word, made, rows = all_.case, all_.word, all_.made, all_.rows
    wall = kept.Wall(representation=case, person=made["finance_approver"].person, source="line",
                     because=word("wall"), begins_on=EARLIER)  # fmt: skip
    line.add(wall)
    glass = kept.GlassBroken(representation=case, member=made["safeguarding"], reason="safety", words=word("emergency"),
                             began_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=8))  # fmt: skip
    line.add(glass)
    asked = kept.SecondPerson(act="correct", reference=case.reference, content=f'{{"because": "{word("second")}"}}',
                              digest="x", asked_by=made["legal"], asked_at=NOW)  # fmt: skip
    line.add(asked)
    line.add(kept.Unsealing(representation=case, member=made["auditor"], part="lado", basis=word("unsealing"),
                            begins_on=EARLIER, ends_on=EARLIER, asked_by="a", approved_by="b"))  # fmt: skip
    mine = kept.SavedFilter(member=made["complaints_manager"], name=word("saved"), chosen="team=North")
    line.add(mine)
    ledger.Draft.objects.create(by="complaints-manager", page=f"/cases/{case.reference}/do/close/", at=NOW,
                                words=f'{{"reason": ["{word("half_typed")}"]}}')  # fmt: skip
    rows |= {"wall": wall, "saved": mine, "glass": glass, "second": asked}


def _ombudsman(all_: Everything, line: Any) -> None:
    word = all_.word
    theirs = kept.OmbudsmanCase(
        reference=f"26 000 {all_.case.pk:03}",
        received_on=EARLIER,
        about=all_.case,
        narrative=word("narrative"),
    )
    line.add(theirs)
    line.add(kept.OmbudsmanEnquiry(case=theirs, received_on=EARLIER, answer_by=TODAY, asked=word("enquiry"),
                                   answered_on=TODAY, answer=word("enquiry_answer")))  # fmt: skip
    line.add(kept.OmbudsmanRecommendation(case=theirs, words=word("ombudsman_asks"), due_on=TODAY))
    line.add(kept.OmbudsmanStep(case=theirs, what="enquiries", from_on=EARLIER, words=word("ombudsman_step")))
    line.add(kept.OmbudsmanDraft(case=theirs, received_on=EARLIER, comments_by=TODAY, proposes=word("draft_decision"),
                                 commented_on=TODAY, comments=word("draft_comments")))  # fmt: skip
    line.add(kept.WordOnRefusal(case=theirs, word="accepted", said_on=TODAY, words=word("on_refusal")))
    line.add(kept.OmbudsmanTalk(case=theirs, held_on=TODAY, how="Call", with_whom="Them", words=word("talk")))
    copy = kept.Bundle(ombudsman_case=theirs, begun_by="amina", begun_at=NOW)
    line.add(copy)
    line.add(kept.ChronologyLine(bundle=copy, position=1, happened_on=TODAY, words=word("chronology")))
    hiding = kept.Hiding(document=all_.rows["paper_2"], begun_by="amina", begun_at=NOW)
    line.add(hiding)
    line.add(kept.HiddenWords(hiding=hiding, words=word("hidden_words"), reason="third_party", marked_by="amina",
                              marked_at=NOW))  # fmt: skip
    all_.rows["ombudsmans"] = theirs
    referral = kept.AdvocacyReferral(reference=f"A-2026-{all_.case.pk:04}", person_id=living.person(all_.case), asked_on=EARLIER,
                                     as_a_right=True, words=word("advocate_asked"), became=all_.case,
                                     became_on=EARLIER)  # fmt: skip
    line.add(referral)
    all_.rows["referral"] = referral


__all__ = ["DECISIONS", "Everything", "everything"]
