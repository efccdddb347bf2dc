"""Gives gateways' PCs keys of their own, and says which of them serves a channel."""

import re

from peewee import SqliteDatabase, TextField

_TABLES = """
CREATE TABLE agent_machine (
    id SERIAL PRIMARY KEY,
    name VARCHAR(16) NOT NULL,
    public VARCHAR(64) NOT NULL,
    vouch TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by INTEGER,
    revoked_at TIMESTAMP
);
CREATE UNIQUE INDEX agentmachine_public ON agent_machine (public);
CREATE UNIQUE INDEX agent_machine_name ON agent_machine (name) WHERE revoked_at IS NULL;
CREATE TABLE serving_machine (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    machine_id INTEGER NOT NULL REFERENCES agent_machine (id),
    given_at TIMESTAMP NOT NULL,
    given_by INTEGER,
    ended_at TIMESTAMP
);
CREATE UNIQUE INDEX serving_machine_account ON serving_machine (account_id) WHERE ended_at IS NULL"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)
    migrator.migrate(migrator.add_column("channel_account", "push_secret", TextField(default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("channel_account", "push_secret"))
    db.execute_sql("DROP TABLE serving_machine")
    db.execute_sql("DROP TABLE agent_machine")
