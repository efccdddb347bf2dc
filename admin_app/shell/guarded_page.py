"""The base of our own pages inside Flask-Admin: a page opens only to roles that have its permission."""

from collections.abc import Callable
from typing import Any

from flask import abort
from flask_admin import BaseView
from peewee import SQL, Select, fn

from admin_app.shell.access import may
from models.rules.staff.permissions import Permission
from models.tables import database
from models.tables.core.prepared import Worded

# A counter of the menu beyond this only says that there are many.
MOST_WAITING = 99


def count_waiting(query: Select) -> int:
    """Return how many rows wait, counted only as far as the menu shows."""
    return int(capped(query).get(database)[0])


def capped(query: Select) -> Select:
    """Return the query that counts so; under `@prepared` for what every page counts."""
    return query.select(SQL("1")).limit(MOST_WAITING + 1).select_from(fn.COUNT(SQL("1"))).tuples()


class Guarded:
    """Access by permission for every URL of a screen; `permission` None allows everybody who is signed in."""

    permission: Permission | None = None

    def is_accessible(self) -> bool:
        """Whether who is asking may open this screen, and so whether the menu shows it."""
        return self.permission is None or may(self.permission)

    def waiting(self) -> int | Worded:
        """Return how much waits on this screen for who is asking, or the query for it; the menu shows it."""
        return 0

    def inaccessible_callback(self, _name: str, **_words: object) -> Any:
        """Refuse; people not signed in were already sent to the sign-in page."""
        abort(403)

    def _run_view(self, fn: Callable[..., Any], *args: object, **words: object) -> Any:
        # Flask-Admin retries a view after any TypeError and so hides the real one (stack §3.1 no. 24).
        return fn(self, *args, **words)


class GuardedPage(Guarded, BaseView):
    """A page of our own. Set `permission`; every route of it is guarded."""
