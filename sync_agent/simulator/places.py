"""Where a platform's requests are: those that read, send, fetch files, bring files; as patterns for the faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any


@dataclass(frozen=True)
class Places:
    """Patterns of one platform. Several are joined by `|`; one may begin with a method: `POST /x/2/*`."""

    everything: str = "*"
    polls: str = "*"
    sends: str = "*"
    files: str = "*"
    uploads: str = ""  # bringing a file that is sent later; empty where files go with the send

    def of(self, where: str) -> str:
        """Return the pattern of a field by its name."""
        return str(getattr(self, where))


WAHA = Places("/waha/*", "*/chats/*/messages", "*/api/send*", "*/api/files/*")


def places_of(platform: Any) -> Places:
    """Return the places of a fake: its own `polls`, `sends`, `files`, `uploads_to`; else by method and name."""
    prefix = platform.prefix
    return Places(
        f"{prefix}/*",
        getattr(platform, "polls", f"GET {prefix}/*"),
        getattr(platform, "sends", f"POST {prefix}/*"),
        getattr(platform, "files", f"GET {prefix}/files/*"),
        getattr(platform, "uploads_to", ""),
    )


def pattern(places: Mapping[str, Places], platform: str | None, where: str) -> str:
    """Return where a fault strikes when no path is said: at one platform, or at all of them. Raises KeyError."""
    if platform:
        return places[platform].of(where)
    return "*" if where == "everything" else "|".join(one.of(where) for one in places.values())


def matches(wanted: str, method: str, path: str) -> bool:
    """Whether a request is one of those a pattern is about."""
    return any(fnmatchcase(f"{method} {path}" if " " in one else path, one) for one in wanted.split("|"))
