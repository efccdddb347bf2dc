"""When each job that the agent does by the clock last went through."""

from peewee import CharField, DateTimeField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine


class JobPass(BaseTable):
    """The last whole pass of one job, whichever agent did it."""

    job = machine(CharField(max_length=40, unique=True))
    passed_at = DateTimeField()
