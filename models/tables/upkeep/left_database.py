"""The note in the data folder that the office left a database: no program works on there by an address of before."""

import json
from pathlib import Path

from models.tables.core.database import told
from models.tables.core.durable import write_durably
from models.tables.core.settings import Settings

NAME = "moved-away.json"


class MovedAway(Exception):
    """The office left the database that ADUAN_DATABASE_URL names; the English sentence tells where to."""


def note_left(settings: Settings, to: str) -> None:
    """Note which database the office left, and which it is in now; the database itself stays as it is."""
    said = {"from": _place(settings.database_url), "to": told(to)}
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_durably(settings.data_dir / NAME, json.dumps(said).encode())


def refuse_left(settings: Settings) -> None:
    """Raise MovedAway where the office left this database: what came in there would be in no other."""
    note = settings.data_dir / NAME
    if not note.exists():
        return
    try:
        said = json.loads(note.read_text("utf-8"))
        left, now_in = said["from"], said["to"]
    except (ValueError, KeyError, TypeError) as err:
        raise MovedAway(f"{note} cannot be read: see which database the office is in now, then remove it.") from err
    if left == _place(settings.database_url):
        raise MovedAway(
            f"The office moved to {now_in}: set ADUAN_DATABASE_URL to it. To work in the old database again all"
            f" the same, without what came in since, remove {note}."
        )


def _place(url: str) -> str:
    """Return a database's address as it is from any folder."""
    if url.startswith("sqlite:"):
        return f"sqlite:///{Path(url.removeprefix('sqlite:///')).resolve()}"
    return told(url)
