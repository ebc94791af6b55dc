"""Run one command, and say in a sentence why it could not be done."""

import argparse
import atexit
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from workshop.cli.words import parser
from workshop.errors import WorkshopError

_MANY = 500_000
"""Things made before the garbage collector looks for circles among them: a hundred MB or two."""


def main(argv: list[str] | None = None) -> int:
    """Run one command. 0: done; 1: it could not be done, and why stands on stderr; 2: misspelt."""
    for stream in (sys.stdout, sys.stderr):
        # Windows terminals are not always UTF-8, and names of places are.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(format="%(message)s")
    logging.getLogger("workshop").setLevel(logging.INFO)
    try:
        asked = sys.argv[1:] if argv is None else argv
        with _few_collections():  # the words of a command load what it may choose from
            return _run(parser(asked).parse_args(asked))
    except WorkshopError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        name = f": {error.filename}" if error.filename else ""
        print(f"A file could not be read or written{name} ({error.strerror}).", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. Nothing was half done.", file=sys.stderr)
    return 1


@contextmanager
def _few_collections() -> Iterator[None]:
    """A command loads modules, which stay, and ends.

    The garbage collector would look through them ten times and more, and again when Python ends,
    for a fifth of the whole time, and find nothing. A server lets it look again once it has
    started.
    """
    atexit.register(gc.freeze)
    usual = gc.get_threshold()
    gc.set_threshold(_MANY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _run(given: argparse.Namespace) -> int:
    """Load the command that was asked for, and what it needs."""
    module, _, name = given.run.partition(".")
    run = getattr(import_module(f"workshop.cli.{module}"), name)
    if given.needs == "nothing":
        return int(run(given) or 0)
    from workshop.settings import load_settings

    settings = load_settings()
    if given.needs == "settings":
        return int(run(given, settings) or 0)
    from workshop.db import open_database

    run(given, settings, open_database(settings))
    return 0


def start() -> int:
    """``reframe-workshop``: without a command it starts the server."""
    return main(sys.argv[1:] or ["serve"])
