"""The audit trail: one unbroken chain per program, and a seal that any change breaks."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import AGENT, OPERATOR
from models.actions.core.audit_trail import AuditEvent, write
from models.rules.core.signed_trail import GENESIS, seal_of
from models.tables import Audit
from tests.office import NOW

COLUMNS = ("chain", "seq", "at", "actor", "address", "event", "subject", "before", "after", "prev_hash")


def rows(chain: str) -> list[dict[str, Any]]:
    return list(Audit.select().where(Audit.chain == chain).order_by(Audit.seq).dicts())


def test_each_program_writes_a_chain_of_its_own(account: Any) -> None:
    write(AGENT, NOW, AuditEvent("a", "x:1"), AuditEvent("b", "x:1"))
    write(OPERATOR, NOW, AuditEvent("c", "x:2"))
    write(AGENT, NOW + timedelta(seconds=1), AuditEvent("d", "x:3"))
    for chain, events in (("agen", ["a", "b", "d"]), ("web", ["c"])):
        found = rows(chain)
        assert [row["event"] for row in found] == events
        assert [row["seq"] for row in found] == list(range(1, len(events) + 1))
        previous = GENESIS
        for row in found:
            assert (row["prev_hash"], row["hash"]) == (previous, seal_of(row))
            previous = row["hash"]


@pytest.mark.parametrize("column", COLUMNS)
def test_S45_a_change_of_any_column_breaks_the_seal(sqlite_account: Any, column: str) -> None:
    write(AGENT, NOW, AuditEvent("a", "x:1", "lama", "baru"))
    row = rows("agen")[0]
    changed = row[column] + timedelta(seconds=1) if column == "at" else f"{row[column]}x"
    assert seal_of({**row, column: changed}) != row["hash"]


def test_nothing_to_say_writes_nothing(sqlite_account: Any) -> None:
    write(AGENT, NOW)
    assert rows("agen") == []
