"""Makes the tables of the file store in the database; they are there where a restore put the files back before."""

from peewee import SqliteDatabase

_TABLES = (
    """CREATE TABLE IF NOT EXISTS kept_file (
    id {key} PRIMARY KEY,
    sha256 VARCHAR(64),
    size BIGINT NOT NULL,
    key {bytes} NOT NULL,
    touched_at {moment} NOT NULL
)""",
    """CREATE TABLE IF NOT EXISTS file_chunk (
    id {key} PRIMARY KEY,
    file_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    content {bytes} NOT NULL,
    FOREIGN KEY (file_id) REFERENCES kept_file (id) ON DELETE CASCADE
)""",
    "CREATE UNIQUE INDEX IF NOT EXISTS keptfile_sha256 ON kept_file (sha256)",
    "CREATE INDEX IF NOT EXISTS keptfile_touched_at ON kept_file (touched_at)",
    "CREATE UNIQUE INDEX IF NOT EXISTS filechunk_file_id_number ON file_chunk (file_id, number)",
)


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {
        "key": "INTEGER NOT NULL" if small else "SERIAL",
        "moment": "DATETIME" if small else "TIMESTAMP",
        "bytes": "BLOB" if small else "BYTEA",
    }
    for sql in _TABLES:
        db.execute_sql(sql.format(**words))
    if not small:  # sealed bytes do not pack
        db.execute_sql("ALTER TABLE file_chunk ALTER COLUMN content SET STORAGE EXTERNAL")


def down(migrator, db):
    db.execute_sql("DROP TABLE file_chunk")
    db.execute_sql("DROP TABLE kept_file")
