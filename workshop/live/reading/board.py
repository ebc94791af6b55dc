"""``/board/{code}``: the vision board on a page of its own, which follows the room.

Its words are those of whoever reads; within the big screen they are the room's. The drawing has
addresses of its own, so that a phone takes a small one, and a board that changes takes it once.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from workshop.errors import NotFoundError, WorkshopError
from workshop.live.addresses import for_phones
from workshop.live.board_page import Masthead, poster
from workshop.live.running.kept_renders import KeptRenders
from workshop.live.server import Server
from workshop.live.spoken import few_words, spoken_for, spoken_in
from workshop.live.this_server import home_path
from workshop.playbook import load_playbook
from workshop.queries.about import WorkshopView, about
from workshop.queries.viewer import Viewer
from workshop.queries.vision_board import RoomBoard, room_board

SIDES: Mapping[str, tuple[int, int]] = {"large": (900, 80), "narrow": (480, 50)}
"""How long a side of the drawing is, in pixels, and how fine: on a big screen, on a phone."""
WORDS = "board-words.js"
MOST_KEPT = 24
"""Boards that are kept: of a few rooms, each in some languages."""


@dataclass(frozen=True, slots=True)
class DrawnBoard:
    """The board in one language, and its drawing in each size."""

    revision: int
    html: str
    pictures: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """For whoever has the code: what the room may see, which is the same for all."""

    server: Server
    page: Callable[..., Response]
    notice: Callable[[WorkshopError, str], Response]
    kept: KeptRenders[DrawnBoard] = field(default_factory=partial(KeptRenders, MOST_KEPT))

    def __post_init__(self) -> None:
        self.server.db.on_erase(self.kept.forget)

    async def show(self, request: Request) -> Response:
        framed = "in" in request.query_params
        try:
            viewer, workshop = await self.server.as_viewer(request, self._about)
            known = viewer.device_id is not None and viewer.person_id is not None
            headers = self._kept_as(request, workshop, framed=framed, known=known)
            if request.headers.get("if-none-match") == headers["ETag"]:
                return Response(status_code=304, headers=headers)
            found = await self._drawn(request, workshop, framed=framed)
        except WorkshopError as error:
            return self.notice(error, request.path_params["code"])
        response = self.page(
            "board.html",
            code=workshop.code,
            title=workshop.title,
            language=workshop.language,
            since=self.server.hub.feed.at(found.revision),
            # Made by a template that escapes every word.
            poster=Markup(found.html),  # noqa: S704
            known=known,
            framed=framed,
            words=few_words(self._spoken(request, workshop, framed)["language"], WORDS),
        )
        response.headers.update(headers)
        return _packed(request, response)

    def _kept_as(
        self, request: Request, workshop: WorkshopView, *, framed: bool, known: bool
    ) -> dict[str, str]:
        """How a browser keeps the page: it asks each time, and hears when it still has it."""
        made_of = (
            self.server.hub.feed.at(workshop.revision),
            self._spoken(request, workshop, framed)["language"],
            self._address(workshop),
            framed,
            known,
            _reads_packed(request),
        )
        return {
            "Cache-Control": "private, no-cache",  # what is erased or hidden is gone here too
            "ETag": f'"{_tag(repr(made_of).encode())}"',
            "Vary": "Accept-Encoding, Accept-Language, Cookie",
        }

    async def picture(self, request: Request) -> Response:
        """The drawing alone, as it lies on the board now."""
        try:
            _, workshop = await self.server.as_viewer(request, self._about)
            found = await self._drawn(request, workshop, framed=True)
            content = found.pictures.get(request.path_params["size"])
            if content is None:
                raise NotFoundError("This picture is not here, or is not to be seen yet.")
        except WorkshopError as error:
            return self.notice(error, request.path_params["code"])
        tag = f'"{_tag(content)}"'
        headers = {
            "Cache-Control": "private, no-cache",  # erased, it is gone here too
            "ETag": tag,
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="image/webp", headers=headers)

    async def _drawn(self, request: Request, workshop: WorkshopView, *, framed: bool) -> DrawnBoard:
        spoken = self._spoken(request, workshop, framed)
        here = self._address(workshop)
        return await self.kept.get(
            f"{workshop.id} {spoken['language']}",
            (workshop.revision, here),
            lambda: self._made(request, here, spoken),
        )

    def _address(self, workshop: WorkshopView) -> str:
        base = self.server.base_address(workshop)
        return base if for_phones(base) else ""

    def _spoken(self, request: Request, workshop: WorkshopView, framed: bool) -> dict[str, Any]:
        room = workshop.language
        return spoken_in(room, room) if framed else spoken_for(request, room)

    def _about(self, viewer: Viewer) -> tuple[Viewer, WorkshopView]:
        with self.server.db.read() as session:
            return viewer, about(session, viewer.workshop_id)

    async def _made(
        self, request: Request, here: str, spoken: Mapping[str, Any]
    ) -> tuple[tuple[int, str], DrawnBoard]:
        """The board as the room may see it, and when that was.

        It is read at one moment and drawn after it: words erased meanwhile wait for readings that
        go on, and a picture takes seconds.
        """
        workshop, found = await self.server.as_viewer(request, self._seen)
        drawn = await self.server.call(partial(_draw, workshop, found, here, spoken))
        return (workshop.revision, here), drawn

    def _seen(self, viewer: Viewer) -> tuple[WorkshopView, RoomBoard]:
        with self.server.db.read() as session:
            workshop = about(session, viewer.workshop_id)
            return workshop, room_board(session, workshop)


def _draw(
    workshop: WorkshopView, found: RoomBoard, here: str, spoken: Mapping[str, Any]
) -> DrawnBoard:
    pictures = _small(found)
    own = f"{home_path()}/board/{workshop.code}/picture"
    html = poster(
        found.board,
        Masthead(found.title, found.year, f"{here}/board/{workshop.code}" if here else ""),
        found.picture,
        load_playbook(workshop.language),
        wall=True,
        spoken=spoken,
        beside={size: f"{own}/{size}?{_tag(one)}" for size, one in pictures.items()},
    )
    return DrawnBoard(found.revision, html, pictures)


def _small(found: RoomBoard) -> dict[str, bytes]:
    if found.picture is None:
        return {}
    from workshop.pictures.redraw import small_copy

    content = found.picture.content
    return {size: small_copy(content, *how) for size, how in SIDES.items()}


def _tag(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _reads_packed(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _packed(request: Request, response: Response) -> Response:
    """The page compressed, where the browser can read it so. Nothing secret may stand in it."""
    if _reads_packed(request):
        response.body = gzip.compress(bytes(response.body), 6, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.body))
    return response
