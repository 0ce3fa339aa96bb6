"""What a person can ask wrongly of the figures, each answered with what there is."""

from heard.figures.ask import NeedsAsAt
from heard.figures.dimensions import UnknownDimension, UnknownLabel
from heard.figures.measures import UnknownMeasure
from heard.figures.periods import UnknownPeriod

WRONG_QUESTIONS = (UnknownMeasure, UnknownDimension, UnknownLabel, UnknownPeriod, NeedsAsAt)
