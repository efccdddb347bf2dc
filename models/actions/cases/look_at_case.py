"""Marks a citizen's messages as seen, up to the last news on the screen."""

from collections.abc import Collection
from datetime import datetime

from models.actions.channels.read_marks import note_opened
from models.actions.core.actor import Actor
from models.actions.core.case import demand_answering, holder_now, locked_case
from models.actions.core.links.contents import recount, sharing
from models.actions.core.links.graph import lean_on_graph, lock_cases
from models.actions.core.unread_news import note_shown
from models.rules.channels.messages import Direction
from models.rules.core.errors import NotPermitted
from models.tables import Complaint, ComplaintMessage, Message, database
from models.tables.privacy.visible import hidden_messages


def look_at_case(complaint_id: int, up_to: int, actor: Actor, now: datetime, opened: Collection[int] = ()) -> int:
    """Mark what came into a case up to this number of its news as seen; return how many messages remain unread.

    Only who answers the citizen marks messages; another's look must not hide news from him. Whoever has the case on
    his desk ends by it the first task it brought. A message in several cases is seen in all of them. The case's
    version stays. `opened`: the messages that stood on his screen in full, whose senders may be told so.
    Raises NotVisible, NotPermitted.
    """
    with database.atomic():
        lean_on_graph()  # these messages must not be linked to another case meanwhile
        ids = _unseen(complaint_id, up_to)
        counted = {complaint_id} | sharing(ids)
        lock_cases(counted)
        case = locked_case(complaint_id, actor)
        on_desk = case.open and holder_now(case) in actor.roles
        if _answers(case, actor, on_desk):
            Message.update(seen_at=now).where(Message.id.in_(ids)).execute()
            note_opened(_his(set(opened).intersection(ids), actor), now)
            recount(counted)
        if on_desk:
            note_shown(case, up_to)
        return int(Complaint.get_by_id(complaint_id).unread)


def _answers(case: Complaint, actor: Actor, on_desk: bool) -> bool:
    """Whether he may write to the citizen. Raises NotPermitted where he may not, and it is not his turn either."""
    try:
        demand_answering(case, actor)
    except NotPermitted:
        if not on_desk:
            raise
        return False
    return True


def _his(messages: Collection[int], actor: Actor) -> Collection[int]:
    """Return those of these messages that his screen can have shown him."""
    if not messages or not actor.scope.hides:
        return messages
    shown = Message.id.in_(list(messages)) & Message.id.not_in(hidden_messages(actor.scope))
    return {row for (row,) in Message.select(Message.id).where(shown).tuples()}


def _unseen(complaint_id: int, up_to: int) -> list[int]:
    link = ComplaintMessage
    unseen = Message.seen_at.is_null() & (Message.direction == str(Direction.IN))
    shown = (link.complaint == complaint_id) & link.undone_at.is_null() & (link.news <= up_to)
    rows = Message.select(Message.id).join(link).where(shown & unseen).order_by(Message.id)
    return [row for (row,) in rows.tuples()]
