"""What goes wrong at the platforms and on the way there: how each begins and how its cause goes away."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.soak.judge.snapshot import Telling
from tests.soak.office import OfficeRun
from tests.soak.platforms import KINDS


@dataclass
class Strike:
    """One fault at work: what it does, in words, and what its end needs to know."""

    office: OfficeRun
    chance: Random
    words: str = ""
    kept: dict[str, Any] = field(default_factory=dict)


def channel_told(telling: Telling, strike: Strike) -> bool:
    """Whether the office names the channel that was hit."""
    kind = strike.kept.get("channel", "")
    return any(f"({kind})" in one for one in telling.degraded)


def _behaving(strike: Strike, kind: str, **settings: Any) -> None:
    office = strike.office
    before = office.platforms.behaviour(kind)
    strike.kept |= {"channel": kind, "before": {name: before[name] for name in settings}}
    office.platforms.behave(kind, **settings)


def as_before(strike: Strike) -> None:
    """Let a platform behave as it did."""
    strike.office.platforms.behave(strike.kept["channel"], **strike.kept["before"])


def old_gateway(strike: Strike) -> None:
    """Swap a gateway for a version older than the least we support."""
    kind = strike.chance.choice(("waha", "gowa"))
    strike.words = f"{kind} is swapped for an old version"
    old = {"version": "2024.10.8", "engine": "NOWEB", "lists_all": False, "missing": ["/new-message-id"]}
    _behaving(strike, kind, **(old if kind == "waha" else {"version": "v8.3.0"}))


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
    strike.kept["numbers"] = strike.office.platforms.break_wire(*faults)


def end_token(strike: Strike) -> None:
    """Let a token end: one that the agent renews by itself, or one that a person must enter anew."""
    kind = strike.chance.choice(("x", "tiktok", "facebook", "waha"))
    strike.kept["by_hand"] = kind in ("facebook", "waha")
    strike.words = f"the token of {kind} ends"
    if kind in ("x", "tiktok"):
        strike.kept |= {"channel": "", "untold": True}  # nothing for a person to do
        strike.office.platforms.behave(kind, token_expired=True)
    else:
        name = "token" if kind == "facebook" else "api_key"
        strike.kept["channel"] = kind
        strike.office.platforms.behave(kind, **{name: f"baru-{strike.chance.randrange(10**9)}"})


def renew_token(strike: Strike) -> None:
    """Let a person enter the new token, where the agent cannot renew it by itself."""
    if strike.kept["by_hand"]:
        strike.office.renew_accounts()


def token_told(telling: Telling, strike: Strike) -> bool:
    """Whether the office says that a token a person must renew has ended."""
    return channel_told(telling, strike)
