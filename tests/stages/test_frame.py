"""The frame: who sees which pages, and the code that stays in the address."""

from typing import Any

import pytest

from stages import frame
from stages.browser import components
from stages.registry import STAGES
from stages.road import StageProgress, road
from tests.stages.conftest import Device, OpenAs, drawn, sentences
from workshop.db import Database
from workshop.domain import room
from workshop.domain.people.members import new_token
from workshop.domain.workshops import MadeWorkshop
from workshop.enums import StageKey
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer


def test_the_registry_is_the_road() -> None:
    assert list(STAGES) == list(StageKey)


@pytest.mark.parametrize(("said", "folds"), [(None, False), ({}, False), ({"narrow": True}, True)])
def test_the_road_begins_folded_on_the_first_screen_and_in_a_narrow_window(
    said: dict[str, bool] | None, folds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "widget_value", {components.WINDOW: said}.__getitem__)
    assert [frame.folded(address) for address in ("", "console")] == [True, folds]


def test_the_road_has_its_width_before_it_is_drawn_and_does_not_unfold_again(
    stranger: OpenAs, facilitator_token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit draws it in a width of its own when the list of pages comes first."""
    sent: list[object] = []
    config, navigation = frame.st.set_page_config, frame.st.navigation

    def told(**how: Any) -> None:
        sent.extend(how[name] for name in how if name == "initial_sidebar_state")
        config(**how)

    def listed(*pages: Any, **how: Any) -> Any:
        sent.append("the road")
        return navigation(*pages, **how)

    monkeypatch.setattr(frame.st, "set_page_config", told)
    monkeypatch.setattr(frame.st, "navigation", listed)
    app = stranger(facilitator_token).open_app()
    assert sent == [frame.SIDEBAR, "the road", "collapsed"]
    sent.clear()
    drawn(app.run())
    assert sent == ["the road", "collapsed"]


def test_a_wrong_code_gets_a_sentence_and_the_code_box(
    stranger: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Device(monkeypatch, new_token(), "WRONG").open_app()
    assert sentences(app) == [
        "No workshop has this code. Check the five letters on the big screen."
    ]
    assert any("<form" in item.value for item in app.html)


def test_the_code_comes_into_the_address_from_the_devices_newest_workshop(
    stranger: OpenAs, facilitator_token: str, workshop: MadeWorkshop
) -> None:
    """A reload, or a server that was started again, then finds the same workshop."""
    app = stranger(facilitator_token).open_app()
    assert app.query_params == {"code": workshop.code}


def test_what_was_asked_on_one_page_does_not_wait_on_another(
    stranger: OpenAs, facilitator_token: str
) -> None:
    app = stranger(facilitator_token).open_app()
    app.session_state["cards.moving"] = "insights.wall.loose.card"
    drawn(app.run())
    assert "cards.moving" in app.session_state, "the same page keeps it"
    app.session_state["here.page"] = "insights"
    drawn(app.run())
    assert "cards.moving" not in app.session_state


def test_a_visitor_has_no_workshop_in_the_address(stranger: OpenAs) -> None:
    app = stranger(new_token()).open_app()
    assert app.query_params == {}


@pytest.mark.parametrize("page", [*StageKey, "console", "downloads"])
def test_a_device_that_has_not_joined_is_sent_to_the_room(device: OpenAs, page: str) -> None:
    app = device(new_token()).open(page)
    assert sentences(app) == ["Join the workshop first. Then you can look around here."]
    assert any('href="/join/' in item.value for item in app.html)


@pytest.mark.parametrize("page", [*StageKey, "console", "downloads"])
def test_without_a_workshop_each_page_asks_for_the_code(stranger: OpenAs, page: str) -> None:
    app = stranger(new_token()).open(page)
    assert len(sentences(app)) == 1
    assert any("<form" in item.value for item in app.html)


@pytest.mark.parametrize("page", ["console", "downloads"])
def test_pages_of_the_facilitator_send_others_to_the_room(
    device: OpenAs, participant_token: str, page: str
) -> None:
    app = device(participant_token).open(page)
    assert len(sentences(app)) == 1
    assert "facilitator" in sentences(app)[0]
    assert len(app.button) == 0


def test_the_road_says_done_now_and_next(db: Database, facilitator: Viewer) -> None:
    room.move_to(db, viewer=facilitator, activity="insights.write")
    with db.read() as session:
        runs = run_sheet(session, facilitator.workshop_id)
    assert road(runs, "insights.write") == {
        StageKey.TEAM: StageProgress.DONE,
        StageKey.SEGMENTATION: StageProgress.DONE,
        StageKey.INSIGHTS: StageProgress.NOW,
        StageKey.HORIZON: StageProgress.NEXT,
        StageKey.RESOURCES: StageProgress.LATER,
        StageKey.REFRAME: StageProgress.LATER,
        StageKey.SOLUTIONS: StageProgress.LATER,
        StageKey.PROTOTYPING: StageProgress.LATER,
        StageKey.VISION: StageProgress.LATER,
    }
    assert set(road(runs, "insights.write", closed=True).values()) == {StageProgress.DONE}
    assert set(road([], None).values()) == {StageProgress.NOT_PLANNED}
