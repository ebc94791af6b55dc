"""The example is made aside and brought in whole, for the device that asked."""

import pytest

from workshop.db import Database
from workshop.domain.people.members import new_token
from workshop.examples import Bringing, bring_example, build_example
from workshop.exports import collect
from workshop.queries.viewer import host, newest_example, own_workshops


@pytest.mark.long
def test_what_is_brought_in_is_what_is_built(db: Database) -> None:
    """The same cards, links, votes and steps of the plan; the asking device runs it."""
    token = new_token()
    told: list[float] = []
    code = bring_example(db, token=token, progress=told.append)
    built = build_example(db).code
    with db.read() as session:
        own = own_workshops(session, token)
        one, other = (collect(db, host(session, found)) for found in (code, built))
    assert [(w.code, w.facilitates, w.is_example) for w in own] == [(code, True, True)]
    assert [card.text for card in one.cards] == [card.text for card in other.cards]
    assert len(one.links) == len(other.links)
    assert [found.number for found in one.rounds] == [found.number for found in other.rounds]
    assert [run.key for run in one.activities] == [run.key for run in other.activities]
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_two_who_ask_at_once_get_the_same_example(db: Database) -> None:
    first = Bringing.begin(db, new_token())
    second = Bringing.begin(db, new_token())
    first.join()
    assert second is first
    assert first.problem is None
    with db.read() as session:
        assert newest_example(session) == first.code
