"""The first screen: the way in, making a workshop, its words shown once, taking one over."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from stages.parts import identity, page_links
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from workshop.db import Database
from workshop.domain.people.members import new_token
from workshop.domain.plan import set_minutes
from workshop.domain.templates.own_templates import kept_templates
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewWorkshop
from workshop.examples import bring_in
from workshop.live.limits import Limits
from workshop.playbook import load_playbook
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer, identify, own_workshops


def _make(app: AppTest, title: str) -> AppTest:
    app.text_input(key="make.title").set_value(title)
    submit = next(button for button in app.button if button.label == "Make the workshop")
    return drawn(submit.click().run())


def test_the_code_box_is_a_plain_form_to_the_join_page(stranger: OpenAs) -> None:
    """It leads to the room without any of our scripts having to run."""
    app = stranger(new_token()).open("welcome")
    boxes = [item.value for item in app.html if 'name="code"' in item.value]
    assert len(boxes) == 1
    assert 'action="/join" method="get"' in boxes[0]


def test_making_a_workshop_shows_code_and_words_until_the_console_is_opened(
    stranger: OpenAs, db: Database
) -> None:
    """The words survive a rerun, never stand in the address, and are gone afterwards."""
    token = new_token()
    app = _make(stranger(token).open("welcome"), "Growing up in **Ashby**")
    with db.read() as session:
        own = own_workshops(session, token)
    assert [(one.title, one.facilitates) for one in own] == [("Growing up in **Ashby**", True)]
    made = app.session_state["welcome.made"]
    assert made.code == own[0].code
    drawn(app.run())
    words = made.secret.replace("-", " ")
    assert words in all_sent(app)
    assert made.code in all_sent(app)
    assert app.query_params == {"code": made.code}
    drawn(app.button(key="welcome.open_console").click().run())
    assert words not in all_sent(app)


def test_a_plan_of_ones_own_is_chosen_and_removed_on_the_first_screen(
    desk: Device, stranger: OpenAs, db: Database, facilitator: Viewer
) -> None:
    """Kept on the page Plan, where it came from a workshop; its name is shown as it was typed."""
    set_minutes(db, viewer=facilitator, activity="insights.write", minutes=23)
    app = desk.open("plan")
    app.text_input(key="plan.kept.title").set_value("Our *way*").run()
    drawn(app.button(key="plan.kept.keep").click().run())
    assert sentences(app) == []
    token = new_token()
    app = stranger(token).open("welcome")
    plans = app.selectbox(key="make.template")
    assert plans.options[-1] == "Our *way*, 5 h 30 min"
    assert "from the groups you never reach" not in all_sent(app)
    drawn(plans.set_value("half-day").run())
    assert "from the groups you never reach" in all_sent(app)
    app.selectbox(key="make.template").set_value(f"own:{kept_templates(db)[0].id}")
    _make(app, "Next month")
    with db.read() as session:
        (made,) = own_workshops(session, token)
        viewer = identify(session, token=token, code=made.code)
        sheet = run_sheet(session, viewer.workshop_id)
    assert {run.minutes for run in sheet if run.activity.key == "insights.write"} == {23}
    app = stranger(token).open("welcome")
    drawn(app.button(key="make.forget_go").click().run())
    assert kept_templates(db) == []
    assert not app.selectbox(key="make.template").options[-1].startswith("Our")


def test_a_workshop_without_a_title_is_refused_with_a_sentence(stranger: OpenAs) -> None:
    """What was typed elsewhere in the form stays."""
    app = stranger(new_token()).open("welcome")
    app.text_input(key="make.place").set_value("Ashby")
    app = _make(app, "  ")
    assert sentences(app) == ["Please give the workshop a title."]
    assert app.text_input(key="make.place").value == "Ashby"


def test_another_machine_needs_the_facilitator_key(
    stranger: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a key on the server nothing can be made from there; a wrong one is refused."""
    monkeypatch.setattr(identity, "at_this_machine", lambda _settings: False)
    app = stranger(new_token()).open("welcome")
    assert "Make the workshop" not in [button.label for button in app.button]
    monkeypatch.setenv("FACILITATOR_KEY", "a long key")
    app = stranger(new_token()).open("welcome")
    app.text_input(key="make.key").set_value("a wrong key")
    app = _make(app, "Ours")
    assert sentences(app) == [
        "This is not the facilitator key. Ask the person who set up this server."
    ]
    app.text_input(key="make.key").set_value("a long key")
    app = _make(app, "Ours")
    assert app.session_state["welcome.made"].code


