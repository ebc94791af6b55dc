"""Commands that read and write files of a workshop."""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from workshop.cli.words import ALL
from workshop.cli.workshops import host_of, print_link
from workshop.db import Database
from workshop.errors import InvalidInputError
from workshop.exports import FORMATS, Format, collect_story, format_named
from workshop.exports.formats.everything import files_of
from workshop.exports.telling.edition import LOGO_BYTES, Edition
from workshop.live.addresses import CALENDAR, PAPER, base_address, for_phones, no_way_in
from workshop.queries.about import about
from workshop.queries.copies import copies
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note
from workshop.settings import Settings

MOST_PEOPLE = 300
"""Of people or tables on one run of paper."""
_STDOUT = Path("/dev/stdout")


def export(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    edition = _edition(given)
    formats = _formats(given.format, edition)
    viewer = host_of(db, given.code)
    story = collect_story(db, viewer, edition)
    made = dict(files_of(story, formats))
    files = [(given.to / one.file_name(viewer.code, edition), made[one]) for one in formats]
    given.to.mkdir(parents=True, exist_ok=True)
    _replace_all(files)
    names = ", ".join(given.format)
    note(SecurityEvent.FILE_TAKEN, viewer.code, file=names, audience=edition.audience)
    for path, _content in files:
        print(path)


def print_paper(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    from workshop.exports.paper import PIECES, piece_named, print_piece, read_paper

    wanted = [one for name in given.what for one in (PIECES if name == ALL else [name])]
    pieces = {name: piece_named(name) for name in wanted}
    if not 0 <= given.people <= MOST_PEOPLE or not 0 <= given.tables <= MOST_PEOPLE:
        raise InvalidInputError(f"People and tables are numbers up to {MOST_PEOPLE}.")
    viewer = host_of(db, given.code)
    base = _base(viewer, settings, db, PAPER)
    room = read_paper(db, viewer, base=base, people=given.people, tables=given.tables)
    files = [
        (
            given.to / piece.file_name(name, room, large=given.large),
            print_piece(room, name, large=given.large),
        )
        for name, piece in pieces.items()
    ]
    given.to.mkdir(parents=True, exist_ok=True)
    _replace_all(files)
    note(SecurityEvent.FILE_TAKEN, viewer.code, file=", ".join(pieces), audience="full")
    for path, _content in files:
        print(path)


def invite(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    from workshop.db import now
    from workshop.exports.invitations import (
        MAIL_EDITION,
        calendar_file,
        called_off,
        days_of,
        sponsor_mail,
    )

    viewer = host_of(db, given.code)
    join = f"{_base(viewer, settings, db, CALENDAR)}/join/{viewer.code}"
    whole = collect_story(db, viewer, Edition())
    dated = calendar_file(
        whole, days_of(db, viewer), called_off(db, viewer), join=join, stamp=now()
    )
    mail = sponsor_mail(collect_story(db, viewer, MAIL_EDITION))
    files = [
        (given.to / f"{viewer.code}-calendar.ics", dated),
        (given.to / f"{viewer.code}-sponsor.eml", mail),
    ]
    given.to.mkdir(parents=True, exist_ok=True)
    _replace_all(files)
    note(SecurityEvent.FILE_TAKEN, viewer.code, file="calendar, sponsor", audience="full")
    for path, _content in files:
        print(path)


def _base(viewer: Viewer, settings: Settings, db: Database, nowhere: str) -> str:
    """The workshop's address for phones; where no phone finds it, what to set is said."""
    with db.read() as session:
        base = base_address(settings, about(session, viewer.workshop_id).address)
    if not for_phones(base):
        print(f"{nowhere} {no_way_in(settings)}", file=sys.stderr)
    return base


def plan(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    from workshop.domain.templates.own_templates import plan_of
    from workshop.domain.templates.plan_file import written

    viewer = host_of(db, given.code)
    found = plan_of(db, viewer=viewer, title=given.title, as_taken=given.as_taken)
    path = given.to or Path(f"{viewer.code}-plan.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace_all([(path, written(found))])
    if path != _STDOUT:  # where another program reads on
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
    """Write each file beside its place first, so that nobody ever finds half of one.

    A link stays one, and a device is written to, never replaced; so is what ``/dev/stdout`` stands
    for, which may be a file that others write to as well.
    """
    for path, content in files:
        if path == _STDOUT:
            sys.stdout.flush()
            sys.stdout.buffer.write(content + b"\n")
            sys.stdout.buffer.flush()
            continue
        if path.is_dir():
            raise InvalidInputError(f"{path} is a folder. Name a file in it.")
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            continue
        place = path.resolve()
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".workshop-") as folder:
            whole = Path(folder) / place.name
            whole.write_bytes(content)
            whole.replace(place)


def bring(given: argparse.Namespace, settings: Settings, db: Database) -> None:
    from workshop.imports.archive import import_archive
    from workshop.imports.archive_file import MAX_BYTES

    if given.file.stat().st_size > MAX_BYTES:
        raise InvalidInputError(f"{given.file} is too large to be an archive of Reframe.")
    made = import_archive(db, given.file.read_bytes())
    with db.read() as session:
        twin = copies(session).get(made.code)
    if twin:
        others = ", ".join(twin.others)
        print(f"This workshop is here already: {others}. The new one is a copy.", file=sys.stderr)
    print_link(made.code, made.secret, settings, as_json=given.json)
