"""Tells administrator and Kasubsi in time that a channel's token or its version of the platform's API ends."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from models.actions.clocks.keep_asked import Asked, keep_asked
from models.rules.channels.lifetimes import ends_soon, spoken, warned_before
from models.rules.core.moments import day_words, iso, to_wib
from models.rules.staff.roles import Role
from models.tables import ChannelAccount

TOKEN, VERSION = "kanal_token", "kanal_versi"
_OF_TOKENS = (Role.ADMINISTRATOR, Role.KASUBSI_INFOKIM)


def warn_of_ends(now: datetime) -> int:
    """Tell of tokens fourteen and three days before they end and when they have, of versions ninety days before.

    Returns how many notices changed; they lapse when a new token or version is there.
    """
    accounts = list(ChannelAccount.select().where(ChannelAccount.enabled).order_by(ChannelAccount.id))
    changed = keep_asked(TOKEN, list(_tokens(accounts, now)), now)
    return changed + keep_asked(VERSION, list(_versions(accounts, now)), now)


def _tokens(accounts: list[ChannelAccount], now: datetime) -> Iterator[Asked]:
    for row in accounts:
        ends: datetime | None = row.token_expires_at
        reached = warned_before(ends - now) if ends else None
        if ends is None or reached is None:
            continue
        day = day_words(to_wib(ends).date())
        said = "sudah habis sejak" if reached == timedelta(0) else "habis"
        text = (
            f"{row.label}: token {said} {day}. Administrator membuat token baru dan mengisikannya di halaman Kanal."
        )
        yield Asked(f"token:{row.id}:{iso(ends)}:{reached.days}", text, _OF_TOKENS)


def _versions(accounts: list[ChannelAccount], now: datetime) -> Iterator[Asked]:
    for row in accounts:
        version = spoken(row.kind, json.loads(row.settings))
        if version is None or version.ends is None or not ends_soon(version, to_wib(now).date()):
            continue
        said = "sudah berakhir" if version.ends < to_wib(now).date() else "berakhir"
        text = f"{row.label}: {version.api} {version.version} {said} {day_words(version.ends)}; isi yang lebih baru."
        yield Asked(f"versi:{row.id}:{version.version}", text, (Role.ADMINISTRATOR,))
