"""The page where cards are sorted together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain.themes.sort_board import theme_targets
from workshop.errors import NotFoundError, WorkshopError
from workshop.kinds import CardKind
from workshop.live.server import Server
from workshop.live.this_server import home_path
from workshop.live.wire import me_json, room_json
from workshop.models import Workshop
from workshop.playbook import Playbook, load_playbook
from workshop.queries.room import room_state, run_sheet
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SortPage:
    """``/sort/{code}``: for facilitators, and for whoever has joined while all may sort."""

    server: Server
    page: Callable[..., Response]
    notice: Callable[[WorkshopError, str], Response]

    async def show(self, request: Request) -> Response:
        """The page; whoever has not joined is shown the way in first."""
        try:
            viewer, context = await self.server.as_viewer(request, self._context)
        except WorkshopError as error:
            return self.notice(error, request.path_params["code"])
        if viewer.person_id is None:
            return RedirectResponse(f"/join/{viewer.code}", 303)
        asked = request.query_params.get("kind")
        kind = asked if asked in theme_targets() else context["kind"]
        return self.page("sort.html", **{**context, "kind": kind})

    def _context(self, viewer: Viewer) -> tuple[Viewer, dict[str, Any]]:
        with self.server.db.read() as session:
            state = room_state(session, viewer.workshop_id)
            if state is None:
                raise NotFoundError("This workshop was deleted.")
            workshop = session.get_one(Workshop, viewer.workshop_id)
            runs = run_sheet(session, viewer.workshop_id)
            playbook = load_playbook(workshop.language)
            # What was promised about authors is said before anybody comments on a card.
            promises = {
                run.activity.key: playbook.words.attribution[run.attribution] for run in runs
            }
            leads = viewer.is_facilitator
            return viewer, {
                "title": workshop.title,
                "language": workshop.language,
                "facilitator": leads,
                "back": home_path()
                + (f"/console?code={viewer.code}" if leads else f"/room/{viewer.code}"),
                "state": {**room_json(state), "me": me_json(viewer)},
                "kinds": [
                    {"key": kind, "label": playbook.kind(kind).plural} for kind in theme_targets()
                ],
                "kind": sorted_kind(playbook, workshop.current_activity),
                "promises": promises,
            }


def sorted_kind(playbook: Playbook, activity: str | None) -> CardKind:
    """The kind of card that an activity is about, as far as themes gather it; else insights."""
    if activity is None:
        return CardKind.INSIGHT
    found = playbook.activity(activity)
    wanted = (kind for kind in (*found.about, *found.collects) if kind in theme_targets())
    return next(wanted, CardKind.INSIGHT)
