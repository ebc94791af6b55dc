"""Every field of every kind of card: typed on its screen, in the archive, and back after import.

The table of all fields is made from the kinds themselves, so a new field is tested at once.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from PIL import Image
from sqlmodel import select

from stages.parts import identity
from stages.parts.cards import fields_form
from tests.stages.conftest import Device, drawn
from tests.stages.exploring import (
    Place,
    Spot,
    adding_boxes,
    atlas,
    boxes_of,
    go,
    opened,
    press,
    submit,
    widgets,
    words_on,
)
from tests.stages.ground import ACTS, BUTTONS, Ground
from workshop.db import Database
from workshop.domain.links import link_cards
from workshop.domain.people.members import new_token, take_over
from workshop.domain.workshops import MadeWorkshop
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.imports.archive import import_archive
from workshop.kinds import KINDS, CardKind, FieldSpec, field_specs
from workshop.library import load_library
from workshop.models import ActivityRun, Card
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer

TABLE = {kind: field_specs(kind) for kind in KINDS}
PHOTO = "vision.picture.0."
PICTURES = Spot("vision", "picture")
FACE_DOWN = Place(Spot("resources", "guess"), "resources.guess.adding.budget_guess")
"""Guesses are typed before they are turned over, and then no more."""
SIGNS = {
    "agreed": "Agreed and locked",
    "chosen": "✓ One of our goals",
    "focus": "★ In our focus",
}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    made = Ground(tmp_path_factory.mktemp("ground"))
    yield made
    made.db.close()


@pytest.fixture
def db(ground: Ground, tmp_path: Path) -> Iterator[Database]:
    copied = ground.copy(tmp_path / "reframe.db")
    yield copied
    copied.close()


@pytest.fixture
def workshop(ground: Ground) -> MadeWorkshop:
    return ground.workshop


@pytest.fixture
def facilitator_token(ground: Ground) -> str:
    return ground.token


@pytest.fixture(scope="module")
def places(ground: Ground) -> dict[CardKind, list[Place]]:
    """Where each kind can be added, found once for all tests of this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", ground.db.url)
        patch.setattr(identity, "address", lambda: "127.0.0.1")
        return atlas(Device(patch, ground.token, ground.workshop.code))


def typed_and_stored(kind: CardKind, place: int, spec: FieldSpec) -> tuple[Any, Any]:
    """A value as somebody types it into the field's box, and as it has to be stored."""
    unique = f"{kind} {spec.name}".replace("_", " ") + f" typed {place}"
    if spec.marks & fields_form.IN_LIBRARY:
        slug = _last_in_library(spec.name)
        return slug, slug
    said_of = (f"{one.name.removesuffix('_pence')}_said" for one in TABLE[kind])
    number = next(
        (one for one, said in zip(TABLE[kind], said_of, strict=True) if said == spec.name), None
    )
    if number is not None:
        said = f"about {typed_and_stored(kind, _place(kind, number.name), number)[0]}"
        return said, said
    if spec.name == "split":
        return "Play: 40\nPaper: 60", ["Play: 40", "Paper: 60"]
    match spec.widget:
        case "short" | "long":
            return unique, unique
        case "list":
            return f"{unique} one\n{unique} two", [f"{unique} one", f"{unique} two"]
        case "choice":
            return spec.options[-1], spec.options[-1]
        case "choices":
            return list(spec.options[-2:]), list(spec.options[-2:])
        case "yesno":
            return True, True
        case "date":
            day = date(2031, 1, 1) + timedelta(days=17 * place + len(kind))
            return day, day.isoformat()
        case "pence":
            return f"{400 + place}.{10 + place}", (400 + place) * 100 + 10 + place
        case "whole":
            number = _whole(spec, place)
            return str(number), number
        case _:
            amount = str(Decimal(20 + place) + Decimal("0.25"))
            return amount, amount


def _whole(spec: FieldSpec, place: int) -> int:
    assert isinstance(spec.low, int)
    assert isinstance(spec.high, int)
    return spec.low + 1 + place % min(spec.high - spec.low, 97)


def _last_in_library(name: str) -> str:
    library = load_library()
    return library.cases[-1].slug if name == "case_key" else library.lenses[-1].slug


