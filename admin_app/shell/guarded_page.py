"""The base of our own pages inside Flask-Admin: a page opens only to roles that have its permission."""

from collections.abc import Callable
from typing import Any

from flask import abort
from flask_admin import BaseView
from peewee import SQL, Select

from admin_app.shell.access import may
from models.rules.staff.permissions import Permission

# A counter of the menu beyond this only says that there are many.
MOST_WAITING = 99


def count_waiting(query: Select) -> int:
    """Count rows for the menu, no further than it shows."""
    return int(query.select(SQL("1")).limit(MOST_WAITING + 1).count())


class Guarded:
    """Access by permission, for every exposed URL of a screen. `permission` None: everybody who is signed in."""

    permission: Permission | None = None

    def is_accessible(self) -> bool:
        """Whether who is asking may open this screen; also decides whether the menu shows it."""
        return self.permission is None or may(self.permission)

    def waiting(self) -> int:
        """Count what waits on this screen for who is asking; the menu shows it."""
        return 0

    def inaccessible_callback(self, _name: str, **_words: Any) -> Any:
        """Refuse; the gate has already sent anonymous people to sign in."""
        abort(403)

    def _run_view(self, fn: Callable[..., Any], *args: Any, **words: Any) -> Any:
        # Flask-Admin retries a view after any TypeError and so hides the real one (stack §3.1 no. 24).
        return fn(self, *args, **words)


class GuardedPage(Guarded, BaseView):
    """A page of our own. Set `permission`; every route of it is guarded."""
