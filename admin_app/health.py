"""For machines: is the web program up, is the system ready, and its figures as Prometheus text."""

import hmac
from datetime import datetime, timedelta

import peewee
from flask import Blueprint, Flask, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from peewee import fn
from werkzeug.exceptions import Forbidden

from admin_app.asking import now
from models.actions.office_facts import office_settings
from models.tables import AgentHeartbeat, ChannelAccount, Complaint, Outbox, Quarantine

# An agent writes its heartbeat with every pass; three missed passes and it counts as gone.
_QUIET = timedelta(seconds=60)
TOKEN_SETTING = "metrics_token"

blueprint = Blueprint("health", __name__)


def register(app: Flask) -> None:
    """Add the three routes and give the templates `agent_alive()`."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(agent_alive=lambda: agent_alive(now()))


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say that the process is up."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Say whether the database answers and an agent is alive: 200, else 503 naming what is missing."""
    state = {"database": "ok", "agent": "ok"}
    try:
        if not agent_alive(now()):
            state["agent"] = "no heartbeat"
    except peewee.PeeweeException:
        state |= {"database": "does not answer", "agent": "unknown"}
    ready = set(state.values()) == {"ok"}
    return jsonify(status="ready" if ready else "not ready", **state), 200 if ready else 503


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Give the figures as Prometheus text; only to this machine itself or with the office's token."""
    if not (_is_loopback() or _has_token()):
        raise Forbidden
    lines = [line for name, help_text, values in _figures(now()) for line in _series(name, help_text, values)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain; version=0.0.4")


def agent_alive(moment: datetime) -> bool:
    """Say whether any agent gave a sign of life lately."""
    quiet = max(_QUIET, timedelta(seconds=3 * current_app.config["ADUAN"].poll_seconds))
    alive = AgentHeartbeat.select().where(
        (AgentHeartbeat.seen_at >= moment - quiet) & AgentHeartbeat.stopped_at.is_null()
    )
    return bool(alive.exists())


_Values = list[tuple[dict[str, str], float]]


def _figures(moment: datetime) -> list[tuple[str, str, _Values]]:
    is_open = Complaint.open == True  # noqa: E712 - SQLite uses no index for a bare column
    late = Complaint.select().where(is_open & (Complaint.due_at < moment)).count()
    stages = _counts(Complaint.select(Complaint.stage, fn.COUNT(Complaint.id)).where(is_open), Complaint.stage)
    replies = _counts(Outbox.select(Outbox.state, fn.COUNT(Outbox.id)), Outbox.state)
    unread = Quarantine.select().where(Quarantine.settled_at.is_null()).count()
    ages: _Values = [
        ({"account": str(row.id), "kind": row.kind}, (moment - row.last_success_at).total_seconds())
        for row in ChannelAccount.select().where(ChannelAccount.last_success_at.is_null(False))
    ]
    return [
        ("aduan_agent_up", "1 where an agent is alive", [({}, float(agent_alive(moment)))]),
        ("aduan_complaints_open", "open complaints by stage", [({"stage": key}, n) for key, n in stages]),
        ("aduan_complaints_late", "open complaints past their due time", [({}, late)]),
        ("aduan_replies", "replies by state", [({"state": key}, n) for key, n in replies]),
        ("aduan_quarantine_open", "items that could not be read yet", [({}, unread)]),
        ("aduan_channel_last_success_age_seconds", "since the last good pass of an account", ages),
    ]


def _counts(query: peewee.ModelSelect, column: peewee.Field) -> list[tuple[str, float]]:
    return [(str(key), float(count)) for key, count in query.group_by(column).order_by(column).tuples()]


def _series(name: str, help_text: str, values: _Values) -> list[str]:
    rows = [f"# HELP {name} {help_text}", f"# TYPE {name} gauge"]
    for labels, value in values:
        inside = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        rows.append(f"{name}{{{inside}}} {value:g}" if inside else f"{name} {value:g}")
    return rows


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _is_loopback() -> bool:
    # Behind a proxy on the same machine everybody seems local; then only the token opens.
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via"))
    return request.remote_addr in ("127.0.0.1", "::1") and not forwarded


def _has_token() -> bool:
    token = office_settings().get(TOKEN_SETTING, "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(token.encode(), given.encode("utf-8", "replace"))