READ_AT: Mapping[CardKind, Callable[[str], Spot]] = {
    CardKind.LOCAL_CASE: lambda card: Spot("horizon", "cases", (("case", f"own-{card}"),)),
    CardKind.CASE_NOTE: lambda _: Spot(
        "horizon", "cases", (("case", _last_in_library("case_key")),)
    ),
    CardKind.LENS_NOTE: lambda _: Spot(
        "horizon", "lenses", (("lens", _last_in_library("lens_key")),)
    ),
    CardKind.PROTOTYPE: lambda _: Spot("prototyping", "one"),
    CardKind.PICTURE: lambda _: PICTURES,
}
"""Where a card is read in another place than where it was added."""


class Typist:
    """Somebody who types every field of one card and remembers what was typed."""

    def __init__(self, kind: CardKind, where: Place) -> None:
        self.kind, self.where = kind, where
        self.text = f"Main words of {kind}".replace("_", " ")
        self.values = {
            spec.name: typed_and_stored(kind, place, spec) for place, spec in enumerate(TABLE[kind])
        }
        self.missing = {name for name in self.values if name not in ACTS.get(kind, ())}

    def add(self, desk: Device) -> None:
        """Fill the form for a new card and save it."""
        app = go(desk, self.where.spot, [self.where.switch])
        found = adding_boxes(app, self.kind)
        assert found, f"{self.kind}: no form at {self.where.spot}"
        boxes = next(iter(found.values()))
        boxes["text"].set_value(self.text)
        self._fill(boxes)
        submit(app, boxes["text"].proto.form_id)

    def upload(self, desk: Device) -> None:
        """Keep a picture with what it shows and who made it."""
        app = go(desk, self.where.spot)
        boxes = {key.rsplit(".", 1)[-1]: box for key, box in widgets(app).items() if PHOTO in key}
        boxes["file"].set_value(("drawing.png", _png(), "image/png"))
        boxes["alt"].set_value(self.text)
        self._fill({name: box for name, box in boxes.items() if name in self.missing})
        submit(app, boxes["alt"].proto.form_id)

    def change(self, desk: Device, card: str) -> None:
        """Type the fields that the form for a new card leaves out into the card's own forms."""
        this = (card, self.text)
        app = opened(go(desk, self.where.spot), choose=this)
        press(app, card)
        for _ in TABLE[self.kind]:
            boxes = {name: box for name, box in boxes_of(app, card).items() if name in self.missing}
            if not boxes:
                return
            form = next(iter(boxes.values())).proto.form_id
            self._fill({name: box for name, box in boxes.items() if box.proto.form_id == form})
            submit(app, form)
            opened(app, choose=this)

    def _fill(self, boxes: dict[str, Any]) -> None:
        for name, box in boxes.items():
            if name in self.missing:
                box.set_value(self.values[name][0])
                self.missing.discard(name)


def act(desk: Device, db: Database, viewer: Viewer, kind: CardKind, card: str) -> None:
    """Press the button that sets what no form sets."""
    if kind is CardKind.REFRAME:
        link_cards(db, viewer=viewer, card_id=card, name="insights", to=_ids(db, "insight"))
    part, key = BUTTONS[kind]
    app = go(desk, Spot(KINDS[kind].stage, part))
    on = next((box for name, box in widgets(app).items() if name == f"challenge.{card}.on"), None)
    if on is not None:
        on.set_value(typed_and_stored(kind, _place(kind, "agreed_on"), _spec(kind, "agreed_on"))[0])
    drawn(app.button(key=key.format(card)).click().run())
    assert [item.value for item in app.error] == []


def _place(kind: CardKind, name: str) -> int:
    return [spec.name for spec in TABLE[kind]].index(name)


def _png() -> bytes:
    drawn_here = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn_here, "PNG")
    return drawn_here.getvalue()


def _spec(kind: CardKind, name: str) -> FieldSpec:
    return TABLE[kind][_place(kind, name)]


def _ids(db: Database, kind: str) -> tuple[str, ...]:
    with db.read() as session:
        return tuple(session.exec(select(Card.id).where(Card.kind == kind)))


def _id_of(db: Database, text: str) -> str:
    with db.read() as session:
        return session.exec(select(Card.id).where(Card.text == text)).one()


def _archive(db: Database, viewer: Viewer) -> bytes:
    return archive.as_json(collect(db, viewer))


BY_STAGE = {
    stage: sorted(
        (kind for kind in KINDS if KINDS[kind].stage == stage),
        key=lambda kind: kind is not CardKind.BUDGET_GUESS,
    )
    for stage in dict.fromkeys(kind.stage for kind in KINDS.values())
}
"""Guesses first: their form is another one as soon as there are parts to guess at."""


