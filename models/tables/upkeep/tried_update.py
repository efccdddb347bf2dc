"""The file beside the installed versions that says how an agent's own tries to update went. Root writes it."""

import json
from datetime import datetime
from pathlib import Path

from models.rules.upkeep.agent_updates import Tried
from models.tables.core.durable import write_durably

NAME = "agent-update.json"
_MOST = 500  # characters of a reason


def found(target: Path) -> Tried | None:
    """Return the tries that failed; None where none did, or what stands there cannot be read."""
    try:
        said = json.loads((target / NAME).read_text("utf-8"))
        return Tried(int(said["times"]), datetime.fromisoformat(said["at"]), str(said["why"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note(target: Path, tried: Tried) -> None:
    """Write down a try that failed. Raises OSError."""
    said = {"times": tried.times, "at": tried.at.isoformat(), "why": tried.why[:_MOST]}
    write_durably(target / NAME, json.dumps(said).encode())
    (target / NAME).chmod(0o644)


def forget(target: Path) -> None:
    """Say that no try failed. Raises OSError."""
    (target / NAME).unlink(missing_ok=True)
