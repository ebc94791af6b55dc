"""Headings of the app's pages: one title, and no level left out on the way down.

``st.title`` is the page's own, once; ``st.header`` begins each section, ``st.subheader`` what is
inside one. Who moves from heading to heading by a screen reader goes by these levels.
"""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from stages.registry import STAGES
from tests.stages.conftest import Device, OpenAs
from tests.stages.exploring import Spot, go, in_addresses, parts
from tests.stages.ground import Ground
from workshop.domain.people.members import new_token

PAGES = ["welcome", "tour", "console", "plan", *STAGES, "downloads"]
_TAG = re.compile(r"<h([1-6])[\s>]")
_MARKDOWN = re.compile(r"^(#{1,6}) ", re.MULTILINE)


def levels(app: AppTest) -> list[int]:
    """The level of each heading from the top of the page to its end."""
    return [level for node in app._tree for level in _of(node)]


def _of(node: object) -> Iterator[int]:
    value = getattr(node, "value", "")
    match getattr(node, "type", ""):
        case "title" | "header" | "subheader":
            yield int(node.tag.removeprefix("h"))  # type: ignore[attr-defined]
        case "html":
            yield from map(int, _TAG.findall(value))
        case "markdown":
            yield from map(len, _MARKDOWN.findall(value))


def faults(found: list[int]) -> list[str]:
    """What is wrong with headings of these levels, in this order."""
    wrong = [
        f"{before} to {after}"
        for before, after in zip([0, *found], found, strict=False)
        if after > before + 1
    ]
    return [*wrong, *(["not one title"] if found.count(1) != 1 else [])]


def test_a_level_left_out_and_a_second_title_are_seen() -> None:
    assert faults([1, 2, 3, 2, 2, 3]) == []
    assert faults([1, 3, 2]) == ["1 to 3"]
    assert faults([2, 1, 1]) == ["0 to 2", "not one title"]
    assert faults([]) == ["not one title"]


def test_headings_of_every_sort_are_read() -> None:
    def page() -> None:
        import streamlit as st

        st.title("One")
        st.header("Two")
        st.subheader("Three")
        st.html("<section><h2 class='x'>Two</h2><h3>Three</h3></section>")
        st.markdown("## Two\n\nWords\n\n### Three")

    assert levels(AppTest.from_function(page).run()) == [1, 2, 3, 2, 3, 2, 3]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_workshop_has_one_title_a_page(
    desk: Device, device: OpenAs, participant_token: str, page: str
) -> None:
    """As the facilitator, a participant and somebody who has not joined see it."""
    for one in (desk, device(participant_token), device(new_token())):
        assert faults(levels(one.open(page))) == []


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground"))


@pytest.mark.parametrize("stage", STAGES)
def test_every_part_of_a_full_stage_leaves_no_level_out(
    ground: Ground, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a card of each kind and every box opened, and what has an address of its own."""
    monkeypatch.setenv("DATABASE_URL", ground.db.url)
    device = Device(monkeypatch, ground.token, ground.workshop.code)
    spots = [Spot(stage, part) for part in parts(device.open(stage), stage)]
    spots += [spot for spot in in_addresses() if spot.stage == stage]
    found = {str(spot): faults(levels(go(device, spot))) for spot in spots}
    assert {spot: wrong for spot, wrong in found.items() if wrong} == {}
