"""Says, signed, that a program moves a sealed row on: its seal loses its salt, and the next round seals it anew."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from models.actions.core.trail.sealed_rows import contents, contents_by
from models.rules.core.sealed_contents import digest_of, kinds_of, moved_words, table_name
from models.tables import database
from models.tables.core.database import is_sqlite
from models.tables.core.keys.trail_key import TrailKey

_PUBLIC = 64  # digits of the key before the signature
# The newest seal of a row; one that was opened already has no salt.
_SEAL = "SELECT id, salt, digest FROM row_seal WHERE kind = ? AND ref = ? ORDER BY id DESC LIMIT 1"
_OPEN = "UPDATE row_seal SET salt = '', moved = ? WHERE id = ?"

Key = Callable[[], TrailKey | None]


def say_moved(key: Key, table: str, written: Collection[str] | None, condition: Any) -> None:
    """Open the seals of rows whose columns are about to be written (None: that are deleted); needs the transaction.

    The rows are held from here on: none is sealed in between. The seal of a row that somebody altered is not opened
    but broken, so that the program's change hides nothing; either way nothing can be tried out by its digest.
    """
    for kind in kinds_of(table, written):
        _open_seals(key, kind, contents(kind, condition, hold="FOR NO KEY UPDATE"))


def say_rewritten(key: Key, before: Mapping[str, Sequence[str]]) -> None:
    """Open the seals of all rows of these lines, which were over these columns: a migration will rewrite them."""
    if not database.table_exists("row_seal"):
        return
    for kind, columns in before.items():
        if database.table_exists(table_name(kind)):  # the migration itself may be what makes the table
            _open_seals(key, kind, contents_by(table_name(kind), columns))


def moved_by(key: TrailKey | None, kind: str, ref: int, digest: str) -> str:
    """Return the key and the signature by which a row's seal is opened."""
    return "" if key is None else key.public + key.sign(moved_words(kind, ref, digest))


def opener_of(moved: str) -> tuple[str, str]:
    """Return whose key opened a seal, and the signature of that."""
    return moved[:_PUBLIC], moved[_PUBLIC:]


def _open_seals(key: Key, kind: str, found: Iterable[tuple[int, Sequence[object]]]) -> None:
    seal_sql, open_sql = (_SEAL, _OPEN) if is_sqlite() else (_SEAL.replace("?", "%s"), _OPEN.replace("?", "%s"))
    for ref, values in found:
        row = database.execute_sql(seal_sql, (kind, ref)).fetchone()
        if row is None or not row[1]:
            continue
        seal, salt, digest = row
        moved = moved_by(key(), kind, ref, digest) if digest_of(kind, ref, salt, values) == digest else ""
        database.execute_sql(open_sql, (moved, seal))
