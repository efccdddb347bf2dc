"""The ways of the watcher's letters as they are kept: a sealed file each beside the database, read without one."""

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.rules.upkeep.alert_ways import HookWay, MailWay, Security
from models.tables.core.durable import give_to_folders_owner, write_durably
from models.tables.core.secrets import SecretLost, load_key, seal, unseal
from models.tables.upkeep.outside_watcher import AddressElsewhere

FILES = {"mail": "watcher-mail.sealed", "webhook": "watcher-webhook.sealed"}


def keep_way(data_dir: Path, key_file: Path, way: MailWay | HookWay, machine: str) -> None:
    """Seal a way and keep it, whole or not at all, readable by its owner only. Raises SecretLost, OSError.

    The machine's name is sealed with it: a copied folder, of a drill or a test, must not write to the office.
    """
    path = data_dir / FILES[_name(way)]
    said = {"repeat": way.repeat.total_seconds(), "machine": machine}
    write_durably(path, seal(load_key(key_file), json.dumps(asdict(way) | said)).encode("ascii"))
    give_to_folders_owner(path)


def kept_ways(data_dir: Path, key_file: Path, machine: str) -> list[MailWay | HookWay]:
    """Return the ways that were entered on this machine.

    Raises AddressElsewhere for one of another, SecretLost where a file cannot be opened or read, OSError.
    """
    found: list[MailWay | HookWay] = []
    for name, file in FILES.items():
        path = data_dir / file
        if not path.exists():
            continue
        if not key_file.exists():  # not load_key: it would ask the database
            raise SecretLost
        try:
            said = json.loads(unseal(key_file.read_bytes(), path.read_text("ascii")))
            where = said.pop("machine")
            found.append(_read(name, said))
        except (ValueError, TypeError, KeyError) as err:
            raise SecretLost from err
        if where != machine:
            raise AddressElsewhere
    return found


def forget_way(data_dir: Path, name: str) -> bool:
    """Forget a way ("mail" or "webhook"); return whether there was one."""
    path = data_dir / FILES[name]
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def _name(way: MailWay | HookWay) -> str:
    return "mail" if isinstance(way, MailWay) else "webhook"


def _read(name: str, said: dict[str, Any]) -> MailWay | HookWay:
    repeat = timedelta(seconds=float(str(said.pop("repeat"))))
    if name == "webhook":
        return HookWay(**said, repeat=repeat)
    security, recipients = Security(said.pop("security")), tuple(said.pop("recipients"))
    return MailWay(**said, security=security, recipients=recipients, repeat=repeat)
