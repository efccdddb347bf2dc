"""Every column of every table is sealed or declared the programs' own, one or the other."""

import re
from pathlib import Path
from runpy import run_path
from typing import Any

from models.actions.core.trail.sealed_rows import columns_of
from models.rules.core.machine_columns import MACHINE
from models.rules.core.sealed_contents import SEALED, may_move, read_columns, table_name
from models.rules.upkeep.agent_rights import AGENT_RIGHTS
from models.tables import FILE_TABLES, TABLES
from models.tables.upkeep.schema import MIGRATIONS

# An agent may write them on PostgreSQL, and writes there only what no seal is over.
NEVER_CHANGED = {"calendar_change", "pending_signature"}
BEGUN = "0102_row_seals"  # the migration that began to seal
_WRITTEN = re.compile(r'(?:UPDATE|DELETE FROM|INTO|ALTER TABLE) "?(\w+)', re.IGNORECASE)
_MADE = re.compile(r"CREATE TABLE (\w+)")  # what a later migration makes had no rows before
_BY_PEEWEE = re.compile(r'(?:add|drop|rename|alter)_column(?:_type)?\(\s*"(\w+)", "(\w+)"')


def test_every_column_of_every_table_is_sealed_or_the_programs_own_and_never_both() -> None:
    there = {
        (table._meta.table_name, name)
        for table in (*TABLES, *FILE_TABLES)
        for name in table._meta.fields
        if name != "id"
    }
    sealed = {(table_name(kind), name) for kind, names in SEALED.items() for name in names}
    own = {(table, name) for table, names in MACHINE.items() for name in names}
    assert sealed | own == there
    assert not sealed & own


def test_what_is_read_of_the_files_in_the_database_is_not_sealed_as_their_name_is_their_hash() -> None:
    assert not {table._meta.table_name for table in FILE_TABLES} & set(map(table_name, SEALED))


def later() -> dict[str, dict[str, Any]]:
    """Return the migrations since, by name, as they are run."""
    found = {}
    for path in sorted(MIGRATIONS.glob("[0-9]*.py")):
        if path.stem > BEGUN:
            found[path.stem] = {"text": path.read_text(), **run_path(str(path))}
    return found


def test_what_is_sealed_of_a_row_changes_only_with_a_migration_that_says_what_it_was() -> None:
    """Going back from today over what each migration says was sealed before it, one arrives at what was at first."""
    columns = {kind: tuple(column.column_name for column in columns_of(kind)) for kind in SEALED}
    for module in reversed(later().values()):
        columns |= {kind: tuple(names) for kind, names in module.get("REWRITES", {}).items()}
    made = {table for module in later().values() for table in _MADE.findall(str(module["text"]))}
    columns = {kind: names for kind, names in columns.items() if table_name(kind) not in made}
    at_first = read_columns((Path(__file__).parent / "sealed_at_0102.txt").read_text())
    assert {kind: names for kind, names in columns.items() if names} == at_first


def test_a_migration_that_writes_sealed_columns_says_which_lines_it_rewrites() -> None:
    for name, module in later().items():
        told = {table_name(kind) for kind in module.get("REWRITES", {})}
        assert not writes(str(module["text"])) - told, f"{name} rewrites sealed rows: name them in its REWRITES"


def writes(text: str) -> set[str]:
    """Return the sealed tables that a migration changes, as far as its text shows."""
    sealed = {(table_name(kind), column.column_name) for kind in SEALED for column in columns_of(kind)}
    tables = {table for table, _column in sealed}
    changed = {table for table in _WRITTEN.findall(text) if table in tables}
    return changed | {table for table, column in _BY_PEEWEE.findall(text) if (table, column) in sealed}


def test_what_a_migration_writes_is_seen_in_its_text() -> None:
    assert writes('db.execute_sql("UPDATE case_note SET text = 1")') == {"case_note"}
    assert writes('migrator.drop_column("staff", "username"), migrator.add_column("staff", "theme")') == {"staff"}
    assert writes('migrator.add_column("staff", "theme"); db.execute_sql("UPDATE draft SET text = 1")') == set()


def test_an_agent_may_change_what_its_key_moves_and_its_key_moves_no_more() -> None:
    """Its role on PostgreSQL and its key say the same of each table."""
    for kind in SEALED:
        rights = AGENT_RIGHTS[table_name(kind)]
        changes = rights.deletes or any(rights.may_change(column.column_name) for column in columns_of(kind))
        if may_move(kind, "agen"):
            assert changes, kind
        elif kind + ".agen" not in SEALED:
            assert not changes or kind in NEVER_CHANGED, kind
