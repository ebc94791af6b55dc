"""Where the tests get a real browser from, on any machine."""

import os
import shutil
import subprocess
import sys
from functools import cache

NAMES = (
    "chromium-headless-shell",  # the same pages without the windows round them, which cost a fifth
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


class NoBrowserError(Exception):
    """There is no Chromium and none could be installed; the message says what was tried."""


@cache
def chromium() -> str | None:
    """The path of a Chromium, installed if need be; None for the one Playwright keeps itself.

    Raises NoBrowserError.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    tried = []
    for command in _installers():
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
        tried.append(f"{' '.join(command)}: {(done.stderr or done.stdout).strip()[-300:]}")
        if done.returncode == 0:
            return next(filter(None, map(shutil.which, NAMES)), None)
    raise NoBrowserError("There is no Chromium here. Tried:\n" + "\n".join(tried))


def _installers() -> list[list[str]]:
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        debian = "apt-get update -q && apt-get install -qy --no-install-recommends"
        fonts = "fonts-noto-core fonts-noto-color-emoji"
        names = ("chromium-headless-shell", "chromium")
        return [*(["sh", "-c", f"{debian} {name} {fonts}"] for name in names), playwright]
    return [playwright]
