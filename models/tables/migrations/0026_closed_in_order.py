"""Indexes of closed cases alone: a section's in order, and the kept files by when their time ends."""

from peewee import *

_INDEXES = (
    ("complaint_section_closed", '"section", "closed_at"', 'NOT "open"'),
    ("complaint_kept", '"closed_at"', 'NOT "open" AND "destroyed_at" IS NULL'),
    ("complaint_kept_kind", '"kind", "closed_at"', 'NOT "open" AND "destroyed_at" IS NULL'),
    ("complaint_own_class", '"record_class", "closed_at"', "\"record_class\" <> ''"),
)


def up(migrator, db):
    for name, columns, where in _INDEXES:
        db.execute_sql(f'CREATE INDEX "{name}" ON "complaint" ({columns}) WHERE {where}')


def down(migrator, db):
    for name, _columns, _where in reversed(_INDEXES):
        migrator.migrate(migrator.drop_index("complaint", name))
