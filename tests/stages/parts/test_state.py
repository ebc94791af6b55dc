"""One door to the session's state, and no two places of one name behind it."""

import ast
from pathlib import Path

from streamlit.testing.v1 import AppTest

from stages.parts import state

ROOT = Path(state.__file__).parent.parent.parent
DOOR = ROOT / "stages" / "parts" / "state.py"


def modules() -> list[Path]:
    found = [*(ROOT / "stages").rglob("*.py"), ROOT / "app.py"]
    assert len(found) > 90
    return [path for path in found if path != DOOR]


def test_nothing_but_the_door_touches_the_state_of_the_session() -> None:
    assert "session_state" in DOOR.read_text("utf-8")
    assert [path for path in modules() if "session_state" in path.read_text("utf-8")] == []


def test_every_place_is_a_constant_with_a_name_of_its_own() -> None:
    made, names = 0, []
    for path in [*modules(), DOOR]:
        tree = ast.parse(path.read_text("utf-8"))
        calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and _is_place(one)]
        constants = [
            one.value.args[0].value
            for one in tree.body
            if isinstance(one, ast.AnnAssign)
            and isinstance(one.value, ast.Call)
            and _is_place(one.value)
            and isinstance(one.value.args[0], ast.Constant)
        ]
        # ``Slots.at`` makes the only other one.
        assert len(calls) - len(constants) == (path == DOOR), path
        made, names = made + len(calls), [*names, *constants]
    assert made > 20
    assert len(set(names)) == len(names)


def _is_place(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in ("Slot", "Slots")


def _page() -> None:
    import streamlit as st

    from stages.parts.state import SEEN, has_widget, set_widget, start_widget, widget_value

    st.text(f"before {has_widget('page.name')} {widget_value('page.name', 'nothing')}")
    start_widget("page.name", "first")
    start_widget("page.name", "second")
    st.text_input("Name", key="page.name")
    if st.button("Other", on_click=set_widget, args=("page.name", "other")):
        st.text("pressed")
    kept = SEEN.at("page").begin({})
    kept["times"] = kept.get("times", 0) + 1
    st.text(f"{SEEN.at('page').get()['times']} {SEEN.at('elsewhere').get()}")


def test_widgets_begin_keep_what_was_typed_and_are_set_from_callbacks() -> None:
    app = AppTest.from_function(_page).run()
    assert [line.value for line in app.text] == ["before False nothing", "1 {}"]
    assert app.text_input[0].value == "first"
    app.text_input[0].input("typed").run()
    assert app.text[0].value == "before True typed"
    app.button[0].click().run()
    assert app.text_input[0].value == "other"
    assert app.text[-1].value == "3 {}"


def _parts() -> None:
    import streamlit as st

    from stages.parts.state import hold_widget, let_go

    part = st.pills("Part", ["form", "other"], default="form")
    if part == "form":
        hold_widget("form.name", "first")
        hold_widget("form.which", "b", ["a", "b"])
        st.text_input("Name", key="form.name")
        st.selectbox("Which", ["a", "b"], key="form.which")
    st.button("Done", on_click=let_go, args=("form.",))


def test_what_is_held_of_a_form_is_there_again_once_it_is_drawn_again() -> None:
    app = AppTest.from_function(_parts).run()
    assert (app.text_input[0].value, app.selectbox[0].value) == ("first", "b")
    app.text_input[0].input("typed")
    app.selectbox[0].set_value("a").run()
    assert not app.pills[0].set_value("other").run().text_input
    app.pills[0].set_value("form").run()
    assert (app.text_input[0].value, app.selectbox[0].value) == ("typed", "a")
    app.pills[0].set_value("other").run()
    app.button[0].click().run()
    app.pills[0].set_value("form").run()
    assert (app.text_input[0].value, app.selectbox[0].value) == ("first", "b")
