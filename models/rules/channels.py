"""One row per channel kind: label, reach, limits and what a read-back can prove. The only place channels differ."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from models.rules.errors import UnknownChannel
from models.rules.messages import HandleKind


class Proof(StrEnum):
    """What reading back can prove about an answer of unknown fate (K1–K4)."""

    SAME_ID = "K1"  # id chosen before sending: absence twice allows the same id again
    REFUTABLE = "K2"  # own messages can be listed: found or absent
    CONFIRM_ONLY = "K3"  # found is sent, absence proves nothing
    BLIND = "K4"  # nothing can be read back


class Measure(StrEnum):
    """How a platform counts the length of a text."""

    CHARACTERS = "karakter"
    BYTES = "bita"


@dataclass(frozen=True)
class Channel:
    """What one kind of channel can do. `window` counts from the citizen's last message."""

    kind: str
    label: str
    reads_dm: bool
    reads_comment: bool
    replies: bool
    handle_kind: HandleKind
    proof: Proof
    limit: int
    measure: Measure = Measure.CHARACTERS
    window: timedelta | None = None
    required: tuple[str, ...] = ()  # settings an account must have
    optional: tuple[str, ...] = ()
    secret_label: str | None = None  # what the secret is called; None: has none


# WAHA states no limit; WhatsApp's own Cloud API takes 4096 characters (channels.md §1.1).
CHANNELS: dict[str, Channel] = {
    row.kind: row
    for row in (
        Channel(
            kind="waha",
            label="WhatsApp",
            reads_dm=True,
            reads_comment=False,
            replies=True,
            handle_kind=HandleKind.PHONE,
            proof=Proof.SAME_ID,
            limit=4096,
            required=("base_url", "session"),
            secret_label="API key",
        ),
    )
}


def channel(kind: str) -> Channel:
    """Give the row of a channel kind; raises UnknownChannel naming the kinds there are."""
    if kind not in CHANNELS:
        raise UnknownChannel(kind, tuple(CHANNELS))
    return CHANNELS[kind]


def length(text: str, measure: Measure) -> int:
    """Count a text the way the platform does."""
    return len(text.encode("utf-8")) if measure is Measure.BYTES else len(text)
