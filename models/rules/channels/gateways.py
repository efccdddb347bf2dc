"""The gateways an office runs itself: the least version and the engines of each, and where none of them can be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from models.rules.channels.channels import NOT_A_PLACE

_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.IGNORECASE)
_NUMBERS = re.compile(r"v?(\d+(?:\.\d+)*)", re.IGNORECASE)

# Settings that do not say to whom messages and answers go; any other is an address, which two people change.
_WHAT_IS_READ = frozenset({"version", "login", "reads_dm", "watched_posts", "fields_name", "sort_name"})
NO_ADDRESS = NOT_A_PLACE | _WHAT_IS_READ | {"human_agent", "comment_limit", "dm_limit"}


@dataclass(frozen=True)
class Gateway:
    """One row: what staff call it, its least version, its engines (empty: it has none to choose)."""

    name: str
    least: str
    engines: tuple[str, ...] = ()


# channels.md §1: WAHA gives ids to send under since 2026.4.3 (before it no text can be sent safely), and lists all
# chats in one call on two engines only; GOWA is read by its OpenAPI 9.0.0.
GATEWAYS: Mapping[str, Gateway] = {
    "waha": Gateway("WAHA", "2026.4.3", ("GOWS", "NOWEB")),
    "gowa": Gateway("GOWA", "9.0.0"),
}


# What no gateway has: no address at all, link-local ones (RFC 3927, RFC 4291 2.5.6), multicast, and where clouds tell
# a machine its own keys (AWS, Azure and Google in link-local; then AWS and Google over IPv6, Alibaba, Oracle).
_NO_GATEWAY = tuple(
    ip_network(net)
    for net in (
        *("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/128", "fe80::/10", "ff00::/8"),
        *("fd00:ec2::254/128", "fd20:ce::254/128", "100.100.100.200/32", "192.0.0.192/32"),
    )
)
_PORTS = {"http": 80, "https": 443}
# Forms of IPv6 that carry an address of IPv4 in their last four bytes (RFC 4291, RFC 6052).
_CARRIERS = tuple(ip_network(net) for net in ("::ffff:0:0/96", "64:ff9b::/96", "::/96"))


def no_gateway_has(host: str) -> bool:
    """Whether no gateway can be at a host, as it was written or as its name was resolved."""
    bare = host.strip("[]").partition("%")[0].rstrip(".")
    try:
        found = ip_address(bare)
    except ValueError:
        # 2852039166 and 0xa9.254.43518 are addresses too, of which nobody sees which.
        return bool(_NUMBER.fullmatch(bare.rpartition(".")[2]))
    return any(one in net for one in (found, _carried(found)) if one is not None for net in _NO_GATEWAY)


def place_of(address: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an account's address, to which its secrets are bound; empty: the usual one."""
    parts = urlsplit(address.strip())
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(parts.scheme)


def _carried(found: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(found, IPv6Address) and any(found in net for net in _CARRIERS) and int(found) > 1:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.sixtofour if isinstance(found, IPv6Address) else None


def unfit(kind: str, version: str, engine: str = "") -> str:
    """Return in Indonesian why a gateway of this version and engine cannot be used; empty where it can."""
    row = GATEWAYS[kind]
    found = _parts(version)
    if not found:
        return f"Versi {row.name} tidak terbaca. Pasang {row.name} {row.least} atau yang lebih baru."
    if found < _parts(row.least):
        return f"{row.name} versi {version[:20]} terlalu lama. Pasang versi {row.least} atau yang lebih baru."
    if row.engines and engine.upper() not in row.engines:
        usable = " atau ".join(row.engines)
        return f"Mesin {row.name} ({engine[:20] or 'tidak disebut'}) tidak didukung. Pilih mesin {usable}."
    return ""


def _parts(version: str) -> tuple[int, ...]:
    found = _NUMBERS.match(version.strip())
    return tuple(int(part) for part in found[1].split(".")) if found else ()