@pytest.mark.parametrize("stage", BY_STAGE)
def test_every_field_is_typed_archived_imported_and_read(
    stage: str,
    ground: Ground,
    db: Database,
    facilitator: Viewer,
    desk: Device,
    places: dict[CardKind, list[Place]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was typed into each field is what the archive says, and what the screen says again."""
    found = {kind: _places(kind, places) for kind in BY_STAGE[stage]}
    typists = [typed(desk, db, facilitator, kind, found[kind][0]) for kind in found]
    kept = _archive(db, facilitator)
    archived = {one["text"]: one["fields"] for one in json.loads(kept)["cards"]}
    expected = {
        typist.text: {name: stored for name, (_, stored) in typist.values.items()}
        for typist in typists
    }
    assert {text: archived[text] for text in expected} == expected

    other = tmp_path / "other.db"
    other.write_bytes(ground.empty.read_bytes())
    again = Database(f"sqlite:///{other}")
    made = import_archive(again, kept)
    token = new_token()
    take_over(again, token=token, secret=made.secret)
    monkeypatch.setenv("DATABASE_URL", again.url)
    st.cache_data.clear()
    elsewhere = Device(monkeypatch, token, made.code)
    unread = {
        typist.kind: unread_fields(
            elsewhere, typist, _id_of(again, typist.text), found[typist.kind]
        )
        for typist in typists
    }
    again.close()
    assert unread == {kind: {} for kind in unread}, "not on the screen after import"


def _places(kind: CardKind, places: dict[CardKind, list[Place]]) -> list[Place]:
    if kind is CardKind.BUDGET_GUESS:
        return [FACE_DOWN]
    found = places[kind] or ([Place(PICTURES, "")] if kind is CardKind.PICTURE else [])
    assert found, f"{kind}: no screen has a form for it"
    return found


def typed(desk: Device, db: Database, viewer: Viewer, kind: CardKind, where: Place) -> Typist:
    """One card of this kind, with every field typed and every button pressed."""
    typist = Typist(kind, where)
    turned_over(db, kind is not CardKind.BUDGET_GUESS)
    if kind is CardKind.PICTURE:
        typist.upload(desk)
    else:
        typist.add(desk)
    card = _id_of(db, typist.text)
    if typist.missing:
        typist.change(desk, card)
    assert not typist.missing, f"{kind}: no screen takes {sorted(typist.missing)}"
    if kind in ACTS:
        act(desk, db, viewer, kind, card)
    turned_over(db, True)
    return typist


def turned_over(db: Database, over: bool) -> None:
    """Let the guesses lie face up or down, as no verb does once they are up."""
    with db.write() as work:
        run = work.session.exec(select(ActivityRun).where(ActivityRun.key == "resources.guess"))
        run.one().revealed = over
        work.commit()


def unread_fields(
    desk: Device, typist: Typist, card: str, places: list[Place]
) -> dict[str, tuple[Any, Any]]:
    """The fields whose value stands neither in a box of the card nor among the words there."""
    left = dict(typist.values)
    spots = [place.spot for place in places]
    if typist.kind in BUTTONS:
        spots.append(Spot(KINDS[typist.kind].stage, BUTTONS[typist.kind][0]))
    if typist.kind in READ_AT:
        spots.append(READ_AT[typist.kind](card))
    for spot in dict.fromkeys(spots):
        app = opened(go(desk, spot), choose=(card, typist.text))
        words = words_on(app)
        press(app, card)
        boxes = boxes_of(app, card)
        for name, (typed, stored) in list(left.items()):
            in_box = name in boxes and boxes[name].value == typed
            if in_box or _said(typist.kind, name, stored) in "\n".join(words):
                del left[name]
        if not left:
            break
    return left


def _said(kind: CardKind, name: str, stored: object) -> str:
    """A value as people read it on a card."""
    if name in SIGNS and kind in ACTS:
        return SIGNS[name]
    words = load_playbook().kind(kind).fields[name]
    return fields_form.said(_spec(kind, name), words, stored)


def test_the_table_holds_every_kind_and_no_field_twice() -> None:
    """The table is the kinds themselves; each field has words of its own."""
    playbook = load_playbook()
    assert list(TABLE) == list(CardKind)
    for kind, specs in TABLE.items():
        names = [spec.name for spec in specs]
        assert len(set(names)) == len(names)
        assert set(names) == set(playbook.kind(kind).fields)
        assert len({playbook.kind(kind).fields[name].label for name in names}) == len(names)
