"""Makes the table of corrections: what was put right in an output or in the account of a case."""

from peewee import SqliteDatabase

_TABLE = """CREATE TABLE output_correction (
    id {key} PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    kind VARCHAR(80) NOT NULL,
    field VARCHAR(40) NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    why TEXT NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at {moment} NOT NULL
)"""


def up(migrator, db):
    own = ("INTEGER NOT NULL", "DATETIME") if isinstance(db, SqliteDatabase) else ("SERIAL", "TIMESTAMP")
    db.execute_sql(_TABLE.format(key=own[0], moment=own[1]))
    db.execute_sql("CREATE INDEX outputcorrection_complaint_id ON output_correction (complaint_id)")


def down(migrator, db):
    db.execute_sql("DROP TABLE output_correction")
