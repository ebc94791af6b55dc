"""Sorting over the JSON API: one verb for each step, with the ids of the cards that it moves."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from workshop.domain import cards, comments, undo_redo
from workshop.domain.cards import CardReceipt
from workshop.domain.named_steps import named_undo
from workshop.domain.receipts import once
from workshop.domain.themes import merges, sorts
from workshop.domain.themes.sort_board import Sorting, theme_targets
from workshop.domain.undo_redo import HistoryStep
from workshop.drafts import CardMove, CommentText, NewTheme, ThemeChange, ThemeGroups
from workshop.errors import InvalidInputError, NotAllowedError, Sentence
from workshop.kinds import CardKind
from workshop.live.answers.sorting import (
    AgainAnswer,
    HistoryAnswer,
    SortAnswer,
    SuggestionsAnswer,
)
from workshop.live.server import Server, json_body, key_of, said_of
from workshop.models import Workshop
from workshop.queries.cards import Audience
from workshop.queries.themes.suggested_themes import suggested_themes
from workshop.queries.viewer import Viewer

Done = Sorting | CardReceipt | HistoryStep
MOST = 2000
ON_THEMES = ("move", "add-theme", "change-theme", "merge-themes", "remove-theme", "accept")
ON_CARDS = ("merge", "unmerge", "comment", "star", "unstar", "hide", "undo", "redo")


class SortApi:
    """Handlers for ``/api/{code}/sort``."""

    def __init__(self, server: Server) -> None:
        self.server = server

    async def sort(self, request: Request) -> Response:
        """Do what ``do`` names. Answers with the revision, and what stayed where it was.

        The same Idempotency-Key again does nothing: ``"again": true``.
        """
        given = await json_body(request)
        db, key = self.server.db, key_of(request)

        def work(viewer: Viewer) -> Done | int:
            act = self._verb(viewer, given)
            return once(db, viewer=viewer, key=key, act=act, again=lambda _: self._now(viewer))

        done = await self.server.as_known(request, work, counted=True)
        if isinstance(done, int):
            again: AgainAnswer = {"revision": done, "again": True}
            return JSONResponse(again)
        return JSONResponse(_done_json(done, seen="at" in given))

    def _now(self, viewer: Viewer) -> int:
        """The revision, for a step that was done when it was sent first: the stream shows it."""
        with self.server.db.read() as session:
            return session.get_one(Workshop, viewer.workshop_id).revision

    def _verb(self, viewer: Viewer, given: dict[str, Any]) -> Callable[[], Done]:
        who: dict[str, Any] = {"viewer": viewer}
        found = self._on_themes(who, given) or self._on_cards(who, given)
        if found is None:
            raise InvalidInputError("This is not something that can be done to the board.")
        return found

    def _on_themes(self, who: dict[str, Any], given: dict[str, Any]) -> Callable[[], Done] | None:
        db, theme, said = self.server.db, _id(given, "theme"), _said(given)
        match given.get("do"):
            case "move":
                return partial(sorts.move_cards, db, **who, draft=CardMove.read(said))
            case "add-theme":
                return partial(sorts.add_theme, db, **who, draft=NewTheme.read(said))
            case "change-theme":
                change = ThemeChange.read(said)
                return partial(sorts.change_theme, db, **who, theme_id=theme, draft=change)
            case "merge-themes":
                ids = _ids(given, "themes")
                return partial(sorts.merge_themes, db, **who, themes=ids, into=theme)
            case "remove-theme":
                return partial(sorts.remove_theme, db, **who, theme_id=theme)
            case "accept":
                return partial(sorts.accept_groups, db, **who, draft=ThemeGroups.read(said))
        return None

    def _on_cards(self, who: dict[str, Any], given: dict[str, Any]) -> Callable[[], Done] | None:
        db, card = self.server.db, _id(given, "card")
        match given.get("do"):
            case "merge":
                ids = _ids(given, "cards")
                return partial(merges.merge_cards, db, **who, cards=ids, into=card)
            case "unmerge":
                return partial(merges.unmerge_cards, db, **who, cards=_ids(given, "cards"))
            case "comment":
                text = CommentText.read(_said(given))
                return partial(comments.comment_on, db, **who, card_id=card, draft=text)
            case "star" | "unstar" as do:
                return partial(cards.star_card, db, **who, card_id=card, starred=do == "star")
            case "hide":
                return partial(cards.hide_card, db, **who, card_id=card)
            case "undo":
                return partial(undo_redo.undo, db, **who, seen=_seen(given))
            case "redo":
                return partial(undo_redo.redo, db, **who, seen=_seen(given))
        return None

    async def read(self, request: Request) -> Response:
        """Whether this person may sort just now, and what they can undo and redo."""

        def work(viewer: Viewer) -> HistoryAnswer:
            with self.server.db.read() as session:
                done, undone = undo_redo.steps(session, viewer)
                # This page may be projected, so it quotes what the room may read and no more.
                undo, redo = named_undo(session, viewer, Audience.ROOM)
            answer: HistoryAnswer = {
                "undo": done[-1].verb if done else None,
                "redo": undone[-1].verb if undone else None,
                "undo_says": undo,
                "redo_says": redo,
            }
            if isinstance(undo, Sentence):
                answer["undo_said"] = said_of(undo)
            if isinstance(redo, Sentence):
                answer["redo_said"] = said_of(redo)
            return answer

        return JSONResponse(await self.server.as_known(request, work))

    async def suggestions(self, request: Request) -> Response:
        """Proposed themes for the loose cards of ``?kind=``."""
        kind = request.query_params.get("kind", CardKind.INSIGHT)

        def work(viewer: Viewer) -> SuggestionsAnswer:
            if kind not in theme_targets():
                raise InvalidInputError("Cards of this kind cannot be put into a theme.")
            if viewer.person_id is None:
                raise NotAllowedError("Join the workshop first. Then you can sort here.")
            with self.server.db.read() as session:
                found = suggested_themes(session, viewer, CardKind(kind))
            return {"groups": [{"name": s.name, "cards": list(s.cards)} for s in found]}

        return JSONResponse(await self.server.as_known(request, work))


def _said(given: dict[str, Any]) -> dict[str, Any]:
    """What the verb is told, without what it is and to whom it is done."""
    return {name: value for name, value in given.items() if name not in ("do", "theme", "card")}


def _seen(given: dict[str, Any]) -> int | None:
    """The room's revision that the asker saw; None for one that did not say."""
    at = given.get("at")
    if at is not None and type(at) is not int:
        raise InvalidInputError("“at” must be a revision of the room.")
    return at


def _id(given: dict[str, Any], name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str):
        raise InvalidInputError(f"“{name}” must be the id of a card.")
    return value


def _ids(given: dict[str, Any], name: str) -> Sequence[str]:
    value = given.get(name)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InvalidInputError(f"“{name}” must be a list of ids.")
    if len(value) > MOST:
        raise InvalidInputError(f"Choose {MOST:,} cards at most.")
    return value


def _done_json(done: Done, *, seen: bool) -> SortAnswer:
    """``seen``: the asker said which revision it saw, so that its next undo can say it again."""
    match done:
        case Sorting():
            stayed = list(done.stayed)
            return {"revision": done.revision, "themes": list(done.themes), "stayed": stayed}
        case HistoryStep() if seen:
            return {"verb": done.verb, "left": done.left, "revision": done.made}
        case HistoryStep():
            return {"verb": done.verb, "left": done.left}
    return {"revision": done.revision, "id": done.id, "version": done.version}
