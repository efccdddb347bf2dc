"""What staff read of answers that wait for their turn: when the last of them leaves, counted anew on each page."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from models.actions.core.answers.turns import Queue, queue_at
from models.rules.channels.pace import about
from models.tables import ChannelAccount, Outbox

Queues = list[tuple[ChannelAccount, Queue]]


def read_queues(pace_seconds: float, now: datetime) -> Queues:
    """Return the numbers at which answers wait for their turn, with what waits there."""
    rows = ChannelAccount.select().where(ChannelAccount.enabled).order_by(ChannelAccount.id)
    found = [(row, queue_at(row, pace_seconds, now)) for row in rows]
    return [(row, queue) for row, queue in found if queue.leaves]


def queues_shown(queues: Queues, now: datetime) -> list[str]:
    """Return a sentence for every number at which answers wait for another's turn to pass."""
    told = []
    for account, queue in queues:
        if len(queue.leaves) > 1 or queue.full:
            why = f"{queue.full.limit} tercapai" if queue.full else "berangkat berjarak, agar nomornya tidak diblokir"
            waiting = f"{account.label}: {len(queue.leaves)} jawaban menunggu giliran"
            told.append(f"{waiting}, {why}; {_ends(queue.leaves, now)}.")
    return told


def turns_shown(queues: Queues, now: datetime) -> dict[int, str]:
    """Return when each waiting answer leaves, in words, by its number."""
    leaves = [one for _account, queue in queues for one in queue.leaves.items()]
    return {row: f"berangkat ± {about(at, now)}" for row, at in leaves}


def spread_shown(rows: Sequence[Outbox], queues: Queues, now: datetime) -> str:
    """Return when the last of these answers leaves; empty where none waits for its turn or it cannot be told."""
    leaves = {row: at for _account, queue in queues for row, at in queue.leaves.items()}
    mine = {row.id: leaves[row.id] for row in rows if row.id in leaves}
    if len(mine) < 2:
        return ""
    others = len(rows) - len(mine)
    more = f"; {others} lainnya menurut keadaan percakapan atau kanalnya" if others else ""
    return f" Berangkat berjarak, {_ends(mine, now)}{more}."


def _ends(leaves: Mapping[int, datetime], now: datetime) -> str:
    return f"selesai ± {about(max(leaves.values()), now)}"
