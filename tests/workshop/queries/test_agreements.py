"""Where the room stands on its challenges."""

from tests.workshop.queries.making import card
from workshop.enums import RoleGroup
from workshop.queries.agreements import agreed_challenges, standings


def test_a_challenge_gathers_all_that_bears_on_it() -> None:
    """Insights and how many are missing, doubts, questions, and each group's newest answer."""
    insight = card("insight")
    one = card("reframe", links={"insights": (insight.id,)})
    about = {"reframe": (one.id,)}
    strong = card("objection", strong=True, links=about)
    answered = card("objection", strong=True, status="answered", links=about)
    mild = card("objection", links=about)
    question = card("challenge_question", links=about)
    first = card("sign_off", role_group="staff", answer="object", links=about)
    later = card("sign_off", role_group="staff", answer="agree", links=about)
    resident = card("sign_off", role_group="resident", answer="agree", links=about)
    unsaid = card("sign_off", role_group="partner", links=about)
    cards = [insight, one, strong, answered, mild, question, first, later, resident, unsaid]
    (found,) = standings(cards)
    assert found.agreed is False
    assert (found.insights, found.insights_missing) == ((insight,), 1)
    assert (found.doubts, found.open_doubts) == ((strong, answered, mild), (strong,))
    assert found.questions == (question,)
    assert found.answers == ((RoleGroup.RESIDENT, resident), (RoleGroup.STAFF, later))


def test_agreed_challenges_come_first_and_hidden_ones_are_not_shown() -> None:
    open_one = card("reframe")
    agreed = card("reframe", agreed=True)
    hidden = card("reframe", agreed=True, hidden=True)
    cards = [open_one, agreed, hidden]
    assert [one.card for one in standings(cards)] == [agreed, hidden, open_one]
    assert [one.card for one in agreed_challenges(cards)] == [agreed]


def test_insights_that_one_may_not_see_still_count() -> None:
    """A link to a card that this viewer cannot read is there all the same."""
    (found,) = standings([card("reframe", links={"insights": ("unseen1", "unseen2")})])
    assert (found.insights, found.insights_missing) == ((), 0)
