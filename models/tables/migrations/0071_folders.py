"""Keeps where the paper folder of a case stands, and to whom it was lent."""

from peewee import SqliteDatabase

_TABLES = (
    """CREATE TABLE folder_place (
    id {key} PRIMARY KEY,
    complaint_id INTEGER NOT NULL,
    room VARCHAR(40) NOT NULL,
    rack VARCHAR(40) NOT NULL,
    box VARCHAR(40) NOT NULL,
    sheets INTEGER NOT NULL,
    placed_by_id INTEGER NOT NULL,
    placed_at {moment} NOT NULL,
    ended_at {moment},
    FOREIGN KEY (complaint_id) REFERENCES complaint (id),
    FOREIGN KEY (placed_by_id) REFERENCES staff (id)
)""",
    """CREATE TABLE folder_loan (
    id {key} PRIMARY KEY,
    complaint_id INTEGER NOT NULL,
    borrower VARCHAR(120) NOT NULL,
    purpose VARCHAR(200) NOT NULL,
    due DATE NOT NULL,
    lent_by_id INTEGER NOT NULL,
    lent_at {moment} NOT NULL,
    returned_to_id INTEGER,
    returned_at {moment},
    FOREIGN KEY (complaint_id) REFERENCES complaint (id),
    FOREIGN KEY (lent_by_id) REFERENCES staff (id),
    FOREIGN KEY (returned_to_id) REFERENCES staff (id)
)""",
    "CREATE INDEX folderplace_complaint_id ON folder_place (complaint_id)",
    'CREATE UNIQUE INDEX folder_place_now ON folder_place (complaint_id) WHERE "ended_at" IS NULL',
    'CREATE INDEX folder_place_box ON folder_place (room, rack, box) WHERE "ended_at" IS NULL',
    "CREATE INDEX folderloan_complaint_id ON folder_loan (complaint_id)",
    'CREATE UNIQUE INDEX folder_loan_out ON folder_loan (complaint_id) WHERE "returned_at" IS NULL',
    'CREATE INDEX folder_loan_due ON folder_loan (due) WHERE "returned_at" IS NULL',
)


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    for statement in _TABLES:
        db.execute_sql(statement.format(**words))


def down(migrator, db):
    db.execute_sql("DROP TABLE folder_loan")
    db.execute_sql("DROP TABLE folder_place")
