"""What a failed statement or write tells of the database or the disk under it, in whichever library's words."""

import errno
import re
from typing import Any

import peewee

from models.rules.upkeep.conditions.row import Sign
from models.tables.core.fence import MustStop

_sqlite: Any = vars(peewee)["sqlite3"]
# Peewee wraps what fails when a statement begins; what fails on a later row comes as the library's own.
RawError: type[Exception] = _sqlite.Error
_OF_DATABASES = frozenset({"PeeweeException", "DatabaseError", "InterfaceError"})

_WORDS: tuple[tuple[str, Sign], ...] = (
    (r"disk image is malformed|malformed database schema|not a database|invalid page in block", Sign.DAMAGED),
    (r"disk i/o error", Sign.DISK_ERRORS),
    (r"disk is full|no space left|could not extend file", Sign.DISK_FULL),
    (r"read-only transaction", Sign.ONLY_READ),  # a server's; what follows is of a file
    (r"readonly database|read-only", Sign.UNWRITABLE),
    # A deadlock is with somebody who locks what our transactions lock in another order: nothing of it was stored.
    (r"database( table)? is locked|database schema is locked|lock timeout|deadlock detected", Sign.LOCKED),
    (r"too many (clients|connections)|remaining connection slots", Sign.CROWDED),
    (r"(password|ident|peer) authentication failed|no pg_hba.conf entry|role .* does not exist", Sign.NOT_ADMITTED),
    (
        r"unable to open|could not connect|connection (refused|failed|to server|already closed|is closed)"
        r"|server closed|terminating connection|shutting down|starting up|timeout expired",
        Sign.UNREACHABLE,
    ),
)
_ENDED_BEFORE = r"no transaction is active|no such savepoint"
_NUMBERS = {errno.ENOSPC: Sign.DISK_FULL, errno.EDQUOT: Sign.DISK_FULL, errno.EROFS: Sign.UNWRITABLE}


def trouble_of(problem: BaseException) -> Sign | None:
    """Return what an error tells of database or disk; None where it tells of something else.

    SQLite ends a transaction by itself where the disk fails under it; that it cannot be rolled back then is the later
    error, which hides the one that says why.
    """
    if isinstance(problem, MustStop):
        return problem.sign
    if isinstance(problem, OSError):
        return Sign.DISK_ERRORS if problem.errno == errno.EIO else _NUMBERS.get(problem.errno or 0)
    met: BaseException | None = problem
    while met is not None and _is_of_database(met):
        words = " ".join(str(met).lower().split())
        sign = next((sign for pattern, sign in _WORDS if re.search(pattern, words)), None)
        if sign is not None or not re.search(_ENDED_BEFORE, words):
            return sign
        met = met.__context__
    return None


def _is_of_database(problem: BaseException) -> bool:
    return bool(_OF_DATABASES & {kind.__name__ for kind in type(problem).__mro__})
