"""A day on paper: what a facilitator prints before a room, as tagged PDF (PDF/UA-1)."""

from workshop.exports.paper.printing import ALL, PIECES, Piece, piece_named, print_all, print_piece
from workshop.exports.paper.room import PaperRoom, read_paper

__all__ = [
    "ALL",
    "PIECES",
    "PaperRoom",
    "Piece",
    "piece_named",
    "print_all",
    "print_piece",
    "read_paper",
]
