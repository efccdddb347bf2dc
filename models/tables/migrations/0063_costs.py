"""Makes the tables of what platforms charged for, of what was paid today, and of corrected prices."""

from peewee import SqliteDatabase

_TABLES = (
    """CREATE TABLE channel_charge (
    id {key} PRIMARY KEY,
    account_id INTEGER NOT NULL,
    day DATE NOT NULL,
    what VARCHAR(24) NOT NULL,
    count INTEGER NOT NULL,
    FOREIGN KEY (account_id) REFERENCES channel_account (id)
)""",
    """CREATE TABLE paid_resource (
    id {key} PRIMARY KEY,
    account_id INTEGER NOT NULL,
    day DATE NOT NULL,
    what VARCHAR(24) NOT NULL,
    resource VARCHAR(64) NOT NULL,
    FOREIGN KEY (account_id) REFERENCES channel_account (id)
)""",
    """CREATE TABLE corrected_price (
    id {key} PRIMARY KEY,
    what VARCHAR(24) NOT NULL,
    since DATE NOT NULL,
    micros INTEGER NOT NULL,
    source VARCHAR(200) NOT NULL,
    entered_at {moment} NOT NULL,
    entered_by INTEGER
)""",
    "CREATE UNIQUE INDEX channelcharge_account_id_day_what ON channel_charge (account_id, day, what)",
    "CREATE UNIQUE INDEX paidresource_account_id_day_what_resource "
    "ON paid_resource (account_id, day, what, resource)",
    "CREATE UNIQUE INDEX correctedprice_what_since ON corrected_price (what, since)",
)


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    for statement in _TABLES:
        db.execute_sql(statement.format(**words))


def down(migrator, db):
    for name in ("corrected_price", "paid_resource", "channel_charge"):
        db.execute_sql(f"DROP TABLE {name}")
