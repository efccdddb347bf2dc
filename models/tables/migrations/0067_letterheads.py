"""Makes the table of letterheads; the lines of the office's profile become its first version."""

from peewee import SqliteDatabase

_TABLE = """CREATE TABLE letterhead_version (
    id {key} PRIMARY KEY,
    ministry VARCHAR(300) NOT NULL,
    directorate VARCHAR(300) NOT NULL,
    region VARCHAR(300) NOT NULL,
    office VARCHAR(300) NOT NULL,
    address VARCHAR(300) NOT NULL,
    web VARCHAR(300) NOT NULL,
    email VARCHAR(300) NOT NULL,
    emblem VARCHAR(64),
    emblem_width INTEGER NOT NULL,
    emblem_height INTEGER NOT NULL,
    emblem_mm INTEGER NOT NULL,
    valid_from DATE,
    withdrawn_at {moment},
    made_by_id INTEGER,
    made_at {moment},
    FOREIGN KEY (made_by_id) REFERENCES staff (id)
)"""
# column: the entry of the profile it was
_LINES = {
    "ministry": "kementerian",
    "directorate": "direktorat",
    "region": "kanwil",
    "office": "kantor",
    "address": "alamat",
    "web": "laman",
    "email": "pos_el",
}
_FIRST_DAY = "2000-01-01"  # before any paper


def up(migrator, db):
    small = isinstance(db, SqliteDatabase)
    words = {"key": "INTEGER NOT NULL" if small else "SERIAL", "moment": "DATETIME" if small else "TIMESTAMP"}
    db.execute_sql(_TABLE.format(**words))
    mark = "?" if small else "%s"
    known = dict(db.execute_sql("SELECT key, value FROM office_setting").fetchall())
    if "kantor" in known:
        values = [str(known.get(entry, ""))[:300] for entry in _LINES.values()]
        columns = ", ".join((*_LINES, "emblem_width", "emblem_height", "emblem_mm", "valid_from"))
        marks = ", ".join([mark] * (len(values) + 4))
        row = f"INSERT INTO letterhead_version ({columns}) VALUES ({marks})"  # noqa: S608
        db.execute_sql(row, (*values, 0, 0, 21, _FIRST_DAY))
    for entry in _LINES.values():
        db.execute_sql(f"DELETE FROM office_setting WHERE key = {mark}", (entry,))  # noqa: S608


def down(migrator, db):
    mark = "?" if isinstance(db, SqliteDatabase) else "%s"
    query = "SELECT {} FROM letterhead_version WHERE valid_from IS NOT NULL AND withdrawn_at IS NULL"
    query = (query + " ORDER BY valid_from DESC, id DESC LIMIT 1").format(", ".join(_LINES))
    newest = db.execute_sql(query).fetchone()
    for entry, value in zip(_LINES.values(), newest or (), strict=False):
        row = f"INSERT INTO office_setting (key, value) VALUES ({mark}, {mark})"  # noqa: S608
        db.execute_sql(row, (entry, value))
    db.execute_sql("DROP TABLE letterhead_version")
