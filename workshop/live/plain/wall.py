"""``/plain/{code}/wall``: the cards of the room by theme, and a form that moves ticked ones."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain.people.members import new_id
from workshop.domain.receipts import once
from workshop.domain.themes.sort_board import theme_targets
from workshop.domain.themes.sorts import add_theme, move_cards
from workshop.drafts import CardMove, NewTheme
from workshop.errors import InvalidInputError, Sentence, UnknownDeviceError, WorkshopError, numbered
from workshop.kinds import CardKind
from workshop.live.plain.forms import Pairs, form_key
from workshop.live.plain.reading import room_for
from workshop.live.plain.told_once import go_and_say, said_to, say_once
from workshop.live.server import Server, form_pairs
from workshop.live.sort_page import sorted_kind
from workshop.live.wire import change_json
from workshop.playbook import load_playbook
from workshop.queries.cards import Audience, changed_cards, rules
from workshop.queries.viewer import Viewer

NEW = "new"
MOST_TICKED = 2000
ABOUT_CARDS = (CardKind.THEME, CardKind.COMMENT)


@dataclass(frozen=True, slots=True)
class Moved:
    """How many cards went where somebody said, and how many others had moved first."""

    moved: int
    stayed: int


@dataclass(frozen=True, slots=True)
class PlainWall:
    """For whoever has joined, what the room may read; moved by those who may sort just now."""

    server: Server
    page: Callable[..., Response]
    notice: Callable[[WorkshopError, str], Response]

    async def show(self, request: Request) -> Response:
        told = re.fullmatch(r"([0-9]{1,4})-([0-9]{1,4})", said_to(request))
        moved, stayed = (int(number) for number in told.groups()) if told else (0, 0)
        said: list[Sentence] = []
        if moved:
            said.append(numbered(moved, "{n} card is moved.", "{n} cards are moved."))
        if stayed:
            cards = numbered(stayed, "{n} card", "{n} cards")
            said.append(Sentence("Somebody else moved {cards} first. That stays so.", cards=cards))
        answer = await self._shown(request, said, 200, [])
        return say_once(request, answer, self.server.settings)

    async def _shown(
        self, request: Request, said: Sequence[str], status: int, sent: Pairs
    ) -> Response:
        code, kind = request.path_params["code"], request.query_params.get("kind", "")
        kind = dict(sent).get("kind", kind)

        def read(viewer: Viewer) -> tuple[Viewer, dict[str, Any]]:
            with self.server.db.read() as session:
                return viewer, plain_wall(session, viewer, kind)

        try:
            viewer, context = await self.server.as_viewer(request, read)
        except WorkshopError as error:
            return self.notice(error, code)
        if viewer.person_id is None:
            return RedirectResponse(f"/join/{viewer.code}", 303)
        kept = {
            "said": said,
            "key": new_id(),
            "ticked": [value for name, value in sent if name == "card"],
            "sent": dict(sent),
        }
        return self.page("plain_wall.html", status, **context, **kept)

    async def move(self, request: Request) -> Response:
        """Put the ticked cards where the form says, each out of the theme in which it was seen."""
        code = request.path_params["code"]
        pairs: Pairs = []
        try:
            pairs = await form_pairs(request, MOST_TICKED)

            def work(viewer: Viewer) -> Moved:
                act = partial(self._move, viewer, pairs)
                key = form_key(pairs)
                return once(
                    self.server.db, viewer=viewer, key=key, act=act, again=lambda _: Moved(0, 0)
                )

            done = await self.server.as_known(request, work, counted=True)
        except UnknownDeviceError:
            return RedirectResponse(f"/join/{code}", 303)
        except WorkshopError as error:
            return await self._shown(request, [error.sentence], error.status, pairs)
        kind = dict(pairs).get("kind", "")
        kind = kind if kind in list(CardKind) else ""
        place, told = f"/plain/{code}/wall", f"{done.moved}-{done.stayed}"
        return go_and_say(place, told, self.server.settings, {"kind": kind})

    def _move(self, viewer: Viewer, pairs: Pairs) -> Moved:
        sent = dict(pairs)
        ticked = [value.partition(" ")[::2] for name, value in pairs if name == "card"]
        target = sent.get("target", "")
        if not ticked:
            raise InvalidInputError("Tick a card first.")
        by_source: dict[str, list[str]] = {}
        for card, source in ticked:
            by_source.setdefault(source, []).append(card)
        stayed = 0
        for source, cards in by_source.items():
            said: dict[str, Any] = {"cards": cards, "source": source or None}
            if target == NEW:
                draft = NewTheme.read({**said, "name": sent.get("name", "")})
                done = add_theme(self.server.db, viewer=viewer, draft=draft)
                target = done.themes[0]
            else:
                move = CardMove.read({**said, "target": target or None})
                done = move_cards(self.server.db, viewer=viewer, draft=move)
            stayed += len(done.stayed)
        return Moved(len(ticked) - stayed, stayed)


def plain_wall(session: Session, viewer: Viewer, asked: str) -> dict[str, Any]:
    """The cards of one kind that the room may read, in their themes where they have any."""
    found = room_for(session, viewer)
    workshop, state = found.pop("workshop"), found["state"]
    playbook = load_playbook(workshop.language)
    promised = rules(session, viewer.workshop_id)
    read = changed_cards(session, viewer.workshop_id, Audience.ROOM, None, promised).changes
    cards = [dict(change_json(one, workshop.language)) for one in read if one.op != "remove"]
    shown = {card["id"]: card for card in cards if "text" in card}
    alone = [card for card in shown.values() if card.get("merged_into") not in shown]
    kinds = [kind for kind in CardKind if any(card["kind"] == kind for card in alone)]
    kinds = [kind for kind in kinds if kind not in ABOUT_CARDS]
    activity = state["activity"]
    kind: CardKind | str = sorted_kind(playbook, activity["key"] if activity else None)
    kind = asked if asked in kinds else kind if kind in kinds else next(iter(kinds), kind)
    for card in shown.values():
        card["also"] = [one for one in shown.values() if one.get("merged_into") == card["id"]]
        card["remarks"] = [one for one in shown.values() if one.get("about") == card["id"]]
    themes = [card for card in alone if card["kind"] == CardKind.THEME]
    wanted = [card for card in alone if card["kind"] == kind]
    sortable = kind in theme_targets()
    sorts = bool(activity and activity["sorting"]) or viewer.is_facilitator
    return {
        **found,
        "kind": kind,
        "kinds": [(one, playbook.kind(one).plural) for one in kinds],
        "groups": list(_grouped(wanted, themes if sortable else [])),
        "themes": themes,
        "sorts": sortable and sorts and not state["closed"],
        "face_down": sum("text" not in card for card in cards),
    }


def _grouped(
    cards: Sequence[Mapping[str, Any]], themes: Iterable[Mapping[str, Any]]
) -> Iterable[dict[str, Any]]:
    """Each theme with its cards, then those in none; a card in two themes stands in both."""
    live = {theme["id"] for theme in themes}
    for theme in themes:
        inside = [card for card in cards if theme["id"] in card.get("themes", ())]
        yield {"theme": theme, "cards": inside}
    rest = [card for card in cards if live.isdisjoint(card.get("themes", ()))]
    if rest or not live:
        yield {"theme": None, "cards": rest}
