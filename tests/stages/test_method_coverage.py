"""All that the method must carry, row by row: on the screen that the table of coverage names."""

import csv
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest
from sqlmodel import select

from stages.parts import identity
from stages.registry import STAGES
from tests.stages.conftest import Device, drawn
from tests.stages.exploring import (
    Spot,
    boxes_of,
    go,
    in_addresses,
    opened,
    parts,
    press,
    switches_on,
    widgets,
    words_on,
)
from tests.stages.ground import ACTS, BUTTONS, Ground
from workshop.domain.cards import edit_card
from workshop.drafts import CardEdit
from workshop.enums import StageKey
from workshop.kinds import KINDS, CardKind, field_spec
from workshop.library import load_library
from workshop.models import Card
from workshop.playbook import load_playbook
from workshop.queries.viewer import identify

TABLE = Path(__file__).parents[1] / "method_coverage.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
IDS = [f"{row['row']}-{row['kind_or_place']}-{row['screen']}-{row['field']}"[:80] for row in ROWS]
ELEMENTS = 121
ELSEWHERE = ("export", "later", "none", "room")
"""Places without a field of their own on a screen; their note says why, or what stands instead."""
SAID = {
    ("words", "welcome", "purpose"): "find better ways that cost less",
    ("measure", "team", "voice"): "Who has written so far",
    ("measure", "console", "voice"): "people have joined",
    ("measure", "resources", "overlap"): "Where two do the same",
    ("measure", "resources", "equity"): "Is it fair?",
    ("measure", "vision", "volunteers"): "Hours a week each",
    ("measure", "vision", "savings_band"): "What it costs, and whom it reaches",
    ("measure", "vision", "cost_cautions"): "What it costs, and whom it reaches",
    ("measure", "vision", "compare_costs"): "What it costs, and whom it reaches",
    ("measure", "vision", "targets"): "From start to goal. A goal is not a result.",
    ("template", "welcome", "one-day"): "One day, 5 h 30 min",
    ("template", "welcome", "five-sessions"): "Five sessions",
    ("card", "horizon", "starred"): "Star",
    ("card", "reframe", "version"): "Earlier versions",
}
"""Words that stand where a place is no field of a card."""


class Screen:
    """Everything that one page offers, opened once: its words, its boxes and their labels."""

    def __init__(self, device: Device, ground: Ground, name: str) -> None:
        self._device, self._name = device, name
        with ground.db.read() as session:
            self._cards = {card.id: CardKind(card.kind) for card in session.exec(select(Card))}
        self.fields: dict[tuple[CardKind, str], str] = {}
        self.keys: set[str] = set()
        self._words: list[str] = []
        for spot in self._spots():
            self._harvest(spot)

    @cached_property
    def words(self) -> str:
        return "\n".join(self._words)

    def _spots(self) -> Iterator[Spot]:
        if self._name not in STAGES:
            yield Spot(self._name)
            return
        for part in parts(self._device.open(self._name), self._name):
            yield Spot(self._name, part)
        yield from (spot for spot in in_addresses() if spot.stage == self._name)

    def _harvest(self, spot: Spot) -> None:
        app = go(self._device, spot)
        app = opened(app, switches_on(app))
        while more := next((key for key in widgets(app) if key.endswith("library.more")), None):
            drawn(app.button(key=more).click().run())
        self._words += words_on(app)
        self._words += [str(getattr(widget, "label", "")) for widget in widgets(app).values()]
        self._words += [
            str(option)
            for widget in widgets(app).values()
            for option in getattr(widget, "options", [])
        ]
        for key, widget in widgets(app).items():
            self.keys.add(key)
            self._note(key, str(getattr(widget, "label", "")))
        for card, kind in self._cards.items():
            lacking = [name for name in KINDS[kind].fields.model_fields if self._lacks(kind, name)]
            if lacking and any(key.endswith(f".{card}.edit") for key in widgets(app)):
                press(app, card)
                for name, box in boxes_of(app, card).items():
                    self.fields[kind, name] = str(getattr(box, "label", ""))

    def _lacks(self, kind: CardKind, name: str) -> bool:
        return (kind, name) not in self.fields

    def _note(self, key: str, label: str) -> None:
        name = key.rsplit(".", 1)[-1]
        for kind in KINDS:
            if f".add.{kind}." in key:
                self.fields[kind, name] = label
        if ".add." in key:
            return
        for card, kind in self._cards.items():
            if f".{card}." in key and label:
                self.fields.setdefault((kind, name), label)


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Screens"]:
    ground = Ground(tmp_path_factory.mktemp("coverage"))
    _say_the_challenge_anew(ground)
    with pytest.MonkeyPatch.context() as patch:
        yield Screens(patch, ground)
    ground.db.close()


