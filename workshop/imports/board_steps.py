"""Steps of sorting in an archive. Undo lays them out, so they must be as good as the board's."""

import json
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from workshop.exports.telling.record import AuditRecord, CardRecord
from workshop.imports.archive_file import refuse
from workshop.kinds import KINDS, CardKind


class _Layout(BaseModel):
    """What ``domain.layout`` keeps of a step."""

    model_config = ConfigDict(extra="forbid", strict=True)

    places: dict[str, list[str]] = {}
    merged: dict[str, str | None] = {}
    removed: dict[str, bool] = {}


def check_merged(where: str, card: CardRecord, cards: Mapping[str, CardRecord]) -> None:
    """A card is shown with another one of its kind, which stands for itself."""
    if card.merged_into is None:
        return
    lead = cards.get(card.merged_into)
    if lead is None or lead is card or lead.kind is not card.kind or lead.merged_into is not None:
        refuse(f"{where}.merged_into")


def check_board_step(where: str, row: AuditRecord, cards: Mapping[str, CardRecord]) -> None:
    """Both sides speak of the same cards, and only themes gather."""
    if row.card is not None:
        refuse(f"{where}.card")
    before, after = _layout(where, row.before), _layout(where, row.after)
    for part in ("places", "merged", "removed"):
        if getattr(before, part).keys() != getattr(after, part).keys():
            refuse(f"{where}.before")
    for layout in (before, after):
        _check(where, layout, cards)


def _layout(where: str, payload: object) -> _Layout:
    try:
        return _Layout.model_validate_json(json.dumps(payload or {}))
    except ValidationError:
        refuse(f"{where}.before")


def _check(where: str, layout: _Layout, cards: Mapping[str, CardRecord]) -> None:
    gathers = KINDS[CardKind.THEME].link("gathers")
    targets = gathers.to if gathers else ()
    themes = {*layout.removed, *(theme for found in layout.places.values() for theme in found)}
    if any(cards[theme].kind is not CardKind.THEME for theme in themes):
        refuse(f"{where}.before")
    if any(cards[card].kind not in targets for card in layout.places):
        refuse(f"{where}.before")
    for card, lead in layout.merged.items():
        if lead is not None and (lead == card or cards[lead].kind is not cards[card].kind):
            refuse(f"{where}.before")
