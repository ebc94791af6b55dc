"""``/read/{code}``: what people read beside the room, on one light page that needs no script.

Where the room is, the figures that it may see, and the cases from elsewhere, each on a page of its
own. The page and the cases speak the language of the phone; figures that of the room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.errors import NotFoundError, Sentence, Sentences, WorkshopError
from workshop.figures.bars import Bars
from workshop.figures.drawn_bars import drawing
from workshop.library import load_library
from workshop.live.server import Server
from workshop.live.spoken import language_of
from workshop.models import Workshop
from workshop.playbook import Playbook, load_playbook
from workshop.queries.figures.shown_in_room import FIGURES, figure_for_room
from workshop.queries.projector import case_claims, case_figure, case_shown, written_in
from workshop.queries.room import RunState, run_sheet
from workshop.queries.viewer import Viewer
from workshop.words import ENGLISH, with_cases
from workshop.words.saying import Saying


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """For whoever has joined: the same for all who read it."""

    server: Server
    page: Callable[..., Response]
    notice: Callable[[WorkshopError, str], Response]

    async def show(self, request: Request) -> Response:
        """All of it, or with ``?case=`` one case."""
        code = request.path_params["code"]
        case = request.query_params.get("case", "")

        def read(viewer: Viewer) -> tuple[Viewer, dict[str, Any] | None]:
            if viewer.person_id is None:
                return viewer, None
            return viewer, self._one(viewer, case) if case else self._all(viewer)

        try:
            viewer, context = await self.server.as_viewer(request, read)
        except WorkshopError as error:
            return self.notice(error, code)
        if context is None:
            place = "read" if viewer.person_id else "join"
            return RedirectResponse(f"/{place}/{viewer.code}", 303)
        if found := context.get("figures"):
            # What is erased meanwhile waits for readings that go on, and drawing takes its time.
            context["figures"] = await self.server.call(partial(_all_drawn, found))
        said = _said(language_of(request, context["language"]), context["own"])
        return self.page("read.html", code=viewer.code, _c=said, **context)

    def _all(self, viewer: Viewer) -> dict[str, Any]:
        with self.server.db.read() as session:
            workshop = _workshop(session.get(Workshop, viewer.workshop_id))
            runs = run_sheet(session, viewer.workshop_id)
            found = [figure_for_room(session, workshop, name) for name in FIGURES]
        playbook = load_playbook(workshop.language)
        return {
            "title": workshop.title,
            "language": workshop.language,
            "own": ENGLISH,
            "stages": _road(playbook, runs, workshop.current_activity),
            "figures": [one for one in found if one is not None],
            "cases": [(one, Sentence(one.place)) for one in load_library(workshop.language).cases],
        }

    def _one(self, viewer: Viewer, name: str) -> dict[str, Any] | None:
        """One case as the big screen tells it, each claim once; None where there is none."""
        with self.server.db.read() as session:
            workshop = _workshop(session.get(Workshop, viewer.workshop_id))
        library = load_library(workshop.language)
        try:
            case = library.case(name)
        except NotFoundError:
            return None
        figure = case_figure(case)
        return {
            "title": workshop.title,
            "language": workshop.language,
            "own": written_in(library, case),
            "case": case_shown(library, case),
            "claim": Sentences(case_claims(library, [figure] if figure else [])),
            "others": case_claims(library, [one for one in case.results if one is not figure]),
        }


def _said(language: str, own: str) -> Saying:
    """Says what a case says in the language of the page; names of sources stay as they are."""

    def name(text: str) -> Markup:
        marked = Markup('<bdi lang="{}">{}</bdi>').format(own, text)
        return escape(text) if language == own else marked

    return Saying(with_cases(language), own, name)


def _workshop(found: Workshop | None) -> Workshop:
    if found is None:
        raise NotFoundError("This workshop was deleted.")
    return found


def _road(
    playbook: Playbook, runs: Sequence[RunState], current: str | None
) -> list[tuple[str, bool]]:
    """The stages of this room in their order by their plain names, and which of them is now."""
    stages = list(dict.fromkeys(run.activity.stage for run in runs))
    now = next((run.activity.stage for run in runs if run.activity.key == current), None)
    found = [playbook.stage(key) for key in stages]
    return [(stage.plain or stage.title, stage.key == now) for stage in found]


def _all_drawn(figures: Sequence[Bars]) -> list[dict[str, Any]]:
    return [_drawn(one) for one in figures]


def _drawn(figure: Bars) -> dict[str, Any]:
    heads, found = figure.table()
    rows = [(row[0], [one for one in zip(heads, row, strict=True) if one[1]][1:]) for row in found]
    drawn = drawing(figure).rows
    named = len({mark.name for row in drawn for mark in row.marks}) > 1
    return {"figure": figure, "rows": rows, "drawn": drawn, "named": named}
