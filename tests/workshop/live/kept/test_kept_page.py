"""What is kept about me: seen, taken along and erased by myself alone, without a script."""

import re

import httpx
import pytest

from workshop.db import Database
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop, close_workshop
from workshop.models import Card
from workshop.queries.viewer import Viewer

WRITE = "insights.write"
WORDS = "Nettlecombe said <b>so</b>"


@pytest.fixture
def phone(site: str, db: Database, workshop: MadeWorkshop, facilitator: Viewer) -> httpx.Client:
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)
    client = httpx.Client(base_url=site, follow_redirects=True)
    client.get(f"/join/{workshop.code}")
    client.post(f"/api/{workshop.code}/join", json={"role_group": "resident", "name": "Zelda"})
    card = {"activity": WRITE, "text": WORDS}
    client.post(f"/api/{workshop.code}/cards", json=card, headers={"Idempotency-Key": "k" * 20})
    return client


def test_a_person_sees_takes_along_and_erases_one_card(
    phone: httpx.Client, workshop: MadeWorkshop
) -> None:
    at = f"/kept/{workshop.code}"
    page = phone.get(at).text
    assert "Zelda" in page
    assert "Nettlecombe said &lt;b&gt;so&lt;/b&gt;" in page
    taken = phone.get(f"{at}/file")
    assert taken.json()["cards"][0]["text"] == WORDS
    assert "attachment" in taken.headers["content-disposition"]
    card = re.search(r'name="card" value="([^"]+)"', page)
    assert card
    unsure = phone.post(at, data={"card": card[1]})
    assert unsure.status_code == 422
    assert "Tick the box first" in unsure.text
    assert "Nettlecombe" in unsure.text, "nothing is gone yet"
    done = phone.post(at, data={"card": card[1], "sure": "yes"})
    assert "It is erased." in done.text
    assert "Nettlecombe" not in done.text


def test_pages_that_are_read_without_a_script_ask_for_none(
    phone: httpx.Client, workshop: MadeWorkshop
) -> None:
    asks = "needs JavaScript"
    for page in ("kept", "board", "read", "sort", "plain"):
        assert asks not in phone.get(f"/{page}/{workshop.code}").raise_for_status().text
    assert asks in phone.get(f"/project/{workshop.code}").text


def test_everything_about_a_person_goes_also_after_the_close(
    phone: httpx.Client, db: Database, workshop: MadeWorkshop, facilitator: Viewer
) -> None:
    close_workshop(db, viewer=facilitator)
    at = f"/kept/{workshop.code}"
    assert "Zelda" in phone.get(at).text
    done = phone.post(at, data={"sure": "yes"})
    assert "Everything about you is erased" in done.text
    again = phone.get(at)
    assert "Zelda" not in again.text
    assert again.status_code == 401
    assert phone.get(f"{at}/file").status_code == 401


def test_nobody_sees_or_erases_what_is_kept_about_another(
    phone: httpx.Client, site: str, workshop: MadeWorkshop
) -> None:
    at = f"/kept/{workshop.code}"
    card = re.search(r'name="card" value="([^"]+)"', phone.get(at).text)
    assert card
    with httpx.Client(base_url=site, follow_redirects=True) as other:
        other.get(f"/join/{workshop.code}")
        other.post(f"/api/{workshop.code}/join", json={"role_group": "staff"})
        assert "Nettlecombe" not in other.get(at).text
        refused = other.post(at, data={"card": card[1], "sure": "yes"})
        assert refused.status_code == 403
    assert "Nettlecombe" in phone.get(at).text


def test_a_card_that_names_nobody_is_found_by_its_own_browser_and_goes_too(
    phone: httpx.Client, db: Database, workshop: MadeWorkshop, facilitator: Viewer
) -> None:
    """Nothing in the database says whose it is; the cookie does."""
    open_activity(db, viewer=facilitator, activity="team.hopes", anyway=True)
    worry = {"activity": "team.hopes", "kind": "worry", "text": "Vervain keeps me awake"}
    sent = phone.post(
        f"/api/{workshop.code}/cards", json=worry, headers={"Idempotency-Key": "w" * 20}
    )
    assert sent.status_code == 201, sent.text
    at = f"/kept/{workshop.code}"
    assert "Vervain" in phone.get(f"{at}/file").text
    phone.post(at, data={"sure": "yes"})
    with db.read() as session:
        card = session.get_one(Card, sent.json()["id"])
        assert (card.text, card.author_id, card.author_mark) == ("", None, None)
