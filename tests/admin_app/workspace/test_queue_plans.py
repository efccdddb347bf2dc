"""Closed cases, in time nearly all of them, are walked in their order: none is fetched only to be sorted away."""

from collections.abc import Callable
from typing import Any

import pytest
from peewee import Database, SqliteDatabase

from models.rules.roles import Role
from models.tables import database
from tests.admin_app.browsing import Browser

Open = Callable[[Role | str], Browser]


@pytest.mark.parametrize("role", [Role.PENGELOLA, Role.KEPALA_KANTOR])
def test_closed_cases_are_read_along_their_index(
    role: Role, signed_in: Open, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, asked = signed_in(role), []
    real = Database.execute_sql

    def noted(self: Any, sql: str, params: Any = None) -> Any:
        asked.append((sql, params))
        return real(self, sql, params)

    monkeypatch.setattr(SqliteDatabase, "execute_sql", noted)
    assert browser.get("/meja/?tab=selesai").status_code == 200
    monkeypatch.undo()
    [(sql, params)] = [(sql, params) for sql, params in asked if '"closed_at" DESC' in sql]
    plan = "\n".join(str(row[3]) for row in database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params))
    assert "complaint_open_closed_at" in plan
    assert "TEMP B-TREE" not in plan, plan
