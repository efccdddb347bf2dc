"""Notes the folders of files that machines use, and from which of them a file that is to be removed is gone."""

from peewee import CharField, SqliteDatabase

_TABLE = """CREATE TABLE file_place (
    id {key} PRIMARY KEY,
    host VARCHAR(24) NOT NULL,
    path VARCHAR(300) NOT NULL,
    seen_at {moment} NOT NULL
)"""


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    db.execute_sql(_TABLE.format(**words))
    db.execute_sql("CREATE UNIQUE INDEX fileplace_host_path ON file_place (host, path)")
    migrator.migrate(migrator.add_column("file_removal", "gone_from", CharField(max_length=200, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("file_removal", "gone_from"))
    db.execute_sql("DROP TABLE file_place")
