"""nginx in front of Reframe, with a file of ``deploy/`` and ports of the tests' own."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
MAIN = """
daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
worker_rlimit_nofile 65536; events {{ worker_connections 30000; }}
http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
gzip on; gzip_types *;
add_header X-Answered-By $upstream_addr always;
include {folder}/site.conf; }}
"""


def program() -> str:
    """Where nginx is. Raises FileNotFoundError with a sentence where it is not."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise FileNotFoundError("There is no nginx here. On Debian: apt-get install -y nginx")
    return found


def require() -> None:
    """Skip a test on a machine without one, and say so."""
    try:
        program()
    except FileNotFoundError as problem:
        pytest.skip(str(problem))


def in_front_of_one(port: int) -> str:
    """``deploy/nginx.conf``, for a server at that port."""
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    return site.replace("127.0.0.1:8501", f"127.0.0.1:{port}")


def in_front_of_several(ports: Sequence[int]) -> str:
    """``deploy/several-nginx.conf``, for servers at those ports."""
    lines = (DEPLOY / "several-nginx.conf").read_text("utf-8").splitlines(keepends=True)
    made = []
    for line in lines:
        if ":8501" in line:  # and what names that server, for each of ours
            each = (line.replace("8501", str(port)) for port in ports)
            made += [re.sub(r"\bone\b", f"at{at}", one) for at, one in enumerate(each)]
        elif ":8502" not in line:
            made.append(line)
    return "".join(made)


@contextmanager
def in_front(folder: Path, front: int, site: str) -> Iterator[None]:
    """nginx with that file for a site, at the port ``front``, until the end of the block."""
    (folder / "site.conf").write_text(
        site.replace("listen 80;", f"listen 127.0.0.1:{front};"), "utf-8"
    )
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=_user()), "utf-8")
    command = [program(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(front)
        yield
    finally:
        running.terminate()
        running.wait(10)


def _user() -> str:
    """Who works: by default nobody of the folder's, where root starts it."""
    return "user root;" if os.geteuid() == 0 else ""


def wait_for(front: int) -> None:
    """Until it answers, whatever it says."""
    for _ in range(200):
        try:
            urlopen(f"http://127.0.0.1:{front}/healthz", timeout=5).close()
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("What stands in front did not start.")
