"""How ways to reach somebody, places, days, ages and numbers are written: what gives a person away by its form."""

# ruff: noqa: E501  (a table: one form a line)
from __future__ import annotations

import re

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_FEASTS = "christmas|easter|eid|diwali|hanukkah|ramadan|halloween|bonfire night|boxing day|new year(?:’s|'s)? (?:eve|day)"
_STREETS = (
    "Road|Rd|Street|Avenue|Ave|Close|Lane|Drive|Court|Crescent|Place|Gardens|Terrace|Square|Grove|Way|Row|Mews|Hill|Walk|"
    "Rise|Estate|Green|Park"
)
_HOUSES = (
    "School|Academy|College|University|Nursery|Hospital|Surgery|Clinic|Church|Mosque|Temple|Synagogue|House|Lodge|Hall|"
    "Centre|Center|Hub|Hotel|Hostel|Library|Unit|Ward|Prison|Infants|Juniors|Primary|High|Grammar|Station|Manor|Cottage|Farm"
)
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty"
)
_NAME = r"[A-ZÀ-Þ][\w’'-]+"


def _of(pattern: str, *, any_case: bool = True) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE if any_case else 0)


# What it is, whether that is sure, and how it is written.
PATTERNS: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    ("e-mail", True, _of(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+")),
    ("e-mail", True, _of(r"\b[\w.+-]+ at [\w-]+ dot (?:com|co|org|net|uk|gov|example|me)\b(?: dot uk)?")),
    ("e-mail", True, _of(r"(?:https?://|www\.)\S+|(?<!\w)@[a-z_]\w{2,}")),
    ("telephone", True, _of(r"(?<!\w)(?:\+|00)\s?44[\s().-]*(?:\(0\))?[\d\s().·–-]{8,}\d|(?<![\w.])\(?0\d[\d\s().·–-]{7,}\d")),
    ("postcode", True, _of(r"\b(?![a-z]{3}\s)[a-z]{1,2}\d[a-z\d]?\s*-?\s*\d(?!(?-i:th|st|nd|rd)\b)[a-z]{2}\b")),
    ("place", True, _of(rf"\b\d{{1,4}}[a-z]?,?\s+(?:[\w’'-]+\s+){{1,3}}(?:{_STREETS})\b")),
    ("place", True, _of(rf"\b(?:{_NAME}\s+){{1,3}}(?:{_STREETS}|{_HOUSES})\b", any_case=False)),
    ("place", True, _of(r"\bSt\.?\s+[A-Z][\w’'-]+", any_case=False)),
    ("place", True, _of(r"\b(?:flat|room|apartment|plot|unit)\s+\d+\w?\b")),
    ("title", True, _of(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Cllr|Councillor|Judge|PC|DC|DS|Nurse|Sister|Rev)\.?\s+(?:[A-Z]\b\.?|{_NAME})", any_case=False)),
    ("title", True, _of(r"\b(?:mrs?|ms|dr)\.?\s+[a-z]{2,}\b")),
    ("date", True, _of(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?:{_MONTHS})\b(?:[.,]?[\s-]+\d{{2,4}}\b)?")),
    ("date", True, _of(rf"\b(?:{_MONTHS})\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?")),
    ("date", True, _of(rf"\b(?:{_MONTHS})\.?,?\s+(?:of\s+)?(?:19|20)\d\d\b")),
    ("date", True, _of(r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})\b|\b(?:19|20)\d\d-\d{1,2}-\d{1,2}\b")),
    ("date", True, _of(r"\bthe \d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}/\d{1,2}\b|\b(?:in|since|of|from|until|by) (?:19|20)\d\d\b")),
    ("date", False, _of(rf"\b(?:{_DAYS}|{_FEASTS})\b|\b(?:in|since|last|this|next|until|by|early|late)\s+(?:{_MONTHS})\b")),
    ("date", False, re.compile(r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b")),
    ("age", True, _of(rf"\b(?:\d{{1,2}}|{_NUMBERS})[\s-]+(?:years?|months?|weeks?|yrs?)[\s-]+old\b|\b(?:aged?|turn(?:ed|ing|s)?)\s+(?:of\s+)?(?:\d{{1,2}}|{_NUMBERS})\b")),
    ("age", False, _of(r"\b\d{1,3}(?:st|nd|rd|th)\s+birthday\b|\btwins?\b|\btriplets?\b|\byear\s+\d{1,2}\b")),
    ("number", True, _of(r"\b[a-z]{1,4}[-/]?\d{3,}(?:[-/ ]?\d+)*\b|\b\d{2,}[-/ ]\d{3}[-/ ]?\d{3}\b|\b\d{5,}\b")),
    ("number", True, re.compile(r"\b[A-Z]{1,4} \d{3,}(?:[-/ ]?\d+)*\b")),
    ("number", True, re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b|\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b")),
    ("number", False, _of(r"(?<![\d£.,])\b(?!(?:19|20)\d\d\b)\d{4}\b(?![\d.,])")),
    ("initials", True, re.compile(r"\b[A-Z]\.\s?[A-Z]\.?(?=\W|$)")),
)  # fmt: skip
