"""Building an example with the verbs that every workshop is made with, and no others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from workshop.db import Database
from workshop.domain.agreements import agree_on
from workshop.domain.cards import (
    Voice,
    add_card,
    edit_card,
    hide_card,
    star_card,
    withdraw_card,
)
from workshop.domain.links import link_cards
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.pictures import NewPicture, add_picture
from workshop.domain.plan import add_activity
from workshop.domain.room import close_activity, open_activity, reveal
from workshop.domain.votes import cast
from workshop.domain.workshops import MadeWorkshop, create_workshop, delete_workshop
from workshop.drafts import BallotPaper, CardEdit, Joining, NewCard
from workshop.enums import Via
from workshop.errors import WorkshopError
from workshop.examples.content import (
    Example,
    ExampleCard,
    ExampleEdit,
    ExamplePerson,
    ExampleSource,
    load_example,
    picture_file,
)
from workshop.kinds import KINDS, CardKind, Mark, field_spec, marked
from workshop.playbook import Playbook, load_playbook
from workshop.queries.room import RunState, run_sheet
from workshop.queries.viewer import Viewer, host, identify
from workshop.queries.votes.rounds import latest_round

SOURCE_FIELDS = ("source", "size_source")


Progress = Callable[[float], None]


def build_example(
    db: Database,
    *,
    name: str = "knowsley",
    token: str | None = None,
    progress: Progress | None = None,
) -> MadeWorkshop:
    """Make a new workshop that has been through the whole example; each call makes another one.

    The device of ``token``, if any, becomes its facilitator. At the end every activity is closed,
    every card that may be shown is shown, and the room stands at the last activity. ``progress`` is
    told how much is done, from 0 to 1.

    Raises:
        NotFoundError: there is no example of that name.
        SettingsError: the files of the example cannot be used. Nothing is left behind then.
    """
    example = load_example(name)
    playbook = load_playbook(example.language)
    made = create_workshop(
        db, draft=example.workshop, playbook=playbook, token=token, is_example=True
    )
    with db.read() as session:
        lead = host(session, made.code)
    try:
        _Building(db, example, playbook, lead).go_through_the_day(progress)
    except WorkshopError:
        delete_workshop(db, viewer=lead, typed_code=made.code)
        raise
    return made


@dataclass
class _Building:
    db: Database
    example: Example
    playbook: Playbook
    lead: Viewer
    people: dict[str, Viewer] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, CardKind] = field(default_factory=dict)
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def go_through_the_day(self, progress: Progress | None) -> None:
        for key in self.example.activities:
            add_activity(self.db, viewer=self.lead, activity=key)
        for person in self.example.people:
            self.people[person.name] = self._join(person)
        with self.db.read() as session:
            runs = run_sheet(session, self.lead.workshop_id)
        for done, run in enumerate(runs, 1):
            self._do(run)
            if progress is not None:
                progress(done / len(runs))
        self._link_what_came_later()

    def _join(self, person: ExamplePerson) -> Viewer:
        token = new_token()
        register_device(self.db, token=token)
        with self.db.read() as session:
            viewer = identify(session, token=token, code=self.lead.code)
        draft = Joining(role_group=person.role_group, name=person.name, table=person.table)
        return join(self.db, viewer=viewer, draft=draft)

    def _do(self, run: RunState) -> None:
        key = run.activity.key
        open_activity(self.db, viewer=self.lead, activity=key)
        for card in self.example.cards:
            if card.activity == key:
                self._add(card)
        self._vote(run)
        for edit in self.example.edits:
            if edit.activity == key:
                self._edit(edit)
        close_activity(self.db, viewer=self.lead)
        if run.hidden and not run.activity.private:
            reveal(self.db, viewer=self.lead)

    def _add(self, card: ExampleCard) -> None:
        text, fields = _with_source(card, self.example.sources.get(card.source))
        person = self.people[card.by]
        noted = marked(card.kind, Mark.ROOMS_OWN)
        draft = NewCard(
            activity=card.activity,
            kind=card.kind,
            text=text,
            fields={name: value for name, value in fields.items() if name not in noted},
            links={
                name: tuple(self.ids[key] for key in keys)
                for name, keys in card.links.items()
                if self._all_there(keys)
            },
            private=card.private,
        )
        if card.scribe:
            voice = Voice(person.role_group, person.name, person.table_no)
            made = add_card(self.db, viewer=self.lead, draft=draft, via=Via.SCRIBE, voice=voice)
        else:
            made = add_card(self.db, viewer=person, draft=draft)
        self.ids[card.key] = made.id
        self.kinds[card.key] = card.kind
        self.fields[card.key] = fields
        self.versions[card.key] = made.version
        if any(name in fields for name in noted):
            self._note(card.key)
        if card.picture:
            self._draw(card, person)
        self._mark(card, made.id)

    def _draw(self, card: ExampleCard, person: Viewer) -> None:
        content = picture_file(self.example, card).read_bytes()
        picture = NewPicture.read(content, card.alt)
        add_picture(self.db, viewer=person, card_id=self.ids[card.key], picture=picture)

    def _note(self, key: str) -> None:
        """What the room decided about a card, as the facilitator notes it."""
        draft = CardEdit(version=self.versions[key], fields=self.fields[key])
        made = edit_card(self.db, viewer=self.lead, card_id=self.ids[key], draft=draft)
        self.versions[key] = made.version

    def _mark(self, card: ExampleCard, card_id: str) -> None:
        if card.starred:
            star_card(self.db, viewer=self.lead, card_id=card_id)
        if card.hidden:
            hide_card(self.db, viewer=self.lead, card_id=card_id)
        if card.withdrawn:
            withdraw_card(self.db, viewer=self.people[card.by], card_id=card_id)

    def _vote(self, run: RunState) -> None:
        with self.db.read() as session:
            found = latest_round(session, self.lead.workshop_id, run.activity)
        for vote in self.example.votes:
            if found is not None and vote.activity == run.activity.key:
                choices = [{**choice, "card": self.ids[choice["card"]]} for choice in vote.choices]
                draft = BallotPaper.read({"choices": choices})
                cast(self.db, viewer=self.people[vote.by], round_id=found.id, draft=draft)

    def _edit(self, edit: ExampleEdit) -> None:
        card_id, version = self.ids[edit.card], self.versions[edit.card]
        if edit.agreed_on is not None:
            agree_on(self.db, viewer=self.lead, card_id=card_id, version=version, on=edit.agreed_on)
            return
        fields = {**self.fields[edit.card], **edit.fields}
        draft = CardEdit(version=version, text=edit.text or None, fields=fields)
        made = edit_card(self.db, viewer=self.lead, card_id=card_id, draft=draft)
        self.fields[edit.card] = fields
        self.versions[edit.card] = made.version

    def _all_there(self, keys: tuple[str, ...]) -> bool:
        return all(key in self.ids for key in keys)

    def _link_what_came_later(self) -> None:
        """Link what could not be linked when it was written, since the other card came later."""
        order = {key: place for place, key in enumerate(self.ids)}
        for card in self.example.cards:
            for name, keys in card.links.items():
                if any(order[key] > order[card.key] for key in keys):
                    to = tuple(self.ids[key] for key in keys)
                    card_id = self.ids[card.key]
                    link_cards(self.db, viewer=self.lead, card_id=card_id, name=name, to=to)


def _with_source(card: ExampleCard, source: ExampleSource | None) -> tuple[str, dict[str, Any]]:
    """The card's text and fields with the words of its source where its kind keeps them."""
    if source is None:
        return card.text, dict(card.fields)
    for name in SOURCE_FIELDS:
        if field_spec(card.kind, name) is not None:
            return card.text, {name: source.words, **card.fields}
    if KINDS[card.kind].text == "short":
        return f"{card.text} ({source.words})", dict(card.fields)
    return f"{card.text} Source: {source.words}.", dict(card.fields)
