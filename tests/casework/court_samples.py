"""Two hundred invented papers: a hundred as family courts and those before them write, a hundred that only mention one.

Each is made as plain text and, in turn, kept as plain text, Word or PDF, with the marks and breaks that files come with.
"""

# ruff: noqa: E501  (whole lines of papers)

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

PLACES = ("Westmarch", "Elderby", "Nether Stow", "Carrow Bridge", "Long Haddon")
NAMES = ("Thornbeck", "Odell", "Quillfeather", "Marl", "Ashby", "Pell")
JUDGES = (
    "HHJ Pell",
    "Her Honour Judge Marl",
    "District Judge Odell",
    "Mrs Justice Ashby",
    "Recorder Thornbeck",
)
EACH = 5
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

BODY = (
    "The children live with their maternal grandmother. The parents have attended most of the sessions offered.",
    "The social worker visited on four occasions. The school reports good attendance and warm relations with staff.",
    "The mother accepts that the home conditions were poor in the spring and says that they have improved since.",
)

# How papers from court begin; {number} {place} {name} {judge} are filled in. The body follows.
COURT = (
    "IN THE FAMILY COURT AT {PLACE}                 Case No: {number}\nIN THE MATTER OF THE CHILDREN ACT 1989\nAND IN THE MATTER OF: {name} (A child)\nBETWEEN:\nWESTMARCH COUNCIL\nApplicant\n- and -\nMS {name}\nFirst Respondent\nORDER",
    "In the Family Court sitting at {place}\nNo. {number}\n\nBefore {judge}, sitting in private\n\nUPON HEARING counsel for the local authority\nIT IS ORDERED THAT:\n1. The child shall remain in the interim care of the local authority.",
    "IN THE HIGH COURT OF JUSTICE\nFAMILY DIVISION\n{place} District Registry\n\nIN THE MATTER OF THE SENIOR COURTS ACT 1981\n\nThe judge gave leave for this version of the judgment to be published.",
    "Neutral Citation Number: [2026] EWFC 117 (B)\nCase No: {number}\nIN THE FAMILY COURT AT {PLACE}\n\nDate: 3 May 2026\nBefore:\n{judge}\n- - - - - - -\nApproved Judgment",
    "POSITION STATEMENT ON BEHALF OF THE MOTHER\nFor hearing on 4 June 2026\n\n1. The mother opposes the application for an interim care order.",
    "Position Statement\nof the Local Authority\n\nCase number {number}\nHearing: issues resolution hearing, {place}",
    "Children’s Guardian’s Initial Analysis\nName of child: {name}\nCase number: {number}\nCafcass\nDate of hearing: 4 June 2026",
    "Cafcass Safeguarding Letter to the court\nFamily Court at {place}\nCase number {number}\nRe: {name}",
    "FINAL ANALYSIS OF THE CHILDREN’S GUARDIAN\n\nI am the guardian appointed for these children.\n\nThis report has been prepared for the court and should be treated as confidential. It must not be shown to any person other than a party without the permission of the court.",
    "Section 7 Welfare Report\nPrepared for the Family Court at {place}\nCase Number: {number}\nDate ordered: 2 February 2026",
    "Section 37 Report\nChildren Act 1989\nThe court directed this report on 2 February 2026.\nHearing date 4 June 2026.",
    "FILED ON BEHALF OF: the Applicant\nSTATEMENT NO: 2\nEXHIBITS: KT1\nDATED: 4 May 2026\n\nFIRST WITNESS STATEMENT OF {NAME}\n\nI, {name}, social worker, will say as follows:",
    "Social Work Evidence Template\nApplication under section 31\nFamily court: {place}\nCase number: {number}\n\nStatement of truth\nThe facts stated in this statement are true to the best of my knowledge.",
    "THRESHOLD DOCUMENT\n\nThe local authority contends that at the relevant date the children were suffering significant harm.\nCourt: {place}\nCase no. {number}",
    "SCHEDULE OF FINDINGS SOUGHT BY THE LOCAL AUTHORITY\n\nRe {name}\n1. On or about 3 March the father injured the child.",
    "C110A Application for a care or supervision order\nThe court: {place}\nDate issued\nThe child’s name: {name}",
    "Form FL401 Application for a non-molestation order\nThe applicant: {name}\nTo be completed by the court",
    "CASE SUMMARY ON BEHALF OF THE LOCAL AUTHORITY\nFor the case management hearing before {judge}\n\nEssential reading: bundle B1 to B40",
    "NOTICE OF HEARING\nFamily Court at {place}\nIn the matter of {name}, {number}\nTAKE NOTICE that the hearing will take place on 4 June 2026 at 10 am",
    "WARNING: these proceedings are subject to section 97 of the Children Act 1989 and to section 12 of the Administration of Justice Act 1960.\n\nExpert report of Dr {name}, consultant psychologist\nI understand that my duty to the court overrides any duty to those who instruct me.",
)  # fmt: skip

