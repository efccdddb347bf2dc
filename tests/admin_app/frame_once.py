"""The frame of every page, counted once for a walk that opens hundreds of pages and writes nothing between them.

Menu, header, bell and search box are most of what a small page asks of the database. What they found stays until
anybody writes or the clock moves, for each person apart, so a page shows what it would show anyhow.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

from flask import Flask, request

from admin_app.shell.access import current_actor, now
from admin_app.shell.frame_numbers import counters_of
from models.tables.core.database import is_sqlite
from tests.running.kept_states import written_mark

_ON_EVERY_PAGE = ("header_channels", "bell", "cases_opened_last")


def frame_once(app: Flask) -> Flask:
    """Return the back office, whose frame asks again only after something was written."""
    counters = counters_of(app)
    counters.ask = remembering(counters.ask)  # type: ignore[method-assign]
    kept = app.jinja_env.globals
    kept.update({name: remembering(kept[name]) for name in _ON_EVERY_PAGE})
    return app


def remembering(asked: Callable[[], Any]) -> Callable[[], Any]:
    """Return a function of a page's frame that remembers its last answer to each person."""
    known: dict[Hashable, tuple[Hashable, Any]] = {}

    @wraps(asked)
    def remembered() -> Any:
        if request.method != "GET" and not is_sqlite():  # whose mark does not know what this request itself wrote
            return asked()
        actor = current_actor()
        person, state = actor.staff_id if actor else None, (written_mark(), now())
        if person not in known or known[person][0] != state:
            found = asked()
            known[person] = (state, found)
        return known[person][1]

    return remembered
