"""The command that starts the server."""

import argparse
import os


def serve(given: argparse.Namespace) -> int:
    """Serve until a signal ends it; what it answers is the command's own answer."""
    from stages.serving import main

    if given.https or given.cert or given.key:
        os.environ["HTTPS"] = "yes"
    for name, file in (("HTTPS_CERT", given.cert), ("HTTPS_KEY", given.key)):
        if file is not None:
            os.environ[name] = str(file)
    return main()


def api(_given: argparse.Namespace) -> None:
    """Print the description of the API, made from its routes; no server need run."""
    from tempfile import TemporaryDirectory

    from workshop.db import Database
    from workshop.live.hub import Hub
    from workshop.live.openapi import as_text
    from workshop.live.server import Server
    from workshop.live.site import routes
    from workshop.settings import Settings

    # Routes are only declared here, so nothing asks the database, and it makes no file.
    with TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/unasked.db")
        settings = Settings(database_url=db.url)
        print(as_text(routes(Server(db=db, hub=Hub(db), settings=settings))), end="")
        db.close()
