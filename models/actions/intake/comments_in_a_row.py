"""Several comments of one person under different publications, within some minutes, are one complaint."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.actions.core.office_facts import office_settings
from models.actions.intake.arrivals import Arrival
from models.rules.cases.links import COMMENTS_MINUTES, in_a_row
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Kind
from models.tables import ChannelAccount, Complaint, Thread
from models.tables.core.database import is_sqlite
from models.tables.core.filled import filled


def gather_comments(account: ChannelAccount, opening: Sequence[Arrival]) -> list[Arrival]:
    """Join new comments to the same person's other comments of the last minutes; return the arrivals that joined.

    Only to a complaint that is not identified yet: an identified one has a matter of its own.
    """
    comments = [arrival for arrival in opening if arrival.thread.kind == Kind.COMMENT]
    minutes = minutes_in_a_row() if comments else 0
    if not minutes:
        return []
    known = _known(account, comments, minutes)
    first: dict[int, Arrival] = {}
    for arrival in comments:
        writer = arrival.thread.handle_id
        fits = (place for place, at in known.get(writer, ()) if in_a_row(at, arrival.first_at, minutes))
        complaint = next(fits, None)
        before = first.get(writer)
        if complaint is not None:
            arrival.join(complaint)
        elif before is not None and in_a_row(before.first_at, arrival.first_at, minutes):
            arrival.ride(before)
        else:
            first[writer] = arrival
    return [arrival for arrival in comments if not arrival.opens]


def minutes_in_a_row() -> int:
    """Return within how many minutes comments of one person are one complaint; 0 means never."""
    typed = office_settings().get("menit_kiriman_beruntun", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else COMMENTS_MINUTES


def _known(
    account: ChannelAccount, comments: Sequence[Arrival], minutes: int
) -> dict[int, list[tuple[int, datetime]]]:
    """Return these people's complaints that are not identified yet, newest first, by writer."""
    begin = min(arrival.first_at for arrival in comments) - timedelta(minutes=minutes)
    waiting = (Complaint.account == account.id) & Complaint.open & (Complaint.stage == str(Stage.IDENTIFIKASI))
    writers = {arrival.thread.handle_id for arrival in comments}
    theirs = Thread.handle.in_(writers) & (Thread.kind == str(Kind.COMMENT))
    query = Complaint.select(Complaint.id, Complaint.last_inbound_at, Thread.handle).join(Thread)
    recent = Complaint.last_inbound_at.is_null(False) & (Complaint.last_inbound_at >= begin)
    found: dict[int, list[tuple[int, datetime]]] = {}
    query = query.where(waiting & theirs & recent).order_by(Complaint.id.desc())
    for complaint, at, writer in (query if is_sqlite() else query.for_update(of=Complaint)).tuples():
        found.setdefault(writer, []).append((complaint, filled(at)))
    return found
