"""The one-time codes by which gateways' PCs enrol."""

from peewee import CharField, DateTimeField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine


class Enrolment(BaseTable):
    """One code, of which only a check is kept, and what is handed to whoever shows it; over once used or too old."""

    name = machine(CharField(max_length=16))
    kept = machine(TextField())  # made with secret.key over the word and all of the row: nobody else writes one
    place = machine(CharField(max_length=255))  # host and port of PostgreSQL, as that PC knows it
    root = machine(TextField())  # by which its certificate is checked (PEM)
    made_at = DateTimeField()
    made_by = IntegerField(null=True)
    lasts_to = DateTimeField()
    used_at = DateTimeField(null=True)
    asked_id = IntegerField(null=True)  # the request that a second person agreed to; none: made at the server
