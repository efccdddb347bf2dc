"""The fence: a program writes only while the newest migration of the database is the one that it holds itself.

Every transaction asks before anything else. On SQLite it has the lock of all writers by then; on PostgreSQL the
question itself holds the list of migrations until the transaction ends, and a migration waits for who holds it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from peewee import OperationalError

from models.rules.upkeep.conditions.row import Sign

if TYPE_CHECKING:
    from peewee import Database as _Database
else:
    _Database = object

HISTORY = "schema_migration"
_NEWEST = f'SELECT MAX(name) FROM "{HISTORY}"'  # noqa: S608 - our own name; its index answers
_WRITES = ("INSERT", "UPDATE", "DELETE")
_SAID = {
    Sign.SCHEMA_NEWER: (
        "The database was upgraded for a newer version of the program: this one stores nothing any more and stops."
        " Start the newer version."
    ),
    Sign.SCHEMA_OLDER: (
        "The database is of an older version than this program, as after a restore: this one stores nothing any more"
        " and stops. Run 'run_admin.py migrate', or start the version the database is of."
    ),
}


class MustStop(OperationalError):
    """The database's schema is not this program's any more: nothing was stored, and the program must end."""

    def __init__(self, sign: Sign) -> None:
        super().__init__(_SAID[sign])
        self.sign = sign


class Fenced(_Database):
    """A database in which nothing is written once its newest migration is another than `held`.

    `held`: the newest migration of the program, once that was seen to fit; empty for who changes the schema.
    """

    held = ""
    rows_come_later = False  # whether the rows of a statement that writes are read after it was executed

    def begin(self, *how: Any, **more: Any) -> None:
        """Begin a transaction. Raises MustStop where the schema is another."""
        super().begin(*how, **more)
        if self.held:
            try:
                self.demand_held()
            except BaseException:
                with suppress(Exception):  # what broke the question says more
                    self.rollback()
                raise

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Execute a statement; one that writes is never outside a transaction."""
        execute: Any = super().execute_sql
        if self.held and sql.startswith(_WRITES) and not self.in_transaction():
            if self.rows_come_later and "RETURNING" in sql:  # who waits for rows alone asks just before
                self.demand_held()
                return execute(sql, params)
            with self.atomic():
                return execute(sql, params)
        return execute(sql, params)

    def demand_held(self) -> None:
        """Raise MustStop where the newest migration is another than the one held."""
        held = self.held
        if not held:
            return
        execute: Any = super().execute_sql
        (newest,) = execute(_NEWEST).fetchone()
        if newest != held:
            raise MustStop(Sign.SCHEMA_NEWER if newest and newest > held else Sign.SCHEMA_OLDER)

    def why_stop(self) -> str:
        """Return why this program must end; empty where it may go on."""
        try:
            self.demand_held()
        except MustStop as err:
            return str(err)
        return ""

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Write whatever the schema is, to change it; afterwards what was held is held again."""
        held, self.held = self.held, ""
        try:
            yield
        finally:
            self.held = held
