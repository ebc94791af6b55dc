"""A process that has loaded the product and forks at each wish for a server or a command.

A fork runs what Python would run from its start, with the same arguments, environment and files.
Loading the modules, seconds of every start, is done once. It ends when its standard input does.

``python loaded.py SOCKET MODULE…`` loads these modules, says so on its standard output and waits.
"""

import gc
import json
import os
import runpy
import select
import signal
import socket
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

STREAMS = 2
"""Standard output and standard error come as open files."""


def next_wish(listener: socket.socket) -> socket.socket | None:
    """Whoever wishes next; None when nobody is left who could."""
    ready, _, _ = select.select([listener, sys.stdin], [], [])
    return None if sys.stdin in ready else listener.accept()[0]


def keep(wish: socket.socket) -> dict[str, Any] | None:
    """Fork, tell the process's number, and when it has ended how; None here, once that is told.

    It is ended when nobody is left who would hear that. In the fork: what it has to run.
    """
    _, streams, _, _ = socket.recv_fds(wish, 1, STREAMS)
    with wish, wish.makefile("rw", encoding="utf-8") as said:
        wanted: dict[str, Any] = json.loads(said.readline())
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if (process := os.fork()) == 0:
            for number, stream in enumerate(streams, 1):
                os.dup2(stream, number)
                os.close(stream)
            return wanted
        for stream in streams:
            os.close(stream)
        print(process, file=said, flush=True)
        line = wish.fileno()
        if line in select.select([line, os.pidfd_open(process)], [], [])[0]:
            os.kill(process, signal.SIGKILL)
        else:
            print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), file=said, flush=True)
    return None


def run(wanted: dict[str, Any]) -> None:
    """As ``python`` runs the file, or with ``-m`` the module, that its arguments begin with."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.chdir(wanted["cwd"])
    os.environ.clear()
    os.environ.update(wanted["env"])
    first, *rest = wanted["arguments"]
    if first == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = [first, *rest]
        runpy.run_path(first, run_name="__main__")


def main(path: str, modules: list[str]) -> None:
    sys.path[0] = str(Path.cwd())
    for name in modules:
        import_module(name)
    gc.collect()
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    print("loaded", flush=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while (wish := next_wish(listener)) is not None:
        if os.fork() == 0:
            listener.close()
            if (wanted := keep(wish)) is None:
                os._exit(0)  # what the product does at its end is its fork's
            run(wanted)
            return
        wish.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
