"""What people read beside the room, on pages that a weak network brings too."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import httpx
import pytest

from tests.workshop.live.conftest import NewBrowser
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import new_token
from workshop.domain.room import open_activity, open_gate, reveal, show
from workshop.domain.workshops import MadeWorkshop, close_workshop
from workshop.drafts import NewCard
from workshop.examples import bring_example
from workshop.figures.bars import Bars
from workshop.library import load_library
from workshop.live.reading import page as reading_page
from workshop.live.server import COOKIE
from workshop.playbook import Gate
from workshop.queries.figures.shown_in_room import FIGURES
from workshop.queries.viewer import Viewer
from workshop.words import catalogue, languages, with_cases

MOST_BYTES = 60_000
MOST_REFUSAL_BYTES = 12_000


def weight(client: httpx.Client, path: str, status: int = 200) -> int:
    """Bytes of a page with its styles and scripts over the wire, less the picture that people drew.

    The page itself counts as it is here, before a server compresses it.
    """
    page = client.get(path)
    assert page.status_code == status, page.text
    files = re.findall(r'(?:href|src)="([^"]+\.(?:css|js))"', page.text)
    drawn = sum(map(len, re.findall(r'src="data:image[^"]*"', page.text)))
    sizes = [client.get(one).num_bytes_downloaded for one in files]
    return page.num_bytes_downloaded - drawn + sum(sizes)


def test_road_figures_and_cases_are_read_on_light_pages_in_the_phones_language(
    site: str, db: Database
) -> None:
    token = new_token()
    code = bring_example(db, token=token)
    case = load_library("en").cases[0]
    headers = {"Cookie": f"{COOKIE}={token}", "Accept-Language": "pl", "Accept-Encoding": "gzip"}
    with httpx.Client(base_url=site, headers=headers) as client:
        page = client.get(f"/read/{code}").text
        polish = catalogue("pl")
        for words in ("Where we are", "Where we want to be", "Figures", "Cases from elsewhere"):
            assert polish.tell(words) in page
            assert words not in page
        assert page.count('class="fig"') == page.count("<details>\n        <summary") >= 5
        assert '<div class="fig-label" dir="auto">Family support</div>' in page
        assert page.count("<rect width=") > 20
        assert page.count("?case=") == len(load_library("en").cases)
        assert "<script" not in page
        english = client.get(f"/read/{code}", headers={"Accept-Language": "en"}).text
        assert case.place in english
        for told in load_library("en").cases:
            path = f"/read/{code}?case={told.slug}"
            one = unescape(client.get(path, headers={"Accept-Language": "en"}).text)
            assert all(words in one for words in (told.summary, *told.questions, told.later))
            claims = [result.claim for result in told.results]
            one = one.replace(told.summary, "").replace(told.later, "")
            counts = {claim: one.count(claim) for claim in claims}
            once = {claim: "\n".join(claims).count(claim) for claim in claims}
            assert (told.slug, counts) == (told.slug, once)
        missing = client.get(f"/read/{code}?case=nowhere")
        assert (missing.status_code, missing.headers["location"]) == (303, f"/read/{code}")
        paths = [f"/read/{code}", f"/read/{code}?case={case.slug}", f"/board/{code}"]
        heavy = {path: size for path in paths if (size := weight(client, path)) > MOST_BYTES}
        assert heavy == {}


@pytest.mark.parametrize("language", languages())
def test_a_refusal_is_light_in_every_language(site: str, language: str) -> None:
    """It stands in the page: the words of the room's scripts would weigh six times as much."""
    headers = {"Cookie": f"{COOKIE}={new_token()}", "Accept-Language": language}
    with httpx.Client(base_url=site, headers=headers, follow_redirects=True) as client:
        weighs = weight(client, "/join/XXXXX", status=404)
        assert f'lang="{language}"' in client.get("/join/XXXXX").text
    print(f"\na refusal in {language} weighs {weighs:,} bytes")
    assert weighs <= MOST_REFUSAL_BYTES


