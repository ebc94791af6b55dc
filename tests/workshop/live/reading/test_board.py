"""The vision board's own page: in the language of whoever reads, and light with its drawing."""

import gc
import re
import time
from html import unescape

import httpx
import pytest

from workshop.db import Database
from workshop.domain.cards import hide_card
from workshop.domain.people.members import new_token
from workshop.domain.workshops import delete_workshop
from workshop.examples import bring_example
from workshop.live.reading import board
from workshop.live.running.kept_renders import KeptRenders
from workshop.live.server import COOKIE
from workshop.queries.about import about
from workshop.queries.viewer import host
from workshop.queries.vision_board import room_board
from workshop.words import catalogue

MOST_BYTES = 60_000
OURS = (
    "Our vision",
    "Solutions and tests",
    "Who does what",
    "First steps",
    "We ask those in charge",
)


def browser(site: str, token: str, language: str = "en") -> httpx.Client:
    headers = {"Accept-Language": language, "Accept-Encoding": "gzip"}
    return httpx.Client(base_url=site, headers=headers, cookies={COOKIE: token})


def test_its_words_are_the_readers_and_on_the_big_screen_the_rooms(site: str, db: Database) -> None:
    token = new_token()
    path = f"/board/{bring_example(db, token=token)}"
    polish = catalogue("pl")
    with browser(site, token, "pl") as client:
        read, framed = client.get(path).text, client.get(f"{path}?in=projector").text
    assert 'lang="pl" dir="ltr"' in read
    assert [one for one in OURS if polish.tell(one) not in read or f">{one}<" in read] == []
    assert '<h2 dir="auto"><span lang="en">' in read  # what people wrote, for a voice that reads
    assert 'lang="en" dir="ltr"' in framed
    assert '<span lang="en">' not in framed
    assert [one for one in OURS if f">{one}<" not in framed] == []
    with browser(site, token, "ar") as client:
        turned = client.get(path).text
    assert 'lang="ar" dir="rtl"' in turned
    assert '<div class="vb-cost" dir="ltr">' in turned  # now stands before then, as time is drawn
    assert re.search(r'<b translate="no" dir="ltr">[\w.:]+/board/\w+</b>', turned)
    said = f'<caption dir="auto">{catalogue("ar").tell("Cost and reach (forecast)")}</caption>'
    assert said in turned


def first_heard(client: httpx.Client, page: str) -> tuple[int, str]:
    """What its script then hears at once, going on from what the page shows, and its bytes."""
    (code,), (since,) = (
        re.findall(r'data-code="(\w+)"', page),
        re.findall(r'data-since="(.+?)"', page),
    )
    asked = {"view": "projector", "since": since, "fetches": "1"}
    heard = ""
    with client.stream("GET", f"/live/{code}", params=asked, timeout=20) as answer:
        for some in answer.iter_text():
            heard += some
            if "event: " in heard and heard.endswith("\n\n"):
                return answer.num_bytes_downloaded, heard
    raise AssertionError("The stream ended before it said anything")


def test_with_its_drawing_it_is_light_on_a_phone(site: str, db: Database) -> None:
    """Bytes over the wire, as the server itself compresses them."""
    token = new_token()
    path = f"/board/{bring_example(db, token=token)}"
    with browser(site, token, "pl") as client:
        page = client.get(path)
        files = re.findall(
            r'(?:href|src)="([^"]+\.(?:css|js)|[^"]+/picture/large[^"]*)"', page.text
        )
        large = next(one for one in files if "/picture/" in one)
        narrow = unescape(re.findall(r'srcset="([^"]+)"', page.text)[0])
        sizes = {one: client.get(one).num_bytes_downloaded for one in {*files, narrow}}
        sizes["news"], news = first_heard(client, page.text)
        again = client.get(narrow, headers={"If-None-Match": client.get(narrow).headers["etag"]})
    assert re.findall(r"^event: (\w+)", news, re.MULTILINE) == ["room"]  # the cards are drawn
    assert "data:image/webp" not in page.text
    assert "Kolory jak na tym komputerze" in page.text  # for its script
    loaded = page.num_bytes_downloaded + sum(sizes.values()) - sizes[large]
    print(f"\nthe board weighs {loaded:,} bytes, {sizes['news']:,} of them news")
    assert loaded <= MOST_BYTES
    assert sizes[narrow] * 2 < sizes[large]
    assert (again.status_code, again.content) == (304, b"")


