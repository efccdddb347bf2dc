"""Keeps the facts of a closed month for each scope, and seals its lines over salted digests of their words.

`migrate` then seals months closed before: their old hash becomes part of the new seal.
"""

import re

from peewee import CharField, SqliteDatabase

_TABLES = """
CREATE TABLE month_facts (
    id SERIAL PRIMARY KEY,
    month VARCHAR(7) NOT NULL,
    facts TEXT NOT NULL,
    hidden TEXT NOT NULL,
    taken_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX monthfacts_month ON month_facts (month)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}
_LINE = ("salt", "digest", "seal")


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)
    migrator.migrate(
        migrator.add_column("month_close", "seal", CharField(max_length=64, default="")),
        *(migrator.add_column("register_line", name, CharField(max_length=64, default="")) for name in _LINE),
    )


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("month_close", "seal"),
        *(migrator.drop_column("register_line", name) for name in _LINE),
    )
    db.execute_sql("DROP TABLE month_facts")
