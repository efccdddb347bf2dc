"""Turns a person's Sight into query conditions. Every route, list, search, count, file and export asks here."""

from typing import Any

from peewee import SQL

from models.rules.visibility import Sight
from models.tables.complaint import Complaint, ComplaintMessage
from models.tables.message import Message


def visible(sight: Sight) -> Any:
    """Give the condition under which a complaint is visible; the twin of models/rules/visibility.sees."""
    if sight.everything:
        return SQL("1 = 1")
    if sight.section is None:
        return SQL("1 = 0")
    return Complaint.forwarded & (Complaint.section == str(sight.section))


def visible_complaints(sight: Sight) -> Any:
    """Give the ids of the visible complaints as a subquery."""
    return Complaint.select(Complaint.id).where(visible(sight))


def visible_messages(sight: Sight) -> Any:
    """Give the ids of the visible messages as a subquery: all, or those linked to a visible complaint."""
    if sight.everything:
        return Message.select(Message.id)
    linked = ComplaintMessage.select(ComplaintMessage.message).join(Complaint)
    return linked.where(visible(sight) & ComplaintMessage.undone_at.is_null())
