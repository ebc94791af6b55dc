"""Every kind of vote by a form of HTML alone: sent, refused with what was chosen, and changed."""

import pytest

from tests.workshop.live.conftest import Browser, NewBrowser
from tests.workshop.live.plain.forms import Form, form_for, plain, sends
from tests.workshop.voting import VotingRoom

SAVED = "Your vote is saved."
ANSWERS = {
    "dots": [{"": "on"}, {"": "on"}],
    "score": [{"": "4"}, {"": "2"}],
    "consent": [{"": "live"}, {"": "no"}],
    "matrix": [{".x": "25", ".y": "100"}, {".x": "0", ".y": "50"}],
}
"""What is said of one card, and of it or another one later, by the ends of its fields."""


def ballot(browser: Browser) -> list[dict[str, object]]:
    found: list[dict[str, object]] = browser.http.get(browser.api("/votes")).json()["mine"]
    return found


def marks(card: str, said: dict[str, str]) -> dict[str, str]:
    return {f"vote.{card}{end}": value for end, value in said.items()}


def opened(browser: Browser) -> Form:
    return form_for(plain(browser), "vote")


@pytest.mark.parametrize("method", ANSWERS)
def test_a_vote_is_sent_and_changed_by_its_form(
    method: str, voting: VotingRoom, new_browser: NewBrowser
) -> None:
    """Each card is asked by its own words; sent twice it counts once; a later one replaces it."""
    browser = new_browser()
    state = voting.open(method)
    one, two, *_ = voting.cards
    first, later = ANSWERS[method]
    form = opened(browser)
    assert {name.split(".")[1] for name in form.names("vote.")} == set(voting.cards)
    for _ in range(2):
        answer = sends(browser, form, **marks(one, first))
        assert SAVED in answer.text
    assert (voting.round.voted, len(ballot(browser))) == (1, 1)
    again = form_for(answer.text, "vote")
    assert again.held("vote.") == marks(one, first)
    taken_away = list(marks(one, first))
    answer = sends(browser, again, without=taken_away, **marks(two, later))
    assert SAVED in answer.text
    assert [said["card"] for said in ballot(browser)] == [two]
    assert form_for(answer.text, "vote").held("vote.") == marks(two, later)
    assert (voting.round.id, voting.round.voted) == (state.id, 1)


def test_an_old_form_that_comes_again_changes_nothing_and_says_so(
    voting: VotingRoom, new_browser: NewBrowser
) -> None:
    browser = new_browser()
    voting.open("dots")
    one, two, *_ = voting.cards
    old = opened(browser)
    sends(browser, old, **marks(one, {"": "on"}))
    sends(browser, opened(browser), without=[f"vote.{one}"], **marks(two, {"": "on"}))
    answer = sends(browser, old, **marks(one, {"": "on"}))
    assert "You sent this before" in answer.text
    assert form_for(answer.text, "vote").held("vote.") == {f"vote.{two}": "on"}
    assert [said["card"] for said in ballot(browser)] == [two]
    sends(browser, opened(browser), without=[f"vote.{two}"])
    assert (ballot(browser), voting.round.voted) == ([], 0)


def test_too_many_dots_are_refused_and_stay_ticked(
    voting: VotingRoom, new_browser: NewBrowser
) -> None:
    browser = new_browser()
    dots = voting.open("dots", cards=12).dots
    chosen = {name: "on" for card in voting.cards[: dots + 1] for name in (f"vote.{card}",)}
    answer = sends(browser, opened(browser), **chosen)
    assert answer.status_code == 422
    assert f"{dots + 1} cards are ticked, and you have {dots} dots." in answer.text
    assert form_for(answer.text, "vote").held("vote.") == chosen
    assert voting.round.voted == 0
    untick = list(chosen)[:1]
    answer = sends(browser, form_for(answer.text, "vote"), without=untick)
    assert SAVED in answer.text
    assert len(ballot(browser)) == dots


