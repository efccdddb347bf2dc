"""Makes the tables of the office's own types of paper; papers and templates there were are of built-in types."""

from peewee import CharField, IntegerField, SqliteDatabase

_TABLES = (
    """CREATE TABLE paper_type (
    id {key} PRIMARY KEY,
    code VARCHAR(20) NOT NULL,
    active {yes} NOT NULL,
    made_by_id INTEGER,
    made_at {moment} NOT NULL,
    FOREIGN KEY (made_by_id) REFERENCES staff (id)
)""",
    """CREATE TABLE paper_type_version (
    id {key} PRIMARY KEY,
    paper_type_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    title VARCHAR(120) NOT NULL,
    form VARCHAR(12) NOT NULL,
    numbering VARCHAR(12) NOT NULL,
    classification VARCHAR(20) NOT NULL,
    stages TEXT NOT NULL,
    drafters VARCHAR(200) NOT NULL,
    paraf VARCHAR(200) NOT NULL,
    signer VARCHAR(30) NOT NULL,
    to_reporter {yes} NOT NULL,
    opening TEXT NOT NULL,
    closing TEXT NOT NULL,
    questions TEXT NOT NULL,
    made_by_id INTEGER,
    made_at {moment} NOT NULL,
    FOREIGN KEY (paper_type_id) REFERENCES paper_type (id),
    FOREIGN KEY (made_by_id) REFERENCES staff (id)
)""",
    "CREATE UNIQUE INDEX papertype_code ON paper_type (code)",
    "CREATE UNIQUE INDEX papertypeversion_paper_type_id_number ON paper_type_version (paper_type_id, number)",
)


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {
        "key": "INTEGER NOT NULL" if small else "SERIAL",
        "moment": "DATETIME" if small else "TIMESTAMP",
        "yes": "SMALLINT" if small else "BOOLEAN",
    }
    for statement in _TABLES:
        db.execute_sql(statement.format(**words))
    migrator.migrate(
        migrator.add_column("template_version", "type_version", IntegerField(default=0)),
        migrator.add_column("document", "own_title", CharField(max_length=120, default="")),
    )
    db.execute_sql("ALTER TABLE document ADD COLUMN own_version_id INTEGER REFERENCES paper_type_version (id)")


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("document", "own_version_id"),
        migrator.drop_column("document", "own_title"),
        migrator.drop_column("template_version", "type_version"),
    )
    db.execute_sql("DROP TABLE paper_type_version")
    db.execute_sql("DROP TABLE paper_type")
