"""Sending the papers of a panel: a frozen bundle, or papers put together elsewhere, to all who will attend."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from heard.casework.bundles_freezing import frozen_file
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow, day_of
from heard.casework.stage_3 import send_panel_papers
from heard.casework.writing import writing
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


def _bundle(reference: str, version: int, sent_on: date) -> Bundle:
    rows = Bundle.objects.select_related("document").filter(stage__representation__reference=reference)
    bundle = rows.filter(version=version).first()
    if bundle is None or bundle.frozen_at is None:
        raise NotNow(f"Version {version} of the bundle is not frozen. Freeze it, then send it.")
    frozen_on = day_of(bundle.frozen_at)
    if sent_on < frozen_on:
        raise DoesNotFit(
            f"Version {version} was frozen on {in_words(frozen_on)}, and cannot have gone before."
        )
    frozen_file(bundle)
    return bundle
