"""What another process erases goes from the memory of the server beside it."""

import time

import pytest

from tests.workshop.live.conftest import PATIENCE, WRITE, serving
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.workshops import MadeWorkshop, delete_workshop
from workshop.drafts import NewCard
from workshop.live.server import Server
from workshop.queries.viewer import Viewer, host
from workshop.queries.wall import kept_cards

WORDS = "A name that must go"


def forgets(db: Database) -> bool:
    until = time.monotonic() + PATIENCE
    while db._kept._kept and time.monotonic() < until:
        time.sleep(0.05)
    return not db._kept._kept


@pytest.mark.about_sqlite
def test_what_the_command_line_deletes_stays_in_no_memory_though_nobody_looks(
    server: Server, db: Database, workshop: MadeWorkshop, writing: None, resident: Viewer
) -> None:
    add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text=WORDS))
    before = "from before the server's first look"
    db._kept.keep("another", "place", "reader", before, 1, db._kept.forgettings)
    with serving(server):
        assert forgets(db)
        with db.read() as session:
            kept_cards(session, resident)
        assert WORDS in str(db._kept._kept)
        beside = Database(db.url)
        with beside.read() as session:
            viewer = host(session, workshop.code)
        delete_workshop(beside, viewer=viewer, typed_code=workshop.code)
        beside.close()
        assert forgets(db)
