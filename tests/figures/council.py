"""A small council whose figures were counted by hand: ten records, of every kind that could go wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.figures.council_more import DAYS_LATE, FIRST, POINTS, more_frames

from heard.figures.frames import Frames, frame_of_rows

D = date
STATUTORY = {"kind": "Formal", "kind_code": "statutory_complaint", "procedure": "Children Act"}
CORPORATE = {"kind": "Corporate", "kind_code": "corporate_complaint", "procedure": "Corporate"}
CONCERN = {"kind": "Concern", "kind_code": "concern", "procedure": "None"}

MALIK = {
    "channel": "E-mail",
    "complainant": "Parent",
    "advocate": "No",
    "team": "North",
    "service": "Safeguarding",
}
KAYLA = {
    "channel": "Telephone",
    "complainant": "Young person",
    "advocate": "Yes",
    "advocate_provider": "Ruth's advocates",
    "team": "South",
    "service": "Care leavers",
}

# ref, what, who, with action, and each stage: stage, started, concluded, how, working days, timeliness, outcome.
RECORDS: list[tuple[str, dict[str, str], dict[str, str], int | None, list[tuple[Any, ...]]]] = [
    ("A1", STATUTORY, MALIK, 1, [
        ("1", D(2020, 4, 1), D(2020, 4, 17), "answered", 10, "In time", "Upheld"),
        ("2", D(2020, 5, 1), D(2020, 9, 1), "answered", 85, "Late", "Partially upheld"),
    ]),
    ("A2", STATUTORY, KAYLA, 0, [
        ("1", D(2020, 7, 1), D(2020, 7, 16), "answered", 11, "In time, extended", "Not upheld"),
    ]),
    ("A3", STATUTORY, KAYLA, None, [("1", D(2020, 10, 5), D(2020, 11, 3), "answered", 21, "Late", "Upheld")]),
    ("A4", STATUTORY, MALIK, 1, [("1", D(2021, 1, 4), D(2021, 1, 12), "withdrawn", 6, "Not answered", "Withdrawn")]),
    ("A5", STATUTORY, MALIK, None, [
        ("1", D(2021, 3, 31), D(2021, 4, 20), "answered", 12, "Extension not known", "Upheld"),
    ]),
    ("A6", STATUTORY, KAYLA, None, [("1", D(2021, 3, 1), None, None, None, "Not answered", "Open")]),
    ("B1", CORPORATE, MALIK, 0, [("1", D(2020, 6, 1), D(2020, 6, 5), "answered", 4, "In time", "Not upheld")]),
    ("C1", CONCERN, MALIK, None, [("concern", D(2020, 4, 2), D(2020, 4, 3), "answered", 1, "In time", "Not recorded")]),
    ("C2", CONCERN, {}, None, [("concern", D(2020, 4, 6), None, None, None, "Not answered", "Open")]),
    ("A0", STATUTORY, MALIK, 1, [("1", D(2019, 5, 7), D(2019, 5, 14), "answered", 5, "In time", "Upheld")]),
]  # fmt: skip

STAGE = {"1": ("Stage 1", "stage_1"), "2": ("Stage 2", "stage_2"), "concern": ("Concern", "concern")}
# Of the two stages that have a limit here: what was done to them when their last day was close.
NEAR_DUE = {
    "A2/1": {"due_on": D(2020, 7, 16), "on_last_day": 1, "date_changed": 1, "label_changed": 0, "paused_late": 1,
             "reopened_soon": 0},
    "A6/1": {"due_on": D(2021, 3, 15), "date_changed": 0, "label_changed": 1, "paused_late": 0, "reopened_soon": 1},
}  # fmt: skip
OUTCOME_CODES = {
    "Upheld": "upheld",
    "Partially upheld": "partly_upheld",
    "Not upheld": "not_upheld",
    "Withdrawn": "withdrawn",
}


def _representation(ref: str, what: Any, who: Any, action: int | None, stages: Any) -> dict[str, Any]:
    first = stages[0]
    about = {"ref": ref, "with_action": action, "stage": STAGE[first[0]][0], "started_on": first[1]}
    return {**what, **who, **about, "from_child": int(who is KAYLA), "points": POINTS.get(ref)}


def _stage(ref: str, what: Any, who: Any, row: tuple[Any, ...]) -> dict[str, Any]:
    stage, started, concluded, how, days, timeliness, outcome = row
    return {
        **what,
        **who,
        "ref": ref,
        "stage_ref": f"{ref}/{stage}",
        "stage": STAGE[stage][0],
        "stage_code": STAGE[stage][1],
        "started_on": started,
        "due_on": None,
        "concluded_on": concluded,
        "how_concluded": how,
        "working_days": days,
        "timeliness": timeliness,
        "first_timeliness": FIRST.get(f"{ref}/{stage}"),
        "days_late": DAYS_LATE.get(f"{ref}/{stage}"),
        "outcome": outcome,
        "outcome_code": OUTCOME_CODES.get(outcome),
        **NEAR_DUE.get(f"{ref}/{stage}", {}),
    }


def _clock(clock: str, started: date, stopped: date | None, met: int | None) -> dict[str, Any]:
    about = {"ref": "A1", "stage_ref": "A1/3", "stage": "Stage 3", "stage_code": "stage_3"}
    return {
        **STATUTORY,
        **MALIK,
        **about,
        "clock": clock,
        "started_on": started,
        "stopped_on": stopped,
        "met": met,
    }


def _payment(ref: str, started: date, paid: date, amount: int, words: str) -> dict[str, Any]:
    about = {
        "ref": ref,
        "started_on": started,
        "paid_on": paid,
        "amount_pence": amount,
        "payment_kind": words,
        "asked_by": "The Ombudsman" if amount > 9999 else None,
    }
    return {**STATUTORY, "team": "North", "service": "Safeguarding", **about}


def small_council() -> Frames:
    """The frames of the records above, with two compliments, three Ombudsman cases and two payments."""
    return Frames(
        representations=frame_of_rows("representations", (_representation(*one) for one in RECORDS)),
        stages=frame_of_rows(
            "stages", (_stage(ref, what, who, row) for ref, what, who, _, rows in RECORDS for row in rows)
        ),
        clocks=frame_of_rows(
            "clocks",
            [
                _clock("Panel", D(2020, 10, 1), D(2020, 12, 1), 0),
                _clock("Report", D(2020, 12, 1), D(2020, 12, 8), 1),
                _clock("Response", D(2020, 12, 8), None, None),
            ],
        ),
        natures=frame_of_rows(
            "natures",
            [
                {"ref": ref, "nature": nature}
                for ref, nature in [
                    ("A1", "Delay"), ("A1", "Staff"), ("A2", "Delay"), ("A3", "Staff"), ("A0", "Delay"),
                ]
            ],
        ),
        payments=frame_of_rows(
            "payments",
            [
                _payment("A1", D(2020, 4, 1), D(2020, 10, 1), 5250, "Distress"),
                _payment("A3", D(2020, 10, 5), D(2021, 5, 1), 100000, "Lost belongings"),
            ],
        ),
        remedies=frame_of_rows(
            "remedies",
            [
                {**STATUTORY, "ref": ref, "started_on": day, "remedy": what, "team": "North"}
                for ref, day, what in [
                    ("A1", D(2020, 4, 1), "Apology"), ("A1", D(2020, 4, 1), "Explanation"),
                    ("A3", D(2020, 10, 5), "Apology"), ("A0", D(2019, 5, 1), "Apology"),
                ]
            ],
        ),
        costs=frame_of_rows(
            "costs",
            [
                {**STATUTORY, "ref": "A1", "started_on": day, "stage": stage, "cost_kind": kind, "amount_pence": pence}
                for day, stage, kind, pence in [
                    (D(2020, 9, 1), "Stage 2", "Investigating officer", 180000),
                    (D(2020, 9, 2), "Stage 2", "Independent person", 60050),
                    (D(2021, 3, 31), "Stage 3", "Panel members", 30000), (D(2021, 4, 1), "Stage 3", "Travel", 4000),
                ]
            ],
        ),
        ombudsman=frame_of_rows(
            "ombudsman",
            [
                {"ref": "L1", "started_on": D(2020, 8, 1), "service": "Safeguarding", "investigated": 1,
                 "decision": "Upheld", "decided_on": D(2020, 12, 1)},
                {"ref": "L2", "started_on": D(2020, 9, 1), "service": "Safeguarding", "investigated": 0,
                 "decision": "Premature", "decided_on": D(2020, 9, 20)},
                {"ref": "L3", "started_on": D(2021, 2, 1), "service": None, "decision": "Awaiting decision"},
            ],
        ),
        compliments=frame_of_rows(
            "compliments",
            [
                {"ref": "P1", "started_on": D(2020, 5, 5), "service": "Safeguarding", "complainant": "Judge"},
                {"ref": "P2", "started_on": D(2020, 6, 5), "service": "Care leavers", "complainant": "Parent"},
            ],
        ),
        compliment_categories=frame_of_rows(
            "compliment_categories",
            [{"ref": "P1", "category": "Good practice"}, {"ref": "P1", "category": "Good communication"}],
        ),
        report_words=frame_of_rows(
            "report_words",
            [
                {"ref": "P1", "started_on": D(2020, 5, 5), "use": "line", "printed": "Always rang back.",
                 "service": "Safeguarding"},
                {"ref": "P2", "started_on": D(2020, 6, 5), "use": "line", "printed": "Kind at court.",
                 "service": "Care leavers"},
                {"ref": "P2", "started_on": D(2020, 6, 5), "use": "quote", "printed": "X was so kind."},
                {"ref": "P0", "started_on": D(2019, 6, 5), "use": "line", "printed": "Of another year.",
                 "service": "Safeguarding"},
            ],
        ),
        themed=frame_of_rows(
            "themed",
            [
                {"ref": "A1", "started_on": D(2020, 4, 1), "theme": "Not rung back", "upheld": 1},
                {"ref": "A2", "started_on": D(2020, 5, 1), "theme": "Not rung back", "upheld": 0},
                {"ref": "A3", "started_on": D(2020, 6, 1), "theme": "Not rung back"},
                {"ref": "A1", "started_on": D(2020, 4, 1), "theme": "Late reports", "upheld": 1},
                {"ref": "A0", "started_on": D(2019, 5, 1), "theme": "Late reports", "upheld": 1},
            ],
        ),
        plan_lines=frame_of_rows(
            "plan_lines",
            [
                {"ref": "L1", "started_on": D(2020, 4, 1), "line": "Ring back.", "line_standing": "Done"},
                {"ref": "L2", "started_on": D(2020, 4, 1), "line": "Write leaflets.", "line_standing": "On the way"},
                {"ref": "L0", "started_on": D(2019, 4, 1), "line": "Train staff.", "line_standing": "Carried over"},
            ],
        ),
        matters=frame_of_rows(
            "matters",
            [
                {"ref": "M1", "started_on": D(2020, 9, 1), "matter": "Why late?", "answered": 1,
                 "answered_in_words": "Two posts were empty."},
                {"ref": "M2", "started_on": D(2020, 9, 1), "matter": "Ring back.", "answered": 0,
                 "answered_in_words": "Still to be answered"},
                {"ref": "M0", "started_on": D(2019, 9, 1), "matter": "How many?", "answered": 1,
                 "answered_in_words": "Twelve."},
            ],
        ),
        ombudsman_asked=frame_of_rows(
            "ombudsman_asked",
            [
                {"ref": "O1", "started_on": D(2020, 5, 1), "service": "Fostering", "done": 1, "in_time": 1},
                {"ref": "O2", "started_on": D(2020, 5, 1), "service": "Fostering", "done": 1, "in_time": 0},
                {"ref": "O3", "started_on": D(2020, 5, 1), "service": "Fostering", "done": 0},
                {"ref": "O0", "started_on": D(2019, 5, 1), "service": "Fostering", "done": 1, "in_time": 1},
            ],
        ),
        ombudsman_standing=frame_of_rows(
            "ombudsman_standing", [{"ref": "26 1", "started_on": D(2020, 5, 1), "stands": "Decided"}]
        ),
        ombudsman_refusals=frame_of_rows(
            "ombudsman_refusals", [{"ref": "26 1", "started_on": D(2020, 5, 1), "word_on_refusal": "Accepted"}]
        ),
        learned=frame_of_rows(
            "learned",
            [
                {"ref": "P1", "started_on": D(2020, 5, 1), "service": "Fostering", "came_from": "A", "shared": 1},
                {"ref": "P2", "started_on": D(2020, 6, 1), "service": "Fostering", "came_from": "B", "shared": 0},
                {"ref": "P0", "started_on": D(2019, 6, 1), "service": "Fostering", "came_from": "B", "shared": 1},
            ],
        ),
        recommended=frame_of_rows(
            "recommended",
            [
                {"ref": ref, "started_on": D(year, 6, 1), "service": service, "stage": f"Stage {stage}",
                 "stage_code": f"stage_{stage}", "answer_code": answer, "answer": answer, "followed": followed}
                for ref, year, service, stage, answer, followed in (
                    ("A1", 2020, "Fostering", 2, "accepted", "done"),
                    ("A1", 2020, "Fostering", 2, "accepted", "late"),
                    ("A2", 2020, "Safeguarding", 2, "in_part", "to come"),
                    ("A2", 2020, "Safeguarding", 2, "refused", "nothing agreed"),
                    ("A3", 2020, "Fostering", 3, "none", "nothing agreed"),
                    ("A0", 2019, "Fostering", 2, "accepted", "done"),
                )
            ],
        ),
        spread=frame_of_rows("spread", [{"ref": "W1", "started_on": D(2020, 5, 2), "way": "Memo"}]),
        lessons=frame_of_rows("lessons", [{"ref": "G1", "started_on": D(2020, 5, 3), "lesson": "Ring back: today."}]),
        **more_frames(),
        trained=frame_of_rows("trained", [{"ref": f"S1/{n}", "started_on": D(2020, 5, 4), "session": "Listening"}
                                          for n in range(3)]),
        context=frame_of_rows(
            "context",
            [
                {"name": "Open cases", "value": 200.0, "as_at": D(2021, 4, 1), "source": "Case system"},
                {"name": "Open cases", "value": 250.0, "as_at": D(2019, 4, 19), "source": "Case system"},
                {"name": "Children under 18", "value": 30000.0, "as_at": D(2020, 6, 30), "source": "Census office"},
            ],
        ),
        labels={
            "kind": ["Formal", "Corporate", "Concern", "Comment"],
            "stage": ["Concern", "Stage 1", "Stage 2", "Stage 3"],
            "team": ["South", "North", "West"],
            "outcome": ["Upheld", "Partially upheld", "Not upheld", "Withdrawn"],
            "nature": ["Staff", "Delay", "Cost"],
            "clock": ["Panel", "Report", "Response"],
        },
        meanings={
            "procedure": {"Children Act": "children_act", "Corporate": "corporate", "None": "none"},
            "complainant": {"Young person": "child", "Parent": "parent"},
        },
        bands={"stage_1": (10, 20), "stage_2": (25, 65)},
    )  # fmt: skip
