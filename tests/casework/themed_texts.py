"""A made corpus whose themes are known: six things that families say in many ways, and some about nothing shared."""

# ruff: noqa: E501  (a table: one theme a line)

from __future__ import annotations

import random

SAID: dict[str, tuple[str, ...]] = {
    "not rung back": (
        "I left {n} voicemails and nobody rang back.", "The phone rings and rings, no answer, no call back.",
        "She promised to phone me and never called.", "I rang the duty line {n} times and left messages.",
        "Every message I leave on the voicemail is ignored.", "He never returns a call, the phone goes to voicemail.",
    ),
    "changes of worker": (
        "This is our {n}th allocated worker, they keep changing.", "She left without saying goodbye and a new one started.",
        "Agency staff come and go, we start our story again.", "Another allocated worker, another handover, nobody knows us.",
        "They keep changing and every new one begins again from the start.", "No handover when the agency worker left.",
    ),
    "reports late": (
        "The assessment report came {n} weeks late.", "I never received a copy of the assessment.",
        "The report was not shared with me before the conference.", "The draft report has mistakes and was sent late.",
        "I asked for a copy of the report and it was not shared.", "The conference had the assessment before I did.",
    ),
    "contact": (
        "Contact with my daughter was cancelled again.", "The supervised contact session was cancelled at short notice.",
        "Contact at the centre is supervised for {n} hours, then cancelled.", "My contact session was moved without asking.",
        "I wait at the contact centre and the session is cancelled.", "Supervised contact was stopped, no session since.",
    ),
    "money": (
        "The allowance was not paid for {n} months.", "I am owed mileage and expenses and the payment is late.",
        "My allowance payment stopped and nobody pays the arrears.", "Expenses were refused, the allowance is too low.",
        "They owe me arrears of the allowance.", "The payment of my mileage expenses was late again.",
    ),
    "housing": (
        "The flat is damp with mould in the bedroom.", "We live in temporary accommodation, {n} of us in one room.",
        "The landlord does nothing about the mould and damp.", "No suitable accommodation was found, only a hostel room.",
        "My temporary flat has no heating and the landlord ignores it.", "A hostel room is not suitable accommodation.",
    ),
}  # fmt: skip
BESIDE = (
    "I am not happy about it.", "It makes me angry and tired.", "Please look into this.", "My son is upset.",
    "It has been hard for us.", "I want an apology.", "I do not know what to do.", "We deserve better than this.",
)  # fmt: skip
OTHERS = (
    "garden fence dog neighbour", "passport holiday letter signature", "football boots school trip", "taxi driver rude morning",
    "dentist tooth hospital queue", "birthday cake photo album", "laptop broken charger homework", "bus pass lost wallet",
    "wheelchair ramp door steps", "church choir singing lesson", "swimming pool towel lesson", "glasses optician frame prescription",
    "allergy kitchen lunch nuts", "bicycle helmet stolen shed", "interview recording tape missing", "interpreter language sign meeting",
)  # fmt: skip


def corpus(*, each: int = 30, others: int = 40, seed: int = 7) -> tuple[list[str], list[str]]:
    """Texts and the theme of each, "" for those about nothing shared, in a made order."""
    chance = random.Random(seed)
    made: list[tuple[str, str]] = []
    for theme, sentences in SAID.items():
        for _ in range(each):
            said = [*chance.sample(sentences, 2), *chance.sample(BESIDE, 2)]
            chance.shuffle(said)
            made.append((" ".join(said).format(n=chance.randint(2, 9)), theme))
    for _ in range(others):
        words = chance.sample(" ".join(OTHERS).split(), 8)
        made.append((" ".join([*words, *chance.sample(BESIDE, 2)]), ""))
    chance.shuffle(made)
    return [text for text, _ in made], [theme for _, theme in made]


def shuffled(texts: list[str], seed: int = 3) -> list[str]:
    """The same words dealt out by chance to texts of the same lengths: nothing is said together any more."""
    chance, pool = random.Random(seed), [word for text in texts for word in text.split()]
    chance.shuffle(pool)
    dealt, place = [], 0
    for text in texts:
        length = len(text.split())
        dealt.append(" ".join(pool[place : place + length]))
        place += length
    return dealt
