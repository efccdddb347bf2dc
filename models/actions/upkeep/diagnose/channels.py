"""Doctor's checks of the channels: tokens and versions of the platforms' APIs that end soon."""

import json
from collections.abc import Iterator
from datetime import datetime

from models.actions.upkeep.diagnose.findings import Finding, Level
from models.rules.channels.lifetimes import ends_soon, spoken, warned_before
from models.rules.core.moments import to_wib
from models.tables import ChannelAccount


def look_at_ends(now: datetime) -> Iterator[Finding]:
    """Return a warning for every token and version of an enabled channel that ends soon, or has ended."""
    for row in ChannelAccount.select().where(ChannelAccount.enabled).order_by(ChannelAccount.id):
        name = f"channel {row.id} ({row.kind})"
        if row.token_expires_at and warned_before(row.token_expires_at - now) is not None:
            words = f"Its token ends on {row.token_expires_at:%Y-%m-%d %H:%M} UTC: make a new one and enter it."
            yield Finding(name, Level.WARNING, words)
        version = spoken(row.kind, json.loads(row.settings))
        if version is not None and ends_soon(version, to_wib(now).date()):
            words = (
                f"{version.api} {version.version} ends on {version.ends}: set a newer one. Source: {version.source}"
            )
            yield Finding(name, Level.WARNING, words)
