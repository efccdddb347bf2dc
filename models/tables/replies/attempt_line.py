"""What the database keeps of attempts.log, so that one backup holds it though the log lies on the gateway's PC."""

from peewee import CharField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, platform_id


class AttemptLine(BaseTable):
    """A line of an attempts.log, copied after it was on the disk: of which log, which part, and where it begins."""

    log = machine(CharField(max_length=16))  # the name that lies beside it (attempts_log.py)
    part = IntegerField()  # the number of its segment, or that which the open log will have
    place = IntegerField()  # the byte at which the line begins
    reply_key = machine(CharField(max_length=64, index=True))
    attempt = IntegerField()
    text_hash = machine(CharField(max_length=64))
    thread = platform_id(TextField(default=""), address=True)
    client_ref = platform_id(TextField(default=""), address=True)
    at = machine(CharField(max_length=40))  # UTC, ISO 8601, as it stands in the line

    class Meta:
        """Keys."""

        indexes = ((("log", "part", "place"), True),)
