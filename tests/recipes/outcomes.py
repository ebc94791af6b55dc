"""What has to have come of a recipe, looked at from inside the tree in which it was followed.

``python -m tests.recipes.outcomes NAME FOLDER``, with that tree as the current folder.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from stages.parts.state import PAGES
from tests.stages.conftest import Device
from tests.stages.exploring import adding_boxes, opened, submit, widgets, words_on
from workshop import cli
from workshop.db import Database, database
from workshop.domain.people.members import new_token, take_over
from workshop.domain.room import open_activity, reveal
from workshop.domain.workshops import MadeWorkshop, create_workshop
from workshop.drafts import NewWorkshop
from workshop.enums import StageKey
from workshop.exports import FORMATS, collect_story
from workshop.exports.telling.edition import Edition
from workshop.imports.archive import import_archive
from workshop.kinds import CardKind
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer, identify

TYPED = "Since the bus was cut"


class Room:
    """A workshop in a database of its own, and its facilitator at a desk."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.db = Database(f"sqlite:///{folder / 'reframe.db'}", durable=False)
        self.db.migrate()
        patch.setenv("DATABASE_URL", self.db.url)
        self.made = _made(self.db)
        token = new_token()
        take_over(self.db, token=token, secret=self.made.secret)
        self.desk = Device(patch, token, self.made.code)
        self.viewer = _viewer(self.db, token, self.made.code)

    def file(self, name: str) -> bytes:
        return FORMATS[name].render(collect_story(self.db, self.viewer, Edition()))


def _made(db: Database) -> MadeWorkshop:
    draft = NewWorkshop.read({"title": "A day", "template": "one-day"})
    language = os.environ.get("REFRAME_LANGUAGE", "en")
    return create_workshop(db, draft=draft, playbook=load_playbook(language))


def _viewer(db: Database, token: str, code: str) -> Viewer:
    with db.read() as session:
        return identify(session, token=token, code=code)


def a_field(room: Room, folder: Path) -> None:
    """It is asked on the screen, and comes back from the archive and in files for people."""
    open_activity(room.db, viewer=room.viewer, activity="insights.write", anyway=True)
    app = opened(room.desk.open_plainly("insights"), ["insights.insight.adding"])
    ((_, boxes),) = adding_boxes(app, CardKind.INSIGHT).items()
    assert boxes["since_when"].label == "Since when is it so?"
    boxes["text"].set_value("Nobody comes on Mondays.")
    boxes["since_when"].set_value(TYPED)
    submit(app, boxes["text"].proto.form_id)
    reveal(room.db, viewer=room.viewer, activity="insights.write")
    assert TYPED in "\n".join(words_on(opened(room.desk.open("insights"))))

    archived = room.file("json")
    assert [card["fields"] for card in json.loads(archived)["cards"]] == [{"since_when": TYPED}]
    again = Database(f"sqlite:///{folder / 'again.db'}", durable=False)
    again.migrate()
    token, made = new_token(), import_archive(again, archived)
    take_over(again, token=token, secret=made.secret)
    story = collect_story(again, _viewer(again, token, made.code), Edition())
    assert [card.fields["since_when"] for card in story.cards] == [TYPED]
    again.close()

    sheet = openpyxl.load_workbook(BytesIO(room.file("xlsx")))["Insights"]
    rows = list(sheet.iter_rows(values_only=True))
    at = next(row.index("Since when is it so?") for row in rows if "Since when is it so?" in row)
    assert TYPED in [row[at] for row in rows]


def a_stage(room: Room, _folder: Path) -> None:
    """It is the last of the road, has its page in the app and in the run sheet's words."""
    assert list(StageKey)[-1].value == "handover"
    assert load_playbook().stage("handover").activities[0].title == "Who goes on?"
    app = room.desk.open_app()
    assert "handover" in {page.url_path for page in app.session_state[PAGES.name].values()}
    page = room.desk.open("handover")
    assert [title.value for title in page.title] == ["Handing over"]
    assert "Say who goes on with what." in "\n".join(words_on(page))
    assert len(room.file("html")) > 1000


def an_export(room: Room, folder: Path) -> None:
    """The command line writes it, and the page Downloads has it with its words."""
    assert cli.main(["export", room.made.code, "--format", "headings", "--to", str(folder)]) == 0
    made = folder / f"{room.made.code}-headings.txt"
    lines = made.read_text("utf-8").splitlines()
    assert lines[0] == "A day"
    assert len(lines) > 1
    page = room.desk.open("downloads")
    assert "downloads.get.headings" in widgets(page)
    assert "For a first look at what is in the report." in "\n".join(words_on(page))


def a_language(room: Room, _folder: Path) -> None:
    """A workshop made now speaks it: on its pages, in its files, and to whoever joins."""
    assert load_playbook("cy").stage("reframe").title == "Ailfframio"
    assert load_playbook("en").stage("reframe").title == "Reframe"
    assert [title.value for title in room.desk.open("reframe").title] == ["Ailfframio"]
    assert '<html lang="cy">' in room.file("html").decode()


OUTCOMES: dict[str, Callable[[Room, Path], None]] = {
    "Add a field": a_field,
    "Add a stage": a_stage,
    "Add an export": an_export,
    "Add a language": a_language,
}


@contextmanager
def _room(folder: Path) -> Iterator[Room]:
    with pytest.MonkeyPatch.context() as patch:
        room = Room(folder, patch)
        yield room
        room.db.close()
        database.cache_clear()


if __name__ == "__main__":
    _, name, where = sys.argv
    assert Path(cli.__file__).is_relative_to(Path.cwd()), "this is not the tree of the recipe"
    with _room(Path(where)) as made:
        OUTCOMES[name](made, Path(where))
