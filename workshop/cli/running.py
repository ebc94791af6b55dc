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
