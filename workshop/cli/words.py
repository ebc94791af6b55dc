"""The commands with their words, arguments and options.

Nothing else is loaded here: whoever asks for help waits for no database and no format of files.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

ALL = "all"
"""The word for every format of file."""
_CODE = "the workshop's five letters"


def _no_options(_command: argparse.ArgumentParser) -> None:
    """The command is asked for by its name alone."""


@dataclass(frozen=True, slots=True)
class Command:
    """``run`` is the module and the function of ``workshop.cli`` that do it.

    It is called with what was given, then with the settings and the open database, as far as it
    ``needs`` them. ``options`` adds its arguments.
    """

    name: str
    words: str
    run: str
    needs: Literal["nothing", "settings", "database"] = "database"
    options: Callable[[argparse.ArgumentParser], None] = _no_options


def parser(asked: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Every command; the namespace it parses into knows what to run.

    Of commands that do not stand in ``asked`` only the name and the words are there, since options
    may have to look at what there is. Without ``asked`` all of them are there.
    """
    made = argparse.ArgumentParser(
        prog="workshop",
        description="Run Reframe, and make and look after workshops, also while it runs.",
        allow_abbrev=False,
    )
    made.add_argument(
        "--version", action=_Version, nargs=0, help="show program's version number and exit"
    )
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for one in COMMANDS:
        command = commands.add_parser(
            one.name, help=one.words, description=one.words, allow_abbrev=False
        )
        command.set_defaults(run=one.run, needs=one.needs)
        if asked is None or one.name in asked:
            one.options(command)
    return made


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_given: Any) -> None:
        from importlib.metadata import version

        print(f"Reframe {version('reframe-workshop')}")
        parser.exit()


def _as_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON for a program")


def _serving(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--https", action="store_true", help="encrypt what travels through the room's wifi"
    )
    command.add_argument("--cert", type=Path, metavar="FILE", help="a certificate with its chain")
    command.add_argument("--key", type=Path, metavar="FILE", help="its key, without a password")


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("title", metavar="TITLE", help="what the workshop is called")
    command.add_argument("--template", default="one-day", help="the plan to start from (one-day)")
    command.add_argument(
        "--plan", type=Path, metavar="FILE", help="a plan of your own instead, from workshop plan"
    )
    _as_json(command)


def _planning(command: argparse.ArgumentParser) -> None:
    _code(command)
    command.add_argument("--to", type=Path, metavar="FILE", help="the file (CODE-plan.json here)")
    command.add_argument("--title", default="", help="its name (the workshop's title)")
    command.add_argument(
        "--as-taken", action="store_true", help="with the minutes that each step took"
    )


def _opening(command: argparse.ArgumentParser) -> None:
    _code(command)
    command.add_argument("activity", metavar="ACTIVITY", help="its key, for example insights.write")
    command.add_argument(
        "--anyway", action="store_true", help="also when something should come first"
    )
    _at(command)


def _at(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--at", metavar="STEP", help="only while the room is still at this activity"
    )


def _code(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", metavar="CODE", help=_CODE)


def _revealing(command: argparse.ArgumentParser) -> None:
    _code(command)
    command.add_argument(
        "activity", metavar="ACTIVITY", nargs="?", help="which one (the current one)"
    )
    _at(command)


def _link(command: argparse.ArgumentParser) -> None:
    _code(command)
    _as_json(command)


def _example(command: argparse.ArgumentParser) -> None:
    from workshop.examples.content import example_names

    names = ", ".join(example_names())
    command.add_argument("name", metavar="NAME", help=f"which one ({names})")
    _as_json(command)


def _exporting(command: argparse.ArgumentParser) -> None:
    from workshop.exports import FORMATS

    _code(command)
    command.add_argument(
        "--format",
        action="append",
        required=True,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}, or {ALL}; may be given several times",
    )
    command.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="the folder (here)")
    _add_edition(command)


def _printing(command: argparse.ArgumentParser) -> None:
    from workshop.exports.paper import PIECES

    _code(command)
    command.add_argument(
        "--what",
        action="append",
        required=True,
        metavar="PIECE",
        help=f"{', '.join(PIECES)}, or {ALL}; may be given several times",
    )
    command.add_argument("--large", action="store_true", help="large print")
    command.add_argument("--people", type=int, default=0, help="for how many (who has joined)")
    command.add_argument("--tables", type=int, default=0, help="at how many tables (those there)")
    command.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="the folder (here)")


def _inviting(command: argparse.ArgumentParser) -> None:
    _code(command)
    command.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="the folder (here)")


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


def _importing(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="a file named …archive.json")
    _as_json(command)


