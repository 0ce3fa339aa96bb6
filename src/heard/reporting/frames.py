"""From tables to the frames that figures are counted over. One question a table, whatever their size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from heard.casework.clocks import clocks_of_council
from heard.casework.council import listed_labels, settings_on
from heard.casework.one_instant import as_of_one_instant
from heard.figures.frames import NOT_RECORDED, Frames, frame
from heard.people.models import Service
from heard.reporting import (
    frames_learning,
    frames_money,
    frames_ombudsman,
    frames_people,
    frames_plans,
    frames_points,
    frames_recommended,
    frames_words,
    frames_workload,
)
from heard.reporting.frames_corrections import corrections
from heard.reporting.frames_honesty import with_honesty
from heard.reporting.frames_lateness import appointing, days_late, late_reasons
from heard.reporting.frames_stages import (
    FLAG,
    clocks_of_stage_3,
    judged,
    judged_first,
    stage_row,
    who_and_where,
)
from heard.reporting.rows import case_rows, first_stages, stage_labels, stage_rows
from heard.representations.models import (
    PROCEDURES,
    ContextFigure,
    OmbudsmanCase,
    RepresentationNature,
)

Cases = Mapping[int, dict[str, Any]]
DEFAULT_BANDS = {"stage_1": (10, 20), "stage_2": (25, 65), "stage_3": (30,), "concern": (5,)}
MEANING_ORDER = ("upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn")


def frames_of_council(*, today: date) -> Frames:
    """Every frame of this council, with its labels, their meanings and its bands as set on the day.

    All of it is as it stood at one instant: a case that comes in meanwhile is in every frame, or in none.
    """
    with as_of_one_instant():
        return _frames(today=today)


def _frames(*, today: date) -> Frames:
    cases = case_rows()
    stages = stage_rows()
    first = first_stages(stages)
    made = {
        **_of_stages(cases, stages, first, today=today),
        **_of_cases(cases, first, today=today),
        **_of_the_council(today=today),
    }
    led = {row.label: row.leadership for row in Service.objects.exclude(leadership="")}
    return Frames(
        **{name: _led(rows, led) for name, rows in made.items()}, **_labels(), bands=bands_on(today)
    )


def _of_stages(cases: Cases, stages: list[dict[str, Any]], first: Cases, *, today: date) -> dict[str, Any]:
    clocks = clocks_of_council()
    verdicts = judged(stages, cases, clocks)
    began = judged_first(stages, cases, clocks)
    rows = [stage_row(one, cases[one["representation_id"]], verdicts[one["pk"]]) for one in stages]
    for row, stage in zip(rows, stages, strict=True):
        row["days_late"] = days_late(stage, verdicts[stage["pk"]], clocks)
        row["first_timeliness"] = began.get(stage["pk"], row["timeliness"])
    frame_of_stages = _columns(with_honesty(rows, stages, cases, verdicts, clocks), "stages")
    backlog = frames_workload.backlog(cases, stages, frame_of_stages, today=today)
    return {
        "representations": _representations(cases, first),
        "stages": frame_of_stages,
        "clocks": clocks_of_stage_3(stages, cases, clocks, _columns),
        "late_reasons": late_reasons(cases, stages, verdicts, _columns),
        "appointing": appointing(cases, stages, _columns, clocks),
        "backlog": backlog,
        "officers": frames_workload.officers(cases, backlog, _columns, today=today),
    }


def _of_cases(cases: Cases, first: Cases, *, today: date) -> dict[str, Any]:
    return {
        "natures": _natures("nature", cases),
        "compliment_categories": _natures("category", cases),
        "payments": frames_money.payments(cases, first, _columns),
        "remedies": frames_money.remedies(cases, first, _columns),
        "costs": frames_money.costs(cases, _columns),
        "compliments": frames_words.compliments(cases, _columns),
        "themed": frames_words.themed(cases, _columns),
        "recommended": frames_recommended.recommended(cases, _columns, today=today),
        "points": frames_points.points(cases, first, _columns),
        "findings": frames_points.findings(cases, _columns),
        "workers": frames_people.workers(cases, first, _columns),
        "advocacy": frames_people.advocacy(cases, _columns),
        "corrections": corrections(cases, _columns),
    }


def _of_the_council(*, today: date) -> dict[str, Any]:
    return {
        "ombudsman": _ombudsman(),
        "report_words": frames_words.report_words(_columns),
        "plan_lines": frames_plans.plan_lines(_columns, today=today),
        "matters": frames_plans.matters(_columns),
        "ombudsman_asked": frames_ombudsman.asked(_columns, today=today),
        "ombudsman_standing": frames_ombudsman.standing(_columns),
        "ombudsman_refusals": frames_ombudsman.refusals(_columns),
        "learned": frames_learning.learned(_columns),
        "spread": frames_learning.spread(_columns),
        "lessons": frames_learning.lessons(_columns),
        "trained": frames_learning.trained(_columns),
        "about_people": frames_people.about_people(_columns),
        "context": _context(),
    }


def _led(rows: Any, led: Mapping[str, str]) -> Any:
    """The rows with who leads the service of each, as it is on record now."""
    if "leadership" not in rows.columns:
        return rows
    leads = pl.col("service").replace_strict(led, default=NOT_RECORDED, return_dtype=pl.String)
    return rows.with_columns(leadership=leads)


def bands_on(day: date) -> dict[str, tuple[int, ...]]:
    """The upper edges of the bands of each stage in working days: the council's settings, else the usual ones."""
    bands: dict[str, tuple[int, ...]] = dict(DEFAULT_BANDS)
    for name, value in settings_on(day).items():
        room, _, stage = name.partition("/")
        if room == "bands":
            bands[stage] = tuple(int(edge) for edge in value.split(",") if edge.strip())
    return bands


