"""When each job that the agent does by the clock last went through."""

from peewee import CharField, DateTimeField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine


class JobPass(BaseTable):
    """The last whole pass of one job: whichever agent did it, or where none does it for another, of one (`owner`)."""

    job = machine(CharField(max_length=40))
    owner = machine(CharField(max_length=64, default=""))
    passed_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("job", "owner"), True),)