# Ordinary papers of a complaint about social care, many of which speak of a court.
ORDINARY = (
    "Dear Mrs {name},\n\nThank you for your complaint of 3 May about the social work team. We will look into what you say about the family court hearing in {place}. A complaint cannot change what a court has ordered.\n\nYours sincerely",
    "Dear complaints team,\n\nI went to the family court at {place} on Monday and the judge said that the social worker had got the dates wrong. I want her to apologise. In the family court she told lies about me.\n\n{name}",
    "Note of a telephone call\n\nMs {name} rang. She said that the Cafcass officer and the children’s guardian had both read the report before her. The care proceedings ended in March. She wants to know why nobody rang her back.",
    "From: {name}\nTo: complaints\nSubject: Court on Thursday\n\nHi, just to let you know I am in court on Thursday so cannot meet. The interim care order hearing is at 10. Could we meet on Friday instead?",
    "Child looked-after review: minutes\n\nLegal status\nInterim care order\nCourt case LS26C50123 continues\nPresent: the child, the carer, the reviewing officer\n\n1. Education: settled at {place} School.",
    "Stage 1 response\n\nPoint 1: that the statement written for court was sent late. Finding: upheld. The statement was filed two days after the date directed. We are sorry.\nPoint 2: that the social worker missed a visit. Finding: partly upheld.",
    "Report of the investigating officer\nStage 2 complaint under the Children Act 1989, section 26\n\nThe complainant says that the position statement of the council misquoted her. I have not considered what was before the court, which is outside the procedure.",
    "Child and family assessment\n\nReferral: {place} police\nFamily members: {name}\nAnalysis: the children are safe at home. There are no proceedings. The parents separated in 2024 and a child arrangements order was made by consent.",
    "Pathway plan\n\nName: {name}\nWhat I want to do: go to college in {place}.\nMy care order ended when I was 18.",
    "Easy read: how to complain\n\nYou can tell us if you are unhappy.\nWe cannot change what a judge or a court decides.\nWe can look at how people treated you.",
    "Complaints procedure of the council\n\n4.2 Matters outside this procedure: court reports, decisions of the family court, and appeals. See the Children Act 1989 Representations Procedure (England) Regulations 2006.\n4.3 Proceedings: a complaint may be put on hold while a court considers it.",
    "Invoice\n\nOrder number 20455\nIndependent person, 14 hours\nTo: the council\nBefore VAT: £420",
    "Letter from the school\n\nDear parent, {name} has been late four times this term. The magistrates’ court may fine parents whose children are absent without leave.",
    "Housing decision\n\nYou have a right to a review. If you disagree with the review you may appeal to the county court at {place} on a point of law within 21 days.",
    "Email from a solicitor\n\nWe act for Ms {name}. Our client intends to issue proceedings in the High Court for judicial review unless the council answers her complaint within 14 days. Please send us her file.",
    "Minutes of a strategy meeting\n\nBetween 3 and 9 March the child was in hospital. Police will tell the council whether charges are brought. Legal advice to be asked on whether to begin care proceedings.",
    "Complaint\n\nThe guardian in our case never met my son and yet her analysis says he is happy. I know that complaints about Cafcass go to Cafcass. My complaint is about the social worker who told her so.",
    "Text messages, typed out\n\n3 May: are you coming to contact\n3 May: no ive got court\n4 May: what did the judge say\n4 May: order stays till june",
    "Council policy: position statement on elective home education\n\nThe council respects the right of parents to educate their children at home and offers advice to any parent who asks.",
    "Letter to the Ombudsman\n\nThe complainant has been to court twice about contact. The Ombudsman cannot look into what happened in court (Local Government Act 1974, schedule 5) but can look into the delay before it.",
)  # fmt: skip

