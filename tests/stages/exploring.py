"""Going over stage pages as somebody does who opens everything: parts, boxes, switches, forms."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from stages.registry import STAGES
from tests.stages.conftest import Device, drawn
from workshop.kinds import CardKind
from workshop.library import load_library

DEPTH = 4
"""How often something may lie in something else that must be opened first."""
TRAIL = ".trail."
SWITCHES = ("toggle", "checkbox")
_OPENS = re.compile(r"\$\$ID-[0-9a-f]+-(?P<key>.+)")
_TAG = re.compile(r"<[^>]+>")
_SWITCH = re.compile(r"\.adding\.(?P<kind>[a-z_]+)$|\.(?P<other>[a-z_]+)\.adding$")
_FIELD = re.compile(r"\.add\.(?P<kind>[a-z_]+)\.\d+\.(?P<field>[a-z_0-9]+)$")


@dataclass(frozen=True)
class Spot:
    """A part of a stage's page, and what its address adds."""

    stage: str
    part: str | None = None
    query: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return "/".join([self.stage, self.part or "", *(value for _, value in self.query)])


@dataclass(frozen=True)
class Place:
    """Where a kind of card can be added; ``switch`` opens its form."""

    spot: Spot
    switch: str


def in_addresses() -> Iterator[Spot]:
    """What is reached by an address alone: a case and a lens of the library."""
    library = load_library()
    yield Spot("horizon", "cases", (("case", library.cases[0].slug),))
    yield Spot("horizon", "lenses", (("lens", library.lenses[0].slug),))


def widgets(app: AppTest) -> dict[str, Any]:
    """Every widget that has a key of the page's own."""
    found = {}
    for node in app._tree:
        key = getattr(node, "key", None)
        if isinstance(key, str) and hasattr(node, "proto"):
            found[key] = node
    return found


def parts(app: AppTest, stage: str) -> list[str | None]:
    """The parts that a stage is shown in, or None alone where it is shown whole."""
    from importlib import import_module

    there = widgets(app)
    chooser = there.get(f"{stage}.part")
    listed = [one for one in there if one.startswith(f"{stage}.part.")]
    if chooser is None and not listed:
        return [None]
    choices = listed or re.findall(r'content: "([^"]+)"', str(getattr(chooser, "proto", "")))
    known = list(import_module(f"stages.{stage}.page").PARTS)
    assert len(choices) == len(known), (stage, choices)
    return known


def go(device: Device, spot: Spot, switches: Iterable[str] = ()) -> AppTest:
    """The page at this spot, with everything opened that can be opened, and these switches on."""
    app = device.open(spot.stage)
    for name, value in spot.query:
        app.query_params[name] = value
    if spot.part is not None:
        app.session_state[f"{spot.stage}.part"] = spot.part
    drawn(app.run())
    return opened(app, switches)


def opened(
    app: AppTest, switches: Iterable[str] = (), choose: tuple[str, str] | None = None
) -> AppTest:
    """Open all closed boxes and the switches of these names.

    ``choose`` is the id and the words of a card that is chosen wherever one can be.
    """
    for _ in range(DEPTH):
        wanted: dict[str, object] = dict.fromkeys(_closed(app, set(switches)), True)
        if choose:
            wanted |= dict.fromkeys(_choosers(app, choose[1]), choose[0])
        wanted = {key: value for key, value in wanted.items() if _held(app, key) != value}
        if not wanted:
            break
        for key, value in wanted.items():
            app.session_state[key] = value
        drawn(app.run())
    return app


def _held(app: AppTest, key: str) -> object:
    try:
        return app.session_state[key]
    except KeyError:
        return None


def _closed(app: AppTest, switches: set[str]) -> Iterator[str]:
    """The keys of boxes and switches that hide something; not the trail of every card."""
    for box in app.expander:
        found = _OPENS.fullmatch(getattr(box.proto, "id", "") or "")
        if found and TRAIL not in found["key"]:
            yield found["key"]
    for key, widget in widgets(app).items():
        if key in switches and widget.type == "button":
            yield f"{key}.open"
        elif key in switches or (key.endswith((".change", ".shown")) and widget.type in SWITCHES):
            yield key


def _choosers(app: AppTest, words: str) -> Iterator[str]:
    for key, widget in widgets(app).items():
        if key.endswith((".chosen", ".line")) and words in getattr(widget, "options", ()):
            yield key


def atlas(device: Device) -> dict[CardKind, list[Place]]:
    """Where each kind of card can be added, found by going over every part of every stage."""
    found: dict[CardKind, list[Place]] = {kind: [] for kind in CardKind}
    spots = [Spot(stage, part) for stage in STAGES for part in parts(device.open(stage), stage)]
    for spot in [*spots, *in_addresses()]:
        for key in widgets(go(device, spot)):
            switch = _SWITCH.search(key) or _FIELD.search(key)
            if switch is not None:
                kind = switch.groupdict().get("kind") or switch.groupdict().get("other")
                if kind in set(CardKind):
                    found[CardKind(kind)].append(Place(spot, key))
    return found


def switches_on(app: AppTest) -> list[str]:
    """The keys of the switches that open a form for a new card."""
    return [key for key in widgets(app) if _SWITCH.search(key)]


def press(app: AppTest, card: str) -> None:
    """Open the form for changing a card, where its place has one."""
    edit = next((key for key in widgets(app) if key.endswith(f".{card}.edit")), None)
    if edit is not None:
        drawn(app.button(key=edit).click().run())


def adding_boxes(app: AppTest, kind: CardKind) -> dict[str, dict[str, Any]]:
    """The forms for a new card of this kind: for each form's prefix, its boxes by field."""
    forms: dict[str, dict[str, Any]] = {}
    marker = f".add.{kind}."
    for key, widget in widgets(app).items():
        head, found, tail = key.rpartition(marker)
        if found and "." in tail:
            number, _, name = tail.partition(".")
            forms.setdefault(f"{head}{marker}{number}", {})[name] = widget
    return forms


def boxes_of(app: AppTest, card: str) -> dict[str, Any]:
    """The boxes of one card that is being changed, by field, each beside its key."""
    found = {}
    for key, widget in widgets(app).items():
        if f".{card}." in key and ".add." not in key and hasattr(widget, "set_value"):
            _, _, tail = key.partition(f".{card}.")
            found[tail.split(".link.")[-1].rsplit(".", 1)[-1]] = widget
    return found


def submit(app: AppTest, form_id: str) -> AppTest:
    """Press the first button of a form, and see that nothing was refused."""
    button = next(one for one in app.button if one.proto.form_id == form_id)
    drawn(button.click().run())
    assert [item.value for item in app.error] == []
    return app


def words_on(app: AppTest) -> list[str]:
    """What stands on the page to be read, without what only could be chosen."""
    found = []
    for node in app._tree:
        if hasattr(node, "options"):
            continue
        if (proto := getattr(node, "proto", None)) is not None:
            found += [str(value) for value in _strings(proto)]
    return [unescape(_TAG.sub("\n", text)).replace("\\", "") for text in found]


def _strings(proto: Any) -> Iterator[str]:
    for descriptor, value in proto.ListFields():
        if isinstance(value, str):
            yield value
        elif descriptor.message_type is not None:
            several = value if not hasattr(value, "ListFields") else [value]
            if isinstance(several, Mapping):
                several = several.values()
            for one in several:
                if hasattr(one, "ListFields"):
                    yield from _strings(one)
