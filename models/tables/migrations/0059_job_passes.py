"""Makes the stamps of the jobs by the clock: when each last went through."""

from peewee import SqliteDatabase

_TABLE = """CREATE TABLE job_pass (
    id {key} PRIMARY KEY,
    job VARCHAR(40) NOT NULL,
    passed_at {moment} NOT NULL
)"""
_KEY = "CREATE UNIQUE INDEX jobpass_job ON job_pass (job)"


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    db.execute_sql(_TABLE.format(**words))
    db.execute_sql(_KEY)


def down(migrator, db):
    db.execute_sql("DROP TABLE job_pass")
