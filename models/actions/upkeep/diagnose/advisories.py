"""Whether the libraries installed here have faults that the bundled list knows, and how old that list is."""

import json
from collections.abc import Mapping
from datetime import date
from importlib.metadata import distributions
from pathlib import Path

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.rules.upkeep.advisories import Compared, ListUnreadable, canonical, compare, read_advisories

LISTED = Path(__file__).resolve().parents[3] / "starting_data" / "advisories.json"
_NAME = "libraries"
_MOST = 5  # named in one sentence
_UPDATE = "Bring this office up to the newest version."


def installed() -> dict[str, str]:
    """Return the libraries of this Python and their versions."""
    return {canonical(one.name): one.version for one in distributions()}


def look_at_libraries(today: date, found: Mapping[str, str], listed: Path = LISTED) -> Finding:
    """Return what the list says of what is installed; that nothing is known of only where it may be said."""
    try:
        advisories = read_advisories(json.loads(listed.read_text("utf-8")))
    except (OSError, ValueError, ListUnreadable):
        return Finding(_NAME, Level.WARNING, f"The list of known faults of libraries cannot be read. {_UPDATE}")
    said, day = compare(advisories, found, today), advisories.as_of.isoformat()
    if said.clean:
        words = f"No fault of the {said.known} libraries is in the list of {day}, {said.days} days old."
        return ok(_NAME, words)
    return Finding(_NAME, Level.WARNING, " ".join(_troubles(said, day)))


def _troubles(said: Compared, day: str) -> list[str]:
    troubles = []
    if said.faulty:
        troubles.append(f"Known faults (list of {day}): {_some(said.faulty)}. {_UPDATE}")
    if said.days < 0:
        troubles.append(f"The list of known faults is of {day}, which is still to come: set the clock right.")
    elif said.old:
        troubles.append(
            f"The list of known faults is of {day}, {said.days} days ago: whatever became known since is not in it."
        )
    if said.unlisted or not said.known:
        troubles.append(f"The list was not made of {_some(said.unlisted) or 'anything installed here'}.")
    return troubles


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
