"""What goes wrong at the platforms and on the way there: how each begins and how its cause goes away."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.soak.office import OfficeRun
from tests.soak.platforms import KINDS
from tests.soak.programs import Kept

_SWAP_SECONDS = 20.0
_POLL_SECONDS = 6.0  # more than the office of the soak lets pass between two polls of a channel
SLOW = 8.0  # seconds a call: a request may take ten, so it works, and an open transaction would show (Limits.write)


@dataclass
class Strike:
    """One fault at work: what it does, in words, and what its end needs to know."""

    office: OfficeRun
    chance: Random
    words: str = ""
    kept: dict[str, Any] = field(default_factory=dict)
    began: float = field(default_factory=time.time)
    marks: dict[str, int] = field(default_factory=dict)  # how long each log was

    def mark(self) -> None:
        """Remember where each program's log stands now."""
        self.marks = {one.name: one.log.stat().st_size for one in self.office.programs if one.log.exists()}

    def logged(self, program: Kept) -> str:
        """Return what a program logged since the mark."""
        if not program.log.exists():
            return ""
        return program.log.read_bytes()[self.marks.get(program.name, 0) :].decode("utf-8", "replace")

    def hits(self, numbers: Collection[int]) -> int:
        """Return how many requests met these faults of the wire."""
        return sum(one["hits"] for one in self.office.platforms.faults() if one["number"] in numbers)


def _behaving(strike: Strike, kind: str, **settings: Any) -> None:
    office = strike.office
    before = office.platforms.behaviour(kind)
    strike.kept |= {"channel": kind, "before": {name: before[name] for name in settings}}
    office.platforms.behave(kind, **settings)


def as_before(strike: Strike) -> None:
    """Let a platform behave as it did."""
    strike.office.platforms.behave(strike.kept["channel"], **strike.kept["before"])


def old_gateway(strike: Strike) -> None:
    """Swap a gateway for a version older than the least we support; for a moment there is none."""
    kind = strike.chance.choice(("waha", "gowa"))
    strike.words = f"{kind} is swapped for an old version"
    old = {"version": "2024.10.8", "engine": "NOWEB", "lists_all": False, "missing": ["/new-message-id"]}
    with _gone(strike, kind):
        _behaving(strike, kind, **(old if kind == "waha" else {"version": "v8.3.0"}))


def new_gateway(strike: Strike) -> None:
    """Put the gateway back that was there."""
    with _gone(strike, strike.kept["channel"]):
        as_before(strike)


@contextmanager
def _gone(strike: Strike, kind: str) -> Iterator[None]:
    """Swap a gateway: until a poll found nobody there, nobody is.

    A swap takes seconds. Were it over after one request, that could be a courtesy (that we are typing), which tells
    nobody: the version is then asked after ten minutes.
    """
    platforms = strike.office.platforms
    numbers = platforms.break_wire({"kind": "reset_before", "platform": kind})
    yield
    until = time.monotonic() + _SWAP_SECONDS
    while not strike.hits(numbers) and time.monotonic() < until:
        time.sleep(0.2)
    if strike.hits(numbers):
        time.sleep(_POLL_SECONDS)
    platforms.mend_wire(numbers)


def unlink(strike: Strike) -> None:
    """Unlink the telephone behind a gateway."""
    strike.kept["channel"] = kind = strike.chance.choice(("waha", "gowa"))
    strike.words = f"the telephone behind {kind} is unlinked"
    if kind == "gowa":
        _behaving(strike, kind, logged_in=False)
    else:
        strike.office.platforms.ask("POST", "/session", {"status": "SCAN_QR_CODE", "heals": False})


def link(strike: Strike) -> None:
    """Link the telephone again."""
    if strike.kept["channel"] == "gowa":
        as_before(strike)
    else:
        strike.office.platforms.ask("POST", "/session", {"status": "WORKING", "heals": True})


def wire(words: str, *kinds: dict[str, Any], one: bool = True) -> Callable[[Strike], None]:
    """Return how a fault of the wire begins: at one channel or all of them."""

    def begin(strike: Strike) -> None:
        channel = strike.chance.choice(KINDS) if one else ""
        fault = dict(strike.chance.choice(kinds))
        place = {"platform": channel} if one else {}
        strike.words = f"{words}: {fault['kind']} at {channel or 'all channels'}"
        strike.kept |= {"channel": channel, "numbers": strike.office.platforms.break_wire({**fault, **place})}

    return begin


def mend(strike: Strike) -> None:
    """Take the faults of the wire away."""
    strike.office.platforms.mend_wire(strike.kept["numbers"])


_CUTS: tuple[dict[str, Any], ...] = (
    {"kind": "error_after"},
    {"kind": "reset_after"},
    {"kind": "timeout_after", "seconds": 12.0},
    {"kind": "late_post", "seconds": 8.0},
)
WRONG = ({"kind": "error_before"}, {"kind": "login_page"}, {"kind": "truncated"}, {"kind": "status", "status": 502})


def cut_sends(strike: Strike) -> None:
    """Cut sendings after their effect, so that nobody knows whether they went out."""
    faults = [{**strike.chance.choice(_CUTS), "platform": kind, "probability": 0.5} for kind in KINDS]
    strike.words = "half of what is sent is cut after its effect, on every channel"
    numbers = strike.kept["numbers"] = strike.office.platforms.break_wire(*faults)
    pairs = zip(numbers, faults, strict=True)
    strike.kept["unsure"] = [number for number, fault in pairs if fault["kind"] != "late_post"]


def end_token(strike: Strike) -> None:
    """Let a token end that a person must enter anew."""
    kind, name = strike.chance.choice((("facebook", "token"), ("waha", "api_key")))
    strike.words = f"the token of {kind} ends"
    strike.kept["channel"] = kind
    strike.office.platforms.behave(kind, **{name: f"baru-{strike.chance.randrange(10**9)}"})


def enter_token(strike: Strike) -> None:
    """Let a person enter the new token."""
    strike.office.renew_accounts()


def expire_token(strike: Strike) -> None:
    """Let a token end that the agent renews by itself."""
    strike.kept["channel"] = kind = strike.chance.choice(("x", "tiktok"))
    strike.words = f"the token of {kind} ends, which the agent can renew"
    strike.office.platforms.behave(kind, token_expired=True)


def nothing_to_do(_strike: Strike) -> None:
    """Leave it to the agent to end the cause."""
