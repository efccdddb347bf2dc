"""Keeps what a signed copy was found to be, the copies that were replaced, and the certificates an office trusts."""

from peewee import CharField, DateTimeField, SqliteDatabase, TextField

_COLUMNS = {
    "signed_copy_state": CharField(max_length=20, default=""),
    "signed_copy_signer": CharField(max_length=300, default=""),
    "signed_copy_time": DateTimeField(null=True),
    "signed_copy_checked": DateTimeField(null=True),
    "signed_copy_roots": TextField(default=""),
    "signed_copy_difference": TextField(default=""),
}
_TABLES = (
    """CREATE TABLE trust_root (
    id {key} PRIMARY KEY,
    subject VARCHAR(200) NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    certificate_from {moment} NOT NULL,
    certificate_until {moment} NOT NULL,
    der TEXT NOT NULL,
    added_by_id INTEGER,
    added_at {moment} NOT NULL,
    removed_by_id INTEGER,
    removed_at {moment},
    FOREIGN KEY (added_by_id) REFERENCES staff (id),
    FOREIGN KEY (removed_by_id) REFERENCES staff (id)
)""",
    """CREATE TABLE replaced_copy (
    id {key} PRIMARY KEY,
    document_id INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    filed_by_id INTEGER,
    filed_at {moment},
    state VARCHAR(20) NOT NULL,
    signer VARCHAR(300) NOT NULL,
    signed_at {moment},
    replaced_by_id INTEGER,
    replaced_at {moment} NOT NULL,
    reason VARCHAR(300) NOT NULL,
    FOREIGN KEY (document_id) REFERENCES document (id),
    FOREIGN KEY (filed_by_id) REFERENCES staff (id),
    FOREIGN KEY (replaced_by_id) REFERENCES staff (id)
)""",
    'CREATE UNIQUE INDEX trust_root_in_use ON trust_root (fingerprint) WHERE "removed_at" IS NULL',
    "CREATE INDEX replacedcopy_document_id ON replaced_copy (document_id)",
)


def up(migrator, db):
    migrator.migrate(*(migrator.add_column("document", name, column) for name, column in _COLUMNS.items()))
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    for statement in _TABLES:
        db.execute_sql(statement.format(**words))


def down(migrator, db):
    db.execute_sql("DROP TABLE replaced_copy")
    db.execute_sql("DROP TABLE trust_root")
    migrator.migrate(*(migrator.drop_column("document", name) for name in _COLUMNS))
