"""The ``workshop`` command: what a host does on the server itself, also while it runs."""

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlmodel import col, func, select

from workshop.db import Database, open_database
from workshop.domain import room
from workshop.domain.workshops import create_workshop, renew_secret
from workshop.drafts import NewWorkshop
from workshop.errors import GateClosedError, InvalidInputError, NotFoundError, WorkshopError
from workshop.examples import build_example, example_names
from workshop.exports import FORMATS, Format, collect_story, format_named
from workshop.exports.telling.edition import LOGO_BYTES, Edition
from workshop.imports import MAX_BYTES, import_archive
from workshop.live.addresses import base_addresses
from workshop.models import Card, Workshop
from workshop.playbook import load_playbook
from workshop.queries.copies import copies
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer, host
from workshop.settings import Settings, load_settings

ALL = "all"
Command = Callable[[argparse.Namespace, Settings, Database], None]
Alone = Callable[[argparse.Namespace], None]
"""A command that reads files and needs no database."""


def main(argv: list[str] | None = None) -> int:
    """Run one command. 0: done; 1: it could not be done, and why stands on stderr; 2: misspelt."""
    for stream in (sys.stdout, sys.stderr):
        # Windows terminals are not always UTF-8, and names of places are.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(format="%(message)s")
    logging.getLogger("workshop").setLevel(logging.INFO)
    try:
        given = _parser().parse_args(argv)
        if given.alone is not None:
            given.alone(given)
            return 0
        settings = load_settings()
        given.run(given, settings, open_database(settings))
    except WorkshopError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        name = f": {error.filename}" if error.filename else ""
        print(f"A file could not be read or written{name} ({error.strerror}).", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing was half done.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workshop",
        description="Make and look after workshops on this server. It may be running meanwhile.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(
        name: str, run: Command | None, words: str, *arguments: str, alone: Alone | None = None
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
        made.set_defaults(run=run, alone=alone)
        for argument in arguments:
            made.add_argument(argument.lower(), metavar=argument, help=_HELP[argument])
        return made

    new = command("new", _new, "Make a workshop; prints its code and the facilitator's link.")
    new.add_argument("title", metavar="TITLE", help="what the workshop is called")
    new.add_argument("--template", default="one-day", help="the plan to start from (one-day)")
    command("list", _list, "Show every workshop on this server.")
    opening = command(
        "open", _open, "Open an activity, so that people can write.", "CODE", "ACTIVITY"
    )
    opening.add_argument(
        "--anyway", action="store_true", help="also when something should come first"
    )
    reveal = command("reveal", _reveal, "Show an activity's cards to the room at once.", "CODE")
    reveal.add_argument(
        "activity", metavar="ACTIVITY", nargs="?", help="which one (the current one)"
    )
    link = command("link", _link, "Make four new words; the old ones open nothing more.", "CODE")
    export = command("export", _export, "Write a workshop into files.", "CODE")
    export.add_argument(
        "--format",
        action="append",
        required=True,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}, or {ALL}; may be given several times",
    )
    export.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="the folder (here)")
    _add_edition(export)
    bring = command("import", _import, "Make a workshop from an archive that was exported.")
    bring.add_argument("file", metavar="FILE", type=Path, help="a file named …archive.json")
    example = command("example", _example, "Make a worked example to look around in.")
    example.add_argument("name", metavar="NAME", help=f"which one ({', '.join(example_names())})")
    words = "Look at a file of spending; nothing is stored."
    spending = command("spend", None, words, alone=_spend)
    spending.add_argument("file", metavar="FILE", type=Path, help="CSV, TSV, XLSX, ODS or XLS")
    for printing in (new, link, bring, example, spending):
        printing.add_argument("--json", action="store_true", help="print JSON for a program")
    backup = command("backup", _backup, "Copy the whole database, also while the server runs.")
    backup.add_argument("to", metavar="TO", type=Path, help="the file to make")
    backup.add_argument("--force", action="store_true", help="replace a file that is there")
    return parser


def _add_edition(export: argparse.ArgumentParser) -> None:
    """Which edition of the files: for whom, with names or not, in whose colours."""
    export.add_argument(
        "--audience",
        choices=("full", "shareable"),
        default="full",
        help="full for the team; shareable leaves out names and what is private (full)",
    )
    export.add_argument("--roles-only", action="store_true", help="role groups instead of names")
    export.add_argument(
        "--language", default="", metavar="LANGUAGE", help="such as en (the workshop's own)"
    )
    export.add_argument("--organisation", default="", metavar="NAME", help="whose report it is")
    export.add_argument("--logo", type=Path, metavar="FILE", help="a PNG or JPEG of it")
    export.add_argument("--colour", default="", metavar="#HEX", help="its colour, such as #0b625d")


_HELP = {
    "CODE": "the workshop's five letters",
    "ACTIVITY": "its key, for example insights.write",
}


def _host(db: Database, code: str) -> Viewer:
    with db.read() as session:
        return host(session, code)


