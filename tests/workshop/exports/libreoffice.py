"""LibreOffice as a reader of what we make: started once, for all files of a test session."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

APT = (
    "apt-get update -q && apt-get install -qy --no-install-recommends "
    "libreoffice-calc-nogui libreoffice-impress-nogui libreoffice-writer-nogui"
)


class NoLibreOfficeError(Exception):
    """There is no LibreOffice and none could be installed; the message says what was tried."""


@cache
def soffice() -> str:
    """The path of LibreOffice, installed if need be. Raises NoLibreOfficeError."""
    if found := shutil.which("soffice") or shutil.which("libreoffice"):
        return found
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        raise NoLibreOfficeError("There is no LibreOffice here. Install it to run these tests.")
    done = subprocess.run(
        ["sh", "-c", APT], check=False, capture_output=True, text=True, timeout=900
    )
    found = shutil.which("soffice")
    if found is None:
        raise NoLibreOfficeError(f"LibreOffice could not be installed: {done.stderr[-300:]}")
    return found


def convert(files: Mapping[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """Open files of these names and save them as ``to``, all in one start of LibreOffice.

    Skips the test where there is none; in CI that is a failure. The answer's names have the new
    end. A file that could not be opened is missing in it.
    """
    try:
        program = soffice()
    except NoLibreOfficeError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    given, made = folder / "given", folder / "made"
    given.mkdir(parents=True)
    for name, content in files.items():
        (given / name).write_bytes(content)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(made)]
    subprocess.run(
        [*command, *(str(given / name) for name in files)],
        capture_output=True,
        check=False,
        timeout=170,
    )
    return {path.name: path.read_bytes() for path in made.iterdir()} if made.is_dir() else {}
