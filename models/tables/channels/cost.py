"""What accounts of platforms that are paid by use were charged for, by our count, and prices the office corrected."""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, IntegerField

from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words


class ChannelCharge(BaseTable):
    """How many of one thing an account was charged for on one day of UTC; kept for two years."""

    account = ForeignKeyField(ChannelAccount, index=False, backref="charges")
    day = machine(DateField())
    what = machine(CharField(max_length=24))  # models/rules/channels/costs/prices.Charged
    count = IntegerField(default=0)

    class Meta:
        """Keys."""

        indexes = ((("account", "day", "what"), True),)


class PaidResource(BaseTable):
    """A thing read and charged on a day of UTC, by a hash, so that it counts once a day; gone after it."""

    account = ForeignKeyField(ChannelAccount, index=False)
    day = machine(DateField())
    what = machine(CharField(max_length=24))
    resource = machine(CharField(max_length=64))

    class Meta:
        """Keys."""

        indexes = ((("account", "day", "what", "resource"), True),)


class CorrectedPrice(BaseTable):
    """A price the administrator entered because the platform changed it, in millionths of a dollar."""

    what = machine(CharField(max_length=24))
    since = machine(DateField())
    micros = IntegerField()
    source = office_words(CharField(max_length=200))
    entered_at = DateTimeField()
    entered_by = IntegerField(null=True)

    class Meta:
        """Keys."""

        indexes = ((("what", "since"), True),)
