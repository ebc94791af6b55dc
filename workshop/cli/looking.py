"""How the machine is looked at: ports, addresses, and places where a database does not belong."""

import json
import socket
import sys
from contextlib import suppress
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

SECONDS = 3
SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud")
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs")


def asked_health(base: str) -> bool:
    """Whether a Reframe server answers there, and no other program or sign-in page."""
    opener = build_opener(ProxyHandler({}))  # nothing of this machine is asked through a proxy
    with suppress(OSError, ValueError):
        with opener.open(f"{base}/healthz", timeout=SECONDS) as answer:
            found = json.loads(answer.read(4096))
        return isinstance(found, dict) and found.get("status") == "ok"
    return False


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":  # as the server does; there it would let two have one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers_here(address: str, port: int) -> bool:
    """Whether a connection to that address of the machine arrives, on a port that listens now."""
    host = address.rpartition("//")[2].rpartition(":")[0]
    with suppress(OSError), socket.socket() as waiting:
        if port_is_free(host, port):
            waiting.bind((host, port))
            waiting.listen(1)
        with socket.create_connection((host, port), timeout=SECONDS):
            return True
    return False


def risky_place(path: Path) -> str:
    """Why SQLite's log is not safe there, as the end of a sentence; "" where it is."""
    parts = [part.lower() for part in path.parts]
    if any(part.startswith(name) for part in parts for name in SYNCED):
        return "in a folder that is copied to a cloud while it changes"
    if str(path).startswith("\\\\") or _file_system(path) in NETWORK:
        return "on another computer's disk"
    return ""


def _file_system(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """What the disk of the path is, where the system tells, as Linux does."""
    found = ("", "")
    with suppress(OSError):
        for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
            _, where, kind, *_ = line.split(" ")
            if path.is_relative_to(where) and len(where) > len(found[0]):
                found = (where, kind)
    return found[1]
