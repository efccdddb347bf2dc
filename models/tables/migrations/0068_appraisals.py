"""Makes the tables of appraisal, and the columns of the consent without which no file is destroyed any more.

Lists that were carried out, or begun, before have neither; they are marked, so that `verify` does not miss it.
"""

from peewee import BooleanField, CharField, DateField, DateTimeField, SqliteDatabase

_TABLES = (
    """CREATE TABLE appraisal_panel (
    id {key} PRIMARY KEY,
    letter VARCHAR(120) NOT NULL,
    letter_date DATE NOT NULL,
    made_by_id INTEGER NOT NULL,
    made_at {moment} NOT NULL,
    ended_at {moment},
    FOREIGN KEY (made_by_id) REFERENCES staff (id)
)""",
    """CREATE TABLE panel_member (
    id {key} PRIMARY KEY,
    panel_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL,
    part VARCHAR(12) NOT NULL,
    name VARCHAR(200) NOT NULL,
    title VARCHAR(120) NOT NULL,
    FOREIGN KEY (panel_id) REFERENCES appraisal_panel (id),
    FOREIGN KEY (staff_id) REFERENCES staff (id)
)""",
    """CREATE TABLE appraisal_opinion (
    id {key} PRIMARY KEY,
    complaint_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    verdict VARCHAR(10) NOT NULL,
    reason TEXT NOT NULL,
    given_at {moment} NOT NULL,
    FOREIGN KEY (complaint_id) REFERENCES complaint (id),
    FOREIGN KEY (member_id) REFERENCES panel_member (id)
)""",
    """CREATE TABLE appraisal (
    id {key} PRIMARY KEY,
    complaint_id INTEGER NOT NULL,
    panel_id INTEGER NOT NULL,
    verdict VARCHAR(10) NOT NULL,
    reason TEXT NOT NULL,
    decided_by_id INTEGER NOT NULL,
    decided_at {moment} NOT NULL,
    FOREIGN KEY (complaint_id) REFERENCES complaint (id),
    FOREIGN KEY (panel_id) REFERENCES appraisal_panel (id),
    FOREIGN KEY (decided_by_id) REFERENCES staff (id)
)""",
    "CREATE INDEX panelmember_panel_id ON panel_member (panel_id)",
    "CREATE INDEX appraisalopinion_complaint_id ON appraisal_opinion (complaint_id)",
    "CREATE INDEX appraisal_complaint_id ON appraisal (complaint_id)",
)
_COLUMNS = {
    "consent_letter": CharField(max_length=120, default=""),
    "consent_date": DateField(null=True),
    "consent_scan": CharField(max_length=64, null=True),
    "consent_at": DateTimeField(null=True),
    "before_consent": BooleanField(default=False),
    "record_number": CharField(max_length=40, default=""),
}
_BEGUN = """UPDATE destruction_list SET before_consent = (1 = 1) WHERE carried_out_at IS NOT NULL
 OR EXISTS (SELECT 1 FROM destruction_item i WHERE i.list_id = destruction_list.id AND i.destroyed_at IS NOT NULL)"""


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    for statement in _TABLES:
        db.execute_sql(statement.format(**words))
    migrator.migrate(*(migrator.add_column("destruction_list", name, column) for name, column in _COLUMNS.items()))
    db.execute_sql("ALTER TABLE destruction_list ADD COLUMN consent_by_id INTEGER REFERENCES staff (id)")
    db.execute_sql("ALTER TABLE destruction_item ADD COLUMN appraisal_id INTEGER REFERENCES appraisal (id)")
    db.execute_sql("CREATE INDEX destructionitem_appraisal_id ON destruction_item (appraisal_id)")
    db.execute_sql(_BEGUN)


def down(migrator, db):
    db.execute_sql("DROP INDEX destructionitem_appraisal_id")
    migrator.migrate(migrator.drop_column("destruction_item", "appraisal_id"))
    migrator.migrate(migrator.drop_column("destruction_list", "consent_by_id"))
    migrator.migrate(*(migrator.drop_column("destruction_list", name) for name in _COLUMNS))
    for name in ("appraisal", "appraisal_opinion", "panel_member", "appraisal_panel"):
        db.execute_sql(f"DROP TABLE {name}")
