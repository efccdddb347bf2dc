"""The register of the programs that run: each enters itself, signs, reads there what it is told, and leaves."""

from peewee import BooleanField, CharField, DateTimeField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine


class RunningProgram(BaseTable):
    """One program of one machine and data folder. `mark` names this run of it, `seen_at` is by the server's clock."""

    mark = machine(CharField(max_length=64, unique=True))
    kind = machine(CharField(max_length=16))
    version = machine(CharField(max_length=20))
    host = machine(CharField(max_length=64))
    folder = machine(TextField())
    process = IntegerField()
    by_hand = BooleanField()
    began_at = DateTimeField()
    seen_at = DateTimeField()
    told = machine(CharField(max_length=8, default=""))
