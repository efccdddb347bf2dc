"""The one-time codes by which people set the passwords of their accounts."""

from peewee import DateTimeField, ForeignKeyField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine
from models.tables.staff.staff import Staff


class EntryCode(BaseTable):
    """One code: of its parts only hashes are kept. Over once used, past its time, or followed by another."""

    staff = ForeignKeyField(Staff, index=False, backref="entry_codes")
    kept = machine(TextField())  # JSON: salt and hash of each part
    made_at = DateTimeField()
    until = DateTimeField()
    used_at = DateTimeField(null=True)
