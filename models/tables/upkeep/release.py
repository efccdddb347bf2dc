"""Which version of the program runs here: its number, the schema it asks for, the archive it was installed from."""

import json
from dataclasses import dataclass
from pathlib import Path

from models.tables.upkeep.schema import MIGRATIONS

# The one place of the number: screens, both command lines and the builder of archives read it here.
VERSION = "1.0.0"
_NOTE = Path(__file__).resolve().parents[3] / "release.json"
_KEY = _NOTE.with_name("release.pub")
_SHORT = 10


@dataclass(frozen=True)
class Release:
    """A version: its number, the number of its newest migration, and the commit its archive was built from.

    A copy of the sources was built from no archive: its `commit` is empty.
    """

    version: str
    schema: str
    commit: str = ""

    @property
    def told(self) -> str:
        """Return it in English, as the command lines tell it."""
        return f"Aduan {self.version}, schema {self.schema}" + (f", commit {self.commit}" if self.commit else "")


def this_release(note: Path = _NOTE) -> Release:
    """Return the version that runs here; `note` is what an installed archive says of itself."""
    return Release(VERSION, schema_number(), _commit(note))


def publishers_key(file: Path = _KEY) -> str:
    """Return the public key by which the next archive is checked, in PEM form; empty where there is none to read."""
    try:
        return file.read_text("ascii")
    except (OSError, ValueError):
        return ""


def schema_number(migrations: Path = MIGRATIONS) -> str:
    """Return the number of the newest migration, as its file name begins with it."""
    return max(path.name.partition("_")[0] for path in migrations.glob("[0-9]*.py"))


def _commit(note: Path) -> str:
    try:
        found = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):  # a copy of the sources has none
        return ""
    commit = found.get("commit", "") if isinstance(found, dict) else ""
    return str(commit)[:_SHORT]
