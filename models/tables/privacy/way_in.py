"""The way that passes the front desk by: a word, or an account of a channel, which Kepala Kantor sets."""

from peewee import CharField, DateTimeField, ForeignKeyField

from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.core.declaring import office_words
from models.tables.staff.staff import Staff


class WayIn(BaseTable):
    """One word or one account; what comes by it goes into the lane for conduct. An ended one stays."""

    word = office_words(CharField(max_length=30, default=""))
    account = ForeignKeyField(ChannelAccount, null=True, index=False)
    set_by = ForeignKeyField(Staff, index=False, backref="ways_set")
    set_at = DateTimeField()
    ended_by = ForeignKeyField(Staff, null=True, index=False, backref="ways_ended")
    ended_at = DateTimeField(null=True)
