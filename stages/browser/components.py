"""The modules of the light pages, mounted on Streamlit's: the pulse and the composer; and a sheet.

A component is given addresses, numbers and words to print, never the cards.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from workshop.live import assets
from workshop.live.script_bundle import Bundles
from workshop.live.this_server import home_path

_HERE = Path(__file__).parent


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _bundled(folder: str, entry: str, name: str) -> str:
    """The modules of a folder as one script that gives what ``entry`` calls ``name``.

    The framework runs a component's script from no address, so it cannot import from beside it.
    """
    code = Bundles(entry, lambda module: _read(f"{folder}/{module}.js")).code(entry)
    return f"{code}export default {name};\n"


_FOLLOW = st.components.v2.component(
    "reframe_follow",
    html="""<div><span data-line></span><span class="timer" data-clock hidden></span>
<p data-trouble role="alert" hidden></p>
<p data-hands role="status"></p>
<p data-news hidden>There is something new. It shows when your words are saved.
<button type="button">Show it now</button></p></div>""",
    css=_read("follow.css"),
    js=_read("follow.js"),
)
_UNTRANSLATED = st.components.v2.component(
    "reframe_untranslated", html="<div></div>", js=_read("untranslated.js")
)
_UNSAVED = st.components.v2.component("reframe_unsaved", html="<div></div>", js=_read("unsaved.js"))
WINDOW = "keyboard"
"""The widget that knows how wide the window is: ``narrow`` where it has no room for the road."""
_KEYBOARD = st.components.v2.component(
    "reframe_keyboard", html="<div></div>", js=_read("keyboard.js")
)
_COMPOSE = st.components.v2.component(
    "reframe_compose",
    html="""<style data-sheets></style>
<section class="composer" data-place><p role="status">One moment …</p></section>""",
    js=_read("compose.js"),
)
_PREVIEW = st.components.v2.component(
    "reframe_preview",
    html='<div data-screen role="img" aria-label="The big screen"></div>',
    css=_read("preview.css"),
    js=_read("preview.js"),
)
_PRINT = st.components.v2.component(
    "reframe_print",
    html="""<button type="button">
Print this</button>""",
    css=_read("print.css"),
    js=_read("print_sheet.js"),
)
_RUN_SHEET = st.components.v2.component(
    "reframe_run_sheet",
    html=f"<section>{_read('run_sheet/sheet.html')}</section>",
    css=_read("run_sheet/sheet.css"),
    js=_bundled("run_sheet", "sheet", "runSheet"),
)


def _whole_page() -> None:
    """Wherever the component stands, what it asks for is the page."""
    st.rerun()


def untranslated() -> None:
    """Every page of the app stays in its language, whatever the browser would like to do."""
    _UNTRANSLATED(key="untranslated")


def keyboard() -> None:
    """Arrows go from the menu of one card to the next; and how wide the window is comes back."""
    _KEYBOARD(key=WINDOW, on_narrow_change=lambda: None)


def unsaved() -> None:
    """What is typed into a form stays until it is sent, whatever is drawn meanwhile."""
    _UNSAVED(key="unsaved")


def follow(*, code: str, revision: int, view: str, large: bool = False) -> None:
    """Draw this page again when the room has moved on from ``revision``.

    ``view`` is "console" or "phone". The line says whether this page hears the room; ``large``
    has the time that is left above it, to be read from a distance.
    """
    data: dict[str, Any] = {
        "code": code,
        "revision": revision,
        "view": view,
        "version": assets.version(),
        "home": home_path(),
        "large": large,
    }
    _FOLLOW(key=f"follow.{code}.{view}", data=data, on_changed_change=_whole_page)


def composer(*, code: str, opened: bool) -> None:
    """The box for the room's question, and what became of one's own cards.

    The place of a box that is ``opened`` for writing is kept free until it is there.
    """
    data: dict[str, Any] = {"code": code, "version": assets.version(), "home": home_path()}
    _COMPOSE(key=f"composer.{code}", data={**data, "opened": opened})


def preview(*, code: str, said: str) -> None:
    """What the big screen shows, small, to look at; it shares the stream of ``follow``.

    ``said`` is that in a sentence, for who cannot see it.
    """
    data = {"code": code, "version": assets.version(), "home": home_path(), "said": said}
    _PREVIEW(key=f"preview.{code}", data=data)


def print_sheet(*, title: str, code: str, join: str, words: str) -> None:
    """A button that prints the code for everybody and the words for the facilitator."""
    data = {"title": title, "code": code, "join": join, "words": words, "home": home_path()}
    _PRINT(key=f"print.{code}", data=data)


def run_sheet(
    *,
    key: str,
    rows: Sequence[Mapping[str, Any]],
    chosen: str,
    undo: int,
    redo: int,
    edited: Callable[[], None],
) -> None:
    """The plan as a grid that can be edited.

    ``rows`` are heads and steps as ``run_sheet/sheet.js`` names them, ``undo`` is the revision of
    what can be taken back and ``redo`` of what can be done again, 0 for nothing; ``edited`` is
    called once the widget ``key`` holds as ``edit`` what the browser asked for.
    """
    data = {"rows": list(rows), "chosen": chosen, "undo": undo, "redo": redo}
    _RUN_SHEET(key=key, data=data, on_edit_change=edited)
