"""What came into a case since a form was drawn: shown and asked about once before anything ends, else handed on.

A form carries the number of the last news it had shown. What a person ends with it asks where there is more; what the
agent ends has no form, so the next desk finds the unread as its first task.
"""

from dataclasses import dataclass
from datetime import datetime

from peewee import ColumnBase, ModelSelect

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case
from models.rules.channels.messages import Direction
from models.rules.core.errors import UnreadNews
from models.rules.privacy.visibility import Scope
from models.tables import Complaint, ComplaintMessage, FormKey, Message, database
from models.tables.privacy.visible import hidden_messages

_L = ComplaintMessage


@dataclass(frozen=True)
class Look:
    """What of a case's news a form had shown, and whether it was drawn to ask about what came since."""

    shown: int
    asked: bool = False


def news_of(complaint: int, scope: Scope, after: int, up_to: int | None = None) -> "ModelSelect[Message]":
    """Return the query of what citizens sent, edited or withdrew after a number, as far as this person may see it."""
    wanted = _L.news > after if up_to is None else (_L.news > after) & (_L.news <= up_to)
    return _messages(complaint, scope, wanted)


def unread_of(complaint: int, scope: Scope, after: int) -> "ModelSelect[Message]":
    """Return the same, with everything else that nobody who answers has read."""
    return _messages(complaint, scope, (_L.news > after) | Message.seen_at.is_null())


def _messages(complaint: int, scope: Scope, wanted: ColumnBase) -> "ModelSelect[Message]":
    standing = (_L.complaint == complaint) & _L.undone_at.is_null() & (Message.direction == str(Direction.IN))
    rows = Message.select(Message).join(_L).where(standing & wanted)
    return rows.where(Message.id.not_in(hidden_messages(scope))) if scope.hides else rows


def demand_look(case: Complaint, look: Look | None, actor: Actor, now: datetime, *, all_read: bool = False) -> None:
    """Raise UnreadNews where this locked case has news its form had not shown, and the form did not ask yet.

    What it had shown counts as read by the desk. `all_read`: nothing may be unread (archiving). None: no form.
    """
    if look is None:
        return
    if look.asked:
        _trace_asked(case, look, actor, now)
    elif (all_read and case.unread) or (
        case.news > look.shown and news_of(case.id, actor.scope, look.shown).exists()
    ):
        raise UnreadNews
    note_shown(case, look.shown)


def ask_first(complaint_id: int, look: Look, actor: Actor, now: datetime, form_key: str, all_read: bool) -> None:
    """Ask before the first of two actions of one button; a form sent again is left to the action that has its key."""
    with database.atomic():
        if not FormKey.select().where(FormKey.key == form_key).exists():
            demand_look(locked_case(complaint_id, actor), look, actor, now, all_read=all_read)


def note_shown(case: Complaint, shown: int) -> None:
    """Note on a locked case that its desk was shown the news up to this number."""
    shown = min(shown, case.news)
    if shown > case.read_news:
        Complaint.update(read_news=shown).where(Complaint.id == case.id).execute()
        case.read_news = shown


def _trace_asked(case: Complaint, look: Look, actor: Actor, now: datetime) -> None:
    said = f"kabar sampai nomor {min(look.shown, case.news)} dari {case.news}"
    audit_trail.write(actor, now, AuditEvent("tetap_sesudah_kabar", f"complaint:{case.id}", after=said))
