"""What a PostgreSQL server says of its disk, as the OSError that who keeps and reads files knows from a folder."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import DataError, IntegrityError, PeeweeException

# SQLSTATE (PostgreSQL, appendix A): codes, and the classes of what a disk or a damaged table causes.
_DISK_FULL, _TAKEN = "53100", "23505"
_BROKEN = ("58", "XX")


@contextmanager
def disk_told() -> Iterator[None]:
    """Raise OSError for a full disk, one that fails, and rows that cannot be read; all else stays what it is."""
    try:
        yield
    except PeeweeException as err:
        state = _state(err)
        if state == _DISK_FULL:
            raise OSError(errno.ENOSPC, "the disk of the database is full") from err
        if state.startswith(_BROKEN) or isinstance(err, DataError):
            raise OSError(errno.EIO, "the database cannot read or write its rows") from err
        raise


def is_taken(err: IntegrityError) -> bool:
    """Whether somebody else gave this name, rather than another rule of the tables refusing the row."""
    return _state(err) == _TAKEN


def _state(err: PeeweeException) -> str:
    return getattr(getattr(err, "orig", None), "sqlstate", None) or ""
