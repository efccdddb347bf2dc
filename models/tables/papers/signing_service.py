"""How the office reaches its own e-signature service: one row, none where it has no such service."""

from peewee import CharField, DateTimeField, ForeignKeyField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words
from models.tables.staff.staff import Staff


class SigningService(BaseTable):
    """The one installation, its password sealed with the office's key; row 1, which two who enter it share."""

    base_url = office_words(CharField(max_length=300))
    version = machine(CharField(max_length=4))
    username = office_words(CharField(max_length=100))
    secret = machine(TextField())  # sealed
    asks = machine(CharField(max_length=12))  # models/rules/papers/signing_service.py
    tag = office_words(CharField(max_length=40))
    authority = office_words(TextField(default=""))
    changed_by = ForeignKeyField(Staff, null=True, index=False)
    changed_at = DateTimeField()
    checked_at = DateTimeField(null=True)
    check_said = office_words(CharField(max_length=300, default=""))
    check_good = machine(CharField(max_length=5, default=""))  # ya, tidak, or nothing: not checked since it changed