def _columns(rows: Iterable[Mapping[str, Any]], name: str) -> Any:
    """The frame called `name` from rows, column by column: several times quicker than row by row."""
    collected: dict[str, list[Any]] = {}
    for row in rows:
        for key, value in row.items():
            collected.setdefault(key, []).append(value)
    return frame(name, collected)


def _representations(cases: Cases, first: Cases) -> Any:
    children, points = frames_people.cases_of_children(cases), frames_points.points_of_each()
    return _columns(
        (
            {
                **_representation(case, first.get(pk)),
                "from_child": int(pk in children),
                "points": points.get(pk),
            }
            for pk, case in cases.items()
        ),
        "representations",
    )


def _representation(case: Mapping[str, Any], first: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        **who_and_where(case),
        "stage": first["label"] if first else NOT_RECORDED,
        "started_on": first["started_on"] if first else case["received_on"],
        "with_action": FLAG[first["with_action"]] if first else None,
    }


def _natures(list_: str, cases: Cases) -> Any:
    rows = RepresentationNature.objects.filter(term__list=list_).order_by("representation_id", "position")
    pairs = rows.values_list("representation_id", "term__label").iterator(chunk_size=5000)
    name = "natures" if list_ == "nature" else "compliment_categories"
    return _columns(({"ref": cases[pk]["ref"], list_: label} for pk, label in pairs), name)


def _ombudsman() -> Any:
    rows = OmbudsmanCase.objects.order_by("pk").values_list(
        "reference", "received_on", "service__label", "was_investigated", "decision__label", "decided_on"
    )
    return _columns(
        (
            {
                "ref": ref,
                "started_on": received_on,
                "service": service or NOT_RECORDED,
                "investigated": FLAG[investigated],
                "decision": decision or NOT_RECORDED,
                "decided_on": decided_on,
            }
            for ref, received_on, service, investigated, decision, decided_on in rows
        ),
        "ombudsman",
    )


def _context() -> Any:
    rows = ContextFigure.objects.order_by("name", "as_at").values(
        "name", "value", "as_at", "source", "taken_on"
    )
    return _columns(({**row, "value": float(row["value"])} for row in rows), "context")


def _labels() -> dict[str, Any]:
    labels: dict[str, list[str]] = {}
    meanings: dict[str, dict[str, str]] = {}
    for one in listed_labels():
        labels.setdefault(one.list, []).append(one.text)
        if one.means:
            meanings.setdefault(one.list, {})[one.text] = one.means
    labels["outcome"] = sorted(
        labels.get("outcome", []), key=lambda text: _rank(meanings.get("outcome", {}), text)
    )
    labels["stage"] = [label for code, label in stage_labels().items() if code != "other"]
    meanings["procedure"] = {label: code for code, label in PROCEDURES}
    return {"labels": labels, "meanings": meanings}


def _rank(meanings: Mapping[str, str], label: str) -> int:
    means = meanings.get(label, "")
    return MEANING_ORDER.index(means) if means in MEANING_ORDER else len(MEANING_ORDER)
