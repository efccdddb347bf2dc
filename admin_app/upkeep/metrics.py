"""/metrics: the office's figures for Prometheus, each a name of docs/metrics.md. No name, address or word of a case.

While the database is away, what needs none is told all the same: the program, its requests, the disk.
"""

import hmac
import shutil
from collections.abc import Callable
from datetime import datetime

import peewee
from flask import Blueprint, Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from peewee import fn
from werkzeug.exceptions import Forbidden

from admin_app.shell.access import now
from admin_app.shell.forwarding import is_direct
from admin_app.shell.maintenance import watch
from admin_app.upkeep.check_figures import failing
from admin_app.upkeep.health import agent_alive, channel_views, look_at_all, without_office
from admin_app.upkeep.process_figures import of_process
from admin_app.upkeep.prometheus import CONTENT_TYPE, Figure, Labels, Values, written
from admin_app.upkeep.request_times import times_of
from admin_app.upkeep.seen_backups import newest_good
from admin_app.upkeep.workers import of_workers
from models.actions.channels.channel_health import ChannelView
from models.actions.core.office_facts import office_settings
from models.actions.upkeep.office_watch import signs_of_life
from models.actions.upkeep.self_watch import watched_folders
from models.rules.channels.channel_facts import Grade
from models.rules.replies.delivery import OPEN_STATES
from models.rules.upkeep.conditions.row import Source
from models.tables import Attachment, Complaint, Outbox, PushPayload, Quarantine, SearchDue
from models.tables.core.trouble import RawError
from models.tables.upkeep.release import this_release

TOKEN_SETTING = "metrics_token"
_OPEN = Complaint.open == True  # noqa: E712 - SQLite uses no index for a bare column

blueprint = Blueprint("metrics", __name__)


