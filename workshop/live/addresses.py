"""Which of this machine's addresses can phones in the room reach?"""

import ipaddress
import socket
from urllib.parse import urlsplit

import ifaddr

from workshop.errors import Sentence
from workshop.settings import Settings

NOWHERE = Sentence(
    "This computer is in no network yet, so phones cannot reach it. "
    "Join a wifi or switch on a hotspot here, then try again."
)
ONLY_HERE = Sentence(
    "Only this computer can open it: it runs with HOST={host}. For phones, start it again with "
    "HOST=0.0.0.0, or set PUBLIC_URL to the address that leads here."
)
WRONG_ADDRESS = Sentence(
    "PUBLIC_URL leads back to whichever device opens it, so phones find nothing there. "
    "Set it to the address that phones use, and start again."
)
PAPER = "The codes on paper lead nowhere yet."
CALENDAR = "The link in the calendar leads nowhere yet."
_LOCAL = "localhost"
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared, not bound
_INSIDE = ("docker", "br-", "veth", "virbr", "vbox", "vmnet", "vethernet", "podman", "cni", "lxc")
"""How the adapters begin that lead to programs inside this machine; phones are seldom there."""


def lan_addresses() -> list[str]:
    """This machine's IPv4 addresses that others may reach, the likeliest first.

    That is the way out, where there is one; then all others. A laptop that is itself the hotspot
    has no way out.
    """
    found = [*_way_out(), *_adapters()]
    reachable = [one for one in found if not ipaddress.ip_address(one).is_loopback]
    return list(dict.fromkeys(reachable))


def _way_out() -> list[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: connecting a datagram socket only asks the routing table.
            probe.connect(("192.0.2.1", 9))
            return [str(probe.getsockname()[0])]
        except OSError:
            return []


def _adapters() -> list[str]:
    """The addresses of every adapter: of networks before those inside this machine."""
    ranked: list[tuple[int, str]] = []
    for adapter in ifaddr.get_adapters():
        inside = str(adapter.nice_name).lower().startswith(_INSIDE)
        for one in adapter.ips:
            if isinstance(one.ip, str):
                alone = ipaddress.ip_address(one.ip).is_link_local
                ranked.append((2 * alone + inside, one.ip))
    return [address for _, address in sorted(ranked, key=lambda pair: pair[0])]


def for_phones(base: str) -> bool:
    """False for an address that leads only to whoever sits at this machine."""
    name = urlsplit(base).hostname or ""
    try:
        return not ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name != _LOCAL and not name.endswith(f".{_LOCAL}")


def no_way_in(settings: Settings) -> str:
    """Where no address is for phones: why, and what to do about it."""
    if settings.public_url:
        return WRONG_ADDRESS
    if settings.host not in _EVERYWHERE:
        return Sentence(ONLY_HERE, host=settings.host)
    return NOWHERE


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
    """Addresses for phones without a trailing slash, the best first; never empty.

    With no network it is this machine's own name, and where ``HOST`` lets nobody else in it is
    that address: neither is ``for_phones``.
    """
    if settings.public_url:
        return [settings.public_url]
    hosts = lan_addresses() or [_LOCAL]
    if settings.host not in _EVERYWHERE:
        hosts = [f"[{settings.host}]" if ":" in settings.host else settings.host]
    scheme = "https" if settings.https else "http"
    return [f"{scheme}://{host}:{settings.port}" for host in hosts]


def base_address(settings: Settings, chosen: str) -> str:
    """The address for phones: as set for the server, chosen in the room check, or the best."""
    offered = base_addresses(settings)
    return chosen if chosen in offered else offered[0]
