"""Every place where a page hands over a callback, or a file to be made later.

Whoever's right has ended since the page was drawn is asked anew by everything that it can come to.
``test_ended_rights`` presses what can be pressed; this holds for what is drawn only now and then.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from tests.stages.callback_sites import Reached, Site, asks_anew, sites, takes_database
from workshop.domain.people.members import register_device
from workshop.domain.votes import cast

PLANS = "a right of the server: the page's callback asks ``may_make`` or the address first"
OF_NO_WORKSHOP = {
    "workshop.domain.people.accounts.leave": "whoever holds the device's token signs it out",
    "workshop.domain.people.accounts.may_make": "the very question, asked of the database",
    "workshop.domain.people.accounts.steer_own": "asks who owns the workshop, as it acts",
    "workshop.domain.workshops.create_workshop": PLANS,
    "workshop.domain.templates.own_templates.make_from_plan": PLANS,
    "workshop.domain.templates.own_templates.kept_plan": PLANS,
    "workshop.domain.templates.own_templates.kept_templates": PLANS,
    "workshop.domain.templates.own_templates.forget_template": PLANS,
}
"""What takes the database and identifies nobody in a workshop, and why."""
KEEP_TO_THE_PAGE = 26
"""So many places at most come to nothing stored, such as a form that is opened or put away."""


def reached_by(site: Site) -> Reached:
    reached = Reached()
    reached.follow(site.module, site.given, site.scope)
    return reached


@cache
def found() -> dict[Site, Reached]:
    return {site: reached_by(site) for site in sites()}


def test_each_asks_anew_who_acts() -> None:
    careless = {
        str(site): [name_of(one) for one in reached.functions if acts_for_whoever_comes(one)]
        for site, reached in found().items()
    }
    assert {site: names for site, names in careless.items() if names} == {}


def test_no_name_is_left_that_is_not_understood() -> None:
    """It would prove nothing."""
    unknown = {str(site): reached.unknown for site, reached in found().items()}
    assert {site: names for site, names in unknown.items() if names} == {}


def name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__name__}"


def acts_for_whoever_comes(function: Callable[..., Any]) -> bool:
    known = name_of(function) in OF_NO_WORKSHOP
    return not known and takes_database(function) and not asks_anew(function)


def test_these_are_all_and_most_come_to_something() -> None:
    functions = {one for reached in found().values() for one in reached.functions}
    verbs = {one for one in functions if takes_database(one)}
    idle = [one for one, reached in found().items() if not verbs & reached.functions]
    assert len(found()) > 130
    assert len(idle) <= KEEP_TO_THE_PAGE
    assert set(OF_NO_WORKSHOP) <= set(map(name_of, verbs))
    assert len(verbs) > 90
    assert asks_anew(cast)
    assert not asks_anew(register_device), "it opens a transaction for whoever comes"
