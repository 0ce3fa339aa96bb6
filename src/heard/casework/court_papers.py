"""Whether a paper reads as if it came from a family court, by how it is headed and what only courts write on a paper.

Pure text: no tables. It is a guess that asks a person, and decides nothing: an ordinary letter may name a court, a
guardian or an order in its sentences, while a paper from court is headed, numbered and ordered. So only lines that
stand as a heading, and words that a court puts on papers, weigh enough by themselves.
"""

# ruff: noqa: E501  (a table: one sign a line)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

ENOUGH = 4
LONGEST = 40_000
# However many of the words that anybody may write about a court there are, together they weigh no more than this.
MOST_FROM_MENTIONS = 1
_PLACE = r"(?:\s*,?\s*(?:sitting\s+)?(?:at|in|for)\s+(?:the\s+)?[a-z][\w'. -]{2,40})?"
_NUMBER = r"(?:\s*[,:]?\s*(?:case|claim)?\s*(?:no|number|nos)\b.{0,40})?"
_SIDES = (
    r"(?:local authority|applicant|respondents?|(?:first|second|third|1st|2nd|3rd) respondent|mother|father|child(?:ren)?|"
    r"(?:children's )?guardian|intervenor|grandmother|grandfather|parents?|council)"
)
_JUDGES = (
    r"(?:his|her) honour judge|hhj|(?:deputy )?district judge|ddj|dj|recorder|(?:the honourable )?(?:mr|mrs|ms) justice|"
    r"lay (?:justices|magistrates)|(?:a )?circuit judge|(?:the )?magistrates|justices? of the peace"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something by which a paper from court is known: in plain words, what it looks like, and what it weighs."""

    words: str
    weight: int
    looks_like: re.Pattern[str]


def _line(words: str, weight: int, pattern: str) -> Sign:
    """A line that stands by itself, like a heading."""
    return Sign(words, weight, re.compile(rf"^(?:{pattern})\W*$", re.MULTILINE))


def _begins(words: str, weight: int, pattern: str) -> Sign:
    """How a line begins."""
    return Sign(words, weight, re.compile(rf"^(?:{pattern})", re.MULTILINE))


def _says(words: str, weight: int, pattern: str) -> Sign:
    """Words anywhere."""
    return Sign(words, weight, re.compile(rf"\b(?:{pattern})"))


SIGNS = (
    _line("it is headed “In the Family Court”, or another court", 4,
          r"in the (?:[\w']+ )?(?:family court|high court of justice|high court|county court|family proceedings court|"
          rf"magistrates'? court|court of appeal|court of protection){_PLACE}(?:\s*,?\s*family division)?{_NUMBER}"),
    _line("it is headed “Family Division”", 2, r"(?:principal registry of the )?family division(?: of the high court)?"),
    _begins("it is headed “In the matter of” an Act or a child", 4,
            r"(?:and )?in the matter of:? ?(?:the )?(?:[\w ]{0,30}of the )?(?:children act|adoption and children act|adoption act|"
            r"family law act|human rights act|senior courts act|child abduction|inherent jurisdiction|section \d+|s\.? ?\d+|"
            r"an application|a child|a minor|the child|children|[a-z]{1,3} ?\()"),
    _line("it has the number of a case in court", 2,
          r"(?:(?:family )?(?:court )?(?:case|claim)\s*(?:no|number|nos|ref)?\s*[.:]*\s*)?[a-z]{2} ?\d{2} ?[a-z] ?\d{5}[^a-z]{0,40}"),
    _line("it has the number of a case in court", 2,
          r"(?:(?:family )?(?:court )?(?:case|claim) ?(?:no|number|nos)\s*[.:]*\s*)[a-z]{2,3}[ /-]?\d{2,4}[ /-]?[a-z]?[ /-]?\d{2,6}[^a-z]{0,30}"),
    _says("it has the number of a judgment", 2, r"\[\d{4}\] (?:ewfc|ewhc|ewca|uksc)\b"),
    _says("it forbids telling others without leave of the court", 4,
          r"(?:not (?:to )?be (?:disclosed|published|shown|shared|copied|distributed)|disclos\w+|publi\w+)[^.]{0,120}"
          r"without (?:the )?(?:prior )?(?:leave|permission|consent|approval) of the (?:family )?(?:court|judge)"),
    _begins("it says what may be published under section 97 or section 12", 4,
            r"(?:this|these|the|under|pursuant to|by virtue of|it is|nb|note|warning|confidential|section|s\.?)\b[^\n]{0,100}"
            r"(?:s(?:ection)?\.? ?97(?:\(2\))?[^\n]{0,20}children act|s(?:ection)?\.? ?12[^\n]{0,20}administration of justice act)"),
    _says("it says what may be published under section 97 or section 12", 2,
          r"administration of justice act 1960|(?:contempt of court|offence)[^.]{0,80}section 97|section 97[^.]{0,80}(?:contempt|offence)"),
    _line("it says that the proceedings are private", 4,
          r"(?:the |these |family )?(?:proceedings|hearing)?\W*(?:were |was |are |is )?(?:heard|held|sitting) in private"),
    _begins("it says that the proceedings are private", 2,
            r"(?:this|the) (?:judgment|judge|court|document|hearing)[^\n]{0,60}(?:in private|anonymity|leave for)"),
    _line("it is headed with the name of a family court", 2,
          r"(?!in the )(?:(?:court|the court)\W+)?(?:the )?(?:[a-z]+ ){0,3}family court(?: (?:sitting )?(?:at|in) [a-z' -]{3,30})?"),
    _line("it is headed as a paper of Cafcass", 2, r"cafcass(?: cymru)?|(?:children and family court advisory and support service).{0,20}"),
    _line("it is the analysis of a guardian, or a report of Cafcass", 2, r"(?:final |initial |interim )?case analysis|enforcement report"),
    _begins("it names the judge", 2, rf"(?:before|coram|sitting)\W{{1,3}}(?:the )?(?:{_JUDGES})|(?:by|upon) (?:{_JUDGES})\b"),
    _begins("it orders, as a court does", 4, r"(?:and )?it is (?:hereby )?(?:further )?(?:ordered|directed|declared)\b"),
    _begins("it orders, as a court does", 2,
            r"(?:and )?upon (?:hearing|reading|considering|the court|the application|the parties|the local authority)\b|"
            r"the court (?:orders|directs|declares|records)\b|by consent\W*$|penal notice\b|recitals\W*$|"
            r"(?:to [\w .]{3,50}:? )?if you do not (?:obey|comply with) this order"),
    _line("it sets the parties against each other", 2,
          r"b ?e ?t ?w ?e ?e ?n|(?:the )?[\w' .,()-]{0,60}?\b(?:applicants?|(?:first |second |third |1st |2nd |3rd )?respondents?)"),
    _begins("it is a statement for one side in court", 4,
            rf"(?:(?:revised|updated|joint|opening|closing) )?(?:position statement|skeleton argument|(?:closing |written )?submissions|case outline|"
            rf"case summary|note|chronology|threshold (?:document|statement|criteria|findings)|final evidence|final statement|"
            rf"response to threshold|schedule of (?:findings|allegations|issues))(?: sought| relied on| made)?\W*(?:(?:filed )?on behalf of|of|for|by) (?:the )?(?:\w+ )?{_SIDES}\b"),
    _line("it is a statement for one side in court", 3,
          r"(?:revised |updated |draft |final |agreed |interim |first )*(?:position statement|skeleton argument|threshold (?:document|statement|criteria|findings)|"
          r"scott schedule|(?:approved |draft )?judgment|transcript of (?:judgment|proceedings|hearing)|advocates'? meeting(?: minutes)?|"
          r"social work evidence template|(?:initial|final) social work statement)"),
    _line("it is an order or a plan as a court has them", 2,
          r"(?:revised |updated |draft |final |agreed |interim )*(?:(?:case management|directions|child arrangements|care|placement|supervision|special guardianship|"
          r"prohibited steps|specific issue|adoption|non-molestation|recovery|emergency protection) order|order|care plan)"),
    _begins("it is a statement for one side in court", 4,
            rf"(?:the )?(?:{_SIDES}'?s? (?:final )?response|response (?:of|by|from|on behalf of) (?:the )?{_SIDES}) to (?:the )?threshold\b"),
    _says("it is filed in court", 2, r"filed (?:in|within) (?:care|these|family|the) proceedings"),
    _begins("it is filed in court", 4, r"filed (?:on behalf of|by|for|in accordance with)\b|on behalf of the (?:applicant|respondent)"),
    _begins("it is the analysis of a guardian, or a report of Cafcass", 4,
            r"(?:initial|interim|final|position|case|the )?\s*(?:children's |child's )?guardian'?s? (?:initial |interim |final |case )*(?:case )?(?:analysis|report|position)|"
            r"(?:initial|interim|final) (?:case )?analysis (?:of|by) the (?:children's )?guardian|cafcass (?:report|safeguarding letter|section 7|analysis|case analysis)|"
            r"safeguarding letter to (?:the )?court"),
    _line("it is a report that the court ordered", 3,
          r"(?:addendum )?(?:section|s\.?) ?(?:7|37|14a|31a|38\(6\)|38 ?6) (?:welfare |viability |addendum )*(?:report|assessment)\b.{0,60}"),
    _begins("it is a form of the court", 4,
            r"(?:form )?(?:c1a?|c2|c8|c9|c13a?|c43a?|c45|c47a|c51|c79|c100|c110a?|fl401a?|fl404a?|fl415|a50|a58)\b[^\n]{0,3}"
            r"(?:$|application|order|statement|supplement|acknowledgement|confidential)"),
    _says("it declares that it is true, as evidence in court must", 2,
          r"(?:facts stated in this (?:witness )?(?:statement|report) are true|proceedings for contempt of court may be brought|"
          r"my duty to the court|overriding duty is to the court|part 25 (?:of the )?family procedure rules|practice direction (?:12|25|27)[a-z]\b)"),
    _begins("it declares that it is true, as evidence in court must", 2,
            r"(?:(?:first|second|third|final|witness) )+(?:witness )?statement of\b|exhibit [a-z]{1,4}/?\d{1,3}\b|statement of truth\W*$|"
            r"i,? [\w .,'-]{3,60}(?:will say as follows|make this statement)|statement no[.:]? ?\d"),
    _begins("it is part of a bundle for a hearing", 4,
            r"(?:court|hearing|trial|final hearing|core) bundle\b|index to (?:the )?(?:court |hearing |trial )?bundle|"
            r"notice of (?:hearing|issue|proceedings|allocation)\b|sealed (?:by|with the seal of) the (?:family )?court"),
)  # fmt: skip
# What anybody may write in a sentence: together it weighs a little, and never enough.
MENTIONS = (
    _says("it speaks of a court", 1, r"(?:family|high|county) court|judge|hearing|care proceedings|tribunal"),
    _says("it speaks of a guardian or Cafcass", 1, r"cafcass|children's guardian|guardian ad litem"),
    _says("it has the number of a case in court", 1, r"[a-z]{2}\d{2}[a-z]\d{5}\b"),
)
# A name given to a paper by whoever adds it: often all that can be read of a scan.
TITLED = re.compile(
    r"^(?!.*\b(?:letter|e-?mail|note|complaint|reply|answer|leaflet|guidance|about|policy|invoice|text|call)\b).*"
    r"\b(?:court (?:order|bundle|statement|report|papers?|documents?|hearing|transcript)|position statement|skeleton argument|"
    r"guardian'?s? (?:initial |interim |final |case )*(?:analysis|report)|cafcass (?:\w+ )?(?:report|analysis)|"
    r"(?:care|placement|supervision|child arrangements|special guardianship|adoption|case management|non-molestation) order|"
    r"judgment|section (?:7|37) report|threshold (?:document|criteria|findings)|case (?:summary|outline) for)\b"
)
TITLE_SAYS = "its name says that it is from court"
SPACED = re.compile(r"^(?:\w ){3,}\w$")


def signs_of_court(text: str, title: str = "") -> tuple[str, ...]:
    """Why a paper reads as if it came from a family court, in plain words, most telling first; nothing where it does not.

    `title` is the name somebody gives it. A scan has no text, and is known by its name alone.
    """
    read, name = _read(text), _read(title)
    found = [sign for sign in SIGNS if sign.looks_like.search(read)]
    weights = dict[str, int]()
    for sign in found:
        weights[sign.words] = max(sign.weight, weights.get(sign.words, 0))
    if TITLED.search(name):
        weights[TITLE_SAYS] = ENOUGH
    mentions = MOST_FROM_MENTIONS if any(one.looks_like.search(read) for one in MENTIONS) else 0
    if sum(weights.values()) + mentions < ENOUGH:
        return ()
    return tuple(sorted(weights, key=lambda words: -weights[words]))


def _read(text: str) -> str:
    """Text as the signs expect it: small letters, plain marks, single spaces, no blank lines, no letters set apart."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).lower().replace("’", "'").replace("‘", "'")
    return "\n".join(_lines(plain.splitlines()))


def _lines(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        words = [_together(part) for part in re.split(r"\s{2,}|\t", line.strip())]
        said = re.sub(r"\s+", " ", " ".join(words)).strip(' *_#|-–—•"“”')
        if said:
            yield said


def _together(part: str) -> str:
    return part.replace(" ", "") if SPACED.match(part) else part
