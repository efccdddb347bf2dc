"""Reads what accounts of platforms that are paid by use spent this month, and the prices the office corrected."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from peewee import fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.channels.channels import CHANNELS
from models.rules.channels.costs.budget import BUDGET, THRIFTS, Spending, Thrift, budget_of
from models.rules.channels.costs.prices import Charged, Price, dollars, month_of
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import ChannelAccount, ChannelCharge, CorrectedPrice, database
from models.tables.core.prepared import prepared, prepared_by_value


def spending_of(accounts: Iterable[ChannelAccount], now: datetime) -> dict[int, Spending]:
    """Return the present month's spending of each of these accounts whose platform is paid by use."""
    paid = [row for row in accounts if row.kind in CHANNELS and CHANNELS[row.kind].paid_by_use]
    if not paid:
        return {}
    first, after = month_of(now.date())
    corrected, rows = corrected_prices(), defaultdict[int, list[tuple[date, Charged, int]]](list)
    for account, day, what, count in _charges([row.id for row in paid], first, after):
        rows[account].append((day, Charged(what), count))
    return {row.id: _spending(row, now, rows[row.id], corrected) for row in paid}


def thrift_of(account_id: int, now: datetime) -> Thrift:
    """Return how sparingly an account is read now; at the usual pace where its platform is not paid by use."""
    found = spending_of([ChannelAccount.get_by_id(account_id)], now)
    return found[account_id].thrift if found else THRIFTS[0]


@prepared_by_value
def _charges(accounts: list[int], first: date, after: date) -> Any:
    """What was charged in a month, and on the first day that anything was."""
    earlier = ChannelCharge.alias()
    began = earlier.select(fn.MIN(earlier.day)).where(earlier.account == ChannelCharge.account)
    days = ((ChannelCharge.day >= first) & (ChannelCharge.day < after)) | (ChannelCharge.day == began)
    columns = (ChannelCharge.account, ChannelCharge.day, ChannelCharge.what, ChannelCharge.count)
    return ChannelCharge.select(*columns).where(ChannelCharge.account.in_(accounts) & days).tuples()


def _spending(
    row: ChannelAccount, now: datetime, rows: Sequence[tuple[date, Charged, int]], corrected: tuple[Price, ...]
) -> Spending:
    first, after = month_of(now.date())
    counts = {(day, what): count for day, what, count in rows if first <= day < after}
    began = min((day for day, _what, _count in rows), default=None)
    budget = budget_of(str(json.loads(row.settings).get(BUDGET, "")))
    return Spending(now, counts, budget, began, corrected)


def corrected_prices() -> tuple[Price, ...]:
    """Return the prices that the office entered, the oldest first."""
    return tuple(Price(Charged(row.what), row.micros, row.since, row.source) for row in _corrected())


@prepared
def _corrected() -> Any:
    return CorrectedPrice.select().order_by(CorrectedPrice.since, CorrectedPrice.id)


def correct_price(price: Price, actor: Actor, now: datetime) -> None:
    """Store a price the platform changed; of one day the later entry stands."""
    actor.demand(Permission.KEEP_CHANNELS)
    source, key = storable(price.source)[:200], (CorrectedPrice.what, CorrectedPrice.since)
    values = {CorrectedPrice.micros: price.micros, CorrectedPrice.source: source}
    values |= {CorrectedPrice.entered_at: now, CorrectedPrice.entered_by: actor.staff_id}
    with database.atomic():
        row = CorrectedPrice.insert(
            {CorrectedPrice.what: str(price.what), CorrectedPrice.since: price.since, **values}
        )
        row.on_conflict(conflict_target=key, update=values).execute()
        said = f"{price.what}: {dollars(price.micros)} sejak {price.since.isoformat()}"
        audit_trail.write(actor, now, AuditEvent("harga_kanal", "harga", after=said))
