"""Turns a person's Scope into query conditions, for every route, list, search, count, file and export."""

from peewee import SQL, ColumnBase, ModelSelect, fn

from models.rules.privacy.visibility import Scope
from models.tables.cases.complaint import Complaint, ComplaintMessage
from models.tables.intake.message import Message
from models.tables.privacy.identity import ConflictParty

# Made once: peewee builds a class for every column of an alias that is asked for.
_NAMED = Complaint.alias()
_NAMED_LEAD = fn.COALESCE(_NAMED.lead, _NAMED.id)


def visible(scope: Scope) -> ColumnBase:
    """Return the condition under which a complaint is visible, as models/rules/privacy/visibility.sees decides.

    Rows of an outer join without a complaint are visible to those who see everything.
    """
    if scope.nothing:
        return SQL("1 = 0")
    reached = SQL("1 = 1") if scope.everything else _in_sections(scope)
    if scope.person is None:
        return reached
    # So written that the few hidden ones are looked up once, and a row without complaint is not hidden.
    return reached & fn.COALESCE(Complaint.lead, Complaint.id, 0).not_in(_hidden_leads(scope))


def _in_sections(scope: Scope) -> ColumnBase:
    sections = sorted(str(section) for section in scope.sections)
    return Complaint.forwarded & ~Complaint.misconduct & Complaint.section.in_(sections)


def _hidden_leads(scope: Scope) -> "ModelSelect[ConflictParty]":
    """Return the leading cases of all that name this person; merged cases are hidden together."""
    leads = ConflictParty.select(_NAMED_LEAD).join(_NAMED)
    return leads.where((ConflictParty.staff == (scope.person or 0)) & ConflictParty.lifted_at.is_null())


def visible_complaints(scope: Scope) -> "ModelSelect[Complaint]":
    """Return the ids of the visible complaints as a subquery."""
    return Complaint.select(Complaint.id).where(visible(scope))


def visible_message(scope: Scope) -> ColumnBase:
    """Return the condition under which a message is visible: always, or where it is linked to a visible complaint.

    A message in a case that names this person is hidden, even where another case contains it as well.
    """
    if scope.everything:
        return Message.id.not_in(hidden_messages(scope)) if scope.person is not None else SQL("1 = 1")
    # Asked of each message in turn: a page of the newest, or one message, needs no list of all that are visible.
    linked = ComplaintMessage.select(SQL("1")).join(Complaint).where(ComplaintMessage.message == Message.id)
    seen = fn.EXISTS(linked.where(visible(scope) & ComplaintMessage.undone_at.is_null()))
    return seen if scope.person is None else seen & Message.id.not_in(hidden_messages(scope))


def hidden_messages(scope: Scope) -> "ModelSelect[ComplaintMessage]":
    """Return the ids of the messages of cases that name this person, as a subquery."""
    leads = _hidden_leads(scope)
    # Two index look-ups; as one condition every case would be scanned.
    hidden = leads | Complaint.select(Complaint.id).where(Complaint.lead.in_(leads))
    linked = ComplaintMessage.complaint.in_(hidden) & ComplaintMessage.undone_at.is_null()
    return ComplaintMessage.select(ComplaintMessage.message).where(linked)


def names(scope: Scope, complaint: int) -> bool:
    """Whether a case, or one merged with it, names this person."""
    if scope.person is None or names_nowhere(scope.person):
        return False
    mine = (Complaint.id == complaint) & fn.COALESCE(Complaint.lead, Complaint.id).in_(_hidden_leads(scope))
    return bool(Complaint.select().where(mine).exists())


def names_nowhere(person: int) -> bool:
    """Whether no case names this person; true of nearly everybody."""
    mine = (ConflictParty.staff == person) & ConflictParty.lifted_at.is_null()
    return not ConflictParty.select(SQL("1")).where(mine).exists()


def visible_messages(scope: Scope) -> "ModelSelect[Message]":
    """Return the ids of the visible messages as a subquery."""
    return Message.select(Message.id).where(visible_message(scope))
