"""Figures as plain data, for every screen, the projector and the reports alike."""

from workshop.figures.figure import Drawing, Figure, Mark, Row, drawing, part_of
from workshop.queries.figures.room import FIGURES, GUESS, figure_for_room, guesses_wait

__all__ = [
    "FIGURES",
    "GUESS",
    "Drawing",
    "Figure",
    "Mark",
    "Row",
    "drawing",
    "figure_for_room",
    "guesses_wait",
    "part_of",
]
