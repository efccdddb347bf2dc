"""The judge's own eyes on the database, on both, and what a backup restored elsewhere lacks."""

from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from tests.soak.judge.test_invariants import sound
from tests.soak.reading import TROUBLE, Reader
from tests.soak.rehearsal import lacks


@pytest.mark.parametrize("table", ["channel_account", "staff"])
def test_a_writing_transaction_somebody_keeps_open_is_seen_whatever_it_writes(
    account: Any, database_url: str, table: str
) -> None:
    reader = Reader(database_url, patience=0.05)
    with closing(reader.connect(writes=True)) as other:
        other.execute("BEGIN")
        other.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - our own words
        before = reader.open_write().seconds  # who only reads keeps nobody waiting
        other.execute(f"UPDATE {table} SET id = id")  # noqa: S608 - our own words
        if reader.kind == "postgresql":
            first = reader.open_write().seconds
            found = reader.open_write()
            assert before == 0 < first < found.seconds
            assert f"idle in transaction, Client, ClientRead, UPDATE {table}" in found.whose
        else:
            with pytest.raises(TROUBLE, match="locked"):
                reader.open_write()
        other.execute("ROLLBACK")
    reader.open_write()


def test_what_a_restored_backup_lacks_is_named() -> None:
    office = sound().office
    assert list(lacks(office, replace(office, audits=41))) == []
    first, *rest = office.stored
    assert list(lacks(office, replace(office, stored=tuple(rest)))) == [
        f"waha {first.id} is not in the backup as it is stored"
    ]
    assert list(lacks(office, replace(office, stored=(replace(first, text="Halo!"), *rest))))
    one, two = office.answers
    assert list(lacks(office, replace(office, answers=(one,)))) == [f"answer {two.key} is not in the backup"]
    assert list(lacks(office, replace(office, answers=(one, replace(two, state="queued")))))
    assert list(lacks(office, replace(office, audits=39)))
