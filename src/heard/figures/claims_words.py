"""The words of a sentence that say what a number is of: subject, stage, how it was counted, row labels and years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from heard.figures.claims_facts import Facts, Label
from heard.figures.claims_law import LAW_WORDS
from heard.figures.claims_mentions import Mention, blanked, no_number
from heard.figures.claims_periods import periods_said
from heard.figures.claims_written import WORD_NUMBER, read_words
from heard.figures.measures import MEASURES
from heard.figures.periods import Period

_TOO_COMMON = {"compensation", "payment", "other", "yes", "no", "open", "not printed", "total"}


def labels_said(text: str, facts: Facts, *, in_table: bool = False) -> Iterator[Mention]:
    """The labels of rows that are named: the longest first, and no word twice."""
    if in_table not in facts.phrases:
        made = _phrases(facts, in_table)
        every = "|".join(re.escape(phrase) for phrase in sorted(made, key=len, reverse=True)) or r"(?!)"
        facts.phrases[in_table] = re.compile(rf"(?<![\w'-])(?:{every})(?![\w])"), made
    pattern, phrases = facts.phrases[in_table]
    for match in pattern.finditer(text):
        yield Mention(match.start(), match.end(), "label", frozenset(phrases[match[0]]))


def _phrases(facts: Facts, in_table: bool) -> dict[str, set[Label]]:
    found: dict[str, set[Label]] = {}
    for label in sorted(facts.labels):
        for phrase in _ways_to_say(*label):
            if len(phrase) > 2 and (in_table or phrase not in _TOO_COMMON):
                found.setdefault(phrase, set()).add(label)
    return found


def _ways_to_say(dimension: str, label: str) -> set[str]:
    plain = label.casefold().replace("’", "'")
    if dimension == "advocate":
        return {"not recorded"} if plain == "not recorded" else set()
    ways = {plain, re.sub(r"\s*\(.*?\)", "", plain), *re.findall(r"\(([a-z]{3,8})\)", plain)}
    ways |= {re.sub(r"^(?:concerns?|complaints?) about (?:the )?", "", one) for one in ways}
    ways |= {one.replace("no finding", "without a finding") for one in ways}
    ways |= {re.sub(r"\bpartly\b", "partially", one) for one in ways}
    ways |= {re.sub(r"\bpartially\b", "partly", one) for one in ways}
    ways |= {f"{one}s" for one in ways if one.endswith("service")}
    ways |= {re.sub(r"\b(?:service|team)s?$", "", one).strip() for one in ways if len(one.split()) > 2}
    if dimension in ("channel", "complainant", "category", "nature"):
        ways |= {f"{one}s" for one in ways if not one.endswith("s")}
        ways |= {one.replace("email", "e-mail") for one in ways}
    return ways


# What is said of children and advocates, whatever the council calls them.
_CHILD = (
    r"(?:directly )?(?:from|by) (?:the )?(?:children|young people|a child|a young person)(?: (?:and|or) young people)?"
    r"(?: themselves)?|children (?:and|or) young people(?: themselves)?|young people(?: themselves)?"
    r"|children themselves"
)
_WITHOUT = r"(?:without|had no|did not have) (?:an |any )?(?:advocates?|advocacy)(?: support)?"
_WITH = (
    r"(?:with |used |using |use |had |having |supported by |helped by |support from |through |from )?"
    r"(?:an |their )?(?:advocates?|advocacy)\b(?! (?:service|support is|is))"
)
_IN_PART = (
    r"upheld (?:(?:at least|either|wholly|fully|in full|in whole)[, ]*(?:or )?)+(?:in part|partly|partially)"
    r"|(?:fully|wholly|either fully) or (?:partly|partially|in part) upheld"
)
_QUARTERS = (r"quarter {0}|q{0}|quarter {1}|the {2} quarter|{2} quarter",)
_LAST_ONE = ("", "|(?:last|final) quarter")
_ORDINALS = (("1", "one", "first"), ("2", "two", "second"), ("3", "three", "third"), ("4", "four", "fourth"))


def people_said(text: str, facts: Facts) -> Iterator[Mention]:
    """Children, advocates and quarters, which every council says in much the same words."""
    labels = facts.labels
    upheld = {
        one
        for one in labels
        if one[0] == "outcome" and re.fullmatch(r"(?:part(?:ly|ially) )?upheld", one[1].casefold())
    }
    child = {
        one for one in labels if one[0] == "complainant" and re.search(r"child|young", one[1].casefold())
    }
    for words, options in (
        (_CHILD, child),
        (_IN_PART, upheld),
        (_WITHOUT, labels & {("advocate", "No")}),
        (_WITH, labels & {("advocate", "Yes")}),
    ):
        for match in re.finditer(rf"\b(?:{words})", text):
            if options:
                yield Mention(match.start(), match.end(), "label", frozenset(options))
        text = blanked(text, (no_number(match) for match in re.finditer(rf"\b(?:{words})", text)))
    yield from _quarters(text)


def _quarters(text: str) -> Iterator[Mention]:
    for match in re.finditer(r"\bfirst (?:three|3) quarters", text):
        several = frozenset(("quarter", f"Q{number}") for number in (1, 2, 3))
        yield Mention(match.start(), match.end(), "quarters", several)
    for digit, word, ordinal in _ORDINALS:
        for match in re.finditer(
            rf"\b(?:{_QUARTERS[0].format(digit, word, ordinal)}{_LAST_ONE[digit == '4']})\b(?! of (?:all|the))",
            text,
        ):
            yield Mention(match.start(), match.end(), "label", frozenset({("quarter", f"Q{digit}")}))


_STAGE = re.compile(
    r"\bstages\s(1|2|3|one|two|three)(?:,?\s(?:and|or|to)\s(1|2|3|one|two|three))?\b"
    r"|\bstage[\s-](1|2|3|one|two|three)(?:s?\b|\b)(?:\s(?:and|or|to)\s(1|2|3)(?=\s(?:complaint|review)|[.;)]))?"
)
_NUMBER = {"one": "1", "two": "2", "three": "3"}
_WITHIN = r"met (?:the|our)(?: limit of| target of)?|within|inside|under|in|up to"
_OVER = (
    r"over|more than|outside(?: of)?|beyond|longer than|after|exceed(?:s|ed|ing)?|above"
    r"|outside (?:of )?(?:the )?(?:maximum |statutory |agreed )*(?:time ?scale|limit|deadline)s? of"
)
_LIMIT = re.compile(
    rf"\b({_OVER}|{_WITHIN})\s+(?:the )?(?:(?:maximum|statutory|agreed|target|limit|time ?scale|deadline|of)\s+)*"
    rf"(\d+|{WORD_NUMBER})[\s-](?:working[\s-])?days?\b(?! (?:fewer|less|more|longer))"
)


def stages_said(text: str) -> Iterator[Mention]:
    """Stage 1, stage two, a panel: which stage is spoken of."""
    for match in _STAGE.finditer(text):
        said = {_NUMBER.get(word, word) for word in match.groups() if word}
        yield Mention(match.start(), match.end(), "stage", frozenset(("stage", one) for one in said))
    for match in re.finditer(r"\b(?:review )?panels?(?: reviews?)?\b", text):
        yield Mention(match.start(), match.end(), "stage", frozenset({("stage", "3")}))


def limits_said(text: str, facts: Facts) -> Iterator[Mention]:
    """Within 10 working days, over 30 days: a band of time or a limit, of which no case is counted."""
    for match in _LIMIT.finditer(text):
        number = int(match[2]) if match[2].isdigit() else read_words(match[2])
        if match[1] in ("in", "after") and number not in facts.edges and not _ALLOWED.search(text):
            continue  # answered in 56 working days: so long it took
        word = "within" if re.fullmatch(_WITHIN, match[1]) else "over"
        yield Mention(match.start(), match.end(), "how", frozenset({("how", f"{word} {number}")}))


_ALLOWED = re.compile(r"\b(?:must|may|can|should|limit|law|meets?|reports|time ?scale|target)\b")
_SCALE = r"(?:time ?scales?|time ?limits?|deadlines?|time frames?)"
_HOW: tuple[tuple[str, str], ...] = (
    ("over time", rf"over time|late|overdue|out of time|out of {_SCALE}|outside (?:of )?(?:the |their )?"
                  rf"(?:statutory |maximum )*{_SCALE}|missed (?:the |their )?(?:statutory )?{_SCALE}"),
    ("in time", rf"in time|on time|within (?:the |their |its )?(?:statutory |maximum |agreed |legal )*{_SCALE}"
                r"|by (?:the|their) due (?:date|day)"),
    ("not known", r"timeliness (?:is |was )?not known|not known whether they were in time"),
    ("ended", r"ended without an answer"),
    ("withdrawn", r"(?:complaints? )?withdrawn(?: by (?:the )?complainants?)?|withdrew"),
    ("open", r"still open|remain(?:s|ed)? open|(?:was|were) (?:still )?ongoing|not yet (?:answered|concluded)"),
    ("average", r"averages?|averaged|mean number|on average"),
    ("resolved", r"resolved"),
    ("escalated", r"escalat(?:ed|ing|ions?)|went on|moved on|progressed|proceeded"),
    ("investigated", r"investigated|investigations?"),
    ("with action", r"actions? or improvements?|made (?:an |some )?(?:changes? or )?improvements?"
                    r"|(?:actions?|improvements?) (?:was |were )?identified"),
)  # fmt: skip
_WEAK: tuple[tuple[str, str], ...] = (
    ("received", r"received|made|raised|lodged|registered|came in"),
    ("answered", r"answered|responded|replied(?: to)?|processed|replies|answers sent"),
    ("concluded", r"concluded|completed"),
    ("closed", r"closed"),
)
_SUBJECTS: tuple[tuple[str, str], ...] = (
    ("ombudsman", r"(?:local government and social care )?ombudsman(?:'s)?|lgsco|lgo"),
    ("payment", r"paid|payments?|compensation|financial remed(?:y|ies)|financial redress"),
    ("informal", r"informal(?:ly)?(?: complaints?| ones?)?"),
    ("corporate", r"corporate(?: complaints?)?"),
    (
        "statutory",
        r"(?:formal |statutory )+(?:children's social care )?(?:complaints?|ones?)"
        r"|(?:statutory|formal)\b(?= (?:and|,))",
    ),
    ("compliment", r"compliments?"),
    ("concern", r"concerns?\b(?! (?:about|regarding|over|that|around))"),
    ("representation", r"representations?"),
    ("enquiry", r"enquir(?:y|ies)"),
    ("feedback", r"feedback"),
    ("complaint", r"complaints?|complainants?"),
)


def words_said(text: str) -> Iterator[Mention]:
    """What is counted, and how: complaints, compliments, withdrawn, on average, received."""
    for dimension, table in (("how", _HOW), ("subject", _SUBJECTS), ("weak", _WEAK)):
        for value, words in table:
            found = [
                Mention(match.start(), match.end(), dimension, frozenset({(dimension, value)}))
                for match in re.finditer(rf"\b(?:{words})(?![\w])", text)
            ]
            yield from found
            text = blanked(text, found)


def measures_said(text: str, facts: Facts) -> Iterator[Mention]:
    """Measures that have no words of their own here, by their title."""
    if not facts.titles:
        named = (
            (name, MEASURES[name].title.casefold())
            for name in {fact.how for fact in facts.all} & set(MEASURES)
        )
        # A single word says too little.
        facts.titles.extend(
            (name, re.compile(rf"\b{re.escape(title)}\b")) for name, title in sorted(named) if " " in title
        )
    for name, pattern in facts.titles:
        for match in pattern.finditer(text):
            yield Mention(match.start(), match.end(), "how", frozenset({("how", name)}))


# Numbers that are none of the report's: addresses, telephone numbers, the law, ages, lists, "one of the".
_NO_FIGURE = (
    r"https?://\S+|www\.\S+|\S+@\S+|\b\d{3,5}[\s-]\d{3,4}[\s-]?\d{3,4}\b|\(?\b0\d{2,4}\)?[\s-]?\d{3,}\b",
    r"\b[a-z]{2,5}[-/ ]?\d{1,4}/\d{1,4}(?:/\d{1,4})?\b",
    LAW_WORDS,
    r"\b(?:table|page|paragraph|para|section|chapter|appendix|figure|part|priority|item|step|recommendation|route|act)"
    r"s? (?:\d+(?:\.\d+)*|one|two|three|four|five|six|seven|eight|nine|ten)\b(?:\s*\(\w+\))*",
    r"\b\d+ (?:or|and) (?:younger|older|under|over)\b|\b(?:aged?|ages) \d+(?: (?:to|and|or) \d+)?"
    r"|\b(?:under|over)[- ](?:5|10|16|18|21|25)(?:s\b|\b(?! (?:working|days?)))",
    r"\b\d+[- ]?(?:to|or|-|–)[- ]?\d+[- ]year[- ]olds?|\b\d+[- ]year[- ]olds?|\b\d-stage\b|\(\d+[-–]\d+\)",
    rf"\b(?:\d+|{WORD_NUMBER}|a few|several)[\s-](?:weeks?|months?|years?|hours?|minutes?|independent|members?"
    r"|panellists?|themes?|priorities|procedures?|ways?)\b|\b(?:two|three|2|3)[- ]stages?\b(?! (?:\d|one|two|three))",
    r"\b(?:made|make|makes|making) up\b|\b(?:for every|per|of every|out of every) \d[\d,]*\b|\b24/7\b|"
    rf"\b(?:{WORD_NUMBER}|\d+) in (?:every )?(?:\d+|{WORD_NUMBER})\b|\bin the \d+ \b",
    r"\b(?:this|that|any|each|every|no|more than) one\b|\bone (?:of|another|or more|to one)\b|\bone-(?:to|off)\S*"
    r"|\bno longer\b",
    r"(?m:^\s*(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|[-*•])\s+(?=[a-z(]))",
    r"(?m:^#+ .*$)",
    r"\b(?:19|20)\d\d\b(?!\s*(?:complaint|concern|compliment|representation|case|%|per cent|working|days))",
)  # fmt: skip


def no_figures(text: str) -> Iterator[Mention]:
    """Numbers that speak of no cell."""
    for words in _NO_FIGURE:
        found = [no_number(match) for match in re.finditer(words, text)]
        yield from found
        text = blanked(text, found)


def mentions(text: str, facts: Facts, now: Period, *, in_table: bool = False) -> tuple[list[Mention], str]:
    """All that is said of numbers, in order, and the text with it blotted out, so that the numbers are left."""
    text = text.casefold().replace("’", "'") if len(text.casefold()) == len(text) else text.lower()
    found: list[Mention] = []
    readers: Sequence[Callable[[str], Iterator[Mention]]] = (
        lambda seen: periods_said(seen, now),
        lambda seen: people_said(seen, facts),
        lambda seen: labels_said(seen, facts, in_table=in_table),
        no_figures,
        stages_said,
        lambda seen: limits_said(seen, facts),
        lambda seen: measures_said(seen, facts),
        words_said,
    )
    for reader in readers:
        new = list(reader(text))
        found += new
        text = blanked(text, new)
    return sorted(found, key=lambda one: one.start), text
