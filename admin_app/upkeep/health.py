"""For machines: whether the web program is up and the system ready; for every page: how the channels are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import peewee
from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue

from admin_app.shell.access import now
from admin_app.shell.caches import DEAF, HEADER, cache_of, time_passed
from admin_app.shell.maintenance import watch
from admin_app.shell.stamping import stamp
from admin_app.upkeep.seen_backups import newest_good
from admin_app.upkeep.workers import troubled_workers
from models.actions.channels import channel_health
from models.actions.channels.channel_health import ChannelView
from models.actions.channels.look_at_account import is_account_deaf
from models.actions.core.answers.late_answers import late_causes
from models.actions.upkeep.conditions import Look, every_condition, of_silence
from models.actions.upkeep.office_watch import look_at_jobs, signs_of_life
from models.actions.upkeep.self_watch import refuses_writes
from models.rules.channels.channel_facts import GRADE_LABELS, Grade
from models.rules.replies.delivery import OPEN_STATES
from models.rules.upkeep.conditions.row import Seen, Sign, Source, Weight
from models.rules.upkeep.conditions.table import SCHEMA_CHECKS, judge, once
from models.tables import BackupCopy, ChannelAccount, Outbox
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
_OF_DATABASE = frozenset({"damaged", "locked", "unwritable", "only_read"})

blueprint = Blueprint("health", __name__)


def register(app: Flask) -> None:
    """Add the two routes and give the templates `header_channels()` and the grades' looks."""
    app.register_blueprint(blueprint)
    app.after_request(_look_anew_after_an_action)
    app.jinja_env.globals.update(
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
    """Return 200 where database, schema and disk allow work and an agent is alive, else 503 naming what is missing.

    `checks` names what was found of this PC and of the office; `degraded` what does not work as it should, without
    which the office works on.
    """
    state, degraded, ages = {"database": "ok", "schema": "ok", "agent": "ok"}, list[str](), dict[str, float | None]()
    look = look_at_all()
    try:
        if Source.OFFICE in look.asked:
            degraded, ages = _degraded(), _ages()
    except (peewee.PeeweeException, RawError) as problem:
        look = without_office(look, problem)
    held = {one.key: one for one in look.held}
    if wrong := held.keys() & SCHEMA_CHECKS.keys():
        state |= {"schema": SCHEMA_CHECKS[wrong.pop()], "agent": "unknown"}
    elif Source.OFFICE not in look.asked:
        state |= {"database": "does not answer", "schema": "unknown", "agent": "unknown"}
    else:
        state["agent"] = _agent_state(look)
    stopped = [one.key for one in look.held if one.weight is Weight.NOT_READY]
    if state["database"] == "ok" and _OF_DATABASE & set(stopped):
        state["database"] = stopped[0]
    ready = set(state.values()) == {"ok"} and not stopped
    checks = [{"check": one.key, "weight": str(one.weight), "says": one.operators} for one in look.held]
    degraded = [*(one.key for one in look.held if one.weight is Weight.DEGRADED), *degraded]
    body = {**state, "checks": checks, "degraded": degraded, "workers": troubled_workers(), **ages}
    return jsonify(status="ready" if ready else "not ready", **body), 200 if ready else 503


def look_at_all() -> Look:
    """Return what holds of the conditions that this back office sees, asked once a page."""
    if "every_condition" not in g:
        look = every_condition(current_app.config["ADUAN"], watch(), now(), refused_now, newest_good_now)
        workers = judge(Seen(workers=tuple(troubled_workers())))
        g.every_condition = Look(once((*look.held, *workers)), look.asked | {Source.WORKERS})
    looked: Look = g.every_condition
    return looked


def without_office(look: Look, problem: Exception) -> Look:
    """Return a look whose database failed after it, with what that error means."""
    return Look(once((*look.held, *of_silence(watch(), problem).held)), look.asked - {Source.SCHEMA, Source.OFFICE})


def newest_good_now() -> BackupCopy | None:
    """Return the newest backup whose file is there unchanged, as this back office sees it."""
    return newest_good(now())


def _agent_state(look: Look) -> str:
    """Return how the agents are; unknown where nothing can be written, so that none can give a sign of life."""
    if agent_alive(now()):
        return "ok"
    return "no heartbeat" if any(one.key == "agent_silent" for one in look.held) else "unknown"


def _degraded() -> list[str]:
    """Return the findings that count of every channel, without its name."""
    return [
        f"channel {view.account.id} ({view.account.kind}): {finding.code}"
        for view in channel_views()
        for finding in view.verdict.findings
        if finding.degrades
    ]


def _ages() -> dict[str, float | None]:
    """Return for how long nothing was written, and how long the oldest answer that has not ended waits."""
    moment = now()
    signs = signs_of_life(moment)
    ages = {"last_write_seconds": signs.last_write, "oldest_answer_seconds": signs.oldest_answer}
    return {name: (moment - since).total_seconds() if since else None for name, since in ages.items()}


def agent_alive(moment: datetime) -> bool:
    """Whether any agent gave a sign of life recently."""
    return channel_health.agent_alive(moment, current_app.config["ADUAN"].poll_seconds)


def channel_views(alive: bool | None = None) -> list[ChannelView]:
    """Return every channel's present state: a few small queries, the slow part cached for a minute.

    `alive`: whether an agent gives a sign of life, where that is known already.
    """
    moment = now()

    def is_deaf(row: ChannelAccount) -> bool:
        key = (row.id, row.last_inbound_at)
        return cache_of(DEAF).take(key, moment, lambda: is_account_deaf(row.id, moment))

    settings = current_app.config["ADUAN"]
    looked = (moment, settings.poll_seconds, is_deaf, settings.late_seconds, settings.pace_seconds, _is_locked)
    return channel_health.look_at_channels(*looked, alive)


@dataclass(frozen=True)
class HeaderLook:
    """What the header shows: the channels, whether an agent is alive, and why none could say so."""

    views: list[ChannelView]
    alive: bool
    locked: bool = False  # no agent gives a sign, and none can: another program holds the database
    standing_still: str = ""  # what the agent no longer does by the clock, with what to do


def refused_now() -> Sign | None:
    """Return why the database takes no write; asked once a page, since it waits for who holds it."""
    if "refused" not in g:
        g.refused = refuses_writes()
    found: Sign | None = g.refused
    return found


def _is_locked() -> bool:
    return refused_now() is Sign.LOCKED


def header_channels() -> HeaderLook:
    """Return what the header shows of channels and agents, read once per page."""
    if "header_channels" not in g:
        moment = now()
        # The states behind the header change by the minute; a page asks for it every few seconds in every browser.
        g.header_channels = cache_of(HEADER).take("", moment, _look_at_channels, time_passed)
    looked: HeaderLook = g.header_channels
    return looked


def _look_at_channels() -> HeaderLook:
    moment, poll_seconds = now(), current_app.config["ADUAN"].poll_seconds
    agents = channel_health.living_agents(moment, poll_seconds)
    alive = bool(agents)
    views = channel_views(alive)
    standing = look_at_jobs(moment, poll_seconds, agents)
    locked = not alive and (views[0].facts.locked if views else _is_locked())
    return HeaderLook(views, alive, locked, standing[0].says if standing else "")


def why_late(replies: Sequence[Outbox]) -> Mapping[int, str]:
    """Return why each of these answers is late, by its number; those that are not are left out."""
    if not any(row.state in OPEN_STATES for row in replies):
        return {}
    looked, settings = header_channels(), current_app.config["ADUAN"]
    asked = (settings.late_seconds, looked.alive, settings.pace_seconds, looked.locked)
    return late_causes(replies, now(), *asked)


def _look_anew_after_an_action(response: Response) -> Response:
    """Clear the cache after an action, so that its effect is seen on the next page."""
    if request.method != "GET":
        cache_of(HEADER).empty()
    return response


def channels_stamp(look: HeaderLook) -> str:
    """Return a mark of what the header shows of the channels."""
    views = [(view.account.id, view.account.label, view.verdict) for view in look.views]
    return stamp(look.alive, look.locked, look.standing_still, views)
