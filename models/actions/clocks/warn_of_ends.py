"""Tells administrator and Kasubsi in time that a channel's token, version of the platform's API or budget ends."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from models.actions.channels.spending import spending_of
from models.actions.clocks.keep_asked import Asked, keep_asked
from models.rules.channels.ends import budget_words
from models.rules.channels.lifetimes import ends_soon, spoken, warned_before
from models.rules.core.moments import day_words, iso, to_wib
from models.rules.staff.roles import Role
from models.tables import ChannelAccount

TOKEN, VERSION, BUDGET = "kanal_token", "kanal_versi", "kanal_anggaran"
_OF_TOKENS = (Role.ADMINISTRATOR, Role.KASUBSI_INFOKIM)


def warn_of_ends(now: datetime) -> int:
    """Tell of tokens fourteen and three days before they end and when they have, of versions ninety days before.

    Of a month's budget it tells once at each share from which the channel is read less often. Returns how many
    notices changed; they lapse when a new token, version, budget or month is there.
    """
    accounts = list(ChannelAccount.select().where(ChannelAccount.enabled).order_by(ChannelAccount.id))
    changed = keep_asked(TOKEN, list(_tokens(accounts, now)), now)
    changed += keep_asked(VERSION, list(_versions(accounts, now)), now)
    return changed + keep_asked(BUDGET, list(_budgets(accounts, now)), now)


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


def _budgets(accounts: list[ChannelAccount], now: datetime) -> Iterator[Asked]:
    labels = {row.id: row.label for row in accounts}
    for account, spending in spending_of(accounts, now).items():
        if spending.thrift.share:
            key = f"anggaran:{account}:{spending.month[0]:%Y-%m}:{spending.thrift.share}"
            yield Asked(key, f"{labels[account]}: {budget_words(spending)}", (Role.ADMINISTRATOR,))
