"""For machines: whether the web program is up and the system ready, and its figures as Prometheus text."""

import hmac
from collections.abc import Callable
from datetime import datetime

import peewee
from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from peewee import fn
from werkzeug.exceptions import Forbidden

from admin_app.shell.access import now
from admin_app.shell.caches import DEAF, HEADER, cache_of, time_passed
from admin_app.shell.maintenance import here, locked_now, watch
from admin_app.shell.stamping import stamp
from models.actions.channels import channel_health
from models.actions.channels.channel_health import ChannelView
from models.actions.channels.look_at_account import is_account_deaf
from models.actions.core.office_facts import office_settings
from models.rules.channels.channel_facts import GRADE_LABELS, Grade
from models.rules.upkeep.self_checks import Weight
from models.tables import ChannelAccount, Complaint, Outbox, Quarantine
from models.tables.core.trouble import RawError

# How each grade looks: a pill's colour.
GRADE_COLOURS: dict[Grade, str] = {
    Grade.DISTURBED: "bad",
    Grade.PAUSED: "bad",
    Grade.DEAF: "bad",
    Grade.ATTENTION: "warn",
    Grade.OK: "good",
    Grade.OFF: "",
}
TOKEN_SETTING = "metrics_token"

blueprint = Blueprint("health", __name__)


