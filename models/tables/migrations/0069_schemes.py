"""Makes room for whole classification schemes, and for the archive code of papers and categories by date."""

from peewee import CharField, IntegerField, SqliteDatabase

_TABLES = (
    """CREATE TABLE archive_scheme (
    id {key} PRIMARY KEY,
    name VARCHAR(40) NOT NULL,
    valid_from DATE NOT NULL,
    codes INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    imported_by_id INTEGER NOT NULL,
    imported_at {moment} NOT NULL,
    FOREIGN KEY (imported_by_id) REFERENCES staff (id)
)""",
    """CREATE TABLE code_choice (
    id {key} PRIMARY KEY,
    subject VARCHAR(60) NOT NULL,
    code VARCHAR(20) NOT NULL,
    valid_from DATE NOT NULL,
    made_by_id INTEGER NOT NULL,
    made_at {moment} NOT NULL,
    FOREIGN KEY (made_by_id) REFERENCES staff (id)
)""",
    "CREATE UNIQUE INDEX archivescheme_name ON archive_scheme (name)",
    "CREATE UNIQUE INDEX archivescheme_valid_from ON archive_scheme (valid_from)",
    "CREATE UNIQUE INDEX codechoice_subject_valid_from ON code_choice (subject, valid_from)",
)
_COLUMNS = {
    "active_years": IntegerField(null=True),
    "inactive_years": IntegerField(null=True),
    "fate": CharField(max_length=20, default=""),
}


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    for statement in _TABLES:
        db.execute_sql(statement.format(**words))
    migrator.migrate(*(migrator.add_column("classification", name, column) for name, column in _COLUMNS.items()))


def down(migrator, db):
    migrator.migrate(*(migrator.drop_column("classification", name) for name in _COLUMNS))
    for name in ("code_choice", "archive_scheme"):
        db.execute_sql(f"DROP TABLE {name}")
