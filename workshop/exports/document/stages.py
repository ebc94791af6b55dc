"""Each stage of the road: what was chosen, what was said, and how the room voted.

Every kind of card that the method has is told, by the registry and not by a list here: a kind
without a way of its own is listed under its plural.
"""

from collections.abc import Callable, Mapping

from workshop.enums import StageKey
from workshop.errors import Sentence, numbered
from workshop.exports.document.blocks import Section
from workshop.exports.document.card_words import card_list
from workshop.exports.document.case_for_change import cost_part
from workshop.exports.document.choices import (
    goals_part,
    money_part,
    prototype_part,
    reframe_part,
    segment_part,
    solution_part,
    theme_part,
)
from workshop.exports.document.material import Material
from workshop.exports.document.signs import measures_section
from workshop.exports.document.vision import (
    asks_part,
    picture_part,
    pictures_on_cards,
    steps_part,
    vision_part,
)
from workshop.exports.document.votes import vote_section
from workshop.kinds import KINDS, CardKind
from workshop.playbook import Stage

MOST_OF_A_KIND = 6
TELLING = (
    CardKind.MISSING_VOICE,
    CardKind.BORROWING,
    CardKind.STOP_ENTRY,
    CardKind.CHALLENGE_QUESTION,
    CardKind.COPRODUCTION_AREA,
    CardKind.ROLE_CHANGE,
    CardKind.COMMITMENT,
    CardKind.CHANGED_VIEW,
)
"""Kinds without a look of their own that still belong to the heart of their stage."""
Part = Callable[[Material], Section | None]

OWN_WAYS: Mapping[StageKey, tuple[tuple[Part, tuple[CardKind, ...]], ...]] = {
    StageKey.TEAM: ((goals_part, (CardKind.LIFE_GOAL,)),),
    StageKey.SEGMENTATION: ((segment_part, (CardKind.SEGMENT,)),),
    StageKey.INSIGHTS: ((theme_part, (CardKind.THEME, CardKind.INSIGHT)),),
    StageKey.RESOURCES: ((money_part, (CardKind.STRAND, CardKind.RESOURCE_LINE)),),
    StageKey.REFRAME: ((reframe_part, (CardKind.REFRAME,)),),
    StageKey.SOLUTIONS: ((solution_part, (CardKind.SOLUTION,)),),
    StageKey.PROTOTYPING: ((prototype_part, (CardKind.PROTOTYPE,)),),
    StageKey.VISION: (
        (vision_part, (CardKind.VISION_STATEMENT, CardKind.VISION_LINE, CardKind.HEADLINE)),
        (picture_part, (CardKind.PICTURE,)),
        (measures_section, (CardKind.INDICATOR, CardKind.MEASUREMENT)),
        (cost_part, (CardKind.COST_SCENARIO,)),
        (steps_part, (CardKind.FIRST_STEP,)),
        (asks_part, (CardKind.SYSTEM_ASK,)),
    ),
}
"""Parts with a look of their own, and the kinds that each of them tells."""


def write_stage(material: Material, stage: Stage) -> Section:
    """The section of a stage; without blocks and parts where nothing happened in it."""
    ways = OWN_WAYS.get(stage.key, ())
    told = {kind for _, kinds in ways for kind in kinds}
    own = [part for way, _ in ways if (part := way(material)) is not None]
    others = [
        part
        for kind, spec in KINDS.items()
        if spec.stage == stage.key and kind not in told
        if (part := _kind_part(material, kind)) is not None
    ]
    votes = vote_section(material, stage)
    telling = [part for part in others if not part.aside]
    asides = [part for part in others if part.aside]
    shown = pictures_on_cards(material, stage)
    parts = (*own, *telling, *(one for one in (shown, votes) if one), *asides)
    return Section(
        key=stage.key,
        title=Sentence(stage.title),
        lead=Sentence(stage.purpose),
        icon=stage.icon,
        parts=tuple(parts),
    )


def _kind_part(material: Material, kind: CardKind) -> Section | None:
    """The cards of a kind, the most telling first."""
    cards = material.of(kind)
    if not cards:
        return None
    words = material.playbook.kind(kind)
    title = words.plural if len(cards) > 1 else words.singular
    return Section(
        key=kind,
        title=Sentence(title.capitalize()),
        lead=numbered(len(cards), "{n} card", "{n} cards"),
        icon=words.icon,
        aside=kind not in TELLING,
        blocks=(card_list(material, cards, MOST_OF_A_KIND),),
    )
