"""What fails at one row is raised after all others were done, and names the row and the kind of error alone."""

from collections.abc import Sequence

import pytest
from peewee import OperationalError

from models.actions.core.row_by_row import RowsFailed, in_batches, row_by_row
from models.tables import OfficeSetting


def broken_at(bad: int, done: list[int]) -> object:
    def act(row: int) -> int:
        if row == bad:
            raise KeyError("isi rahasia")
        done.append(row)
        return 1

    return act


def test_the_rows_after_a_broken_one_are_done() -> None:
    done: list[int] = []
    with pytest.raises(RowsFailed) as failed:
        row_by_row([1, 2, 3], broken_at(2, done))  # type: ignore[arg-type]
    assert (done, failed.value.done) == ([1, 3], 2)
    assert str(failed.value) == "KeyError at 2"


def test_a_lost_database_is_nobodys_row() -> None:
    def lost(_row: int) -> int:
        raise OperationalError("server closed the connection")

    with pytest.raises(OperationalError):
        row_by_row([1, 2], lost)


def test_a_batch_with_a_broken_row_is_done_without_it(sqlite_account: object) -> None:
    def write(rows: Sequence[int]) -> int:
        for row in rows:
            OfficeSetting.create(key=f"uji {row}", value="")
            if row == 3:
                raise KeyError("isi rahasia")
        return len(rows)

    with pytest.raises(RowsFailed) as failed:
        in_batches([1, 2, 3, 4, 5], 2, write)
    kept = OfficeSetting.select(OfficeSetting.key).where(OfficeSetting.key.startswith("uji ")).tuples()
    assert {key for (key,) in kept} == {"uji 1", "uji 2", "uji 4", "uji 5"}
    assert (failed.value.done, str(failed.value)) == (4, "KeyError at 3")
