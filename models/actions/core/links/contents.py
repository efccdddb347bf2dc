"""Which messages a complaint contains: added, taken out, brought by a merge, removed when it is undone."""

from collections.abc import Collection, Iterable
from datetime import datetime

from models.actions.core.links.graph import merges_into
from models.actions.core.text_marks.standing import take_marks_along
from models.rules.channels.messages import Direction
from models.tables import Complaint, ComplaintLink, ComplaintMessage, Message
from models.tables.core.bulk import insert_rows
from models.tables.core.filled import filled

_L = ComplaintMessage
_MANY = 500  # ids in one query


def messages_in(complaint: int) -> set[int]:
    """Return the messages a complaint contains."""
    standing = (_L.complaint == complaint) & _L.undone_at.is_null()
    return {row for (row,) in _L.select(_L.message).where(standing).tuples()}


def own_messages_in(complaint: int) -> set[int]:
    """Return a complaint's own messages, which stay when what was merged into it parts again."""
    own = (_L.complaint == complaint) & _L.undone_at.is_null() & _L.through.is_null()
    return {row for (row,) in _L.select(_L.message).where(own).tuples()}


def brought_to(complaint: int) -> set[int]:
    """Return the messages that merges bring to a complaint, even those that are also its own."""
    return {message for link in merges_into(complaint) for message in messages_in(link.source_id)}


def put_in(
    complaint: int, messages: Iterable[int], staff: int | None, now: datetime, through: int | None = None
) -> set[int]:
    """Link messages to a complaint (`through` a merge); return those that were not in it before."""
    wanted = set(messages) - messages_in(complaint)
    if not wanted:
        return wanted
    values = {"linked_at": now, "linked_by": staff, "through": through, "news": raise_news([complaint])[complaint]}
    rows = [{"complaint": complaint, "message": message, **values} for message in sorted(wanted)]
    new = {row for (row,) in insert_rows(_L, rows, (_L.message,), ignore=True)}
    for some in _parts(wanted - new):
        _L.update({**values, "undone_at": None, "undone_by": None}).where(
            (_L.complaint == complaint) & _L.message.in_(some)
        ).execute()
    for some in _parts(wanted):
        take_marks_along(some, complaint)
    return wanted


def take_out(complaint: int, messages: Collection[int], staff: int | None, now: datetime) -> None:
    """Unlink messages from a complaint; the rows stay, with who did it and when."""
    for some in _parts(messages):
        mine = (_L.complaint == complaint) & _L.message.in_(some) & _L.undone_at.is_null()
        _L.update(undone_at=now, undone_by=staff).where(mine).execute()


def carry(link: ComplaintLink, staff: int | None, now: datetime) -> None:
    """Link everything in the source of a merge to its target as well."""
    put_in(link.target_id, messages_in(link.source_id), staff, now, link.id)


def settle_carried(complaint: int, staff: int | None, now: datetime) -> None:
    """Unlink what ended merges brought here; what another merge brings as well stays, linked through that."""
    brought = {link.id: messages_in(link.source_id) for link in merges_into(complaint)}
    carried = (_L.complaint == complaint) & _L.undone_at.is_null() & _L.through.is_null(False)
    gone = []
    for message, through in list(_L.select(_L.message, _L.through).where(carried).tuples()):
        if message in brought.get(filled(through), ()):
            continue
        other = next((link for link, messages in brought.items() if message in messages), None)
        if other is None:
            gone.append(message)
        else:
            _L.update(through=other).where((_L.complaint == complaint) & (_L.message == message)).execute()
    take_out(complaint, gone, staff, now)


def raise_news(complaints: Iterable[int]) -> dict[int, int]:
    """Raise the news number of these locked complaints and return the new ones; their versions stay."""
    mine = Complaint.id.in_(sorted(set(complaints)))
    Complaint.update(news=Complaint.news + 1).where(mine).execute()
    return dict(Complaint.select(Complaint.id, Complaint.news).where(mine).tuples())


def bring_news(messages: Collection[int], places: Collection[int]) -> None:
    """Let changed messages be unread again in these locked complaints, at any stage; none opens, no clock starts."""
    written = Message.id.in_(sorted(messages)) & (Message.direction == str(Direction.IN))
    Message.update(seen_at=None).where(written).execute()
    for complaint, number in raise_news(places).items():
        mine = (_L.complaint == complaint) & _L.message.in_(sorted(messages)) & _L.undone_at.is_null()
        _L.update(news=number).where(mine).execute()
    recount(places)


def recount(complaints: Iterable[int]) -> None:
    """Recount the unread messages of these locked complaints, and find when a citizen last wrote."""
    for complaint in sorted(set(complaints)):
        standing = (_L.complaint == complaint) & _L.undone_at.is_null() & (Message.direction == str(Direction.IN))
        inbound = Message.select().join(_L).where(standing)
        newest = inbound.order_by(Message.sent_at.desc()).first()
        unread = inbound.where(Message.seen_at.is_null()).count()
        values = {"unread": unread, "last_inbound_at": newest.sent_at if newest else None}
        Complaint.update(values).where(Complaint.id == complaint).execute()


def sharing(messages: Collection[int]) -> set[int]:
    """Return every complaint that contains one of these messages."""
    found: set[int] = set()
    for some in _parts(messages):
        standing = _L.message.in_(some) & _L.undone_at.is_null()
        found |= {row for (row,) in _L.select(_L.complaint).where(standing).distinct().tuples()}
    return found


def _parts(ids: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[place : place + _MANY] for place in range(0, len(ordered), _MANY))
