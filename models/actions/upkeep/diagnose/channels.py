"""Doctor's checks of the channels: what does not work of each, tokens and versions of APIs that end soon."""

import json
from collections.abc import Iterator
from datetime import datetime

from models.actions.channels.channel_health import look_at_channels
from models.actions.upkeep.diagnose.findings import Finding, Level
from models.rules.channels.lifetimes import ends_soon, spoken, warned_before
from models.rules.core.moments import to_wib
from models.tables import ChannelAccount
from models.tables.core.settings import Settings


def look_at_work(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Return a warning for whatever of a channel does not work, as screens and `status` judge it."""
    told = (now, settings.poll_seconds, None, settings.late_seconds, settings.pace_seconds)
    for view in look_at_channels(*told):
        for one in view.verdict.findings:
            if one.degrades:
                name = f"channel {view.account.id} ({view.account.kind}): {one.code}"
                yield Finding(name, Level.WARNING, f"{one.operators[0].upper()}{one.operators[1:]}.")


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
