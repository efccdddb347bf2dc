"""Whether each query of the agent is one its role on PostgreSQL may make: read off the text, on either database."""

import re
import sys
from collections.abc import Iterator

from models.rules.core.sealed_contents import kinds_of, may_move
from models.rules.upkeep.agent_rights import AGENT_RIGHTS, Rights
from models.tables import FILE_TABLES, TABLES
from tests.tools import ROOT

TABLE = {table._meta.table_name: table for table in (*TABLES, *FILE_TABLES)}

_INSERT = re.compile(r'\s*INSERT\s+(?:OR \w+ )?INTO "(\w+)"')
_UPDATE = re.compile(r'\s*UPDATE "(\w+)" SET (.*?)(?: WHERE | RETURNING |$)', re.S)
_DELETE = re.compile(r'\s*DELETE FROM "(\w+)"')
_READ = re.compile(r'(?<!DELETE )(?:FROM|JOIN) "(\w+)"')
_SET = re.compile(r'"(\w+)" = ')
_NO_TABLES = frozenset({"main"})  # of SQLite


def is_asked_by_agent() -> bool:
    """Whether code of the agent is what asks now: of its room, without the simulated platforms."""
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(f"{ROOT}/sync_agent/") and "/simulator/" not in name:
            return True
        frame = frame.f_back  # type: ignore[assignment]
    return False


def beyond(sql: str) -> list[str]:
    """Return what this statement needs and the agents' role lacks."""
    return [f"{what} of {table}" for table, what, may in _needed(sql) if not may]


def _needed(sql: str) -> Iterator[tuple[str, str, bool]]:
    for table in _READ.findall(sql):
        if table not in _NO_TABLES:
            yield table, "SELECT", bool(_of(table).reads)
    if found := _INSERT.match(sql):
        yield found[1], "INSERT", _of(found[1]).inserts
        if "DO UPDATE SET" in sql:
            yield from _changed(found[1], sql.partition("DO UPDATE SET")[2])
    if found := _UPDATE.match(sql):
        yield from _changed(found[1], found[2])
    if found := _DELETE.match(sql):
        yield found[1], "DELETE", _of(found[1]).deletes


def _changed(table: str, changes: str) -> Iterator[tuple[str, str, bool]]:
    for column in _SET.findall(changes):
        yield table, f"UPDATE ({column})", _of(table).may_change(column)
        yield table, f"moving on a sealed row ({column})", _may_move(table, column)


def _may_move(table: str, column: str) -> bool:
    """Whether an agent's key may say that it moved such a row on."""
    name = TABLE[table]._meta.columns[column].name
    return all(may_move(kind, "agen") for kind in kinds_of(table, {name}))


def _of(table: str) -> Rights:
    return AGENT_RIGHTS.get(table, Rights())
