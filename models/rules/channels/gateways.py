"""The gateways an office runs itself: the least version of each we are held against, and its engines we can use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NUMBERS = re.compile(r"v?(\d+(?:\.\d+)*)", re.IGNORECASE)


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
