"""Commands that make and steer workshops."""

import argparse
import json

from sqlmodel import col, func, select

from workshop.db import Database
from workshop.domain import room
from workshop.domain.seen import Seen
from workshop.domain.workshops import MadeWorkshop, create_workshop, renew_secret
from workshop.drafts import NewWorkshop
from workshop.errors import GateClosedError, NotFoundError
from workshop.live.addresses import base_addresses
from workshop.models import Card, Workshop
from workshop.playbook import load_playbook
from workshop.queries.copies import copies
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer, host
from workshop.settings import Settings


def host_of(db: Database, code: str) -> Viewer:
    with db.read() as session:
        return host(session, code)


def print_link(code: str, secret: str, settings: Settings, *, as_json: bool) -> None:
    url = f"{base_addresses(settings)[0]}/f/{secret}"
    if as_json:
        print(json.dumps({"code": code, "facilitator_url": url}))
        return
    print(f"Code: {code}")
    print(f"For the facilitator alone: {url}")
    print("Write the four words down. They are not shown again.")


def new(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    if given.plan is not None:
        made = _from_plan(given, settings, db)
    else:
        draft = NewWorkshop.read({"title": given.title, "template": given.template})
        method = load_playbook(settings.language)
        made = create_workshop(db, draft=draft, playbook=method, keep_days=settings.keep_days)
    print_link(made.code, made.secret, settings, as_json=given.json)


def _from_plan(given: argparse.Namespace, settings: Settings, db: Database) -> MadeWorkshop:
    from workshop.domain.templates.own_templates import make_from_plan
    from workshop.domain.templates.plan_file import read_plan

    plan = read_plan(given.plan.read_bytes())
    draft = NewWorkshop.read({"title": given.title, "template": plan.template})
    return make_from_plan(db, plan=plan, draft=draft, token=None, keep_days=settings.keep_days)


def example(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    from workshop.examples import build_example

    made = build_example(db, name=given.name)
    print_link(made.code, made.secret, settings, as_json=given.json)


def listed(_given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    with db.read() as session:
        rows = session.exec(
            select(Workshop, func.count(col(Card.id)))
            .join(Card, col(Card.workshop_id) == Workshop.id, isouter=True)
            .group_by(col(Workshop.id))
            .order_by(col(Workshop.created_at), col(Workshop.code))
        ).all()
        twins = copies(session)
    if not rows:
        print("There is no workshop yet. Make one with: workshop new TITLE")
    for workshop, cards in rows:
        made = f"{workshop.created_at:%Y-%m-%d}"
        noun = "card" if cards == 1 else "cards"
        twin = f" ({twins[workshop.code].said})" if workshop.code in twins else ""
        line = f"{workshop.code}  {made}  {workshop.state:6}  {cards} {noun}  {workshop.title}"
        print(f"{line}{twin}")


def _require_activity(db: Database, viewer: Viewer, key: str) -> None:
    with db.read() as session:
        keys = [run.activity.key for run in run_sheet(session, viewer.workshop_id)]
    if key not in keys:
        raise NotFoundError(
            f"This workshop has no activity “{key}”. Choose from: {', '.join(keys)}."
        )


def opened(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    viewer = host_of(db, given.code)
    _require_activity(db, viewer, given.activity)
    try:
        room.open_activity(
            db, viewer=viewer, activity=given.activity, anyway=given.anyway, at=_seen(given)
        )
    except GateClosedError as error:
        raise GateClosedError(
            f"{error} To open it all the same, add --anyway.", gates=error.gates
        ) from None
    print(f"{viewer.code}: {given.activity} is open.")


def reveal(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    viewer = host_of(db, given.code)
    step, at = given.activity, _seen(given)
    if step is None:
        step = given.at or _here(db, viewer)
        at = Seen(step)  # what is meant is the step that the room is at now, and no later one
    if step is not None:
        _require_activity(db, viewer, step)
    room.reveal(db, viewer=viewer, activity=step, at=at)
    print(f"{viewer.code}: the cards of {step} are shown.")


def _seen(given: argparse.Namespace) -> Seen | None:
    """Where the room was, as whoever typed the command says."""
    return None if given.at is None else Seen(given.at)


def _here(db: Database, viewer: Viewer) -> str | None:
    with db.read() as session:
        return session.get_one(Workshop, viewer.workshop_id).current_activity


def link(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    viewer = host_of(db, given.code)
    secret = renew_secret(db, viewer=viewer)
    print_link(viewer.code, secret, settings, as_json=given.json)
