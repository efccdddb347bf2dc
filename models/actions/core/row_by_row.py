"""A clock job goes over many rows: what fails at one belongs to that row, and the others go on."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from peewee import DatabaseError, InterfaceError, OperationalError

from models.tables import database

_Row = TypeVar("_Row")
_SHOWN = 5


class RowsFailed(Exception):
    """The program failed at some rows of a job, after all others were done.

    `done`: what the others came to. The words name rows and kinds of errors only: an error's own may quote a citizen.
    """

    def __init__(self, done: int, failed: Sequence[tuple[Any, Exception]]) -> None:
        shown = ", ".join(f"{type(err).__name__} at {row}" for row, err in failed[:_SHOWN])
        super().__init__(f"{shown}, …" if len(failed) > _SHOWN else shown)
        self.done, self.failed = done, tuple(failed)


def row_by_row(rows: Iterable[_Row], act: Callable[[_Row], int], name: Callable[[_Row], object] = repr) -> int:
    """Return the sum of what `act` returned for each row. Raises RowsFailed at the end where it failed at some.

    The database's own trouble is nobody's row and is raised at once.
    """
    done, failed = 0, list[tuple[Any, Exception]]()
    for row in rows:
        try:
            done += act(row)
        except (OperationalError, InterfaceError):
            raise
        except RowsFailed as some:
            done += some.done
            failed += some.failed
        except Exception as err:
            if type(err) is DatabaseError:  # the file is damaged: nothing of the row's
                raise
            failed.append((name(row), err))
    if failed:
        raise RowsFailed(done, failed)
    return done


def in_batches(
    rows: Sequence[_Row], many: int, act: Callable[[Sequence[_Row]], int], name: Callable[[_Row], object] = repr
) -> int:
    """Return the sum of what `act` did to all rows, so many in a transaction; a batch that fails is done row by row.

    Raises RowsFailed at the end where it failed at some.
    """

    def one(row: _Row) -> int:
        with database.atomic():
            return act([row])

    def batch(some: Sequence[_Row]) -> int:
        try:
            with database.atomic():
                return act(some)
        except (OperationalError, InterfaceError):
            raise
        except Exception as err:
            if type(err) is DatabaseError:
                raise
            return row_by_row(some, one, name)

    return row_by_row((rows[place : place + many] for place in range(0, len(rows), many)), batch)
