"""Who acts is found out where it acts: every verb, whoever called it, however long ago."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain.acting import acting
from workshop.domain.people.way_back import come_back
from workshop.domain.workshops import MadeWorkshop, delete_workshop
from workshop.enums import Role
from workshop.errors import NotAllowedError, NotFoundError, UnknownDeviceError
from workshop.models import Person
from workshop.queries.viewer import Viewer, looking

ROOT = Path(__file__).parents[3]
ANEW = {"acting", "looking"}
WRAPS = "receipts.once"
"""It writes down a key around an act that asks for itself."""


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted((ROOT / "workshop" / "domain").rglob("*.py")):
        if path.stem == "acting":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.stem}.{node.name}", node


def test_no_verb_opens_a_transaction_without_asking_who_acts() -> None:
    careless = []
    for name, node in functions():
        given = {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
        opened = [
            item.context_expr.func
            for one in ast.walk(node)
            if isinstance(one, ast.With)
            for item in one.items
            if isinstance(item.context_expr, ast.Call)
        ]
        first = ast.unparse(opened[0]) if opened else ""
        if {"viewer", "db"} <= given and opened and first not in ANEW and name != WRAPS:
            careless.append(name)
    assert careless == []


def test_no_page_reads_without_asking_who_looks() -> None:
    found = [
        path.name
        for path in (ROOT / "stages").rglob("*.py")
        if ".db.read()" in path.read_text("utf-8") or ".db.write()" in path.read_text("utf-8")
    ]
    assert found == ["visit.py"]


def test_what_a_caller_says_of_a_role_does_not_count(db: Database, resident: Viewer) -> None:
    claimed = replace(resident, role=Role.FACILITATOR)
    with pytest.raises(NotAllowedError, match="does not steer"), acting(db, claimed):
        pass


def test_the_viewer_is_as_they_are_now(db: Database, resident: Viewer) -> None:
    with db.write() as work:
        work.session.get_one(Person, resident.person_id).table_no = 9
        work.commit()
    with acting(db, resident) as (_, now), looking(db, resident) as (_, too):
        assert (now.table_no, too.table_no) == (9, 9)


def test_who_has_moved_to_another_device_acts_there_alone(
    db: Database, resident: Viewer, join_as: JoinAs
) -> None:
    other = join_as("resident")
    come_back(db, viewer=other, words=resident.return_words)
    with pytest.raises(UnknownDeviceError, match="not in the workshop as it was"):
        acting(db, resident).__enter__()


def test_a_workshop_that_was_deleted_says_so(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, resident: Viewer
) -> None:
    delete_workshop(db, viewer=facilitator, typed_code=workshop.code)
    for viewer in (facilitator, resident):
        with pytest.raises(NotFoundError, match="deleted"), looking(db, viewer):
            pass
