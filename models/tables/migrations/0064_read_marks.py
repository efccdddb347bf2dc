"""Makes the list of messages that were opened on a screen and whose senders are to be told so."""

from peewee import SqliteDatabase

_TABLE = """CREATE TABLE read_mark (
    id {key} PRIMARY KEY,
    message_id INTEGER NOT NULL,
    opened_at {moment} NOT NULL,
    tries INTEGER NOT NULL,
    FOREIGN KEY (message_id) REFERENCES message (id)
)"""
_KEY = "CREATE UNIQUE INDEX readmark_message_id ON read_mark (message_id)"


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    db.execute_sql(_TABLE.format(**words))
    db.execute_sql(_KEY)


def down(migrator, db):
    db.execute_sql("DROP TABLE read_mark")