def test_the_drawing_is_there_for_whoever_may_see_the_board_alone(site: str, db: Database) -> None:
    token = new_token()
    path = f"/board/{bring_example(db, token=token)}/picture"
    with browser(site, token) as client:
        assert client.get(f"{path}/narrow").headers["content-type"] == "image/webp"
        assert client.get(f"{path}/huge").status_code == 404
        assert client.get("/board/QQQQQ/picture/narrow").status_code == 404
        with db.read() as session:
            viewer = host(session, path.split("/")[2])
            drawn = room_board(session, about(session, viewer.workshop_id)).picture
        assert drawn is not None
        hide_card(db, viewer=viewer, card_id=drawn.card_id)
        assert client.get(f"{path}/narrow").status_code == 404


def test_whoever_has_the_board_already_hears_that_nothing_changed(
    site: str, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn once for all who ask; another language, frame or encoding is another page."""
    made = []
    drawn = board.poster
    monkeypatch.setattr(
        board, "poster", lambda *given, **more: made.append(1) or drawn(*given, **more)
    )
    token = new_token()
    path = f"/board/{bring_example(db, token=token)}"
    with browser(site, token) as client:
        first = client.get(path)
        known = {"If-None-Match": first.headers["etag"]}
        again = client.get(path, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        kept = ("cache-control", "etag", "vary")
        assert [again.headers[one] for one in kept] == [first.headers[one] for one in kept]
        assert again.headers["cache-control"] == "private, no-cache"
        for other in ({"Accept-Encoding": "identity"}, {"Accept-Language": "pl"}):
            assert client.get(path, headers=known | other).status_code == 200
        assert client.get(f"{path}?in=projector", headers=known).status_code == 200
        assert len(made) == 2  # in English and in Polish
        with browser(site, new_token()) as stranger:
            # Not in the workshop: without the way back to it.
            assert stranger.get(path, headers=known).status_code == 200
        with db.read() as session:
            viewer = host(session, path.split("/")[2])
            picture = room_board(session, about(session, viewer.workshop_id)).picture
        assert picture is not None
        hide_card(db, viewer=viewer, card_id=picture.card_id)
        after = client.get(path, headers=known)
        assert (after.status_code, "/picture/" in after.text) == (200, False)
        assert len(made) == 3
        delete_workshop(db, viewer=viewer, typed_code=viewer.code)
        gone = client.get(path, headers={"If-None-Match": after.headers["etag"]})
        assert gone.status_code == 404


def _kept_pages() -> str:
    found = (one for one in gc.get_objects() if isinstance(one, KeptRenders))
    return str([one._kept for one in found])


def test_no_page_of_a_deleted_workshop_stays_in_memory(site: str, db: Database) -> None:
    token = new_token()
    code = bring_example(db, token=token)
    with browser(site, token) as client:
        client.get(f"/board/{code}").raise_for_status()
        with db.read() as session:
            viewer = host(session, code)
            title = room_board(session, about(session, viewer.workshop_id)).title
        page = f"{viewer.workshop_id} en"
        assert page in _kept_pages()
        assert title in _kept_pages()
        delete_workshop(db, viewer=viewer, typed_code=code)
        until = time.monotonic() + 10
        while page in _kept_pages() and time.monotonic() < until:
            time.sleep(0.05)
        assert page not in _kept_pages()
