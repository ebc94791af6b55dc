"""What every kind of card is made of: its key, its typed fields and the links it may hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from workshop.enums import StageKey
from workshop.kinds.marks import Mark
from workshop.kinds.said_numbers import said_number, said_otherwise

SHORT_MAX = 200
LONG_MAX = 4000
URL_MAX = 500


class CardKind(StrEnum):
    """Everything a person can add to a workshop, in the order of the road."""

    ROSTER_ENTRY = "roster_entry"
    INVITEE = "invitee"
    ACCESS_NEED = "access_need"
    FOLLOW_UP_CONTACT = "follow_up_contact"
    ARRIVAL_REASON = "arrival_reason"
    KNOW_HOW = "know_how"
    GROUND_RULE = "ground_rule"
    LIFE_GOAL = "life_goal"
    HOPE = "hope"
    WORRY = "worry"
    CONTEXT_FACT = "context_fact"
    ALREADY_WORKS = "already_works"
    ALREADY_MOVING = "already_moving"
    RULE_TO_BEND = "rule_to_bend"
    MAP_FEATURE = "map_feature"
    OBSERVATION = "observation"
    COMMENT = "comment"

    POTENTIAL_USER = "potential_user"
    SEGMENT = "segment"
    MISSING_VOICE = "missing_voice"

    FIELD_NOTE = "field_note"
    INSIGHT = "insight"
    THEME = "theme"
    STORY = "story"
    JOURNEY_STEP = "journey_step"
    DAILY_RHYTHM = "daily_rhythm"
    OUTSIDE_EVIDENCE = "outside_evidence"

    LOCAL_CASE = "local_case"
    CASE_NOTE = "case_note"
    LENS_NOTE = "lens_note"
    BORROWING = "borrowing"
    SIGNAL_OF_CHANGE = "signal_of_change"
    TAKE_BACK = "take_back"
    READING = "reading"

    STRAND = "strand"
    RESOURCE_LINE = "resource_line"
    ALLOCATION = "allocation"
    STRAND_SHARE = "strand_share"
    ASSET = "asset"
    BUDGET_GUESS = "budget_guess"
    OVERLAP_NOTE = "overlap_note"
    FAIRNESS_NOTE = "fairness_note"
    STOP_ENTRY = "stop_entry"
    COST_OF_NOTHING = "cost_of_nothing"

    BELIEF = "belief"
    REFRAME = "reframe"
    CHALLENGE_QUESTION = "challenge_question"
    OBJECTION = "objection"
    SIGN_OFF = "sign_off"

    IDEA = "idea"
    SOLUTION = "solution"
    STORYBOARD_STEP = "storyboard_step"
    COPRODUCTION_AREA = "coproduction_area"
    ROLE_CHANGE = "role_change"
    SLA_CLAUSE = "sla_clause"
    CONCERN = "concern"
    READINESS_STEP = "readiness_step"

    ASSUMPTION = "assumption"
    PROTOTYPE = "prototype"
    VERSION = "version"
    TRIAL = "trial"

    HEADLINE = "headline"
    VISION_LINE = "vision_line"
    VISION_ANSWER = "vision_answer"
    VISION_STATEMENT = "vision_statement"
    PICTURE = "picture"
    INDICATOR = "indicator"
    MEASUREMENT = "measurement"
    COST_SCENARIO = "cost_scenario"
    BENEFIT = "benefit"
    FIRST_STEP = "first_step"
    SYSTEM_ASK = "system_ask"
    COMMITMENT = "commitment"
    SESSION_RESULT = "session_result"
    CHANGED_VIEW = "changed_view"
    CLOSING_WORD = "closing_word"


class CardFields(BaseModel):
    """The fields of one kind of card: flat, typed, and each with a default.

    A blank value means "not said": it becomes the default, so a form may send every box.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_blanks(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        kept = {name: value for name, value in given.items() if not _is_blank(value)}
        for name in [name for name in kept if name.endswith("_pence")]:
            kept = _as_pounds(kept, name, f"{name.removesuffix('_pence')}_said", cls.model_fields)
        for name, said in [(name, f"{name}_said") for name in kept]:
            # “About 400” goes into sums as 400, and is read again as it was said.
            if said in cls.model_fields:
                kept = _as_said(kept, name, said)
        return kept


def _as_pounds(
    given: dict[str, Any], name: str, said: str, fields: Mapping[str, object]
) -> dict[str, Any]:
    """Money as people say it, “£400” or “about 400”, is pounds; a bare number is whole pence."""
    value = given[name]
    if not isinstance(value, str) or not ("£" in value or said_otherwise(value)):
        if said in given and isinstance(value, str | int):
            meant = said_number(str(given[said]))
            if meant is None or abs(meant * 100 - Decimal(str(value))) >= 1:
                return {one: kept for one, kept in given.items() if one != said}
        return given
    meant = said_number(value)
    if meant is None:
        return given
    words = {said: value} if said in fields and said_otherwise(value, money=True) else {}
    return {**given, name: int(meant * 100), **words}


def _as_said(given: dict[str, Any], name: str, said: str) -> dict[str, Any]:
    """Keep the words of a number, and drop words that belong to an earlier number."""
    value, words = given[name], given.get(said)
    if isinstance(value, str) and said_otherwise(value):
        return {**given, said: value}
    meant = said_number(str(words)) if words else None
    try:
        same = meant is not None and abs(meant - Decimal(str(value).replace(",", ""))) < 1
    except InvalidOperation:
        same = False
    return given if same else {one: kept for one, kept in given.items() if one != said}


def _is_blank(value: object) -> bool:
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, list | tuple) and all(_is_blank(item) for item in value)


@dataclass(frozen=True, slots=True)
class LinkSpec:
    """A link that a card of one kind may hold to cards of the kinds in ``to``.

    ``at_least`` is what the method asks for before the card may go on, never before it is saved.
    Of ``one`` kind of link a card holds a single one, as far as screens offer it.
    """

    name: str
    to: tuple[CardKind, ...]
    at_least: int = 0
    one: bool = False


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of card.

    ``words`` is the mark of its main text. "name": the card is about one person and goes as a whole
    where names go; "quote": what one person told, which goes as a whole without their yes.
    ``text`` says how long the main text may be ("short": one line of 200 characters, "long":
    4000). ``private`` cards are for the facilitator only unless shown on purpose; ``anonymous``
    cards never carry their author. Of ``totals`` the room sees figures made of several alone.
    """

    kind: CardKind
    stage: StageKey
    fields: type[CardFields]
    links: tuple[LinkSpec, ...] = ()
    text: Literal["short", "long"] = "long"
    private: bool = False
    anonymous: bool = False
    totals: bool = False
    words: Mark = field(kw_only=True)

    @property
    def text_max(self) -> int:
        """Characters that the main text may have."""
        return SHORT_MAX if self.text == "short" else LONG_MAX

    def link(self, name: str) -> LinkSpec | None:
        """The link of that name, or None where this kind has no such link."""
        return next((link for link in self.links if link.name == name), None)
