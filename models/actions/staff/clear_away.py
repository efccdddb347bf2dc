"""Deletes what expired: sessions, form keys, what pages left, agents and tests of long ago, pushes long read."""

from datetime import datetime, timedelta

from peewee import ColumnBase, fn

from models.actions.staff.sessions import ABSOLUTE
from models.tables import (
    AgentHeartbeat,
    BaseTable,
    CasePresence,
    ChannelCharge,
    ChannelTest,
    FormKey,
    JobPass,
    PaidResource,
    PushPayload,
    ReadMark,
    ShownForm,
    StaffSession,
    database,
)

# Far beyond any session: two PCs whose clocks differ, or a page a browser shows again next morning, lose nothing.
KEPT = timedelta(days=7)
# Whoever asks why a channel was silent asks in the weeks after; no platform pushes the same for so long.
KEPT_OF_CHANNELS = timedelta(days=30)
# Two years of what platforms charged: longer than any month anybody asks about.
KEPT_OF_COSTS = timedelta(days=730)
# What was paid on a day is known for two more (count_charges.py forgets it, where the account is still read).
KEPT_OF_PAID = timedelta(days=3)
# So many of each at a time: the agent comes back in a minute, and nobody waits for the database meanwhile.
AT_ONCE = 500


def clear_away(now: datetime, at_once: int = AT_ONCE) -> int:
    """Delete the oldest expired rows and return how many; live sessions and recent keys always stay."""
    gone = 0
    for table, over in (
        (StaffSession, StaffSession.created_at < now - ABSOLUTE - KEPT),
        (FormKey, FormKey.used_at < now - KEPT),
        (ReadMark, ReadMark.opened_at < now - KEPT),
        (CasePresence, CasePresence.heard_at < now - KEPT),
        (ShownForm, ShownForm.shown_at < now - KEPT),
    ):
        gone += _clear(table, over, at_once)
    return gone + _clear_channels(now - KEPT_OF_CHANNELS, at_once) + _clear_costs(now)


def _clear_channels(before: datetime, at_once: int) -> int:
    """Delete agents and tests of long ago but the last ones, which pages show, and pushes read without a problem.

    The last agent of each gateway's PC stays: it says when that was heard of last.
    """
    agents, later = AgentHeartbeat.alias(), ChannelTest.alias()
    of_any, same = AgentHeartbeat.of_machine.is_null(), agents.of_machine == AgentHeartbeat.of_machine
    another = fn.EXISTS(agents.select(agents.id).where((agents.id > AgentHeartbeat.id) & (of_any | same)))
    newer = fn.EXISTS(
        later.select(later.id).where((later.account == ChannelTest.account) & (later.id > ChannelTest.id))
    )
    over: tuple[tuple[type[BaseTable], ColumnBase], ...] = (
        (AgentHeartbeat, (AgentHeartbeat.seen_at < before) & another),
        (JobPass, (JobPass.passed_at < before) & (JobPass.owner != "")),
        (ChannelTest, (ChannelTest.asked_at < before) & newer),
        (PushPayload, (PushPayload.settled_at < before) & (PushPayload.problem == "")),
    )
    gone = 0
    for table, where in over:
        ids = [key for (key,) in table.select(table.id).where(where).limit(at_once).tuples()]
        gone += int(table.delete().where(table.id.in_(ids)).execute()) if ids else 0
    return gone


def _clear_costs(now: datetime) -> int:
    paid = PaidResource.delete().where(PaidResource.day < (now - KEPT_OF_PAID).date()).execute()
    return int(paid) + int(ChannelCharge.delete().where(ChannelCharge.day < (now - KEPT_OF_COSTS).date()).execute())


def _clear(table: type[BaseTable], over: ColumnBase, at_once: int) -> int:
    """Read the oldest rows by primary key, so that a table without an index of times is not scanned."""
    oldest = table.select(table.id).order_by(table.id).limit(at_once)
    ids = [key for (key,) in table.select(table.id).where(table.id.in_(oldest) & over).tuples()]
    if not ids:
        return 0
    with database.atomic():
        return int(table.delete().where(table.id.in_(ids) & over).execute())
