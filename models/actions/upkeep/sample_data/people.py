"""Removes practice accounts and officials; those that real work refers to are closed and lose their posts instead."""

from peewee import ForeignKeyField

from models.actions.upkeep.sample_data.reach import ids_of, ids_within
from models.tables import TABLES, BaseTable, Complaint, Document, OfficeHolder, Official, Staff

_SAMPLE_STAFF = Staff.sample == True  # noqa: E712 - a condition of the query


def people_left() -> list[Staff]:
    """Return the practice accounts that can still sign in."""
    return list(Staff.select().where(_SAMPLE_STAFF & (Staff.active == True)).order_by(Staff.id))  # noqa: E712


def take_out_people() -> None:
    """Delete these accounts and officials; one that real work refers to is closed for good instead."""
    officials = ids_of(Official, Official.sample == True)  # noqa: E712
    for staff in sorted(ids_of(Staff, _SAMPLE_STAFF)):
        for table, column in _belongings():
            table.delete().where(column == staff).execute()
        if _leaning(Staff, staff):
            closed = Staff.update(
                active=False, password_hash="", official=None, phone="", wants_messages=False, wants_tasks=False
            )
            closed.where(Staff.id == staff).execute()
        else:
            Staff.delete().where(Staff.id == staff).execute()
    OfficeHolder.delete().where(OfficeHolder.official.in_(officials)).execute()
    for official in sorted(officials):
        if not _leaning(Official, official):
            Official.delete().where(Official.id == official).execute()


def _belongings() -> list[tuple[type[BaseTable], ForeignKeyField]]:
    """Return the tables of a person's own things (sessions, drafts, notices, views), with the column naming him."""
    return [
        (table, key)
        for table in TABLES
        for key, aim in table._meta.refs.items()
        if aim is Staff and key.name == "staff" and not {Complaint, Document} & set(table._meta.refs.values())
    ]


def _leaning(table: type[BaseTable], row: int) -> bool:
    """Whether any row refers to this one."""
    keys = [(other, key) for other in TABLES for key, aim in other._meta.refs.items() if aim is table]
    return any(ids_within(other, key, [row]) for other, key in keys)
