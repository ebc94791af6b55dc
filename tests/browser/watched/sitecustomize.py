"""Comes with the environment of every server of the tests, and writes down whom it speaks to.

Python runs this before anything else. What stays on this machine is left out.
"""

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

ROUTING_TABLE = ("192.0.2.1", 9)
"""A question to the system which way out there is; nothing is sent."""


def _stays_here(address: tuple[Any, ...]) -> bool:
    if address == ROUTING_TABLE:
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return False


def _look(event: str, given: tuple[Any, ...]) -> None:
    if event not in ("socket.connect", "socket.sendto"):
        return
    address = given[1]
    if isinstance(address, tuple) and not _stays_here(address):
        with Path(os.environ["REFRAME_TEST_ASKED"]).open("a", encoding="utf-8") as file:
            file.write(f"{event} {address}\n")


if "REFRAME_TEST_ASKED" in os.environ:
    sys.addaudithook(_look)