def _say_the_challenge_anew(ground: Ground) -> None:
    """So that there is an earlier version of it to be read."""
    with ground.db.read() as session:
        viewer = identify(session, token=ground.token, code=ground.workshop.code)
        card = session.exec(select(Card.id).where(Card.kind == CardKind.REFRAME)).one()
    draft = CardEdit.read({"version": 1, "text": "Seed of a reframe, said anew"})
    edit_card(ground.db, viewer=viewer, card_id=card, draft=draft)


class Screens:
    """Each screen is opened when a row first asks for it, and remembered."""

    def __init__(self, patch: pytest.MonkeyPatch, ground: Ground) -> None:
        self._patch, self._ground = patch, ground
        self._known: dict[str, Screen] = {}

    def of(self, name: str) -> Screen:
        if name not in self._known:
            self._patch.setenv("DATABASE_URL", self._ground.db.url)
            self._patch.setattr(identity, "address", lambda: "127.0.0.1")
            code = "" if name == "welcome" else self._ground.workshop.code
            device = Device(self._patch, self._ground.token, code)
            self._known[name] = Screen(device, self._ground, name)
        return self._known[name]


def test_every_element_of_the_method_has_a_row() -> None:
    """None is forgotten, and each has one name."""
    names = {row["row"]: row["element"] for row in ROWS}
    assert sorted(names, key=int) == [str(number) for number in range(1, ELEMENTS + 1)]
    assert all(names[row["row"]] == row["element"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_row_is_where_the_table_says(row: dict[str, str], screens: Screens) -> None:
    """The screen is opened and the field, step, gate or sentence is there under its own words."""
    place, name, field = row["kind_or_place"], row["screen"], row["field"]
    if place in ELSEWHERE:
        assert len(row["note"].split()) >= 4, f"row {row['row']}: say where it is, or why not"
        return
    screen = screens.of(name)
    if place in set(CardKind):
        _find_field(screen, CardKind(place), field)
    elif place == "activity":
        assert load_playbook().activity(field).title in screen.words
    elif place == "gate":
        assert field in load_playbook().stage(StageKey(name)).needs
    elif place == "workshop":
        about = screens.of("team").keys
        assert any(key.startswith("team.about.") and key.endswith(f".{field}") for key in about)
    elif place == "library":
        _find_in_library(screen, field)
    elif field == "gentle":
        assert any("hard to reach" in asked.said for asked in load_playbook().words.gentle)
    else:
        assert SAID[place, name, field] in screen.words


def _find_field(screen: Screen, kind: CardKind, field: str) -> None:
    words = load_playbook().kind(kind)
    if field in ACTS.get(kind, ()):
        assert any(key.startswith(BUTTONS[kind][1].partition("{}")[0]) for key in screen.keys)
        return
    assert (kind, field) in screen.fields, f"{kind}.{field} is on no form of this screen"
    label = screen.fields[kind, field]
    if field == "text":
        assert label == words.text
    elif kind is CardKind.LENS_NOTE and field.startswith("answer_"):
        asked = {question for lens in load_library().lenses for question in lens.questions}
        assert label in {*asked, words.fields[field].label}
    elif field_spec(kind, field) is not None:
        assert label == words.fields[field].label
    else:
        assert label == words.links[field]


def _find_in_library(screen: Screen, field: str) -> None:
    library = load_library()
    if field == "lenses":
        assert all(lens.name in screen.words for lens in library.lenses)
        return
    slugs = [case.slug for case in library.cases] if field == "cases" else field.split(", ")
    titles = {case.slug: case.title for case in library.cases}
    assert [slug for slug in slugs if titles[slug] not in screen.words] == []


@pytest.mark.parametrize(
    ("stage", "gate"),
    sorted({(row["screen"], row["field"]) for row in ROWS if row["kind_or_place"] == "gate"}),
)
def test_a_closed_gate_stands_on_its_screen(desk: Device, stage: str, gate: str) -> None:
    """In a workshop with nothing in it, the stage says what has to come first."""
    gates = {str(key): words for key, words in load_playbook().words.gates.items()}
    assert gates[gate].closed in "\n".join(words_on(desk.open(stage)))
