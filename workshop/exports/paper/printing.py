"""One piece of paper to a PDF: its pages as data, set by ``typst/paper.typ``."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import segno

from workshop.errors import NotFoundError
from workshop.exports.formats.printed.typesetting import Files, typeset
from workshop.exports.paper.door_pieces import cut_out, door, slips, wall
from workshop.exports.paper.library_pieces import cases, lenses
from workshop.exports.paper.plan_pieces import materials, run_sheet
from workshop.exports.paper.room import PaperRoom
from workshop.exports.paper.writing_pieces import ballots, blank_cards, consent_slips, worksheets
from workshop.figures.labels import shortened

USUAL, LARGE = 10.5, 16.0
"""Points: the size of the text, and of large print."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to print: its title, for whom it is, how its pages are made, on which paper."""

    title: str
    help: str
    pages: Callable[[PaperRoom], list[dict[str, Any]]]
    paper: str = "a4"

    def file_name(self, what: str, room: PaperRoom, *, large: bool) -> str:
        """``BCDFG-run-sheet.pdf``; large print says so."""
        return f"{room.workshop.code}-{what}{'-large' if large else ''}.pdf"


PIECES: Mapping[str, Piece] = MappingProxyType(
    {
        "run-sheet": Piece(
            "Run sheet", "For whoever leads, with the words to read aloud.", run_sheet
        ),
        "materials": Piece("What to bring", "Counted from plan, people and tables.", materials),
        "door": Piece("Door sign", "The code and the way in, large.", door),
        "slips": Piece("Join slips", "Eight on a page, to cut out.", slips),
        "worksheets": Piece("Worksheets", "One for each table and step.", worksheets),
        "cards": Piece("Blank cards", "By group: colour, shape and word.", blank_cards),
        "cases": Piece("Case cards", "The cases that lie on each table.", cases),
        "lenses": Piece("Lens cards", "One for each table, with room to answer.", lenses),
        "ballots": Piece("Ballots", "One for each vote. Print one for each person.", ballots),
        "consent": Piece("Agreements", "On words, names and pictures.", consent_slips),
        "wall": Piece(
            "The wall", "Themes and cards on A3, as many sheets as it takes.", wall, "a3"
        ),
        "cut-out": Piece("Cards to cut out", "What the room wrote, eight on a page.", cut_out),
    }
)


def piece_named(what: str) -> Piece:
    """The piece of that name. Raises NotFoundError with the names that there are."""
    found = PIECES.get(what)
    if found is None:
        names = ", ".join(PIECES)
        raise NotFoundError(f"There is no piece of paper “{what[:60]}”. Choose from: {names}.")
    return found


def print_piece(room: PaperRoom, what: str, *, large: bool = False) -> bytes:
    """A tagged PDF (PDF/UA-1). Raises NotFoundError for a piece that there is not."""
    piece, files, workshop = piece_named(what), Files(), room.workshop
    day = room.today
    data = {
        "about": {
            "title": f"{piece.title}: {workshop.title}",
            "author": [],
            "description": f"{workshop.code}, revision {workshop.revision}",
            "language": workshop.language,
            "day": {"year": day.year, "month": day.month, "day": day.day},
        },
        "paper": piece.paper,
        "size": LARGE if large else USUAL,
        "large": large,
        "piece": piece.title,
        "running": shortened(workshop.title, 60),
        "code": workshop.code,
        "join": room.join,
        "qr": files.drawing(_qr(room.join)),
        "pages": piece.pages(room),
    }
    return typeset("paper.typ", data, files=files, day=day)


ALL = "all"
"""Every piece at once."""


def print_all(room: PaperRoom, *, large: bool = False) -> bytes:
    """Every piece, as one ZIP file of PDF files."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for what, piece in PIECES.items():
            name = piece.file_name(what, room, large=large)
            archive.writestr(name, print_piece(room, what, large=large))
    return made.getvalue()


def _qr(address: str) -> str:
    out = io.BytesIO()
    code = segno.make(address, error="m")
    code.save(out, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, xmldecl=False)
    return out.getvalue().decode()
