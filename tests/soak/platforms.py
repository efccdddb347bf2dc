"""The simulated platforms over their control API: citizens write there, and the judge reads what they have."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import requests

from models.rules.channels.channels import CHANNELS
from tests.soak.judge.snapshot import Shown, Written

NETWORKS = ("facebook", "gowa", "instagram", "tiktok", "whatsapp_cloud", "x")
KINDS = ("waha", *NETWORKS)
# Here an hour is as busy as an office's day, so what the platforms take in a quarter of an hour is raised. X refuses
# the same public words twice, and everybody here says the same: all of that would be held for a person, rightly.
_MANY = ("me_reads", "mention_reads", "timeline_reads", "dm_reads", "dm_lookups", "post_sends", "dm_sends", "uploads")
AT_EASE: dict[str, dict[str, Any]] = {"x": {"refuses_duplicates": False, **dict.fromkeys(_MANY, 1_000_000)}}


class Platforms:
    """Everything outside the office, at one address."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._line = requests.Session()
        self._line.trust_env = False  # an office proxy must not see localhost

    def ask(self, method: str, path: str, payload: object = None, seconds: float = 60) -> Any:
        """Ask the control API. Raises requests.RequestException."""
        answer = self._line.request(method, f"{self.url}/_control{path}", json=payload, timeout=seconds)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def calm(self) -> None:
        """Let nobody write but the soak's own citizens, and take the quotas of a day away."""
        self.ask("POST", "/settings", {"pace": 0, "file_lifetime": 0})
        for kind, settings in AT_EASE.items():
            self.ask("PATCH", f"/{kind}/settings", settings)

    def accounts(self) -> dict[str, Any]:
        """Return an account for every platform, with what opens it now."""
        found: dict[str, Any] = self.ask("GET", "/accounts")
        return found

    def behave(self, kind: str, **settings: Any) -> None:
        """Change how a platform behaves."""
        if kind == "waha":
            self.ask("POST", "/settings", settings)
        else:
            self.ask("PATCH", f"/{kind}/settings", settings)

    def behaviour(self, kind: str) -> dict[str, Any]:
        """Return how a platform behaves."""
        path = "/state" if kind == "waha" else f"/{kind}/settings"
        found: dict[str, Any] = self.ask("GET", path)
        return dict(found["settings"]) if kind == "waha" else found

    def break_wire(self, *faults: dict[str, Any]) -> list[int]:
        """Set faults of the wire and return their numbers."""
        return list(self.ask("POST", "/faults", list(faults))["numbers"])

    def faults(self) -> list[dict[str, Any]]:
        """Return the faults of the wire, each with how many requests met it."""
        return list(self.ask("GET", "/state")["faults"])

    def mend_wire(self, numbers: list[int]) -> None:
        """Take these faults away."""
        for number in numbers:
            self.ask("DELETE", f"/faults/{number}")

    def truth(self) -> tuple[tuple[Written, ...], tuple[Shown, ...]]:
        """Return what citizens wrote and what they see of the office's."""
        written: list[Written] = []
        shown: list[Shown] = []
        for kind in KINDS:
            rows = list(self._everything(kind))
            left = Counter(who for who, row in rows if row.get("kind") == "dm")
            for who, row in rows:
                left[who] -= row.get("kind") == "dm"
                if row["direction"] == "in":
                    gone = bool(row.get("withdrawn") or row.get("removed"))
                    newer = left[who] if row.get("kind") == "dm" else 0
                    written.append(Written(kind, row["id"], row.get("timestamp") or row["created"], who, gone, newer))
                else:
                    shown.append(Shown(kind, row["id"], who, row["text"]))
        return tuple(written), tuple(shown)

    def _everything(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        path = "/phones" if kind == "waha" else f"/{kind}/phones"
        for phone in self.ask("GET", path)["phones"]:
            if kind == "waha" and not phone["chat"].endswith(("@c.us", "@lid")):
                continue  # groups and what is read there by nobody
            who = phone["chat"] if kind == "waha" else phone["username"]
            yield from ((who, row) for row in phone["messages"])


def has_comments(kind: str) -> bool:
    """Whether citizens may write there in public."""
    return CHANNELS[kind].comment is not None
