"""Keeps which drafts were handed to another system to be signed there, and what came back of them."""

from peewee import SqliteDatabase

_TABLE = """CREATE TABLE sent_paper (
    id {key} PRIMARY KEY,
    document_id INTEGER NOT NULL,
    way VARCHAR(12) NOT NULL,
    state VARCHAR(12) NOT NULL,
    words VARCHAR(64) NOT NULL,
    number VARCHAR(80) NOT NULL,
    sent_by_id INTEGER,
    sent_at {moment},
    sha256 VARCHAR(64),
    returned_by_id INTEGER,
    returned_at {moment},
    found_number VARCHAR(80) NOT NULL,
    found_day VARCHAR(10) NOT NULL,
    copy_state VARCHAR(20) NOT NULL,
    signer VARCHAR(300) NOT NULL,
    signed_at {moment},
    roots TEXT NOT NULL,
    difference TEXT NOT NULL,
    ended_by_id INTEGER,
    ended_at {moment},
    reason VARCHAR(300) NOT NULL,
    agreed TEXT NOT NULL,
    FOREIGN KEY (document_id) REFERENCES document (id),
    FOREIGN KEY (sent_by_id) REFERENCES staff (id),
    FOREIGN KEY (returned_by_id) REFERENCES staff (id),
    FOREIGN KEY (ended_by_id) REFERENCES staff (id)
)"""


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    db.execute_sql(_TABLE.format(**words))
    db.execute_sql("CREATE INDEX sentpaper_document_id ON sent_paper (document_id)")
    db.execute_sql(
        "CREATE UNIQUE INDEX sent_paper_open ON sent_paper (document_id) WHERE \"state\" IN ('di_luar', 'kembali')"
    )


def down(migrator, db):
    db.execute_sql("DROP TABLE sent_paper")
