"""Who asked, and for which of our hosts: whose forwarded headers count, and which names the program answers to.

Only a trusted proxy may say who asked (reliability.md 3, case 28). A page under a name that is not ours is refused,
since a stranger's name that leads here would let his page read ours (DNS rebinding).
"""

import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
_LOOPBACK_NAMES = frozenset({"localhost", "localhost.localdomain"})
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_HOST = re.compile(r"(\[(?P<six>[0-9a-f:.]{2,45})\]|(?P<name>[a-z0-9_.-]{1,254}))(:(?P<port>\d{1,5}))?")


def networks_of(words: str) -> tuple[Network, ...]:
    """Return the addresses and networks of a line, commas between. Raises ValueError naming what is none.

    A network of all addresses is refused: whoever connects could then name any address as his own.
    """
    found = tuple(_unmapped(ip_network(word)) for word in _words(words))
    for network in found:
        if network.prefixlen == 0:
            raise ValueError(f"'{network}' would trust everybody")
    return found


def hosts_of(words: str) -> tuple[str, ...]:
    """Return the host names of a line as a browser writes them. Raises ValueError naming what is none."""
    return tuple(_host_of(word) for word in _words(words))


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
    found = _address(address)
    return found.is_loopback if found else address.lower() in _LOOPBACK_NAMES


def host_name(header: str) -> str:
    """Return the name or address that a Host header names, without port; empty where it is written wrongly."""
    found = _HOST.fullmatch(header.lower())
    if found is None or int(found["port"] or 0) > 65535:
        return ""
    if found["six"]:
        return _plain(found["six"]) if _address(found["six"]) else ""
    return found["name"].removesuffix(".")


def is_our_host(name: str, hosts: Collection[str], machine: str) -> bool:
    """Whether the program answers to a host, as `host_name` returns it.

    `hosts`: what the office set (ADUAN_HOSTS); where that is nothing, any address in figures, which is no stranger's
    name, and the machine's own name. This machine's loopback always.
    """
    if is_loopback(name):
        return True
    if hosts:
        return name in hosts
    own = machine.lower().partition(".")[0]
    return _address(name) is not None or (own != "" and name in {machine.lower(), own, f"{own}.local"})


def _words(line: str) -> list[str]:
    return line.replace(",", " ").split()


def _host_of(word: str) -> str:
    bare = word.lower().removeprefix("[").removesuffix("]").removesuffix(".")
    if _address(bare):
        return _plain(bare)
    try:
        name = bare.encode("idna").decode()
    except UnicodeError:
        name = ""
    if not _NAME.fullmatch(name):
        raise ValueError(f"'{word}' is no host name")
    return name


def _address(word: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(word)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _unmapped(network: Network) -> Network:
    """Return the network of IPv4 that one of mapped addresses means; addresses are compared unmapped."""
    first = network.network_address
    mapped = first.ipv4_mapped if isinstance(first, IPv6Address) else None
    return ip_network(f"{mapped}/{network.prefixlen - 96}") if mapped and network.prefixlen >= 96 else network


def _plain(address: str) -> str:
    """Return an address as it is shown; ::ffff:10.0.0.9 is 10.0.0.9."""
    return str(_address(address) or address)
