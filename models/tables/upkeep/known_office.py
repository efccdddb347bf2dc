"""What a gateway's PC keeps of the office where it enrolled: its name there, the office's half, the address."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from models.tables.core.settings import ENROLLED


@dataclass(frozen=True)
class KnownOffice:
    """As what this machine is known there, the office's public half (64 hex digits), and its https address.

    The address is empty where the machine enrolled before it was kept.
    """

    name: str
    public: str
    address: str


def known_office(data_dir: Path) -> KnownOffice | None:
    """Return the office at which the machine of this data folder enrolled; None where it did not."""
    try:
        said = tomllib.loads((data_dir / ENROLLED).read_text("utf-8"))
        return KnownOffice(str(said["enrolled_as"]), str(said["office"]), str(said.get("address", "")))
    except (OSError, ValueError, KeyError):
        return None
