"""Going through a stage that is shown part by part, and putting cards in."""

from collections.abc import Iterable

from streamlit.testing.v1 import AppTest

from tests.stages.conftest import Device, all_sent, drawn
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.drafts import NewCard
from workshop.queries.viewer import Viewer


def put(
    db: Database,
    viewer: Viewer,
    activity: str,
    kind: str,
    text: str,
    links: dict[str, tuple[str, ...]] | None = None,
    **fields: object,
) -> str:
    """Add a card with its fields and links, and give its id."""
    draft = {"activity": activity, "kind": kind, "text": text, "fields": fields}
    return add_card(db, viewer=viewer, draft=NewCard.read({**draft, "links": links or {}})).id


def open_at(device: Device, stage: str, **query: str) -> AppTest:
    """The page with these in its address, such as the case in view."""
    app = device.open(stage)
    for name, value in query.items():
        app.query_params[name] = value
    return drawn(app.run())


def part(app: AppTest, stage: str, name: str) -> AppTest:
    """The page at one of its parts."""
    app.session_state[f"{stage}.part"] = name
    return drawn(app.run())


def sent_in_all_parts(device: Device, stage: str, parts: Iterable[str]) -> str:
    """Everything that goes to this device while it looks at one part after the other."""
    app = device.open(stage)
    return "\n".join([all_sent(app), *(all_sent(part(app, stage, name)) for name in parts)])


def keys(widgets: Iterable[object]) -> list[str]:
    """The keys of buttons, toggles or boxes."""
    return [str(getattr(widget, "key", "")) for widget in widgets]
