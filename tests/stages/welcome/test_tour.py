"""The tour: five minutes over the example, for somebody who has no workshop and knows nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.stages.conftest import OpenAs
from tests.stages.walking import open_at
from workshop.domain.people.members import new_token
from workshop.enums import StageKey
from workshop.examples import load_example
from workshop.playbook import Playbook

EXAMPLE = load_example("knowsley")
CARDS = {card.key: card.text for card in EXAMPLE.cards}


def shown(app: AppTest) -> str:
    return "\n".join(one.value for one in app.html)


def ways(app: AppTest) -> list[str]:
    return [
        one.value.partition('href="')[2].partition('"')[0]
        for one in app.html
        if "rf-button" in one.value
    ]


def test_it_stops_once_at_each_stage_in_the_order_of_the_road(playbook: Playbook) -> None:
    assert [playbook.activity(stop.activity).stage for stop in EXAMPLE.stops] == list(StageKey)


@pytest.mark.parametrize("number", [1, 5, 9])
def test_a_stop_says_what_to_do_and_shows_what_people_see(
    stranger: OpenAs, playbook: Playbook, number: int
) -> None:
    """The words of the stop, the prompt of its step, its cards, and the thread up to here."""
    stop = EXAMPLE.stops[number - 1]
    app = open_at(stranger(new_token()), "tour", stop=str(number))
    activity = playbook.activity(stop.activity)
    said = shown(app)
    for words in (stop.does, stop.sees, activity.prompt, *(CARDS[key] for key in stop.cards)):
        assert words.replace("'", "&#39;") in said
    assert said.count("<li") == len(stop.cards) + number
    assert app.title[0].value == playbook.stage(activity.stage).title


def test_the_ways_lead_on_and_back_and_at_the_end_to_a_workshop(stranger: OpenAs) -> None:
    found = {
        asked: ways(open_at(stranger(new_token()), "tour", stop=asked)) for asked in ("1", "4", "9")
    }
    assert found == {
        "1": ["/tour?stop=2"],
        "4": ["/tour?stop=3", "/tour?stop=5"],
        "9": ["/tour?stop=8", "/"],
    }


@pytest.mark.parametrize(("asked", "number"), [("0", 1), ("99", 9), ("-1", 1), ("x", 1), ("²", 1)])
def test_an_address_that_is_no_stop_leads_to_one(stranger: OpenAs, asked: str, number: int) -> None:
    app = open_at(stranger(new_token()), "tour", stop=asked)
    assert EXAMPLE.stops[number - 1].does in shown(app)


def test_the_last_stop_shows_the_picture_that_the_team_drew(stranger: OpenAs) -> None:
    picture = next(card for card in EXAMPLE.cards if card.picture)
    assert f'alt="{picture.alt}"' in shown(open_at(stranger(new_token()), "tour", stop="9"))
