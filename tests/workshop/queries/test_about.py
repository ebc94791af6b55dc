"""What pages know of a workshop, and that no row of any table leaves the session it came from."""

import ast
import pickle
from dataclasses import fields
from pathlib import Path

import pytest

from workshop import models
from workshop.db import Database
from workshop.domain.workshops import set_wifi
from workshop.drafts import Wifi
from workshop.errors import NotFoundError
from workshop.queries.about import WorkshopView, about
from workshop.queries.viewer import Viewer

ROOT = Path(models.__file__).parent.parent
TABLES = {
    name
    for name, one in vars(models).items()
    if isinstance(one, type) and issubclass(one, models.Table) and one is not models.Table
}
READERS = ("stages", "workshop/live", "workshop/queries", "workshop/exports", "workshop/charts")
HELD_BY = {"session", "work", "db_session"}
"""A function that is given one of these answers to somebody who is inside the session still."""


def test_a_page_knows_neither_the_secret_nor_the_password_of_the_wifi(
    db: Database, facilitator: Viewer
) -> None:
    said = Wifi.read({"ssid": "Hall", "password": "quincunx-7265"})
    set_wifi(db, viewer=facilitator, draft=said)
    with db.read() as session:
        seen = about(session, facilitator.workshop_id)
        secret = session.get_one(models.Workshop, facilitator.workshop_id).secret_hash
    assert (seen.wifi_ssid, seen.code, seen.closed) == ("Hall", facilitator.code, False)
    held = pickle.dumps(seen)
    assert b"quincunx-7265" not in held
    assert secret.encode() not in held


def test_every_name_of_the_view_is_a_name_of_the_row() -> None:
    assert {one.name for one in fields(WorkshopView)} < set(models.Workshop.model_fields)


def test_a_deleted_workshop_is_said_to_be_gone(db: Database) -> None:
    with db.read() as session, pytest.raises(NotFoundError, match="was deleted"):
        about(session, "nowhere")


def test_no_row_leaves_its_session() -> None:
    """Whoever answers with rows was given session or rows by a caller who is inside it still."""
    assert len(TABLES) > 10
    seen, out = 0, []
    for folder in READERS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or not node.returns:
                    continue
                seen += 1
                named = {one.id for one in ast.walk(node.returns) if isinstance(one, ast.Name)}
                given = {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
                rows = {
                    one.id
                    for arg in (*node.args.args, *node.args.kwonlyargs)
                    if arg.annotation
                    for one in ast.walk(arg.annotation)
                    if isinstance(one, ast.Name)
                }
                if named & TABLES and not given & HELD_BY and not named & TABLES <= rows:
                    out.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert seen > 1000
    assert out == []