def _spending(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="CSV, TSV, XLSX, ODS or XLS")
    command.add_argument(
        "--all-sheets", action="store_true", help="read all sheets with the same columns as one"
    )
    _as_json(command)


def _backing_up(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "to", metavar="TO", type=Path, nargs="?", help="the file to make, or with --keep its folder"
    )
    command.add_argument("--force", action="store_true", help="replace a file that is there")
    command.add_argument(
        "--keep", type=int, metavar="N", help="make one more in a folder, and keep the newest N"
    )


def _restoring(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="a file that backup made")


def _moving(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--to", required=True, metavar="URL", help="the other database, written as DATABASE_URL is"
    )


def _erasing(command: argparse.ArgumentParser) -> None:
    _code(command)
    command.add_argument("--yes", metavar="CODE", help="the code again, instead of typing it")


def _erased(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--again",
        metavar="URL",
        help="erase here what was erased in that database since the copy that was put back",
    )


def _papers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to make")
    command.add_argument("--organisation", default="", metavar="NAME", help="who runs it")
    command.add_argument("--force", action="store_true", help="replace files that are there")


def _speaking(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "language", metavar="LANGUAGE", nargs="?", default="", help="such as pl (how far each is)"
    )
    command.add_argument("--to", type=Path, metavar="FILE", help="the sheet to write (CSV)")
    command.add_argument(
        "--from", dest="back", type=Path, metavar="FILE", help="a sheet to read back in"
    )
    command.add_argument(
        "--checked", action="store_true", help="somebody who speaks it has read the sheet"
    )


def _shortcut(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", type=Path, metavar="DIR", help="the folder (the desktop)")


COMMANDS = (
    Command("serve", "Start the server; Ctrl+C ends it.", "running.serve", "nothing", _serving),
    Command("api", "Print the description of the API (OpenAPI).", "running.api", "nothing"),
    Command(
        "doctor",
        "Look at what a day needs: port, network, disk, database, fonts, clock.",
        "doctor.doctor",
        "settings",
        _as_json,
    ),
    Command(
        "new",
        "Make a workshop; prints its code and the facilitator's link.",
        "workshops.new",
        options=_new,
    ),
    Command("list", "Show every workshop on this server.", "workshops.listed"),
    Command(
        "open",
        "Open an activity, so that people can write.",
        "workshops.opened",
        options=_opening,
    ),
    Command(
        "reveal",
        "Show an activity's cards to the room at once.",
        "workshops.reveal",
        options=_revealing,
    ),
    Command(
        "link",
        "Make four new words; the old ones open nothing more.",
        "workshops.link",
        options=_link,
    ),
    Command(
        "example",
        "Make a worked example to look around in.",
        "workshops.example",
        options=_example,
    ),
    Command("export", "Write a workshop into files.", "files.export", options=_exporting),
    Command(
        "invite",
        "Make the calendar file of its meetings, and a draft to whoever asked for it.",
        "files.invite",
        options=_inviting,
    ),
    Command(
        "plan",
        "Write the plan of a workshop into a file, for others like it.",
        "files.plan",
        options=_planning,
    ),
    Command("print", "Make the paper for a day, as PDF.", "files.print_paper", options=_printing),
    Command(
        "import",
        "Make a workshop from an archive that was exported.",
        "files.bring",
        options=_importing,
    ),
    Command(
        "spend",
        "Look at a file of spending; nothing is stored.",
        "spending.look",
        "nothing",
        _spending,
    ),
    Command(
        "backup",
        "Copy the whole database, also while the server runs.",
        "keeping.backup",
        "settings",
        _backing_up,
    ),
    Command(
        "restore",
        "Put a copy in the database's place; what was there is kept.",
        "keeping.restore",
        "settings",
        _restoring,
    ),
    Command(
        "move",
        "Copy everything into another database, and compare it there.",
        "keeping.move",
        "settings",
        _moving,
    ),
    Command("erase", "Erase a whole workshop for good.", "keeping.erase", options=_erasing),
    Command(
        "erased",
        "Show what was erased here, and when.",
        "keeping.erased",
        options=_erased,
    ),
    Command(
        "words",
        "Write a language's words as a sheet, or read them back.",
        "languages.words",
        "nothing",
        _speaking,
    ),
    Command(
        "papers",
        "Write the papers for whoever answers for the data, from this server's settings.",
        "handing_over.write_papers",
        "settings",
        _papers,
    ),
    Command(
        "shortcut",
        "Make a file that starts the server when it is double-clicked.",
        "handing_over.shortcut",
        "nothing",
        _shortcut,
    ),
)
