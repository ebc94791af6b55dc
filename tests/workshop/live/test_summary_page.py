"""The address at which those who took part read the summary."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.workshop.live.conftest import NewBrowser
from workshop import exports
from workshop.db import Database
from workshop.domain.summary_release import share_summary
from workshop.domain.workshops import close_workshop
from workshop.exports import collect_shared
from workshop.exports.formats import html
from workshop.live.reading import board, summary
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
        exports, "collect_shared", lambda *given: made.append(1) or collect_shared(*given)
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


def test_each_reads_the_summary_in_their_own_language(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ours is said in it, or marked as English; words of people stay, though ours say the same."""
    made = []
    monkeypatch.setattr(
        exports, "collect_shared", lambda *given: made.append(1) or collect_shared(*given)
    )
    here = f"/summary/{facilitator.code}"
    pole, reader = new_browser(), new_browser()
    share_summary(db, viewer=facilitator, shared=True)
    close_workshop(db, viewer=facilitator)
    asked = {"Accept-Language": "pl"}
    polish = pole.http.get(here, headers=asked)
    assert '<html lang="pl" dir="ltr">' in polish.text
    assert "Podsumowanie do pokazania innym" in polish.text
    assert "Summary for sharing" not in polish.text
    assert pole.http.get(here, headers=asked).text == polish.text
    assert len(made) == 1
    known = {"If-None-Match": polish.headers["etag"]}
    assert pole.http.get(here, headers=asked | known).status_code == 304
    english = pole.http.get(here, headers=known)
    assert (english.status_code, '<html lang="en" dir="ltr">' in english.text) == (200, True)
    assert polish.headers["vary"] == "Accept-Language, Cookie"
    choice = re.findall(r'<a href="\?lang=(\w+)"', polish.text)
    assert choice == ["en", "ar", "cy", "pl", "ro", "uk", "ur"]
    arabic = reader.http.get(f"{here}?lang=ar", follow_redirects=True)
    assert '<html lang="ar" dir="rtl">' in arabic.text
    assert "ملخص للمشاركة" in arabic.text
    assert len(made) == 3


def test_what_is_drawn_is_drawn_when_the_reading_has_ended(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Erased words leave the file's log only when nobody reads, and a page takes its time."""
    reading: dict[str, bool] = {}

    def noted(name: str, draw: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **more: Any) -> Any:
            reading[name] = "moment" in vars(db._shared)
            return draw(*given, **more)

        return run

    monkeypatch.setattr(html, "render_in", noted("summary", html.render_in))
    monkeypatch.setattr(board, "poster", noted("board", board.poster))
    monkeypatch.setattr(summary, "about", noted("asked for", summary.about))
    browser = new_browser()
    share_summary(db, viewer=facilitator, shared=True)
    close_workshop(db, viewer=facilitator)
    for page in ("summary", "board"):
        assert browser.http.get(f"/{page}/{facilitator.code}").status_code == 200
    assert reading == {"asked for": True, "summary": False, "board": False}
