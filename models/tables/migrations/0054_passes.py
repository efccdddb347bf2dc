"""Makes the stamps of each channel's jobs: when each last went through, and why it did nothing."""

from peewee import SqliteDatabase

_TABLE = """CREATE TABLE channel_pass (
    id {key} PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    job VARCHAR(12) NOT NULL,
    passed_at {moment} NOT NULL,
    halt VARCHAR(20) NOT NULL
)"""
_KEY = "CREATE UNIQUE INDEX channelpass_account_id_job ON channel_pass (account_id, job)"


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    db.execute_sql(_TABLE.format(**words))
    db.execute_sql(_KEY)


def down(migrator, db):
    db.execute_sql("DROP TABLE channel_pass")
