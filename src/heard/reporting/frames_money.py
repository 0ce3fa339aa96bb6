"""From tables to the frames of money and of putting right: payments, remedies, and what stages cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from heard.figures.frames import NOT_RECORDED
from heard.law.remedies import GROUND
from heard.outcomes.models import Cost, Payment, ProposedPayment, Remedy
from heard.reporting.rows import stage_labels

Cases = Mapping[int, dict[str, Any]]
Columns = Callable[..., Any]
WHERE = ("ref", "kind", "procedure", "team", "service")
ASKED_BY = dict(ProposedPayment.AskedBy.choices)
COST_KINDS = dict(Cost.Kind.choices)


def payments(cases: Cases, first: Cases, columns: Columns) -> Any:
    """Each payment that was made, on whose word and on what ground where that is on record."""
    rows = Payment.objects.order_by("pk").values_list(
        "representation_id", "paid_on", "amount", "kind__label", "proposed__asked_by", "proposed__ground"
    )
    return columns(
        (
            {
                **_of(cases, first, pk),
                "paid_on": paid_on,
                "amount_pence": int(amount * 100),
                "payment_kind": label or NOT_RECORDED,
                "asked_by": str(ASKED_BY.get(asked_by, NOT_RECORDED)),
                "payment_ground": GROUND[ground].words if ground in GROUND else NOT_RECORDED,
            }
            for pk, paid_on, amount, label, asked_by, ground in rows
        ),
        "payments",
    )


def remedies(cases: Cases, first: Cases, columns: Columns) -> Any:
    """Each thing offered or done to put a complaint right."""
    rows = Remedy.objects.order_by("pk").values_list("representation_id", "kind__label")
    return columns(({**_of(cases, first, pk), "remedy": label} for pk, label in rows), "remedies")


def costs(cases: Cases, columns: Columns) -> Any:
    """Each cost of a stage that was not taken back, on the day of its invoice."""
    labels, rows = stage_labels(), Cost.objects.filter(taken_back_on=None).order_by("pk")
    told = rows.values_list("representation_id", "stage__stage", "kind", "amount", "incurred_on")
    return columns(
        (
            {
                **{name: cases[pk][name] for name in WHERE},
                "started_on": day,
                "stage": labels[stage],
                "stage_code": stage,
                "cost_kind": str(COST_KINDS[kind]),
                "amount_pence": int(amount * 100),
            }
            for pk, stage, kind, amount, day in told
        ),
        "costs",
    )


def _of(cases: Cases, first: Cases, pk: int) -> dict[str, Any]:
    began = first[pk]["started_on"] if pk in first else cases[pk]["received_on"]
    return {**{name: cases[pk][name] for name in WHERE}, "started_on": began}