def test_half_a_place_on_the_map_is_asked_again_by_its_card(
    voting: VotingRoom, new_browser: NewBrowser
) -> None:
    browser = new_browser()
    voting.open("matrix")
    one, two, *_ = voting.cards
    chosen = marks(one, {".x": "75"}) | marks(two, {".x": "0", ".y": "0"})
    answer = sends(browser, opened(browser), **chosen)
    assert answer.status_code == 422
    assert "lies on both lines: Card 0" in answer.text
    assert form_for(answer.text, "vote").held("vote.") == chosen
    assert ballot(browser) == []


def test_a_place_that_other_clients_gave_stays_where_it_is(
    voting: VotingRoom, new_browser: NewBrowser
) -> None:
    browser = new_browser()
    state = voting.open("matrix")
    place = {"card": voting.cards[0], "x": 33, "y": 75}
    browser.http.put(browser.api(f"/votes/{state.id}"), json={"choices": [place]})
    answer = sends(browser, opened(browser))
    assert SAVED in answer.text
    assert ballot(browser) == [place]


def test_a_vote_that_ended_or_began_again_says_so_and_keeps_what_was_chosen(
    voting: VotingRoom, new_browser: NewBrowser, host_browser: Browser
) -> None:
    people = [new_browser("resident") for _ in range(3)]
    voting.open("score")
    one = voting.cards[0]
    form = opened(people[0])
    host_browser.steer("new-round")
    answer = sends(people[0], form, **marks(one, {"": "5"}))
    assert answer.status_code == 409
    assert "This vote was started again. Please vote once more." in answer.text
    again = form_for(answer.text, "vote")
    assert again.held("vote.") == marks(one, {"": "5"})
    for person in people:
        assert SAVED in sends(person, form_for(plain(person), "vote"), **marks(one, {"": "5"})).text
    voting.close()
    answer = sends(people[0], again, **marks(one, {"": "1"}))
    assert answer.status_code == 409
    assert "This vote has ended. It counts what came in before." in answer.text
    assert "What we chose" in answer.text
    assert "5 of 5" in answer.text.replace("\u00a0", " ")


def test_a_form_of_a_vote_that_asked_in_another_way_hears_that_it_is_over(
    voting: VotingRoom, new_browser: NewBrowser, host_browser: Browser
) -> None:
    """Not that its answers are wrong or too many for the new question; and they are none there."""
    browser, steers = new_browser(), host_browser.steer
    dots = voting.open("dots", cards=12).dots
    asked = {"activity": voting.activity, "cards": voting.cards[:2]}
    ballots = [opened(browser)]
    assert steers("ask", **asked).status_code == 200
    ballots.append(opened(browser))
    assert steers("vote-again", **asked).status_code == 200
    for old, said, cards in zip(ballots, ("on", "yes"), (dots, 12), strict=True):
        chosen = {f"vote.{card}": said for card in voting.cards[:cards]}
        answer = sends(browser, old, **chosen)
        assert answer.status_code == 409
        assert "This vote was started again. Please vote once more." in answer.text
    assert form_for(answer.text, "vote").held("vote.") == {}
    assert voting.round.voted == 0


def test_whoever_may_not_vote_is_not_asked_and_not_heard(
    voting: VotingRoom, new_browser: NewBrowser, host_browser: Browser
) -> None:
    """Who steers, a form for no vote, who has not joined, and a page of somebody else."""
    browser = new_browser()
    state = voting.open("dots")
    assert "It does not vote." in plain(host_browser)
    form = {"do": "vote", "round": state.id, f"vote.{voting.cards[0]}": "on"}
    where = f"/plain/{browser.code}"
    assert host_browser.http.post(where, data=form).status_code == 403
    known = new_browser(join="")
    assert known.http.post(where, data=form).headers["location"].endswith(f"/join/{browser.code}")
    odd = {"do": "vote", "round": "no-such-round"}
    assert browser.http.post(where, data=odd).status_code == 409
    assert browser.http.post(where, data={"do": "everything"}).status_code == 422
    assert voting.round.voted == 0