def register(app: Flask) -> None:
    """Add the three routes and give the templates `agent_alive()`, `header_channels()` and the grades' looks."""
    app.register_blueprint(blueprint)
    app.after_request(_look_anew_after_an_action)
    app.jinja_env.globals.update(
        agent_alive=lambda: agent_alive(now()),
        header_channels=header_channels,
        channels_stamp=channels_stamp,
        grade_labels=GRADE_LABELS,
        grade_colours=GRADE_COLOURS,
    )


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Return 200 while the process is up."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Return 200 where the database answers and an agent is alive, else 503 naming what is missing.

    `checks` names what this program's look at its PC found; what only degrades leaves it ready. `degraded`
    names what of the channels does not work as it should.
    """
    state = {"database": "ok", "agent": "ok"}
    found = dict.fromkeys(here())
    degraded: list[str] = []
    try:
        if not agent_alive(now()):
            found |= dict.fromkeys(locked_now())
            state["agent"] = "no heartbeat" if not found else "unknown"
        degraded = _degraded()
    except (peewee.PeeweeException, RawError) as problem:
        found |= dict.fromkeys(watch().met(problem))
        state |= {"database": "does not answer", "agent": "unknown"}
    stopped = any(finding.weight is Weight.NOT_READY for finding in found)
    ready = set(state.values()) == {"ok"} and not stopped
    checks = [{"check": one.key, "weight": str(one.weight), "says": one.operators} for one in found]
    body = {**state, "checks": checks, "degraded": degraded}
    return jsonify(status="ready" if ready else "not ready", **body), 200 if ready else 503


def _degraded() -> list[str]:
    """Return the bad findings of every channel, by its number and kind only."""
    return [
        f"channel {view.account.id} ({view.account.kind}): {finding.code}"
        for view in channel_views()
        for finding in view.verdict.findings
        if GRADE_COLOURS[finding.grade] == "bad"
    ]


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Return the figures as Prometheus text, only to this machine itself or with the office's token."""
    if not (_is_loopback() or _has_token()):
        raise Forbidden
    lines = [line for name, help_text, values in _figures(now()) for line in _series(name, help_text, values)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain; version=0.0.4")


def agent_alive(moment: datetime) -> bool:
    """Whether any agent gave a sign of life recently."""
    return channel_health.agent_alive(moment, current_app.config["ADUAN"].poll_seconds)


def channel_views() -> list[ChannelView]:
    """Return every channel's present state: a few small queries, the slow part cached for a minute."""
    moment = now()

    def is_deaf(row: ChannelAccount) -> bool:
        key = (row.id, row.last_inbound_at)
        return cache_of(DEAF).take(key, moment, lambda: is_account_deaf(row.id, moment))

    settings = current_app.config["ADUAN"]
    return channel_health.look_at_channels(
        moment, settings.poll_seconds, is_deaf, settings.late_seconds, settings.pace_seconds
    )


def header_channels() -> tuple[list[ChannelView], bool]:
    """Return what the header shows of the channels and whether an agent is alive, read once per page."""
    if "header_channels" not in g:
        moment = now()
        # The states behind the header change by the minute; a page asks for it every few seconds in every browser.
        g.header_channels = cache_of(HEADER).take("", moment, _look_at_channels, time_passed)
    looked: tuple[list[ChannelView], bool] = g.header_channels
    return looked


def _look_at_channels() -> tuple[list[ChannelView], bool]:
    views = channel_views()
    return views, views[0].facts.agent_alive if views else agent_alive(now())


def _look_anew_after_an_action(response: Response) -> Response:
    """Clear the cache after an action, so that its effect is seen on the next page."""
    if request.method != "GET":
        cache_of(HEADER).empty()
    return response


def channels_stamp(views: list[ChannelView], alive: bool) -> str:
    """Return a mark of what the header shows of the channels."""
    return stamp(alive, [(view.account.id, view.account.label, view.verdict) for view in views])


_Values = list[tuple[dict[str, str], float]]


def _figures(moment: datetime) -> list[tuple[str, str, _Values]]:
    is_open = Complaint.open == True  # noqa: E712 - SQLite uses no index for a bare column
    late = Complaint.select().where(is_open & (Complaint.due_at < moment)).count()
    stages = _counts(Complaint.select(Complaint.stage, fn.COUNT(Complaint.id)).where(is_open), Complaint.stage)
    replies = _counts(Outbox.select(Outbox.state, fn.COUNT(Outbox.id)), Outbox.state)
    unread = Quarantine.select().where(Quarantine.settled_at.is_null()).count()
    return [
        ("aduan_agent_up", "1 where an agent is alive", [({}, float(agent_alive(moment)))]),
        ("aduan_complaints_open", "open complaints by stage", [({"stage": key}, n) for key, n in stages]),
        ("aduan_complaints_late", "open complaints past their due time", [({}, late)]),
        ("aduan_replies", "replies by state", [({"state": key}, n) for key, n in replies]),
        ("aduan_quarantine_open", "items that could not be read yet", [({}, unread)]),
        *_channel_figures(channel_views()),
    ]


def _channel_figures(views: list[ChannelView]) -> list[tuple[str, str, _Values]]:
    """Return the gauges of every account, labelled by its number and kind only."""
    rows = [({"account": str(view.account.id), "kind": view.account.kind}, view) for view in views]
    figures: list[tuple[str, str, _Values]] = [
        ("aduan_channel_grade", "1 for the grade an account has", _grades(rows)),
    ]
    for name, help_text, value in _CHANNEL_GAUGES:
        found = [(labels, value(view)) for labels, view in rows]
        known: _Values = [(labels, number) for labels, number in found if number is not None]
        figures.append((f"aduan_channel_{name}", help_text, known))
    return figures


def _grades(rows: list[tuple[dict[str, str], ChannelView]]) -> _Values:
    pairs = [(labels, view.verdict.grade, grade) for labels, view in rows for grade in Grade]
    return [(labels | {"grade": str(grade)}, float(has is grade)) for labels, has, grade in pairs]


def _since(view: ChannelView, moment: datetime | None) -> float | None:
    return None if moment is None else (view.facts.moment - moment).total_seconds()


_CHANNEL_GAUGES: tuple[tuple[str, str, Callable[[ChannelView], float | None]], ...] = (
    (
        "last_success_age_seconds",
        "since the last good pass of an account",
        lambda view: _since(view, view.facts.last_success_at),
    ),
    (
        "last_inbound_age_seconds",
        "since a citizen's message last arrived",
        lambda view: _since(view, view.facts.last_inbound_at),
    ),
    (
        "lag_seconds",
        "how far an account may be behind its platform",
        lambda view: None if view.facts.lag is None else view.facts.lag.total_seconds(),
    ),
    (
        "token_seconds_left",
        "until the token expires, where it does",
        lambda view: None if view.facts.token_left is None else view.facts.token_left.total_seconds(),
    ),
    ("quota_used_percent", "the fullest quota of the platform", lambda view: view.facts.quota_used),
    ("replies_held", "replies a person must settle", lambda view: view.facts.held),
    ("unreadable", "items of an account that could not be read yet", lambda view: view.facts.unreadable),
)


def _counts(query: peewee.Select, column: peewee.Field) -> list[tuple[str, float]]:
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
