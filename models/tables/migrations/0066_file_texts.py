"""Makes the tables of the words of files, which the search finds them by; files kept already are read bit by bit."""

from peewee import SqliteDatabase

_COMMON = """
    state VARCHAR(12) NOT NULL,
    text TEXT NOT NULL,
    pages INTEGER NOT NULL,
    whole {truth} NOT NULL,
    tries INTEGER NOT NULL,
    next_try_at {moment},
    read_at {moment},"""
_TABLES = (
    """CREATE TABLE attachment_text (
    id {key} PRIMARY KEY,
    attachment_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,"""
    + _COMMON
    + """
    FOREIGN KEY (attachment_id) REFERENCES attachment (id),
    FOREIGN KEY (message_id) REFERENCES message (id)
)""",
    """CREATE TABLE paper_text (
    id {key} PRIMARY KEY,
    document_id INTEGER NOT NULL,"""
    + _COMMON
    + """
    FOREIGN KEY (document_id) REFERENCES document (id)
)""",
)
_INDEXES = (
    "CREATE UNIQUE INDEX attachmenttext_attachment_id ON attachment_text (attachment_id)",
    "CREATE INDEX attachmenttext_message_id ON attachment_text (message_id)",
    "CREATE INDEX attachment_text_due ON attachment_text (state, id) WHERE \"state\" IN ('menunggu', 'perlu_ocr')",
    "CREATE UNIQUE INDEX papertext_document_id ON paper_text (document_id)",
    "CREATE INDEX paper_text_due ON paper_text (state, id) WHERE \"state\" IN ('menunggu', 'perlu_ocr')",
)


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {
        "key": "INTEGER NOT NULL" if small else "SERIAL",
        "moment": "DATETIME" if small else "TIMESTAMP",
        "truth": "INTEGER" if small else "BOOLEAN",
    }
    for sql in _TABLES:
        db.execute_sql(sql.format(**words))
    for sql in _INDEXES:
        db.execute_sql(sql)


def down(migrator, db):
    for table, what in (("paper_text", "naskah"), ("attachment_text", "pesan")):
        db.execute_sql(f"DROP TABLE {table}")
        if not isinstance(db, SqliteDatabase):
            db.execute_sql(f'DROP FUNCTION IF EXISTS "search_{table}_{what}_changed"()')
