"""Keeps how the office reaches its own e-signature service, and the NIK by which it knows each signer."""

from peewee import CharField, SqliteDatabase

_TABLE = """CREATE TABLE signing_service (
    id {key} PRIMARY KEY,
    base_url VARCHAR(300) NOT NULL,
    version VARCHAR(4) NOT NULL,
    username VARCHAR(100) NOT NULL,
    secret TEXT NOT NULL,
    asks VARCHAR(12) NOT NULL,
    tag VARCHAR(40) NOT NULL,
    authority TEXT NOT NULL,
    changed_by_id INTEGER,
    changed_at {moment} NOT NULL,
    checked_at {moment},
    check_said VARCHAR(300) NOT NULL,
    check_good VARCHAR(5) NOT NULL,
    FOREIGN KEY (changed_by_id) REFERENCES staff (id)
)"""


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    db.execute_sql(_TABLE.format(**words))
    migrator.migrate(migrator.add_column("staff", "nik", CharField(max_length=16, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("staff", "nik"))
    db.execute_sql("DROP TABLE signing_service")
