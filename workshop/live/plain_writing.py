"""A card sent by the page's own form, where its script did not come or cannot run."""

import hashlib
import re
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain.cards import CardReceipt, add_card
from workshop.domain.people.members import new_id
from workshop.drafts import NewCard
from workshop.errors import Sentence, UnknownDeviceError, WorkshopError
from workshop.live.server import Server, form_body
from workshop.live.spoken import writes_in
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Plainly:
    """What the form says above its box: that a card is saved, or why not, with the words kept.

    ``saved`` is the sum of the words that were saved: a script that came while they were on their
    way has kept them as begun, and lets go of them by it.
    """

    said: str = ""
    text: str = ""
    status: int = 200
    key: str = ""
    activity: str = ""
    saved: str = ""

    @classmethod
    def fresh(cls, request: Request) -> "Plainly":
        """A form that is opened anew, perhaps after a card was saved."""
        given = request.query_params.get("saved", "")
        saved = given if re.fullmatch(r"[0-9]{1,10}", given) else ""
        said = Sentence("Your card is saved.") if saved else ""
        return cls(said, key=new_id(), saved=saved)


class RoomPage(Protocol):
    def __call__(self, request: Request, plainly: Plainly | None = None) -> Awaitable[Response]: ...


@dataclass(frozen=True, slots=True)
class PlainWriting:
    """``POST /room/{code}``: the same verb as the script's, then the room page again."""

    server: Server
    room: RoomPage
    notice: Callable[[WorkshopError, str], Response]

    async def send(self, request: Request) -> Response:
        code = request.path_params["code"]
        sent: dict[str, str] = {}
        given = {"activity": "", "text": ""}
        try:
            sent = await form_body(request)
            given = {name: sent.get(name, "") for name in given}

            def work(viewer: Viewer) -> CardReceipt:
                draft = NewCard.read({**given, "language": writes_in(request, given["text"])})
                return add_card(self.server.db, viewer=viewer, draft=draft, key=_key(sent))

            await self.server.as_writer(request, work)
        except UnknownDeviceError:
            return RedirectResponse(f"/join/{code}", 303)
        except WorkshopError as error:
            if not sent.get("text"):
                return self.notice(error, code)
            kept = Plainly(error.sentence, sent["text"], error.status, new_id(), given["activity"])
            return await self.room(request, kept)
        return RedirectResponse(f"/room/{code}?saved={_sum(given['text'])}", 303)


def _sum(text: str) -> int:
    """Adler-32 (RFC 1950) of the words as a browser counts them, in UTF-16 with single line ends.

    It tells words apart that one person typed, and needs no library in a browser.
    """
    words = text.replace("\r\n", "\n").strip()
    return zlib.adler32(words.encode("utf-16-le", "surrogatepass"))


def _key(sent: dict[str, str]) -> str:
    """One for each opening of the form and its words: twice pressed is once, changed is new."""
    said = f"{sent.get('key', '')[:60]} {sent.get('text', '')}"
    return f"form-{hashlib.sha256(said.encode()).hexdigest()[:40]}"
