"""What an example holds, read from ``data/examples/<name>``: people, cards, sources and its plan.

``workshop.toml`` says what it is about; every other file adds ``cards``,
``edits``, ``votes`` and the ``stops`` of a tour.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workshop.drafts import NewWorkshop
from workshop.enums import RoleGroup
from workshop.errors import NotFoundError, SettingsError
from workshop.kinds import CardKind
from workshop.kinds.words import read_toml
from workshop.playbook import DATA_DIR

EXAMPLES_DIR = DATA_DIR / "examples"
ABOUT = "workshop.toml"
ADDED = ("cards", "edits", "votes", "stops")


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExamplePerson(_Shape):
    """Nobody real: an example that has people says so of each of them."""

    name: str
    role_group: RoleGroup
    table: int
    invented: Literal[True]


class ExampleSource(_Shape):
    """Where a figure comes from. ``dated`` is words where the exact day is not known."""

    title: str
    full: str
    dated: str
    published: bool

    @property
    def words(self) -> str:
        """The source as it stands on a card."""
        return f"{self.title}, {self.dated}" if self.dated else self.title


class ExampleCard(_Shape):
    """A card and who wrote it. ``links`` name other cards by ``key``, also later ones.

    ``scribe``: the facilitator writes it down for that person. ``source`` names a source; its
    words go into the kind's own field for them, or at the end of the text. ``picture`` is a file
    beside the words, and ``alt`` says what it shows.
    """

    key: str
    activity: str
    kind: CardKind
    by: str
    text: str
    source: str = ""
    picture: str = ""
    alt: str = ""
    fields: dict[str, Any] = Field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    scribe: bool = False
    private: bool = False
    starred: bool = False
    hidden: bool = False
    withdrawn: bool = False


class ExampleEdit(_Shape):
    """What the facilitator adds to a card in a later activity.

    ``agreed_on`` is for a challenge: the day on which the room agreed on it.
    """

    card: str
    activity: str
    text: str = ""
    agreed_on: date | None = None
    fields: dict[str, Any] = Field(default_factory=dict)


class ExampleVote(_Shape):
    """One person's ballot; a choice names a card by its key and says what the method asks."""

    activity: str
    by: str
    choices: tuple[dict[str, Any], ...]


class ExampleStop(_Shape):
    """One stop of the tour: a step of the day, cards of it, and the card that goes on from here.

    ``does`` is what the facilitator does, ``sees`` what the people see.
    """

    activity: str
    cards: tuple[str, ...]
    thread: str
    picture: str = ""
    does: str
    sees: str


class Example(_Shape):
    name: str
    language: str
    workshop: NewWorkshop
    activities: tuple[str, ...]
    """Activities that stand in the plan beside those of the template."""
    people: tuple[ExamplePerson, ...]
    sources: dict[str, ExampleSource]
    cards: tuple[ExampleCard, ...]
    edits: tuple[ExampleEdit, ...]
    votes: tuple[ExampleVote, ...]
    stops: tuple[ExampleStop, ...]


def example_names() -> tuple[str, ...]:
    """The examples that come with the product."""
    return tuple(sorted(found.parent.name for found in EXAMPLES_DIR.glob(f"*/{ABOUT}")))


@cache
def load_example(name: str) -> Example:
    """Everything of one example.

    Raises:
        NotFoundError: there is no example of that name.
        SettingsError: a file of it cannot be used; the message names what is wrong.
    """
    if name not in example_names():
        raise NotFoundError(
            f"There is no example called “{name[:60]}”. Choose from: {', '.join(example_names())}."
        )
    folder = EXAMPLES_DIR / name
    table = {"name": name, **read_toml(folder / ABOUT)}
    table |= {name: list(table.get(name, [])) for name in ADDED}
    for path in sorted(folder.glob("*.toml")):
        if path.name != ABOUT:
            _add(table, path)
    try:
        example = Example.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"The example “{name}” cannot be used: {where}: {first['msg']}.") from (
            error
        )
    _check(name, example)
    return example


def picture_file(example: Example, card: ExampleCard) -> Path:
    """Where the picture of a card lies."""
    return EXAMPLES_DIR / example.name / card.picture


def _add(table: dict[str, Any], path: Path) -> None:
    more = read_toml(path)
    if left_over := sorted(more.keys() - set(ADDED)):
        raise SettingsError(f"{path} has more than {', '.join(ADDED)}: {', '.join(left_over)}.")
    for name in ADDED:
        table[name].extend(more.get(name, []))


def _check(name: str, example: Example) -> None:
    """Every name that is used is there, and every key is used once."""
    keys = [card.key for card in example.cards]
    people = {person.name for person in example.people}
    wrong = [f"card “{key}” stands there twice" for key in set(keys) if keys.count(key) > 1]
    for card in example.cards:
        targets = {target for named in card.links.values() for target in named}
        wrong += [f"“{card.key}” links “{target}”" for target in targets.difference(keys)]
        if card.by not in people:
            wrong.append(f"“{card.key}” is by “{card.by}”")
        if card.source and card.source not in example.sources:
            wrong.append(f"“{card.key}” has the source “{card.source}”")
        if card.picture and not picture_file(example, card).is_file():
            wrong.append(f"“{card.key}” has the picture “{card.picture}”")
    for vote in example.votes:
        chosen = {str(choice.get("card")) for choice in vote.choices}
        wrong += [f"“{vote.by}” votes for “{card}”" for card in chosen.difference(keys)]
        if vote.by not in people:
            wrong.append(f"a vote is by “{vote.by}”")
    for stop in example.stops:
        shown = {*stop.cards, stop.thread, stop.picture or stop.thread}.difference(keys)
        wrong += [f"the tour shows “{card}”" for card in shown]
    wrong += [f"an edit changes “{edit.card}”" for edit in example.edits if edit.card not in keys]
    if wrong:
        raise SettingsError(f"The example “{name}” cannot be used: {'; '.join(sorted(wrong))}.")
