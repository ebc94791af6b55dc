"""The command that starts the server."""

import argparse


def serve(_given: argparse.Namespace) -> int:
    """Serve until a signal ends it; what it answers is the command's own answer."""
    from stages.serving import main

    return main()