@pytest.mark.parametrize("asked", ["", "?case=nowhere"])
def test_whoever_has_not_joined_is_sent_away_before_anything_is_read(
    site: str, workshop: MadeWorkshop, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """The way in for strangers costs no figure, and tells them of no case."""
    made: list[str] = []

    def figure(_session: object, _workshop: object, key: str) -> None:
        made.append(key)

    monkeypatch.setattr(reading_page, "figure_for_room", figure)
    path = f"/read/{workshop.code}{asked}"
    with httpx.Client(base_url=site) as client:
        client.get(f"/join/{workshop.code}")
        away = client.get(path)
        assert (away.status_code, away.headers["location"], made) == (
            303,
            f"/join/{workshop.code}",
            [],
        )
        client.post(f"/api/{workshop.code}/join", json={"role_group": "resident"})
        client.get(path)
    assert made == ([] if asked else list(FIGURES))


@pytest.mark.parametrize("language", languages()[1:])
def test_a_case_is_read_in_the_readers_language(
    site: str, workshop: MadeWorkshop, language: str
) -> None:
    """Its title and its sources keep their names, marked as English; all else is said."""
    headers = {"Accept-Language": language}
    found = with_cases(language)
    with httpx.Client(base_url=site, headers=headers) as client:
        client.get(f"/join/{workshop.code}")
        client.post(f"/api/{workshop.code}/join", json={"role_group": "resident"})
        for case in load_library("en").cases:
            page = unescape(client.get(f"/read/{workshop.code}?case={case.slug}").text)
            article = page.partition("<article")[2].partition("</article>")[0]
            plain = re.sub("<[^>]+>", "", article)
            assert case.title in plain
            for text in (case.summary, case.later, *case.questions):
                assert found.tell(text) in plain
                assert text not in plain
            marked = set(re.findall(r'lang="en"[^>]*>([^<]*)<', article))
            names = {name for one in case.results for name in one.source.split("; ")}
            assert marked - names == {case.title}


def test_a_sentence_of_a_case_that_is_not_said_is_marked_as_english(
    site: str, workshop: MadeWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = load_library("en").case("whiston-family-voices")
    label, found = case.results[0].claim, with_cases("ar")
    less = {one: forms for one, forms in found.said.items() if one not in (case.later, label)}
    monkeypatch.setattr(reading_page, "with_cases", lambda _: replace(found, said=less))
    with httpx.Client(base_url=site, headers={"Accept-Language": "ar"}) as client:
        client.get(f"/join/{workshop.code}")
        client.post(f"/api/{workshop.code}/join", json={"role_group": "resident"})
        page = unescape(client.get(f"/read/{workshop.code}?case={case.slug}").text)
    assert '<html lang="ar" dir="rtl"' in page
    for text in (case.later, label):
        assert f'<span lang="en" dir="auto">{text}</span>' in page
    assert found.tell(case.summary) in page


PARTS = {"Play": 90, "Paper": 10}
OWN_WORDS = "What Zelda alone calls it"


@pytest.mark.parametrize("turned_over", [True, False])
def test_the_room_reads_no_figure_before_it_may(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    turned_over: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Shut, then opened, then on to a later step, turned over or not, then closed.

    What each guessed is read when it is turned over or never; a single writer's words never. What
    is drawn is drawn when the reading has ended: erased words leave the file once nobody reads.
    """
    reads, draw = set(), reading_page._drawn

    def noted(figure: Bars) -> dict[str, Any]:
        reads.add("moment" in vars(db._shared))
        return draw(figure)

    monkeypatch.setattr(reading_page, "_drawn", noted)
    people = [new_browser("resident") for _ in range(4)]
    code = people[0].code
    open_activity(db, viewer=facilitator, activity="resources.guess", anyway=True)
    for each, name in zip(people, (OWN_WORDS, "Paper", "Paper", "Paper"), strict=True):
        each.added(name, activity="resources.guess", kind="budget_guess", fields={"out_of_100": 37})
    for name, pounds in PARTS.items():
        at = {"activity": "resources.spend"}
        part = NewCard.read({**at, "kind": "strand", "text": name})
        strand = add_card(db, viewer=facilitator, draft=part).id
        paid = {"amount_pence": pounds * 100, "period": "year", "sort": "contract"}
        line = {**at, "kind": "resource_line", "text": f"For {name}", "fields": paid}
        draft = NewCard.read({**line, "links": {"strand": [strand]}})
        add_card(db, viewer=facilitator, draft=draft)

    def read() -> dict[str, bool]:
        page = people[0].http.get(f"/read/{code}")
        assert (page.status_code, "Where we are" in page.text) == (200, True)
        marks = ("<svg", "In truth: £90", "We guessed: £37", OWN_WORDS)
        return {mark: mark in page.text for mark in marks}

    nothing = {"<svg": False, "In truth: £90": False, "We guessed: £37": False, OWN_WORDS: False}
    truth = nothing | {"<svg": True, "In truth: £90": True}
    assert read() == nothing
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    assert read() == nothing
    open_activity(db, viewer=facilitator, activity="resources.spend", anyway=True)
    assert read() == truth
    if turned_over:
        reveal(db, viewer=facilitator, activity="resources.guess")
        truth |= {"We guessed: £37": True}
        assert read() == truth
    close_workshop(db, viewer=facilitator)
    assert read() == truth
    assert reads == {False}


def test_a_table_reads_its_cases_on_each_phone_in_its_language(
    db: Database, facilitator: Viewer, new_browser: NewBrowser
) -> None:
    """On the big screen in the room's; a screen in another language asks for it in its own."""
    open_activity(db, viewer=facilitator, activity="horizon.cases", anyway=True)
    person = new_browser("resident")
    told = {}
    for language in ("en", "pl"):
        asked = {"Accept-Language": language}
        reads = person.http.get(person.api("/taking"), headers=asked).json()["reads"]
        told[language] = [(one["title"], one["text"], one.get("english")) for one in reads]
    cases = {one.title: one for one in load_library("en").cases}
    assert len(told["en"]) == 3
    assert told["en"] == [(title, cases[title].summary, None) for title, *_ in told["en"]]
    polish = with_cases("pl")
    assert told["pl"] == [
        (title, polish.tell(cases[title].summary), [title]) for title, *_ in told["en"]
    ]
    case = cases[told["en"][0][0]]
    show(db, viewer=facilitator, what=f"case:{case.slug}")
    state = person.http.get(person.api(), headers={"Accept-Language": "pl"}).json()
    assert state["projector"]["item"]["text"] == case.summary
    for language, said in (("pl", polish.tell(case.summary)), ("en", case.summary)):
        asked = {"Accept-Language": language}
        shown = person.http.get(person.api("/shown"), headers=asked).json()["projector"]
        assert (shown["show"], shown["item"]["text"]) == ("item", said)
    show(db, viewer=facilitator, what="wall")
    assert person.http.get(person.api("/shown")).json() == {"projector": {"show": "wall"}}
