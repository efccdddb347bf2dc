"""Keeps the records of inactive files handed to the records centre."""

from peewee import SqliteDatabase

_TABLES = (
    """CREATE TABLE transfer (
    id {key} PRIMARY KEY,
    number VARCHAR(40) NOT NULL,
    handed_by VARCHAR(120) NOT NULL,
    handed_title VARCHAR(120) NOT NULL,
    received_by VARCHAR(120) NOT NULL,
    received_title VARCHAR(120) NOT NULL,
    receiver VARCHAR(120) NOT NULL,
    made_by_id INTEGER NOT NULL,
    made_at {moment} NOT NULL,
    FOREIGN KEY (made_by_id) REFERENCES staff (id)
)""",
    """CREATE TABLE transfer_item (
    id {key} PRIMARY KEY,
    transfer_id INTEGER NOT NULL,
    complaint_id INTEGER NOT NULL,
    number VARCHAR(40) NOT NULL,
    code VARCHAR(20) NOT NULL,
    category VARCHAR(120) NOT NULL,
    years VARCHAR(40) NOT NULL,
    sheets INTEGER NOT NULL,
    place VARCHAR(140) NOT NULL,
    kept_until VARCHAR(40) NOT NULL,
    FOREIGN KEY (transfer_id) REFERENCES transfer (id),
    FOREIGN KEY (complaint_id) REFERENCES complaint (id)
)""",
    "CREATE INDEX transferitem_transfer_id ON transfer_item (transfer_id)",
    "CREATE INDEX transferitem_complaint_id ON transfer_item (complaint_id)",
    "CREATE UNIQUE INDEX transferitem_transfer_id_complaint_id ON transfer_item (transfer_id, complaint_id)",
)


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    for statement in _TABLES:
        db.execute_sql(statement.format(**words))


def down(migrator, db):
    db.execute_sql("DROP TABLE transfer_item")
    db.execute_sql("DROP TABLE transfer")
