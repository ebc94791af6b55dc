"""Which of this machine's addresses can phones in the room reach?"""

import ipaddress
import socket
from urllib.parse import urlsplit

from workshop.settings import Settings


def lan_addresses() -> list[str]:
    """This machine's IPv4 addresses that others may reach, the likeliest first."""
    found: dict[str, None] = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: connecting a datagram socket only asks the routing table.
            probe.connect(("192.0.2.1", 9))
            found[probe.getsockname()[0]] = None
        except OSError:
            pass
    try:
        for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            found[str(info[4][0])] = None
    except OSError:
        pass
    return [address for address in found if not ipaddress.ip_address(address).is_loopback]


def is_this_machine(address: str | None, *, forwarded: bool) -> bool:
    """True when a request came from the server's own machine and through no proxy."""
    if forwarded or not address:
        return False
    try:
        if ipaddress.ip_address(address).is_loopback:
            return True
    except ValueError:
        return False
    return address in lan_addresses()


def names_this_machine(host: str | None) -> bool:
    """True where a browser asked for the server by a name or address of the machine itself.

    Any other name leads through a proxy, or is a stranger's page that has its name point here.
    """
    try:
        name = urlsplit(f"//{host or ''}").hostname or "localhost"
        if name.removesuffix(".local") in ("localhost", socket.gethostname().lower()):
            return True
        return ipaddress.ip_address(name).is_loopback or name in lan_addresses()
    except ValueError:
        return False


def base_addresses(settings: Settings) -> list[str]:
    """Addresses for phones without a trailing slash, the best first; never empty."""
    if settings.public_url:
        return [settings.public_url]
    hosts = lan_addresses() or ["localhost"]
    if settings.host not in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not bound
        hosts = [settings.host]
    return [f"http://{host}:{settings.port}" for host in hosts]
