"""Listens to what is asked of a database, and reads the plan of one question. SQLite only."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from peewee import Database

from models.tables import database

Question = tuple[str, Any]


@contextmanager
def listening() -> Iterator[list[Question]]:
    """Note every question of the block, with its parameters."""
    asked: list[Question] = []
    real = Database.execute_sql

    def noted(self: Any, sql: str, params: Any = None) -> Any:
        asked.append((sql, params))
        return real(self, sql, params)

    target = type(database.obj)
    target.execute_sql = noted
    try:
        yield asked
    finally:
        del target.execute_sql


def plan_of(question: Question) -> str:
    """Return the plan of a question, a line a step."""
    sql, params = question
    return "\n".join(str(row[3]) for row in database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params))
