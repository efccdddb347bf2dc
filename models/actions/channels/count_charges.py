"""Counts what a platform that is paid by use charged an account for: each thing read once a day of UTC."""

import hashlib
from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta

from models.rules.channels.costs.prices import Charge
from models.tables import ChannelCharge, PaidResource, database

# A platform may close its day a little after our clock does: what was paid yesterday is known until the day after.
_KNOWN_DAYS = timedelta(days=2)


def count_charges(account_id: int, charges: Collection[Charge], now: datetime) -> None:
    """Add these to the account's days; a thing read that was counted on its day already adds nothing."""
    with database.atomic():
        added: Counter[tuple[date, str]] = Counter()
        for charge in charges:
            key = (charge.day or now.date(), str(charge.what))
            if not charge.resource or _is_new(account_id, key, charge.resource):
                added[key] += charge.count
        for (day, what), count in added.items():
            _add(account_id, day, what, count)
        newest = max((charge.day or now.date() for charge in charges), default=now.date())
        over = (PaidResource.account == account_id) & (PaidResource.day < newest - _KNOWN_DAYS)
        PaidResource.delete().where(over).execute()


def _is_new(account_id: int, key: tuple[date, str], resource: str) -> bool:
    day, what = key
    row = {"account": account_id, "day": day, "what": what, "resource": _name(what, resource)}
    mine = [getattr(PaidResource, name) == value for name, value in row.items()]
    if PaidResource.select().where(*mine).exists():
        return False
    PaidResource.insert(row).on_conflict_ignore().execute()
    return True


def _name(what: str, resource: str) -> str:
    """Return a name as long as its column, which every database takes and which is nobody's number at a platform."""
    return hashlib.sha256(f"{what} {resource}".encode("utf-8", "surrogatepass")).hexdigest()


def _add(account_id: int, day: date, what: str, count: int) -> None:
    ChannelCharge.insert(account=account_id, day=day, what=what, count=count).on_conflict(
        conflict_target=(ChannelCharge.account, ChannelCharge.day, ChannelCharge.what),
        update={ChannelCharge.count: ChannelCharge.count + count},
    ).execute()
