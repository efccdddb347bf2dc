"""Turns a person's Sight into query conditions. Every route, list, search, count, file and export asks here."""

from typing import Any

from peewee import SQL, fn

from models.rules.visibility import Sight
from models.tables.case_rules import ConflictParty
from models.tables.complaint import Complaint, ComplaintMessage
from models.tables.message import Message


def visible(sight: Sight) -> Any:
    """Give the condition under which a complaint is visible; the twin of models/rules/visibility.sees.

    Rows of an outer join without a complaint stay visible to who sees everything.
    """
    if sight.nothing:
        return SQL("1 = 0")
    reached = SQL("1 = 1") if sight.everything else _in_sections(sight)
    return reached if sight.person is None else reached & ~fn.EXISTS(_naming(sight, Complaint.id))


def _in_sections(sight: Sight) -> Any:
    sections = sorted(str(section) for section in sight.sections)
    return Complaint.forwarded & ~Complaint.misconduct & Complaint.section.in_(sections)


def _naming(sight: Sight, complaint: Any) -> Any:
    """The rows that name this person in a case, or in one it is merged with: what is merged is one matter."""
    member, naming = _hidden(sight)
    return naming.select(SQL("1")).where(member.id == complaint)


def _hidden(sight: Sight) -> tuple[Any, Any]:
    """The cases that name this person with all they are merged with, as a table and the query over it."""
    named, member = Complaint.alias(), Complaint.alias()
    lead = fn.COALESCE(named.lead, named.id)
    query = (
        ConflictParty.select(member.id)
        .join(named, on=ConflictParty.complaint == named.id)
        .join(member, on=(member.id == lead) | (member.lead == lead))
        .where((ConflictParty.staff == (sight.person or 0)) & ConflictParty.lifted_at.is_null())
    )
    return member, query


def visible_complaints(sight: Sight) -> Any:
    """Give the ids of the visible complaints as a subquery."""
    return Complaint.select(Complaint.id).where(visible(sight))


def visible_message(sight: Sight) -> Any:
    """Give the condition under which a message is visible: any, or those linked to a visible complaint.

    One that stands in a case naming this person is hidden, also where another case shares it.
    """
    if sight.everything:
        return Message.id.not_in(hidden_messages(sight)) if sight.person is not None else SQL("1 = 1")
    linked = ComplaintMessage.select(ComplaintMessage.message).join(Complaint)
    seen = Message.id.in_(linked.where(visible(sight) & ComplaintMessage.undone_at.is_null()))
    return seen & Message.id.not_in(hidden_messages(sight))


def hidden_messages(sight: Sight) -> Any:
    """Give the ids of the messages of cases that name this person, as a subquery."""
    linked = ComplaintMessage.complaint.in_(_hidden(sight)[1]) & ComplaintMessage.undone_at.is_null()
    return ComplaintMessage.select(ComplaintMessage.message).where(linked)


def names(sight: Sight, complaint: int) -> bool:
    """Say whether a case, or one it is merged with, names this person."""
    return bool(sight.person is not None and _naming(sight, complaint).exists())


def visible_messages(sight: Sight) -> Any:
    """Give the ids of the visible messages as a subquery."""
    return Message.select(Message.id).where(visible_message(sight))
