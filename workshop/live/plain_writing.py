"""A card sent by the page's own form, where its script did not come or cannot run."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain.cards import CardReceipt, add_card, edit_card
from workshop.domain.people.members import new_id
from workshop.drafts import CardEdit, NewCard
from workshop.errors import UnknownDeviceError, WorkshopError, numbered
from workshop.live.plain.told_once import go_and_say, said_to
from workshop.live.reading.plain_form import SPLIT, all_said, draft_of, guess_of
from workshop.live.server import Server, form_pairs
from workshop.live.spoken import writes_in
from workshop.queries.cards import own_cards
from workshop.queries.viewer import Viewer

SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Plainly:
    """What the form says above its box: that a card is saved, or why not, with the words kept.

    ``saved`` is the sum of the words that were saved: a script that came while they were on their
    way has kept them as begun, and lets go of them by it. ``sent`` is what stood in its fields.
    """

    said: str = ""
    text: str = ""
    status: int = 200
    key: str = ""
    activity: str = ""
    saved: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def fresh(cls, request: Request) -> "Plainly":
        """A form that is opened anew, perhaps after a card was saved."""
        saved = said_to(request) == SAVED
        said = numbered(1, "Your card is saved.", "{n} cards are saved.") if saved else ""
        return cls(said, key=new_id())


async def proven(server: Server, request: Request, plainly: Plainly) -> Plainly:
    """With the sum in the address, where words of this person that have it are saved."""
    given = request.query_params.get("saved", "")
    if not re.fullmatch(r"[0-9]{1,10}", given):
        return plainly
    if said_to(request) == SAVED:  # a card may hold fewer signs than were sent
        return replace(plainly, saved=given)

    def sums(viewer: Viewer) -> set[str]:
        with server.db.read() as session:
            return {str(_sum(card.activity, card.text)) for card in own_cards(session, viewer)}

    there = given in await server.as_viewer(request, sums)
    return replace(plainly, saved=given) if there else plainly


class RoomPage(Protocol):
    def __call__(self, request: Request, plainly: Plainly | None = None) -> Awaitable[Response]: ...


@dataclass(frozen=True, slots=True)
class PlainWriting:
    """``POST /room/{code}``: the same verb as the script's, then the room page again."""

    server: Server
    room: RoomPage
    notice: Callable[..., Response]

    async def send(self, request: Request) -> Response:
        code = request.path_params["code"]
        pairs: list[tuple[str, str]] = []
        try:
            pairs = await form_pairs(request)
            sent = dict(pairs)
            guess = any(name.startswith(f"{SPLIT}.") for name in sent)
            given = guess_of(sent) if guess else draft_of(pairs)

            def work(viewer: Viewer) -> CardReceipt:
                if guess and (newer := self._newer(viewer, given)):
                    return newer
                draft = NewCard.read({**given, "language": writes_in(request, given["text"])})
                return add_card(self.server.db, viewer=viewer, draft=draft, key=_key(pairs))

            await self.server.as_writer(request, work)
        except UnknownDeviceError as error:
            if words := all_said(pairs, self.server.settings.language):
                return self.notice(error, code, words)
            return RedirectResponse(f"/join/{code}", 303)
        except WorkshopError as error:
            sent = dict(pairs)
            said = sent.keys() - {"activity", "key", "kind"}
            if not said:
                return self.notice(error, code)
            kept = Plainly(
                error.sentence,
                sent.get("text", ""),
                error.status,
                new_id(),
                sent.get("activity", ""),
                sent=sent,
            )
            return await self.room(request, kept)
        asked = {"saved": _sum(sent.get("activity", ""), sent.get("text", ""))}
        return go_and_say(f"/room/{code}", SAVED, self.server.settings, asked)

    def _newer(self, viewer: Viewer, given: dict[str, Any]) -> CardReceipt | None:
        """Another guess of the same person takes the place of the one before."""
        with self.server.db.read() as session:
            own = own_cards(session, viewer)
        for card in own:
            mine = card.activity == given["activity"] and card.fields.get(SPLIT)
            if mine and not card.withdrawn and not card.person:
                said = {"version": card.version, "text": given["text"], "fields": given["fields"]}
                draft = CardEdit.read(said)
                return edit_card(self.server.db, viewer=viewer, card_id=card.id, draft=draft)
        return None


def _sum(activity: str, text: str) -> int:
    """A number of a question's key and the words below it, with single line ends as in a browser.

    It tells words apart that one person typed, and takes a browser one line.
    """
    words = text.replace("\r\n", "\n").strip()
    return reduce(lambda all_, one: (all_ * 65599 + ord(one)) % 10**9, f"{activity}\n{words}", 0)


def _key(sent: Sequence[tuple[str, str]]) -> str:
    """One for each opening of the form and its words: twice pressed is once, changed is new."""
    given = dict(sent)
    rest = [each for each in sent if each[0] not in ("key", "text", "activity")]
    said = f"{given.get('key', '')[:60]} {given.get('text', '')}{rest or ''}"
    return f"form-{hashlib.sha256(said.encode()).hexdigest()[:40]}"
