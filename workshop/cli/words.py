"""The commands with their words, arguments and options."""

import argparse
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

from workshop.cli import files, handing_over, keeping, running, workshops
from workshop.cli.doctor import doctor
from workshop.db import Database
from workshop.examples import example_names
from workshop.exports import FORMATS
from workshop.settings import Settings

Run = Callable[[argparse.Namespace, Settings, Database], None]
Settled = Callable[[argparse.Namespace, Settings], int | None]
"""A command that opens the database itself, or leaves it closed."""
Alone = Callable[[argparse.Namespace], int | None]
"""A command that reads files and needs no settings."""

_HELP = {
    "CODE": "the workshop's five letters",
    "ACTIVITY": "its key, for example insights.write",
}


def parser() -> argparse.ArgumentParser:
    """Every command; the namespace it parses into knows what to run."""
    made = argparse.ArgumentParser(
        prog="workshop",
        description="Run Reframe, and make and look after workshops, also while it runs.",
        allow_abbrev=False,
    )
    release = version("reframe-workshop")
    made.add_argument("--version", action="version", version=f"Reframe {release}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    command = partial(_command, commands)
    _of_the_server(command)
    _of_workshops(command)
    _of_files(command)
    _of_keeping(command)
    _of_handing_over(command)
    return made


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    words: str,
    *arguments: str,
    run: Run | None = None,
    settled: Settled | None = None,
    alone: Alone | None = None,
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
    made.set_defaults(run=run, settled=settled, alone=alone)
    for argument in arguments:
        made.add_argument(argument.lower(), metavar=argument, help=_HELP[argument])
    return made


_Command = Callable[..., argparse.ArgumentParser]


def _as_json(*commands: argparse.ArgumentParser) -> None:
    for one in commands:
        one.add_argument("--json", action="store_true", help="print JSON for a program")


def _of_the_server(command: _Command) -> None:
    serving = command("serve", "Start the server; Ctrl+C ends it.", alone=running.serve)
    serving.add_argument(
        "--https", action="store_true", help="encrypt what travels through the room's wifi"
    )
    serving.add_argument("--cert", type=Path, metavar="FILE", help="a certificate with its chain")
    serving.add_argument("--key", type=Path, metavar="FILE", help="its key, without a password")
    command("api", "Print the description of the API (OpenAPI).", alone=running.api)
    looks = command(
        "doctor",
        "Look at what a day needs: port, network, disk, database, fonts, clock.",
        settled=doctor,
    )
    _as_json(looks)


def _of_workshops(command: _Command) -> None:
    new = command(
        "new", "Make a workshop; prints its code and the facilitator's link.", run=workshops.new
    )
    new.add_argument("title", metavar="TITLE", help="what the workshop is called")
    new.add_argument("--template", default="one-day", help="the plan to start from (one-day)")
    command("list", "Show every workshop on this server.", run=workshops.listed)
    words = "Open an activity, so that people can write."
    opening = command("open", words, "CODE", "ACTIVITY", run=workshops.opened)
    opening.add_argument(
        "--anyway", action="store_true", help="also when something should come first"
    )
    words = "Show an activity's cards to the room at once."
    reveal = command("reveal", words, "CODE", run=workshops.reveal)
    reveal.add_argument(
        "activity", metavar="ACTIVITY", nargs="?", help="which one (the current one)"
    )
    for steering in (opening, reveal):
        steering.add_argument(
            "--at", metavar="STEP", help="only while the room is still at this activity"
        )
    words = "Make four new words; the old ones open nothing more."
    link = command("link", words, "CODE", run=workshops.link)
    example = command("example", "Make a worked example to look around in.", run=workshops.example)
    example.add_argument("name", metavar="NAME", help=f"which one ({', '.join(example_names())})")
    _as_json(new, link, example)


def _of_files(command: _Command) -> None:
    export = command("export", "Write a workshop into files.", "CODE", run=files.export)
    export.add_argument(
        "--format",
        action="append",
        required=True,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}, or {files.ALL}; may be given several times",
    )
    export.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="the folder (here)")
    _add_edition(export)
    words = "Make a workshop from an archive that was exported."
    bring = command("import", words, run=files.bring)
    bring.add_argument("file", metavar="FILE", type=Path, help="a file named …archive.json")
    words = "Look at a file of spending; nothing is stored."
    spending = command("spend", words, alone=files.spend)
    spending.add_argument("file", metavar="FILE", type=Path, help="CSV, TSV, XLSX, ODS or XLS")
    _as_json(bring, spending)


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


def _of_keeping(command: _Command) -> None:
    words = "Copy the whole database, also while the server runs."
    backup = command("backup", words, settled=keeping.backup)
    backup.add_argument(
        "to", metavar="TO", type=Path, nargs="?", help="the file to make, or with --keep its folder"
    )
    backup.add_argument("--force", action="store_true", help="replace a file that is there")
    backup.add_argument(
        "--keep", type=int, metavar="N", help="make one more in a folder, and keep the newest N"
    )
    words = "Put a copy in the database's place; what was there is kept."
    restore = command("restore", words, settled=keeping.restore)
    restore.add_argument("file", metavar="FILE", type=Path, help="a file that backup made")
    erase = command("erase", "Erase a whole workshop for good.", "CODE", run=keeping.erase)
    erase.add_argument("--yes", metavar="CODE", help="the code again, instead of typing it")
    command("erased", "Show what was erased here, and when.", run=keeping.erased)


def _of_handing_over(command: _Command) -> None:
    words = "Write the papers for who answers for the data, from this server's settings."
    papers = command("papers", words, settled=handing_over.write_papers)
    papers.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to make")
    papers.add_argument("--organisation", default="", metavar="NAME", help="who runs it")
    papers.add_argument("--force", action="store_true", help="replace files that are there")
    words = "Make a file that starts the server when it is double-clicked."
    shortcut = command("shortcut", words, alone=handing_over.shortcut)
    shortcut.add_argument("--to", type=Path, metavar="DIR", help="the folder (the desktop)")
