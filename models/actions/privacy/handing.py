"""How rows and files are told to the person they are about: by what their columns declare, under safe names."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.rules.core.declarations import Reader
from models.tables.core.declaring import columns_for, held_by

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class OwnFile:
    """A file of the hand-out: its name in the archive and its sha256, empty where it was never stored."""

    name: str
    sha256: str


def handed(row: Any) -> dict[str, object]:
    """Return what a row's columns declare to be handed out, under the labels they declare."""
    columns = columns_for(type(row), Reader.HAND_OUT)
    return {held_by(column).handed_as or column.name: _plainly(getattr(row, column.name)) for column in columns}


def _plainly(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def plain_name(name: str) -> str:
    """Return a file's name without anything a PC would take for a folder or command."""
    kept = "".join(sign if sign.isalnum() or sign in "._- " else "_" for sign in name).strip("._ ")
    return kept[-80:] or "berkas"
