"""``/summary/{code}``: the summary for sharing, for those who took part, once it is shared.

Its own words are those of whoever reads. It is made once for each language, at each revision.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from workshop.errors import WorkshopError
from workshop.live.running.kept_renders import KeptRenders
from workshop.live.server import Server
from workshop.live.spoken import language_of
from workshop.queries.about import about
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note

if TYPE_CHECKING:  # the start has no need of files
    from workshop.exports.telling.story import WorkshopStory

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
                lambda: self._made(request, language),
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

    async def _made(self, request: Request, language: str) -> tuple[int, bytes]:
        """What is told is read at one moment, and set after it: words erased meanwhile wait for
        readings that go on.
        """
        story = await self.server.as_viewer(request, self._story)
        return story.workshop.revision, await self.server.call(partial(_set, story, language))

    def _story(self, viewer: Viewer) -> "WorkshopStory":
        from workshop.exports import collect_shared

        return collect_shared(self.server.db, viewer)


def _set(story: "WorkshopStory", language: str) -> bytes:
    from workshop.exports.formats.html import render_in

    return render_in(story, language)
