"""Tells what came from the history a channel had before it was connected, which opens nothing and starts no clock."""

from collections.abc import Iterable
from datetime import datetime

from models.actions.core.give_notice import give_notice
from models.actions.intake.arrivals import Arrival
from models.rules.channels.wordless import opens
from models.rules.intake.three_times import is_history, received_at
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.tables import ChannelAccount, Envelope, Message

NOTICE = "pesan_lama"


def note_received(account: ChannelAccount, arrivals: Iterable[Arrival], seen: datetime, found_by: str) -> None:
    """Note since when a complaint of each arrival would count, and by which message; history counts from storing."""
    for arrival in arrivals:
        asking = [pair for pair in arrival.inbound if opens(arrival.came.get(pair[1]))]
        came = (pair for pair in asking if not is_history(pair[0].sent_at, found_by, account.created_at))
        arrival.first = next(came, None)
        arrival.received_at = received_at(arrival.first[0].sent_at, seen) if arrival.first else None


def note_stored(arrival: Arrival) -> None:
    """Note the same for messages that are stored already."""
    ids = [message_id for _, message_id in arrival.inbound]
    columns = (Message.id, Envelope.fetched_at, Envelope.found_by, ChannelAccount.created_at)
    query = Message.select(*columns).join_from(Message, Envelope).join_from(Message, ChannelAccount)
    known = {row[0]: row[1:] for row in query.where(Message.id.in_(ids)).tuples()}
    for message, message_id in arrival.inbound:
        seen, found_by, connected = known[message_id]
        if not is_history(message.sent_at, found_by, connected):
            arrival.first, arrival.received_at = (message, message_id), received_at(message.sent_at, seen)
            return


def hold_back_history(account: ChannelAccount, arrivals: Iterable[Arrival], now: datetime) -> None:
    """Let history open no complaint; once for each channel, whoever files complaints is told where it lies.

    What comes by the way past the front desk opens one all the same, or it would lie before the front desk.
    """
    held = [arrival for arrival in arrivals if arrival.opens and arrival.first is None and not arrival.past]
    for arrival in held:
        arrival.opens = False
    if held:
        text = (
            f"{account.label}: pesan dari sebelum kanal ini disambungkan tersimpan di Pesan, tanpa menjadi pengaduan "
            "dan tanpa hitungan waktu. Periksa yang masih menunggu jawaban; centang pesannya di sana dan jadikan "
            "pengaduan."
        )
        give_notice(PERMISSIONS[Permission.FILE_COMPLAINT], NOTICE, text, f"{NOTICE}:{account.id}", now)
