"""``/kept/{code}``: what is kept about me, to take along or to have erased. It needs no script."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from workshop.domain.erasure.cards import erase_card
from workshop.domain.erasure.people import erase_person
from workshop.errors import InvalidInputError, Sentence, UnknownDeviceError, WorkshopError
from workshop.kinds import CardKind
from workshop.live.plain.told_once import go_and_say, said_to, say_once
from workshop.live.server import Server, form_body
from workshop.playbook import load_playbook
from workshop.queries.about import about
from workshop.queries.people.held import held_on
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note

ERASED = "erased"
JOIN_FIRST = Sentence(
    "This device has not joined this workshop, so nothing is kept about you here."
)
SURE_FIRST = Sentence("Tick the box first. What is erased cannot be brought back.")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """For a person alone: the device says who it is, and nobody else's words are told."""

    server: Server
    page: Callable[..., Response]
    notice: Callable[[WorkshopError, str], Response]

    async def show(self, request: Request) -> Response:
        return say_once(request, await self._shown(request), self.server.settings)

    async def _shown(self, request: Request, problem: str = "", status: int = 200) -> Response:
        code = request.path_params["code"]
        try:
            context = await self.server.as_viewer(request, self._context)
        except WorkshopError as error:
            return self.notice(error, code)
        erased = not problem and said_to(request) == ERASED
        return self.page("kept.html", status, problem=problem, erased=erased, **context)

    async def take(self, request: Request) -> Response:
        """The same as one file of JSON, pictures and earlier versions included."""
        try:
            found = await self.server.as_viewer(request, self._held)
        except WorkshopError as error:
            return self.notice(error, request.path_params["code"])
        code = found["workshop"]["code"]
        note(SecurityEvent.FILE_TAKEN, code, file="json", audience="own")
        name = f"{code}-kept-about-me.json"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return JSONResponse(found, headers=headers)

    async def erase(self, request: Request) -> Response:
        """Erase one card, or everything; the page then says that it is done."""
        code = request.path_params["code"]
        try:
            asked = await form_body(request)
            verb = self._verb(asked)
            await self.server.as_writer(request, verb)
        except InvalidInputError as error:
            return await self._shown(request, error.sentence, error.status)
        except WorkshopError as error:
            return self.notice(error, code)
        if asked.get("card"):
            return go_and_say(f"/kept/{code}", ERASED, self.server.settings)
        return self.page("kept.html", code=code, gone=True, language=self.server.settings.language)

    def _verb(self, asked: dict[str, str]) -> Callable[[Viewer], object]:
        if asked.get("sure") != "yes":
            raise InvalidInputError(SURE_FIRST)
        if card := asked.get("card"):
            return partial(self._erase_card, card)
        return self._erase_all

    def _erase_card(self, card: str, viewer: Viewer) -> object:
        return erase_card(self.server.db, viewer=_as_themselves(viewer), card_id=card)

    def _erase_all(self, viewer: Viewer) -> object:
        person = _as_themselves(viewer).person_id or ""
        return erase_person(self.server.db, viewer=viewer, person_id=person)

    def _held(self, viewer: Viewer) -> dict[str, Any]:
        with self.server.db.read() as session:
            return held_on(session, viewer, _as_themselves(viewer).person_id or "")

    def _context(self, viewer: Viewer) -> dict[str, Any]:
        found = self._held(viewer)
        with self.server.db.read() as session:
            workshop = about(session, viewer.workshop_id)
        playbook = load_playbook(workshop.language)
        for card in found["cards"]:
            card["label"] = _label(playbook.kind(CardKind(card["kind"])).singular)
        cards = [card for card in found["cards"] if card["text"] or card["fields"]]
        return {
            "code": workshop.code,
            "title": workshop.title,
            "language": workshop.language,
            "group": playbook.words.role_groups[viewer.role_group].label,
            "voice": workshop.voice_name(viewer.voice),
            "held": {**found, "cards": cards},
        }


def _as_themselves(viewer: Viewer) -> Viewer:
    if viewer.person_id is None:
        raise UnknownDeviceError(JOIN_FIRST)
    return viewer


def _label(singular: str) -> str:
    """The name of a kind as it stands alone, and so in the catalogues."""
    return singular[:1].upper() + singular[1:]
