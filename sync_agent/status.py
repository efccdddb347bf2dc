"""How every channel is, for operators: by the flow of messages, not by a socket (R12)."""

from datetime import datetime
from typing import Any

from peewee import fn

from models.actions.look_at_account import is_account_deaf
from models.rules.moments import iso
from models.tables import AgentHeartbeat, Attachment, ChannelAccount, Message, Outbox, Quarantine

DEAF = "no citizen wrote for unusually long; write to the channel from another phone to test it"


def look(now: datetime) -> dict[str, Any]:
    """Gather the health of every channel and of the agents; times are ISO 8601."""
    accounts = ChannelAccount.select().order_by(ChannelAccount.id)
    return {"at": iso(now), "agents": _agents(), "channels": [_channel(row, now) for row in accounts]}


def write_text(found: dict[str, Any]) -> str:
    """Write what was gathered as text, one line an agent and a few a channel."""
    lines = [_agent_line(row) for row in found["agents"]] or ["no agent has run yet"]
    for row in found["channels"]:
        lines.append(f"{row['channel']}. {row['label']} ({row['kind']}): {row['state']}")
        lines += [f"   {name.replace('_', ' ')}: {row[name]}" for name in _SHOWN if row[name]]
        waiting = ", ".join(f"{count} {state}" for state, count in row["replies"].items())
        lines += [f"   replies: {waiting}"] if waiting else []
        lines += [f"   WARNING: {DEAF}"] if row["deaf"] else []
    return "\n".join(lines if found["channels"] else [*lines, "no channel yet: run_admin.py channel add …"])


_SHOWN = (
    *("reason", "since", "served_by", "last_success_at", "last_inbound_at"),
    *("found_by_sweep", "attachments_waiting", "unreadable"),
)


def _agents() -> list[dict[str, Any]]:
    rows = AgentHeartbeat.select().where(AgentHeartbeat.stopped_at.is_null()).order_by(AgentHeartbeat.seen_at.desc())
    return [
        {"owner": row.owner, "seen_at": iso(row.seen_at), "sending_stopped": row.sending_stopped}
        for row in rows.limit(5)
    ]


def _agent_line(row: dict[str, Any]) -> str:
    stopped = f", sends nothing: {row['sending_stopped']}" if row["sending_stopped"] else ""
    return f"agent {row['owner']}: last seen {row['seen_at']}{stopped}"


def _channel(row: ChannelAccount, now: datetime) -> dict[str, Any]:
    return {
        "channel": row.id,
        "kind": row.kind,
        "label": row.label,
        "enabled": row.enabled,
        "state": row.state if row.enabled else "nonaktif",
        "reason": row.state_reason,
        "since": iso(row.state_since),
        "served_by": row.lease_owner if row.lease_until and row.lease_until >= now else None,
        "last_success_at": iso(row.last_success_at),
        "last_inbound_at": iso(row.last_inbound_at),
        "last_sweep_at": iso(row.last_sweep_at),
        "found_by_sweep": row.found_by_sweep,
        "replies": _replies(row.id),
        "attachments_waiting": _attachments(row.id),
        "unreadable": Quarantine.select()
        .where((Quarantine.account == row.id) & Quarantine.settled_at.is_null())
        .count(),
        "deaf": row.enabled and is_account_deaf(row.id, now),
    }


def _replies(account_id: int) -> dict[str, int]:
    query = Outbox.select(Outbox.state, fn.COUNT(Outbox.id)).where(Outbox.account == account_id)
    return dict(query.group_by(Outbox.state).order_by(Outbox.state).tuples())


def _attachments(account_id: int) -> int:
    waiting = Attachment.select().join(Message).where(Message.account == account_id)
    return waiting.where(Attachment.state == "menunggu").count()
