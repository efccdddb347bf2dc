"""The state of every channel for operators, judged as on the screens (R12), with what waits in the queues."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import fn

from models.actions.channels.channel_health import ChannelView, agent_alive, look_at_channels
from models.actions.upkeep.office_watch import signs_of_life
from models.rules.channels.channel_facts import Grade
from models.rules.channels.costs.budget import Spending
from models.rules.channels.costs.prices import MILLION
from models.rules.channels.late_answers import LATE_SECONDS
from models.rules.core.moments import iso
from models.rules.core.stored_moments import LONGEST_LEASE, is_ahead
from models.rules.upkeep.conditions.row import Face, Held
from models.rules.upkeep.conditions.table import CONDITIONS, seen_by
from models.tables import AgentHeartbeat, Attachment, Message, Outbox


def look(
    now: datetime,
    poll_seconds: float,
    held: Sequence[Held],
    late_seconds: float = LATE_SECONDS,
    pace_seconds: float = 0.0,
) -> dict[str, Any]:
    """Return what holds of the conditions, and the health of channels and agents; times are ISO 8601."""
    locked = any(one.key == "locked" for one in held)
    views = look_at_channels(now, poll_seconds, None, late_seconds, pace_seconds, lambda: locked)
    checks = [{"check": one.key, "weight": str(one.weight), "says": one.operators, "to_do": one.says} for one in held]
    channels, signs = [_channel(view, now) for view in views], signs_of_life(now)
    written = {"last_write_at": iso(signs.last_write), "oldest_answer_at": iso(signs.oldest_answer)}
    alive = agent_alive(now, poll_seconds)
    well = {"at": iso(now), "well": not held and _is_well(views), "agent_alive": alive}
    return {**well, **written, "checks": checks, "unseen": _UNSEEN, "agents": _agents(), "channels": channels}


def _is_well(views: list[ChannelView]) -> bool:
    """Whether no channel is disturbed, waits for a person or is deaf, and no answer of it is late."""
    return not any(finding.degrades for view in views for finding in view.verdict.findings)


def write_text(found: dict[str, Any]) -> str:
    """Return that health as text, one line per agent and a few per channel."""
    lines = [_agent_line(row) for row in found["agents"]] or ["no agent has run yet"]
    lines.append(f"database: last written {found['last_write_at'] or 'never'}")
    lines += [f"files: kept in {found['files']['place']} ({found['files']['store']})"] if "files" in found else []
    lines += [f"oldest answer that has not ended: {found['oldest_answer_at']}"] if found["oldest_answer_at"] else []
    for row in found["checks"]:
        lines += [f"{row['check']}: {row['says']}", f"   to do: {row['to_do']}"]
    lines.append(f"not looked at here (the watcher and the agent's log tell): {', '.join(found['unseen'])}")
    for row in found["channels"]:
        lines.append(f"{row['channel']}. {row['label']} ({row['kind']}): {row['grade']}")
        lines += [f"   {finding['code']}: {finding['says']}" for finding in row["findings"]]
        lines += [f"   to do: {row['to_do']}"] if row["findings"] else []
        lines += [f"   {name.replace('_', ' ')}: {row[name]}" for name in _SHOWN if row[name]]
        lines += _spent_lines(row["spent"])
        waiting = ", ".join(f"{count} {state}" for state, count in row["replies"].items())
        lines += [f"   replies: {waiting}"] if waiting else []
    return "\n".join(lines if found["channels"] else [*lines, "no channel yet: run_admin.py channel add …"])


# What this command cannot see: it says nothing of it.
_UNSEEN = sorted({row.key for row in CONDITIONS} - set(seen_by(Face.STATUS)))
_SHOWN = (
    *("state", "reason", "since", "served_by", "last_success_at", "last_inbound_at", "lag_seconds"),
    *("token_expires_at", "quota_used", "found_by_sweep", "attachments_waiting", "unreadable", "late", "late_since"),
)


def _spent_lines(spent: dict[str, Any] | None) -> list[str]:
    if spent is None:
        return []
    of = f" of US${spent['budget']}" if spent["budget"] else ", no budget set"
    said = f"   spent this month (UTC), estimated: US${spent['dollars']:.3f}{of}"
    said += f", counted since {spent['counted_since']}" if spent["counted_since"] else ", nothing counted yet"
    ahead = spent["forecast"]
    return [said + (f", by its end about US${ahead:.2f}" if ahead is not None else "")]


def _agents() -> list[dict[str, Any]]:
    """Return the running agents or, where none runs, the one that stopped last."""
    rows = AgentHeartbeat.select().order_by(AgentHeartbeat.seen_at.desc())
    running = list(rows.where(AgentHeartbeat.stopped_at.is_null()).limit(5)) or list(rows.limit(1))
    return [
        {
            "owner": row.owner,
            "seen_at": iso(row.seen_at),
            "stopped_at": iso(row.stopped_at),
            "sending_stopped": row.sending_stopped,
        }
        for row in running
    ]


def _agent_line(row: dict[str, object]) -> str:
    if row["stopped_at"]:
        return f"no agent runs now; the last one, {row['owner']}, ended at {row['stopped_at']}"
    stopped = f", sends nothing: {row['sending_stopped']}" if row["sending_stopped"] else ""
    return f"agent {row['owner']}: last seen {row['seen_at']}{stopped}"


def _channel(view: ChannelView, now: datetime) -> dict[str, Any]:
    row, facts = view.account, view.facts
    return {
        "channel": row.id,
        "kind": row.kind,
        "label": row.label,
        "enabled": row.enabled,
        "grade": str(view.verdict.grade),
        "findings": [
            {"code": one.code, "grade": str(one.grade), "says": one.operators, "to_do": one.to_do}
            for one in view.verdict.findings
        ],
        "to_do": view.verdict.to_do,
        "state": row.state if row.enabled else str(Grade.OFF),
        "reason": row.state_reason,
        "since": iso(row.state_since),
        "served_by": row.lease_owner if is_ahead(row.lease_until, now, LONGEST_LEASE) else None,
        "last_success_at": iso(row.last_success_at),
        "last_inbound_at": iso(row.last_inbound_at),
        "passes": {job: iso(last.at) for job, last in sorted(facts.passes.items())},
        "sent": {use.span: {"count": use.count, "cap": use.cap or None} for use in facts.uses},
        "late": facts.late,
        "late_since": iso(facts.late_since),
        "last_sweep_at": iso(row.last_sweep_at),
        "lag_seconds": facts.lag.total_seconds() if facts.lag is not None else None,
        "token_expires_at": iso(row.token_expires_at),
        "token": str(facts.token_life) or "unknown",
        "api_version": f"{facts.version.api} {facts.version.version}" if facts.version else None,
        "api_version_ends": facts.version.ends.isoformat() if facts.version and facts.version.ends else None,
        "quota_used": row.quota_used,
        **_spent(facts.spending),
        "found_by_sweep": row.found_by_sweep,
        "replies": _replies(row.id),
        "attachments_waiting": _attachments(row.id),
        "unreadable": facts.unreadable,
        "deaf": facts.deaf,
    }


def _spent(spending: Spending | None) -> dict[str, Any]:
    """Return what an account that is paid by use spent this month, by our estimate, in dollars."""
    if spending is None:
        return {"spent": None}
    ahead, slower = spending.forecast, spending.slower_at
    return {
        "spent": {
            "dollars": spending.spent / MILLION,
            "budget": spending.budget // MILLION or None,
            "forecast": ahead / MILLION if ahead is not None else None,
            "counted_since": iso(spending.since) if spending.began else None,
            "read_slower_from": iso(slower),
            "estimate": True,
        }
    }


def _replies(account_id: int) -> dict[str, int]:
    query = Outbox.select(Outbox.state, fn.COUNT(Outbox.id)).where(Outbox.account == account_id)
    return dict(query.group_by(Outbox.state).order_by(Outbox.state).tuples())


def _attachments(account_id: int) -> int:
    waiting = Attachment.select().join(Message).where(Message.account == account_id)
    return waiting.where(Attachment.state == "menunggu").count()
