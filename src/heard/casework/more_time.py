"""Whether a stage may have more time: with a reason, while it runs, and no later than the law or the council allows."""

from __future__ import annotations

from datetime import date

from heard.casework.clocks import clocks_of_council
from heard.casework.looking import dates_of
from heard.casework.new_details import DoesNotFit, NewExtension
from heard.law.working_days import in_words
from heard.representations.models import Stage


def must_be_extendable(stage: Stage, extension: NewExtension) -> None:
    """Refuse more time that this stage cannot have. Raises DoesNotFit, which says what it can."""
    what = f"{stage.get_stage_display()} of {stage.representation.reference}"
    if not extension.reason.strip():
        raise DoesNotFit(f"{what} cannot be extended without a reason. Enter the reason for your decision.")
    _decided_while_it_ran(what, stage, extension.decided_on)
    _longer_than_it_was(what, stage, extension.extended_to)
    clock = clocks_of_council().clock(dates_of(stage))
    if clock is None or clock.due_on is None:
        return
    basis = clock.due.found.value.basis
    if clock.latest_on is None:
        raise DoesNotFit(f"{what} cannot be extended: its clock has no extension ({basis}).")
    if not clock.due_on < extension.extended_to <= clock.latest_on:
        raise DoesNotFit(
            f"{what} cannot be extended to {in_words(extension.extended_to)}. It is due on "
            f"{in_words(clock.due_on)} and can be extended to {in_words(clock.latest_on)} at the latest ({basis})."
        )


def _decided_while_it_ran(what: str, stage: Stage, decided_on: date) -> None:
    ended = stage.answered_on or stage.withdrawn_on
    if decided_on < stage.started_on:
        raise DoesNotFit(f"{what} cannot have been extended before it began on {in_words(stage.started_on)}.")
    if ended and decided_on > ended:
        raise DoesNotFit(f"{what} cannot have been extended after it ended on {in_words(ended)}.")


def _longer_than_it_was(what: str, stage: Stage, until: date) -> None:
    there = max((one.extended_to for one in stage.extensions.all()), default=None)
    if there and until <= there:
        raise DoesNotFit(f"{what} has already been extended to {in_words(there)}. Choose a later day.")
