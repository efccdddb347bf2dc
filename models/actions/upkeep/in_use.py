"""Whether the open database holds an office's work already."""

from models.tables import ChannelAccount, Complaint, Envelope, Outbox, Staff, database


def is_in_use() -> bool:
    """Whether anybody or anything is in it: accounts, channels, messages, cases, answers; of any version."""
    there = set(database.get_tables())
    tables = (Complaint, Envelope, Staff, ChannelAccount, Outbox)
    return any(table.select().exists() for table in tables if table._meta.table_name in there)