def register(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(blueprint)


@blueprint.get("/metrics")
def show() -> ResponseReturnValue:
    """Return the figures as Prometheus text, only to this machine itself or with the office's token."""
    if not (is_direct() or _has_token()):
        raise Forbidden
    own = [*of_process(), times_of(current_app).figure()]
    figures = [*_of_program(), *of_workers(own), *_of_disk()]
    look = look_at_all()
    try:
        office = _of_office(now()) if Source.OFFICE in look.asked else []
    except (peewee.PeeweeException, RawError) as problem:
        look, office = without_office(look, problem), []
    figures += [_database_up(float(Source.SCHEMA in look.asked)), failing(look), *office]
    return Response(written(figures), content_type=CONTENT_TYPE)


def _has_token() -> bool:
    token = office_settings().get(TOKEN_SETTING, "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(token.encode(), given.encode("utf-8", "replace"))


def _database_up(value: float) -> Figure:
    return _one("aduan_database_up", "1 where the database answers", value)


def _one(name: str, help_text: str, value: float | None) -> Figure:
    """Return a figure without labels; of what is not known the name alone."""
    return Figure(name, help_text, [] if value is None else [({}, value)])


def _of_program() -> list[Figure]:
    release = this_release()
    labels = {"version": release.version, "schema": release.schema, "commit": release.commit}
    return [Figure("aduan_build_info", "1, with the version that runs", [(labels, 1)])]


def _of_disk() -> list[Figure]:
    """Return room and size of the disks that must take writes; a folder that does not answer is left out."""
    free, size = Values(), Values()
    for name, folder in watched_folders(current_app.config["ADUAN"].data_dir).items():
        try:
            left, whole = watch().probes.free(folder), shutil.disk_usage(folder).total
        except OSError:
            continue
        free += [({"folder": name}, left)] if left is not None else []
        size += [({"folder": name}, whole)] if whole else []
    return [
        Figure("aduan_disk_free_bytes", "free room of the disk under a folder", free),
        Figure("aduan_disk_size_bytes", "size of the disk under a folder", size),
    ]


def _of_office(moment: datetime) -> list[Figure]:
    backup, signs, views = newest_good(moment), signs_of_life(moment), channel_views()
    return [
        _one("aduan_agent_up", "1 where an agent is alive", float(agent_alive(moment))),
        _one("aduan_last_write_age_seconds", "since something was last written", _age(signs.last_write, moment)),
        _one(
            "aduan_backup_age_seconds",
            "since the newest whole backup",
            _age(backup.made_at if backup else None, moment),
        ),
        _one("aduan_backup_size_bytes", "size of the newest whole backup", backup.size if backup else None),
        *_cases(moment),
        *_queues(moment),
        *_channel_figures(views),
    ]


def _age(since: datetime | None, moment: datetime) -> float | None:
    return None if since is None else (moment - since).total_seconds()


def _cases(moment: datetime) -> list[Figure]:
    late = Complaint.select().where(_OPEN & (Complaint.due_at < moment)).count()
    stages = _counts(Complaint.select(Complaint.stage, fn.COUNT(Complaint.id)).where(_OPEN), Complaint.stage)
    replies = _counts(Outbox.select(Outbox.state, fn.COUNT(Outbox.id)), Outbox.state)
    unread = Quarantine.select().where(Quarantine.settled_at.is_null()).count()
    by_stage: Values = [({"stage": key}, n) for key, n in stages]
    return [
        Figure("aduan_complaints_open", "open complaints by stage", by_stage),
        _one("aduan_complaints_late", "open complaints past their due time", late),
        Figure("aduan_replies", "replies by state", [({"state": key}, n) for key, n in replies]),
        _one("aduan_quarantine_open", "items that could not be read yet", unread),
    ]


def _counts(query: peewee.Select, column: peewee.Field) -> list[tuple[str, float]]:
    return [(str(key), float(count)) for key, count in query.group_by(column).order_by(column).tuples()]


def _queues(moment: datetime) -> list[Figure]:
    """Return how much waits in each queue, and for how long its oldest does."""
    replies = Outbox.state.in_([str(state) for state in OPEN_STATES])
    unread = PushPayload.settled_at.is_null()
    lengths = {
        "replies": Outbox.select().where(replies).count(),
        "attachments": Attachment.select().where(Attachment.state == "menunggu").count(),
        "pushes": PushPayload.select().where(unread).count(),
        "search": SearchDue.select().count(),
    }
    oldest = {
        "replies": Outbox.select(fn.MIN(Outbox.created_at)).where(replies).scalar(),
        "pushes": PushPayload.select(fn.MIN(PushPayload.received_at)).where(unread).scalar(),
    }
    waits = {name: (moment - since).total_seconds() for name, since in oldest.items() if since}
    return [
        Figure("aduan_queue_length", "what waits in a queue", [({"queue": name}, n) for name, n in lengths.items()]),
        Figure(
            "aduan_queue_oldest_age_seconds",
            "for how long the oldest of a queue waits",
            [({"queue": name}, n) for name, n in waits.items()],
        ),
    ]


def _channel_figures(views: list[ChannelView]) -> list[Figure]:
    """Return the gauges of every account, labelled by its number and kind only."""
    rows = [({"account": str(view.account.id), "kind": view.account.kind}, view) for view in views]
    figures = [Figure("aduan_channel_grade", "1 for the grade an account has", _grades(rows))]
    for name, help_text, value in _CHANNEL_GAUGES:
        found = [(labels, value(view)) for labels, view in rows]
        known: Values = [(labels, number) for labels, number in found if number is not None]
        figures.append(Figure(f"aduan_channel_{name}", help_text, known))
    return figures


def _grades(rows: list[tuple[Labels, ChannelView]]) -> Values:
    pairs = [(labels, view.verdict.grade, grade) for labels, view in rows for grade in Grade]
    return [(labels | {"grade": str(grade)}, float(has is grade)) for labels, has, grade in pairs]


_CHANNEL_GAUGES: tuple[tuple[str, str, Callable[[ChannelView], float | None]], ...] = (
    (
        "last_success_age_seconds",
        "since the last good pass of an account",
        lambda view: _age(view.facts.last_success_at, view.facts.moment),
    ),
    (
        "last_inbound_age_seconds",
        "since a citizen's message last arrived",
        lambda view: _age(view.facts.last_inbound_at, view.facts.moment),
    ),
    (
        "lag_seconds",
        "how far an account may be behind its platform",
        lambda view: None if view.facts.lag is None else view.facts.lag.total_seconds(),
    ),
    (
        "token_left_seconds",
        "until the token expires, where it does",
        lambda view: None if view.facts.token_left is None else view.facts.token_left.total_seconds(),
    ),
    (
        "quota_used_ratio",
        "the fullest quota of the platform, 1 where it is used up",
        lambda view: None if view.facts.quota_used is None else view.facts.quota_used / 100,
    ),
    ("replies_late", "replies that should have left by themselves", lambda view: view.facts.late),
    ("replies_held", "replies a person must settle", lambda view: view.facts.held),
    ("unreadable", "items of an account that could not be read yet", lambda view: view.facts.unreadable),
)