def test_the_four_words_go_to_the_server_itself(stranger: OpenAs) -> None:
    """Its answer gives the browser a new token, which no callback of a page could do."""
    app = stranger(new_token()).open("welcome")
    (form,) = [item.value for item in app.html if "four words" in item.value]
    assert 'action="/f" method="post"' in form
    assert 'name="words"' in form


def test_wrong_facilitator_keys_shut_the_door_for_a_while(
    stranger: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten tries from an address, and then the right key waits as well; right ones cost nothing."""
    limits = Limits(clock=lambda: 0.0)
    monkeypatch.setattr(identity, "limits", lambda _settings: limits)
    monkeypatch.setattr(identity, "at_this_machine", lambda _settings: False)
    monkeypatch.setenv("FACILITATOR_KEY", "a long key")
    app = stranger(new_token()).open("welcome")
    for _ in range(10):
        app.text_input(key="make.key").set_value("a wrong key")
        app = _make(app, "Ours")
    app.text_input(key="make.key").set_value("a long key")
    app = _make(app, "Ours")
    assert sentences(app) == [
        "Too many wrong tries. Please wait a moment and look at the big screen."
    ]


def test_a_browser_without_our_cookie_is_told_what_to_do(stranger: OpenAs) -> None:
    """Joining is still offered; making a workshop is not."""
    app = stranger(None).open("welcome")
    assert len(sentences(app)) == 1
    assert "Allow cookies for this address" in sentences(app)[0]
    assert "<form" in "".join(item.value for item in app.html)
    assert len(app.button) == 0


def test_own_workshops_are_listed_as_text(stranger: OpenAs) -> None:
    """A title that looks like markup is shown as it was typed."""
    token = new_token()
    title = "<b>bold</b> **strong** :red[x]"
    app = _make(stranger(token).open("welcome"), title)
    drawn(app.button(key="welcome.open_console").click().run())
    shown = [item.value for item in app.html if "bold" in item.value]
    assert len(shown) == 1
    assert "&lt;b&gt;bold&lt;/b&gt; **strong** :red[x]" in shown[0]
    assert not [item.value for item in app.markdown if "bold" in item.value]


def test_the_example_is_made_once_and_shared(
    stranger: OpenAs, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's own machine makes it; a device from elsewhere then looks at the same one."""
    made: list[str] = []
    seen: list[tuple[str, str]] = []

    def bring(db: Database, *, token: str, progress: Callable[[float], None]) -> str:
        progress(0.5)
        draft = NewWorkshop(title="Example")
        workshop = create_workshop(
            db, draft=draft, playbook=load_playbook(), token=token, is_example=True
        )
        made.append(workshop.code)
        return workshop.code

    monkeypatch.setattr(bring_in, "bring_example", bring)
    monkeypatch.setattr(page_links, "go", lambda place, *, code: seen.append((place, code)))
    monkeypatch.setattr(identity, "at_this_machine", lambda _settings: False)
    app = stranger(new_token()).open("welcome")
    assert "welcome.example" not in [button.key for button in app.button]
    monkeypatch.setattr(identity, "at_this_machine", lambda _settings: True)
    app = stranger(new_token()).open("welcome")
    drawn(app.button(key="welcome.example").click().run())
    monkeypatch.setattr(identity, "at_this_machine", lambda _settings: False)
    app = stranger(new_token()).open("welcome")
    drawn(app.button(key="welcome.example").click().run())
    assert len(made) == 1
    assert seen == [("team", made[0]), ("team", made[0])]
