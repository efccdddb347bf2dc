"""Who asked, and for which of our hosts: whose forwarded headers count, and which names the program answers to.

Only a trusted proxy may say who asked (reliability.md 3, case 28). A page under a name that is not ours is refused,
since a stranger's name that leads here would let his page read ours (DNS rebinding).
"""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
_LOOPBACK_NAMES = frozenset({"localhost", "localhost.localdomain"})


def networks_of(words: str) -> tuple[Network, ...]:
    """Return the addresses and networks of a line, commas between. Raises ValueError naming what is none."""
    return tuple(ip_network(word) for word in words.replace(",", " ").split())


def hosts_of(words: str) -> tuple[str, ...]:
    """Return the host names of a line, commas between. Raises ValueError naming what is none."""
    found = tuple(word.lower().rstrip(".") for word in words.replace(",", " ").split())
    for host in found:
        if "/" in host or (":" in host and _address(host) is None):
            raise ValueError(f"'{host}' is no host name")
    return found


def asked_from(connected: str, forwarded_for: str, proxies: Collection[Network]) -> str:
    """Return the address of who asked.

    `connected`: the other end of the connection; `forwarded_for`: the header X-Forwarded-For, to whose end each proxy
    writes whom it heard. So it is read from its end as far as the proxies are trusted.
    """
    asked = _plain(connected)
    for word in reversed(forwarded_for.split(",")):
        if not is_trusted(asked, proxies) or _address(word.strip()) is None:
            break
        asked = _plain(word.strip())
    return asked


def is_trusted(address: str, proxies: Collection[Network]) -> bool:
    """Whether what comes from this address may say who asked."""
    found = _address(address)
    return found is not None and any(found in network for network in proxies)


def is_loopback(address: str) -> bool:
    """Whether an address, or the name of a host, is this machine's own and reached from nowhere else."""
    found = _address(address.strip("[]"))
    return found.is_loopback if found else address.lower() in _LOOPBACK_NAMES


def is_our_host(host: str, hosts: Collection[str], machine: str) -> bool:
    """Whether the program answers to what the header Host names, with or without a port.

    `hosts`: what the office set (ADUAN_HOSTS); where that is nothing, any address in figures, which is no stranger's
    name, and the machine's own name. This machine's loopback always.
    """
    name = _name_of(host)
    if is_loopback(name):
        return True
    if hosts:
        return name in hosts
    own = machine.lower().partition(".")[0]
    return _address(name) is not None or (own != "" and name in {machine.lower(), own, f"{own}.local"})


def _name_of(host: str) -> str:
    """Return the name in a Host header, in small letters: without port, brackets and the root's point."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")


def _address(word: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(word)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _plain(address: str) -> str:
    """Return an address as it is shown; ::ffff:10.0.0.9 is 10.0.0.9."""
    return str(_address(address) or address)
