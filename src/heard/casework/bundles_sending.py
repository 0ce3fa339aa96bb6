"""Sending a frozen bundle: the papers of a panel, or those made elsewhere; and the copy of a case for the Ombudsman."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from heard.casework.bundles_freezing import frozen_file
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.performing import NotNow, day_of, performing
from heard.casework.stage_3 import send_panel_papers
from heard.casework.writing import writing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Bundle, Panel


def send_papers(
    *, reference: str, by: str, at: datetime, sent_on: date, sent_to: str, version: int | None = None
) -> Panel:
    """Record that the papers went to all who will attend: a frozen bundle by its version, or papers made elsewhere.

    The frozen file is held against its digest first. Raises NotNow for a bundle that is not frozen, NotAsFiled,
    DoesNotFit.
    """
    if not sent_to.strip():
        raise DoesNotFit("Write to whom the papers went and how: all who will attend.")
    with transaction.atomic():
        panel = send_panel_papers(reference=reference, by=by, at=at, sent_on=sent_on)
        if version is not None:
            bundle = _bundle(reference, version, sent_on)
            with writing(
                "send_bundle", by=by, at=at, reference=reference, done_on=sent_on, version=version
            ) as line:
                line.change(bundle, sent_on=sent_on, sent_to=sent_to.strip())
        return panel


def send_ombudsman_copy(
    *, reference: str, by: str, at: datetime, sent_on: date, copy: int, sent_to: str
) -> Bundle:
    """Record that a frozen copy of a case went to the Ombudsman: to whom and how. Each version is sent once.

    The frozen file is held against its digest first. Raises NotOnRecord, NotNow, NotAsFiled, DoesNotFit.
    """
    act = Act.SEND_OMBUDSMAN_COPY
    with performing(act, reference=reference, by=by, at=at, day=sent_on, copy=copy) as doing:
        rows = Bundle.objects.select_related("document", "ombudsman_case")
        bundle = rows.filter(ombudsman_case__about=doing.case, pk=copy).first()
        if bundle is None or bundle.frozen_at is None:
            raise NotOnRecord(
                f"{reference} has no frozen copy number {copy} for the Ombudsman. Freeze it first."
            )
        if bundle.sent_on is not None:
            raise NotNow(
                f"Version {bundle.version} went on {in_words(bundle.sent_on)}. Freeze a new one for more."
            )
        if not sent_to.strip():
            raise DoesNotFit("Write to whom it went and how.")
        _not_before(bundle, sent_on)
        frozen_file(bundle)
        doing.change(bundle, sent_on=sent_on, sent_to=sent_to.strip())
        return bundle


def _bundle(reference: str, version: int, sent_on: date) -> Bundle:
    rows = Bundle.objects.select_related("document").filter(stage__representation__reference=reference)
    bundle = rows.filter(version=version).first()
    if bundle is None or bundle.frozen_at is None:
        raise NotNow(f"Version {version} of the bundle is not frozen. Freeze it, then send it.")
    _not_before(bundle, sent_on)
    frozen_file(bundle)
    return bundle


def _not_before(bundle: Bundle, sent_on: date) -> None:
    frozen_on = day_of(bundle.frozen_at) if bundle.frozen_at else sent_on
    if sent_on < frozen_on:
        raise DoesNotFit(
            f"Version {bundle.version} was frozen on {in_words(frozen_on)}, and cannot have gone before."
        )