# Written apart from the two hundred: (whether it is from court, how it begins).
BESIDE = (
    (True, 'IN THE FAMILY COURT\nsitting at Elderby\n\nCASE MANAGEMENT ORDER\n\nThe parties are the local authority...'),
    (True, 'THE FAMILY COURT AT ELDERBY\n\nRe K (Children)\n\nJUDGMENT\n\n1. This is the final hearing of care proceedings'),
    (True, 'Case No: LS25C50123\nRe: A, B and C\n\nPosition statement on behalf of the paternal grandmother\n'),
    (True, 'Elderby Family Court\n3 Court Street\nCase number EL26P00412\n\nYour application has been issued. The hearing is on'),
    (True, 'Independent Social Work Assessment\nof Ms Thornbeck\nFamily Court Case Number: ZE24C00417\nInstructed by: all parties under Part 25 of the Family Procedure Rules 2010'),
    (True, 'Parenting assessment\nDated 3 May 2026\nCourt: East Elderby Family Court\nCase no: ZE24C00417\nThis assessment is filed in care proceedings'),
    (True, "CAFCASS\nCase Analysis\nFamily Court Adviser: J Pell\nChildren's Guardian\nCase number: 1234567"),
    (True, 'Family Proceedings Rules\nCONFIDENTIAL: do not disclose to any person not a party without leave of the court\n\nTranscript of hearing'),
    (True, 'Response of the father to threshold\n\n1. Admitted.\n2. Denied. The father says\nCase LS26C50111'),
    (True, 'IN THE WESTMARCH FAMILY COURT   Case No. LS26P00088\nB E T W E E N :-\nA. THORNBECK Applicant\nand\nB. ODELL Respondent'),
    (True, 'Application for a child arrangements order\nForm C100\nTo be completed by the court: Date issued; Case number'),
    (True, 'Interim threshold\n\nFiled by: LA legal services\nCourt number LS26C50111\nThe children are suffering or likely to suffer significant harm'),
    (False, 'Dear Sir\nYour complaint about the report to court\nIn the matter of the visits you mention, I find that'),
    (False, 'Chronology\n3 May 2024 Referral\n4 May 2024 Strategy meeting\n1 June 2024 Care proceedings issued, LS24C50001\n2 July Interim care order made\nCafcass guardian appointed'),
    (False, 'Care plan\nName: Kayla\nLegal status: full care order\nHealth: ...\nThe guardian agreed with the plan'),
    (False, 'Special guardianship support plan\nApplicants: Mr and Mrs Pell\nThe court made a special guardianship order on 3 May'),
    (False, 'Foster carer assessment form F\nName of applicant\nSecond applicant\nStatement of the applicants'),
    (False, 'Children Act 1989 complaints: quick guide\nSection 26\nStage 1: 10 working days'),
    (False, 'My statement\nI, Kayla, make this statement about how staff treated me\nStatement of truth\nAll true'),
    (False, 'Order\n\nSchool uniform: 2 jumpers\nOrder number AB12345\nTotal 42'),
    (False, "Subject access request\nPlease send me everything including court statements, section 7 report, section 37 report and the guardian's analysis."),
    (False, 'Agenda\n1 Complaints\n2 Court delays\n3 Section 47 enquiries\n4 Care orders: numbers this quarter'),
    (False, 'Before: Tom said it was fine. After: the judge said no.\nBetween\nus we agreed'),
    (False, 'Adjudication letter\nThe adjudicating officer has read the report of the investigating officer and of the independent person. Respondent: the council. Applicant: none.'),
    (False, 'Family group conference plan\nThe family court has asked for this plan by 3 June\nCase number ZE24C00417'),
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One paper: the file, what kind of file it is, its first line, and whether it is from court."""

    content: bytes
    media_type: str
    first: str
    from_court: bool


def samples(seed: int = 8) -> list[Sample]:
    """A hundred papers from court and a hundred that are not, the same each time."""
    chance = random.Random(seed)
    return [*_made(COURT, True, chance), *_made(ORDINARY, False, chance)]


def _made(heads: tuple[str, ...], from_court: bool, chance: random.Random) -> Iterator[Sample]:
    for head in heads:
        for number in range(EACH):
            text = _filled(head, chance) + "\n\n" + "\n".join(chance.sample(BODY, 3))
            make = (_as_text, _as_word, _as_pdf)[number % 3]
            content, media_type = make(_roughened(text, number))
            yield Sample(content, media_type, text.partition("\n")[0], from_court)


def _filled(head: str, chance: random.Random) -> str:
    place, name = chance.choice(PLACES), chance.choice(NAMES)
    number = f"{chance.choice(('LS', 'ZW', 'BM', 'NE'))}{chance.randint(22, 26)}{chance.choice('CPF')}{chance.randint(50000, 50999)}"
    return head.format(
        place=place,
        PLACE=place.upper(),
        name=name,
        NAME=name.upper(),
        number=number,
        judge=chance.choice(JUDGES),
    )


def _roughened(text: str, number: int) -> str:
    """As files come: plain, with wide spaces and typewriter marks, or indented and broken anew."""
    if number == 3:
        return "\n".join(f"    {line}" for line in text.replace("’", "'").split("\n"))
    if number == 4:
        return text.replace(" ", "\u00a0", 2).replace("\n", "\n\n")
    return text


def _as_text(text: str) -> tuple[bytes, str]:
    return text.encode(), "text/plain"


def _as_word(text: str) -> tuple[bytes, str]:
    said = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("word/document.xml", f"<w:document><w:body>{said}</w:body></w:document>")
    return out.getvalue(), WORD


def _as_pdf(text: str) -> tuple[bytes, str]:
    out = BytesIO()
    page, height = Canvas(out, pagesize=A4), 800
    for line in text.split("\n"):
        for start in range(0, max(len(line), 1), 95):
            page.drawString(60, height, line[start : start + 95].replace("\u00a0", " "))
            height -= 15
    page.save()
    return out.getvalue(), "application/pdf"


__all__ = ["BESIDE", "Sample", "samples"]