def _print_link(code: str, secret: str, settings: Settings, *, as_json: bool) -> None:
    url = f"{base_addresses(settings)[0]}/f/{secret}"
    if as_json:
        print(json.dumps({"code": code, "facilitator_url": url}))
        return
    print(f"Code: {code}")
    print(f"For the facilitator alone: {url}")
    print("Write the four words down. They are not shown again.")


def _new(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    draft = NewWorkshop.read({"title": given.title, "template": given.template})
    made = create_workshop(db, draft=draft, playbook=load_playbook(settings.language))
    _print_link(made.code, made.secret, settings, as_json=given.json)


def _example(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    made = build_example(db, name=given.name)
    _print_link(made.code, made.secret, settings, as_json=given.json)


def _list(_given: argparse.Namespace, _settings: Settings, db: Database) -> None:
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


def _open(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    viewer = _host(db, given.code)
    _require_activity(db, viewer, given.activity)
    try:
        room.open_activity(db, viewer=viewer, activity=given.activity, anyway=given.anyway)
    except GateClosedError as error:
        raise GateClosedError(
            f"{error} To open it all the same, add --anyway.", gates=error.gates
        ) from None
    print(f"{viewer.code}: {given.activity} is open.")


def _reveal(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    viewer = _host(db, given.code)
    if given.activity is not None:
        _require_activity(db, viewer, given.activity)
    room.reveal(db, viewer=viewer, activity=given.activity)
    print(f"{viewer.code}: the cards are shown.")


def _link(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    viewer = _host(db, given.code)
    secret = renew_secret(db, viewer=viewer)
    _print_link(viewer.code, secret, settings, as_json=given.json)


def _export(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    edition = _edition(given)
    formats = _formats(given.format, edition)
    viewer = _host(db, given.code)
    story = collect_story(db, viewer, edition)
    files = [
        (given.to / found.file_name(viewer.code, edition), found.render(story)) for found in formats
    ]
    given.to.mkdir(parents=True, exist_ok=True)
    _replace_all(files)
    for path, _content in files:
        print(path)


def _formats(names: list[str], edition: Edition) -> list[Format]:
    """Those of the names, each once; “all” is all that there are of this edition."""
    every = [name for name, one in FORMATS.items() if edition.is_whole or not one.whole_only]
    wanted = [one for name in names for one in (every if name == ALL else [name])]
    return [format_named(name) for name in dict.fromkeys(wanted)]


def _edition(given: argparse.Namespace) -> Edition:
    if given.logo is not None and given.logo.stat().st_size > LOGO_BYTES:
        raise InvalidInputError("The logo is larger than 2 MB. Make it smaller first.")
    return Edition.read(
        shareable=given.audience == "shareable",
        roles_only=given.roles_only,
        language=given.language,
        organisation=given.organisation,
        colour=given.colour,
        logo=None if given.logo is None else given.logo.read_bytes(),
    )


def _replace_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write each file beside its place first, so that nobody ever finds half of one."""
    for path, content in files:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".workshop-") as folder:
            whole = Path(folder) / path.name
            whole.write_bytes(content)
            whole.replace(path)


def _import(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    if given.file.stat().st_size > MAX_BYTES:
        raise InvalidInputError(f"{given.file} is too large to be an archive of Reframe.")
    made = import_archive(db, given.file.read_bytes())
    with db.read() as session:
        twin = copies(session).get(made.code)
    if twin:
        others = ", ".join(twin.others)
        print(f"This workshop is here already: {others}. The new one is a copy.", file=sys.stderr)
    _print_link(made.code, made.secret, settings, as_json=given.json)


def _spend(given: argparse.Namespace) -> None:
    from workshop.imports import spend

    if given.file.stat().st_size > spend.MAX_BYTES:
        raise InvalidInputError(spend.TOO_LARGE)
    found = spend.preview(given.file.read_bytes())
    if given.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
        return
    reading = found.reading
    noun = "row" if len(reading.rows) == 1 else "rows"
    print(f"{len(reading.rows):,} {noun}: {spend.money(reading.total_pence, reading.currency)}")
    for role, column in found.layout.columns.items():
        print(f"  {role}: {found.layout.headings[column]}")
    for sentence in found.warnings:
        print(f"- {sentence}")


def _backup(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    to: Path = given.to
    if to.is_dir():
        raise InvalidInputError(f"{to} is a folder. Give the name of a file in it.")
    if not to.parent.is_dir():
        raise InvalidInputError(f"There is no folder {to.parent}. Make it first.")
    if to.exists() and (not given.force or to.samefile(db.path)):
        raise InvalidInputError(
            f"{to} is there already, so nothing was written. "
            "Choose another name, or add --force to replace it."
        )
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".workshop-") as folder:
        whole = Path(folder) / to.name
        db.backup(whole)
        whole.replace(to)
    print(to)


if __name__ == "__main__":
    sys.exit(main())
