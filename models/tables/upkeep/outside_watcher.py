"""Where the outside watcher is reached: a sealed file beside the database, so that it is known without one.

The name of the machine is sealed with it: a copied folder, of a drill or a test, must not speak for the office.
What came of the last word stands in a file beside it.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.rules.core.moments import iso, parse_iso
from models.tables.core.durable import give_to_folders_owner, write_durably
from models.tables.core.secrets import SecretLost, load_key, seal, unseal

NAME, LAST_WORD = "watcher.sealed", "watcher.heard"


class AddressElsewhere(Exception):
    """The outside watcher was entered on another machine: enter one for this machine (run_agent.py watch outside)."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True)
class LastWord:
    """What came of the last word to the outside watcher: when (naive UTC), why it was not heard, when one was."""

    at: datetime
    why_not: str = ""
    heard_at: datetime | None = None


def keep_address(data_dir: Path, key_file: Path, address: str, machine: str) -> None:
    """Seal an address and keep it, whole or not at all. Raises SecretLost, OSError."""
    path = data_dir / NAME
    # Readable by its owner only: by the account of the data folder, whoever enters it.
    write_durably(path, seal(load_key(key_file), f"{address}\n{machine}").encode("ascii"))
    give_to_folders_owner(path)


def kept_address(data_dir: Path, key_file: Path, machine: str) -> str:
    """Return the address; empty where none was entered. Raises AddressElsewhere, SecretLost, OSError."""
    path = data_dir / NAME
    if not path.exists():
        return ""
    if not key_file.exists():  # not load_key: it would ask the database
        raise SecretLost
    address, _, where = unseal(key_file.read_bytes(), path.read_text("ascii")).partition("\n")
    if where not in ("", machine):  # an earlier version noted none
        raise AddressElsewhere
    return address


def is_entered(data_dir: Path) -> bool:
    """Whether an outside watcher is entered here, whatever became of its key."""
    return (data_dir / NAME).exists()


def forget_address(data_dir: Path) -> bool:
    """Forget the address; return whether there was one."""
    path = data_dir / NAME
    there = path.exists()
    path.unlink(missing_ok=True)
    (data_dir / LAST_WORD).unlink(missing_ok=True)
    return there


def note_word(data_dir: Path, now: datetime, why_not: str) -> None:
    """Note what came of a word just said; where it cannot be written, others tell of the disk."""
    last = last_word(data_dir)
    heard = now if not why_not else last.heard_at if last else None
    told = {"at": iso(now), "why_not": why_not, "heard_at": iso(heard) if heard else None}
    with suppress(OSError):
        path = data_dir / LAST_WORD
        path.with_suffix(".new").write_text(json.dumps(told), "utf-8")
        path.with_suffix(".new").replace(path)


def last_word(data_dir: Path) -> LastWord | None:
    """Return what came of the last word; None where none was said, or it cannot be read."""
    try:
        told = json.loads((data_dir / LAST_WORD).read_text("utf-8"))
        heard = told["heard_at"]
        return LastWord(parse_iso(told["at"]), str(told["why_not"]), parse_iso(heard) if heard else None)
    except (OSError, ValueError, KeyError, TypeError):
        return None
