"""What people said to the council, the stages it went through and everything dated about them."""

from heard.representations.models.beside import ContextFigure, OmbudsmanCase
from heard.representations.models.codes import KINDS, PROCEDURES, STAGES, STATES
from heard.representations.models.representation import (
    Element,
    Party,
    Representation,
    RepresentationNature,
    UnmappedFact,
)
from heard.representations.models.stage import Extension, Stage

__all__ = [
    "KINDS",
    "PROCEDURES",
    "STAGES",
    "STATES",
    "ContextFigure",
    "Element",
    "Extension",
    "OmbudsmanCase",
    "Party",
    "Representation",
    "RepresentationNature",
    "Stage",
    "UnmappedFact",
]
