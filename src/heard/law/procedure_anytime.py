"""Acts that may be done wherever a representation stands, in every procedure, and that do not move it."""

# ruff: noqa: E501  (a table: one move a line)
from __future__ import annotations

from collections.abc import Iterable, Mapping

from heard.law.procedure_acts import Act
from heard.law.procedure_chart import Move, at_each
from heard.law.procedure_states import State

GUIDANCE = "Getting the Best from Complaints (DfES 2006)"
REG = "SI 2006/1738, regulation"
EXPEDITE = f"{REG} 10(c): deal with it expeditiously"
OMBUDSMAN = "Local Government Act 1974, Part 3"
PRACTICE = "council practice"
MONEY = "council practice: two people for every payment"
ADVOCACY = "Children Act 1989, section 26A"

_ACTIONS, _RECOMMENDED, _PUBLIC = "actions/agreed", "ombudsman/recommendation", "ombudsman/public_report"

# Each line: act, basis, what it does and needs, clocks started, clocks stopped.
_LINES: tuple[tuple[Act, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (Act.CORRECT, f"{REG} 13: a true record is kept", "Mends what is on record; what it was, why and who stay on record beside it.", (), ()),
    (Act.ADD_PARTY, f"{GUIDANCE}; {PRACTICE}", "Adds a person and the part they have; their conflicts are looked at.", (), ()),
    (Act.ASSIGN, f"{REG} 10(a)", "Gives it to a named officer to deal with.", (), ()),
    (Act.LINK, PRACTICE + ": each stays whole, with its own clocks", "Says that two belong together.", (), ()),
    (Act.TELL_PROCEDURE, "Ombudsman fact sheet on the Children Act complaints procedure", "Tells the complainant which procedure is used and why.", (), ()),
    (Act.FIND, f"{REG} 13(b): the outcome is recorded", "Records a finding on one point by one who weighs it; to differ from the step before needs a reason.", (), ()),
    (Act.AGREE_ACTION, f"{REG} 13(b): the outcome includes any action to be taken", "Agrees an action, with its owner and its day.", (_ACTIONS,), ()),
    (Act.VARY_ACTION, PRACTICE + ": the day changes only by a recorded variation", "Changes the day or owner of an agreed action, with the reason.", (), ()),
    (Act.COMPLETE_ACTION, "Ombudsman: Derbyshire 25 001 657", "Accepts the evidence that an agreed action is done.", (), (_ACTIONS,)),
    (Act.TELL_PROMISE, f"{GUIDANCE}; {PRACTICE}", "Puts a promise in words for one person it is made to; only then they see it.", (), ()),
    (Act.SAY_OF_ACTION, PRACTICE + ": a promise is kept when whom it was made to says so too", "Records that somebody says a promise is done or not; not done opens it again.", (), ()),
    (Act.REOPEN_ACTION, PRACTICE + ": what was on record stays beside it", "Opens a promise again that was taken for kept.", (_ACTIONS,), ()),
    (Act.ASK_IF_CHANGED, PRACTICE + ": three and six months after", "Asks somebody a promise was made to whether it changed.", (), ()),
    (Act.ANSWER_IF_CHANGED, PRACTICE + ": three and six months after", "Records whether it changed, as the person or the service says.", (), ()),
    (Act.DECIDE_IF_CHANGED, PRACTICE + ": a “no” is decided on by somebody", "Decides what follows where it did not change: open again, a new promise, or nothing and why.", (), ()),
    (Act.GIVE_RECOMMENDATION, f"{REG} 13(b): the outcome is recorded", "Says for which service a recommendation is and who sees to it.", (), ()),
    (Act.OFFER_REMEDY, "Local Government Act 2000, section 92; Ombudsman's Guidance on Remedies", "Offers a remedy; the order of thought is apology, putting right, loss, symbolic payment.", (), ()),
    (Act.GIVE_REMEDY, "Local Government Act 2000, section 92", "Records what was given and on which day.", (), ()),
    (Act.PROPOSE_PAYMENT, "Local Government Act 2000, section 92; Ombudsman's Guidance on Remedies", "Proposes a payment: how much in parts, for whom, on what ground and on whose word; nothing is paid until another person approves it.", (), ()),
    (Act.APPROVE_PAYMENT, MONEY, "Approves a proposed payment: never by who proposed it, and only to the limit the council has set.", (), ()),
    (Act.REFUSE_PAYMENT, MONEY, "Refuses a proposed payment, with the reason.", (), ()),
    (Act.WITHDRAW_PAYMENT, PRACTICE + ": nothing is crossed out", "Takes back a proposed payment of which nothing was paid, with the reason.", (), ()),
    (Act.RECORD_PAYMENT, "Local Government Act 2000, section 92", "Records the day on which a part of an approved payment was paid, and what shows it.", (), ()),
    (Act.TELL_OF_PAYMENT, f"{REG} 13(b): the outcome includes any action to be taken", "Records that the person was told of a payment, when and how.", (), ()),
    (Act.RECORD_COST, PRACTICE + ": each Stage 2 and Stage 3 is paid for", "Records what was paid to consider it: for what, to whom, by which invoice.", (), ()),
    (Act.SPARE_STAGE_2, PRACTICE + ": a meeting may settle what a Stage 2 would have looked into", "Records that a Stage 2 was asked for or foreseen, and what settled the matter first; it takes nothing from the right to ask.", (), ()),
    (Act.TAKE_BACK_COST, PRACTICE + ": nothing is crossed out", "Takes back a cost recorded wrongly, with the reason; it counts no more and stays to be read.", (), ()),
    (Act.RECORD_LEARNING, f"{REG} 13; {GUIDANCE}", "Records what the council learns, and whether it changes anything.", (), ()),
    (Act.OFFER_ADVOCACY, f"{REG} 11; {ADVOCACY}", "Tells of advocacy: a right for a child and a care leaver, information for anybody else.", (), ()),
    (Act.ACCEPT_ADVOCACY, ADVOCACY, "Records that advocacy is wanted, and from whom it is asked.", (), ()),
    (Act.DECLINE_ADVOCACY, ADVOCACY, "Records that advocacy is declined, with the reason given.", (), ()),
    (Act.APPOINT_ADVOCATE, ADVOCACY + "; no conflicted person may be one", "Records the advocate and the provider.", (), ("children_act/stage_1/advocate_pause",)),
    (Act.ADVOCATE_FIRST_CONTACT, ADVOCACY, "Records the day the advocate first spoke with the person.", (), ()),
    (Act.TAKE_UP_EARLIER_ADVOCACY, ADVOCACY + " (making or intending to make)", "Takes up the advocacy that was asked for before there was a complaint; its days stay as they were.", (), ()),
    (Act.END_ADVOCACY, ADVOCACY, "Ends an advocate's part, with the reason.", (), ()),
    (Act.TELL_OF_REGULATOR, f"{GUIDANCE} (unverified; as Lincolnshire and Northumberland restate it)", "Tells the complainant that they may tell a regulator, such as Ofsted for a looked-after child, at any time; nothing here stops for it.", (), ()),
    (Act.RECORD_REGULATOR, f"{GUIDANCE} (unverified)", "Records what a regulator was told or asked, by whom and how; nothing here stops for it.", (), ()),
    (Act.REFER_TO_SAFEGUARDING, f"{GUIDANCE}; Children Act 1989, section 47", "Refers a risk at once to those who protect children; nothing here waits for it unless somebody decides so.", (), ()),
    (Act.DECIDE_FREEZE, GUIDANCE + " (unverified)", "Decides whether a change complained of waits until the complaint is considered, with the reason either way.", (), ()),
    (Act.END_FREEZE, GUIDANCE + " (unverified)", "Ends a freeze, with the reason.", (), ()),
    (Act.LIMIT_CONTACT, f"{GUIDANCE}; {PRACTICE}", "Limits how somebody reaches the council, with reason and review day; never a bar to a new complaint.", (), ()),
    (Act.REVIEW_LIMIT, f"{GUIDANCE}; {PRACTICE}", "Reviews a limit on contact and sets its next review day.", (), ()),
    (Act.END_LIMIT, f"{GUIDANCE}; {PRACTICE}", "Ends a limit on contact.", (), ()),
    (Act.RECORD_ADJUSTMENT, "Equality Act 2010, section 20", "Records a reasonable adjustment to the procedure itself.", (), ()),
    (Act.RECORD_CONSENT, "UK GDPR; NHS and social care complaints: consent to share", "Records a consent, its bounds and its day.", (), ()),
    (Act.RECORD_CONTACT, EXPEDITE, "Records a contact: who, how, and what was said.", (), ()),
    (Act.ATTEMPT_CONTACT, EXPEDITE, "Records an attempt to reach somebody.", (), ()),
    (Act.SEND_LETTER, f"{REG} 11; {PRACTICE}", "Sends a letter, or records one sent before or elsewhere with its evidence.", (), ()),
    (Act.RECORD_LETTER_RECEIVED, f"{REG} 18: the time to ask for a panel counts from receipt", "Records the day a letter was received, or that the day is assumed.", (), ()),
    (Act.RECEIVE_LETTER, EXPEDITE, "Records a letter, email or message that came in.", (), ()),
    (Act.SHARE_WITH_BODY, "SI 2009/309, regulation 9; guidance on joint complaints", "Shares it with another body, with consent, naming the one that leads; each keeps its own clocks.", (), ()),
    (Act.PASS_TO_PROVIDER, "Ombudsman: Birmingham 23 012 562 (the council stays responsible)", "Passes it to a contracted provider for its answer; the council's clocks run on.", (), ()),
    (Act.RECEIVE_PROVIDER_ANSWER, "Ombudsman: Birmingham 23 012 562 (the council stays responsible)", "Records what the provider answered.", (), ()),
    (Act.OPEN_OMBUDSMAN_CASE, OMBUDSMAN, "Opens a case with the Ombudsman, premature or not; nothing here stops for it.", (), ()),
    (Act.RECEIVE_OMBUDSMAN_ENQUIRY, f"{OMBUDSMAN}; the day is the one the Ombudsman gave", "Records an enquiry and the day it is to be answered by.", (), ()),
    (Act.ANSWER_OMBUDSMAN_ENQUIRY, OMBUDSMAN, "Records what was answered to the Ombudsman and when.", (), ()),
    (Act.RECORD_OMBUDSMAN_DECISION, f"{OMBUDSMAN}, section 30", "Records the decision: its label, its story apart, and each recommendation with its day.", (_RECOMMENDED,), ()),
    (Act.SEND_PROOF, f"{OMBUDSMAN}, section 31", "Sends the Ombudsman the proof that a recommendation is done; it is done once they accept it.", (), ()),
    (Act.COMPLETE_RECOMMENDATION, f"{OMBUDSMAN}, section 31", "Records that the Ombudsman accepted the evidence.", (), (_RECOMMENDED,)),
    (Act.RECEIVE_PUBLIC_REPORT, f"{OMBUDSMAN}, section 31(2)", "Records a public report, which members must consider.", (_PUBLIC,), ()),
    (Act.ANSWER_PUBLIC_REPORT, f"{OMBUDSMAN}, section 31(2)", "Records which members considered it and sends their answer.", (), (_PUBLIC,)),
    (Act.RECORD_OMBUDSMAN_STEP, OMBUDSMAN, "Records where a case stands with the Ombudsman from a day on: first contact, waiting, enquiries, investigation.", (), ()),
    (Act.ASK_OMBUDSMAN_FOR_TIME, f"{OMBUDSMAN}; the day stands until the Ombudsman moves it", "Asks for more time for an answer, comments or what a decision asks; the day stays as it is until it is given.", (), ()),
    (Act.RECORD_OMBUDSMAN_TIME, OMBUDSMAN, "Records whether more time was given, until when, by whom, and who was told.", (), ()),
    (Act.RECEIVE_OMBUDSMAN_DRAFT, f"{OMBUDSMAN}; the day is the one the Ombudsman gave", "Records a draft decision and the day by which comments are due.", (), ()),
    (Act.COMMENT_ON_OMBUDSMAN_DRAFT, OMBUDSMAN, "Records what was said of a draft decision, even that nothing is to be said, and when.", (), ()),
    (Act.MAKE_DECISION_PUBLIC, f"{OMBUDSMAN}, section 30", "Records where the Ombudsman published a decision, and how the council made fault public.", (), ()),
    (Act.RECORD_WORD_ON_REFUSAL, OMBUDSMAN, "Records whether the Ombudsman accepted a refusal of ours, found fault in it or did not look at it.", (), ()),
    (Act.RECORD_OMBUDSMAN_TALK, PRACTICE, "Records a talk with the Ombudsman's liaison officer about this case.", (), ()),
    (Act.SEND_OMBUDSMAN_COPY, f"{OMBUDSMAN}, section 29: the Ombudsman may require documents", "Sends the Ombudsman the frozen copy of a case, held against its digest.", (), ()),
)  # fmt: skip


def anytime(states: Iterable[State]) -> tuple[Move, ...]:
    """The acts of every procedure that leave a representation where it is, from each of `states`."""
    places = tuple(states)
    return tuple(
        move
        for act, basis, says, starts, stops in _LINES
        for move in at_each(places, act, basis, says, starts=starts, stops=stops)
    )


def holds(
    open_states: Iterable[State],
    running: Mapping[State, tuple[str, ...]],
    besides: Mapping[State, tuple[str, ...]],
) -> tuple[Move, ...]:
    """Holding and taking up again, whole or point by point; `running` names the clocks that run in each state.

    `besides` names those that may run there too; a hold of the whole stops them, and none of them starts again.
    """
    places = tuple(open_states)
    whole = [
        move for state in places for move in _whole(state, running.get(state, ()), besides.get(state, ()))
    ]
    return (*whole, *_parts_of_holding(places))


def _whole(state: State, clocks: tuple[str, ...], besides: tuple[str, ...]) -> tuple[Move, ...]:
    return (
        Move(
            Act.HOLD,
            state,
            state,
            f"{REG} 8 (a decision point by point)",
            "Holds the whole because going on might prejudice named proceedings: a reason for each point, never by default.",
            stops=(*clocks, *besides),
        ),
        Move(
            Act.RESUME,
            state,
            state,
            f"{REG} 8 (wording unverified); a new clock, as no text gives back the balance",
            "Takes the whole up again when the complainant asks; a new clock starts on the day of asking.",
            starts=clocks,
        ),
        Move(
            Act.RESUME_POINT,
            state,
            state,
            f"{REG} 8 (wording unverified); a new clock for that point, as no text gives back the balance",
            "Takes one held point up again; the stage's clock starts anew for that point alone.",
            starts=clocks,
        ),
    )


def _parts_of_holding(places: tuple[State, ...]) -> tuple[Move, ...]:
    asked = "Ombudsman: Bristol 22 016 564; a wish of the complainant, not a power of the council"
    return (
        *at_each(
            places,
            Act.HOLD_POINT,
            f"{REG} 8 (a decision point by point)",
            "Holds one point because going on might prejudice named proceedings; the rest goes on by the same clock.",
        ),
        *at_each(
            places,
            Act.PAUSE_AS_ASKED,
            asked,
            "Records that the complainant asked to wait, with the evidence; the days go on counting and the pause is "
            "shown beside them.",
        ),
        *at_each(places, Act.END_PAUSE_AS_ASKED, asked, "Ends the wait the complainant asked for."),
    )
