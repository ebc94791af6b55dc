"""``/summary/{code}``: the summary for sharing, for those who took part, once it is shared.

Its own words are those of whoever reads. It is made once for each language, at each revision.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from workshop.errors import WorkshopError
from workshop.live.running.kept_renders import KeptRenders
from workshop.live.server import Server
from workshop.live.spoken import language_of
from workshop.queries.about import about
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note

MOST_KEPT = 24
"""Summaries that are kept: of a few rooms, each in some languages."""


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """For whoever took part: in one language the same for all of them."""

    server: Server
    notice: Callable[[WorkshopError, str], Response]
    kept: KeptRenders[bytes] = field(default_factory=lambda: KeptRenders(MOST_KEPT, len))

    def __post_init__(self) -> None:
        self.server.db.on_erase(self.kept.forget)

    async def show(self, request: Request) -> Response:
        try:
            viewer, revision, room = await self.server.as_viewer(request, self._may_have)
            language = language_of(request, room)
            headers = {
                "Cache-Control": "no-cache",
                "ETag": f'"{self.server.hub.feed.at(revision)}-{language}"',
                "Vary": "Accept-Language, Cookie",
            }
            if request.headers.get("if-none-match") == headers["ETag"]:
                return Response(status_code=304, headers=headers)
            page = await self.kept.get(
                f"{viewer.workshop_id} {language}",
                revision,
                lambda: self.server.as_viewer(request, partial(self._made, language)),
            )
        except WorkshopError as error:
            return self.notice(error, request.path_params["code"])
        note(SecurityEvent.FILE_TAKEN, viewer.code, file="html", audience="shareable")
        return HTMLResponse(page, headers=headers)

    def _may_have(self, viewer: Viewer) -> tuple[Viewer, int, str]:
        from workshop.exports import shared_revision  # the start has no need of files

        revision = shared_revision(self.server.db, viewer)
        with self.server.db.read() as session:
            return viewer, revision, about(session, viewer.workshop_id).language

    def _made(self, language: str, viewer: Viewer) -> tuple[int, bytes]:
        from workshop.exports import collect_shared
        from workshop.exports.formats.html import render_in

        story = collect_shared(self.server.db, viewer)
        return story.workshop.revision, render_in(story, language)
