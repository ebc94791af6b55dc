"""The address at which those who took part read the summary."""

import pytest

from tests.workshop.live.conftest import NewBrowser
from workshop.db import Database
from workshop.domain.summary_release import share_summary
from workshop.domain.workshops import close_workshop
from workshop.exports import collect_shared
from workshop.live import pages
from workshop.queries.viewer import Viewer


def test_the_summary_is_read_by_who_joined_after_the_close(
    db: Database, facilitator: Viewer, new_browser: NewBrowser
) -> None:
    """Before that, and for a stranger, it is a sentence; the room page then leads to it."""
    here = f"/summary/{facilitator.code}"
    resident, stranger = new_browser(), new_browser(join="")
    early = resident.http.get(here)
    assert (early.status_code, "facilitator shares it" in early.text) == (403, True)
    share_summary(db, viewer=facilitator, shared=True)
    close_workshop(db, viewer=facilitator)
    found = resident.http.get(here)
    assert (found.status_code, found.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Summary for sharing" in found.text
    assert f'href="{here}"' in resident.http.get(f"/room/{facilitator.code}").text
    assert stranger.http.get(here).status_code == 401


def test_the_summary_is_made_once_for_all_who_ask(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever has it already hears that nothing changed; what is taken back is given to nobody."""
    made = []
    monkeypatch.setattr(
        pages, "collect_shared", lambda *given: made.append(1) or collect_shared(*given)
    )
    here = f"/summary/{facilitator.code}"
    one, other = new_browser(), new_browser()
    share_summary(db, viewer=facilitator, shared=True)
    close_workshop(db, viewer=facilitator)
    first, second = one.http.get(here), other.http.get(here)
    assert first.text == second.text
    assert len(made) == 1
    known = {"If-None-Match": first.headers["etag"]}
    again = one.http.get(here, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    share_summary(db, viewer=facilitator, shared=False)
    assert one.http.get(here, headers=known).status_code == 403
    share_summary(db, viewer=facilitator, shared=True)
    assert one.http.get(here, headers=known).status_code == 200
    assert len(made) == 2
