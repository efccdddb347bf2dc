"""Makes the marks of sealed segments of attempts.log whose every sending this database knows."""

from peewee import SqliteDatabase

_TABLE = """CREATE TABLE known_segment (
    id {key} PRIMARY KEY,
    name VARCHAR(40) NOT NULL,
    known_at {moment} NOT NULL
)"""
_KEY = "CREATE UNIQUE INDEX knownsegment_name ON known_segment (name)"


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    db.execute_sql(_TABLE.format(**words))
    db.execute_sql(_KEY)


def down(migrator, db):
    db.execute_sql("DROP TABLE known_segment")
