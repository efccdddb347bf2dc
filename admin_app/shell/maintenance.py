"""The page that takes the place of all others while database or disk allow no work: it names what to do.

It needs no database. Machines still get /healthz, /readyz and /metrics, which tell the same.
"""

from typing import cast

from flask import Flask, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from admin_app.shell.access import wants_json
from admin_app.shell.safe_headers import STATIC
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.upkeep.conditions.row import Effect, Held, Seen, Sign
from models.rules.upkeep.conditions.table import judge, what_stops
from models.tables.core.secrets import KeyLost
from models.tables.core.settings import Settings

_MACHINES = frozenset({"health.healthz", "health.readyz", "metrics.show"})
# Whether the process lives is no question for the database: one that hangs would make it look dead.
WITHOUT_DATABASE = frozenset({"health.healthz"}) | STATIC
# Answered whatever is wrong: it needs no database, or says itself that there is none.
ALWAYS = STATIC | _MACHINES
_EXTENSION = "self_watch"


def register(app: Flask, settings: Settings) -> None:
    """Answer every request with the page while something stops all."""
    app.extensions[_EXTENSION] = SelfWatch(settings)
    app.before_request(_gate)


def watch_of(app: Flask) -> SelfWatch:
    """Return the watch of this app over its PC."""
    return cast(SelfWatch, app.extensions[_EXTENSION])


def watch() -> SelfWatch:
    """Return this request's watch over its PC."""
    return watch_of(current_app)


def here() -> tuple[Held, ...]:
    """Return what this program finds on its PC now."""
    return watch().look()


def for_machines() -> bool:
    """Whether a machine asks how the program is: it is always answered in short, never by a page."""
    return request.endpoint in _MACHINES


def not_ready(problem: str, says: str) -> ResponseReturnValue:
    """Return what a machine is told of an error that ended its question."""
    return jsonify(status="not ready", problem=problem, says=says), 503


def page_for(problem: BaseException) -> ResponseReturnValue | None:
    """Return the page for an error that tells of database or disk, None for any other; logs it by its kind."""
    lost = judge(Seen(frozenset({Sign.KEY_LOST}))) if isinstance(problem, KeyLost) else ()
    found = lost or watch().met(problem)
    if not found:
        return None
    current_app.logger.error("%s: %s (%s)", found[0].key, found[0].operators, type(problem).__name__)
    return _page(found[0])


def _gate() -> ResponseReturnValue | None:
    if request.endpoint in ALWAYS:
        return None
    found = what_stops(here(), Effect.STOPS_ALL)
    return _page(found) if found else None


def _page(found: Held) -> ResponseReturnValue:
    if for_machines():
        return not_ready(found.key, found.operators)
    if wants_json():
        return jsonify(pesan=found.says, kejadian=None), 503
    # Not render_template: it asks who is signed in, of the very database that may be what is wrong.
    page = current_app.jinja_env.get_template("shell/maintenance.html")
    return page.render(says=found.says, key=found.key), 503
