"""Turns a person's Scope into query conditions, for every route, list, search, count, file and export."""

from typing import Any

from peewee import SQL, ColumnBase, ModelSelect, Select, fn

from models.rules.privacy.conduct_lane import IN_LANE
from models.rules.privacy.visibility import Scope
from models.tables.cases.complaint import Complaint, ComplaintMessage
from models.tables.core.prepared import prepared
from models.tables.intake.message import Message
from models.tables.privacy.identity import ConflictParty

# Made once: peewee builds a class for every column of an alias that is asked for.
_NAMED = Complaint.alias()
_NAMED_LEAD = fn.COALESCE(_NAMED.lead, _NAMED.id)
_SUSPECTED = Complaint.alias()
_SUSPECTED_LEAD = fn.COALESCE(_SUSPECTED.lead, _SUSPECTED.id)


def visible(scope: Scope) -> ColumnBase:
    """Return the condition under which a complaint is visible, as models/rules/privacy/visibility.sees decides.

    Rows of an outer join without a complaint are visible to those who see everything.
    """
    if scope.nothing:
        return SQL("1 = 0")
    reached = SQL("1 = 1") if scope.everything else _in_sections(scope)
    if not scope.hides:
        return reached
    # So written that the few hidden ones are looked up once, and a row without complaint is not hidden.
    return reached & fn.COALESCE(Complaint.lead, Complaint.id, 0).not_in(_hidden_leads(scope))


def _in_sections(scope: Scope) -> ColumnBase:
    sections = sorted(str(section) for section in scope.sections)
    return Complaint.forwarded & ~Complaint.misconduct & Complaint.section.in_(sections)


def in_lane(case: Any = Complaint) -> ColumnBase:
    """Return the condition under which a complaint may be about conduct and waits for the lane's decision."""
    found: ColumnBase = case.conduct.in_([SQL(f"'{state}'") for state in IN_LANE])
    return found


def _hidden_leads(scope: Scope) -> Any:
    """Return the leading cases of all that are hidden from this person; merged cases are hidden together."""
    leads = ConflictParty.select(_NAMED_LEAD).join(_NAMED)
    naming = leads.where((ConflictParty.staff == (scope.person or 0)) & ConflictParty.lifted_at.is_null())
    if not scope.outside_lane:
        return naming
    lane = _SUSPECTED.select(_SUSPECTED_LEAD).where(in_lane(_SUSPECTED))
    return lane if scope.person is None else naming | lane


def known_to_all() -> ColumnBase:
    """Return the condition under which everybody may know of a complaint: it accuses and names nobody."""
    naming = ConflictParty.select(_NAMED_LEAD).join(_NAMED).where(ConflictParty.lifted_at.is_null())
    lane = _SUSPECTED.select(_SUSPECTED_LEAD).where(in_lane(_SUSPECTED) | _SUSPECTED.misconduct)
    return fn.COALESCE(Complaint.lead, Complaint.id, 0).not_in(naming | lane)


def visible_complaints(scope: Scope) -> "ModelSelect[Complaint]":
    """Return the ids of the visible complaints as a subquery."""
    return Complaint.select(Complaint.id).where(visible(scope))


def visible_message(scope: Scope) -> ColumnBase:
    """Return the condition under which a message is visible: always, or where it is linked to a visible complaint.

    A message in a case hidden from this person is hidden, even where another case contains it as well.
    """
    if scope.everything:
        return Message.id.not_in(hidden_messages(scope)) if scope.hides else SQL("1 = 1")
    # Asked of each message in turn: a page of the newest, or one message, needs no list of all that are visible.
    linked = ComplaintMessage.select(SQL("1")).join(Complaint).where(ComplaintMessage.message == Message.id)
    seen = fn.EXISTS(linked.where(visible(scope) & ComplaintMessage.undone_at.is_null()))
    return seen & Message.id.not_in(hidden_messages(scope)) if scope.hides else seen


def hidden_messages(scope: Scope) -> "ModelSelect[ComplaintMessage]":
    """Return the ids of the messages of cases hidden from this person, as a subquery."""
    linked = ComplaintMessage.complaint.in_(hidden_cases(scope)) & ComplaintMessage.undone_at.is_null()
    return ComplaintMessage.select(ComplaintMessage.message).where(linked)


def hidden_cases(scope: Scope) -> Any:
    """Return the ids of the single cases hidden from this person, merged ones too, as a subquery."""
    leads = _hidden_leads(scope)
    # Two index look-ups; as one condition every case would be scanned.
    return leads | Complaint.select(Complaint.id).where(Complaint.lead.in_(leads))


def hidden(scope: Scope, complaint: int) -> bool:
    """Whether a case, or one merged with it, is hidden from this person: it names him, or waits in the lane."""
    if hides_nothing(scope):
        return False
    mine = (Complaint.id == complaint) & fn.COALESCE(Complaint.lead, Complaint.id).in_(_hidden_leads(scope))
    return bool(Complaint.select().where(mine).exists())


def hides_nothing(scope: Scope) -> bool:
    """Whether no single case is hidden from this person now; true of nearly everybody, nearly always."""
    if not scope.hides:
        return True
    return not any(_hiding.first(scope.person or 0, scope.outside_lane) or ())


@prepared
def _hiding(person: int, outside_lane: bool) -> Any:
    mine = (ConflictParty.staff == person) & ConflictParty.lifted_at.is_null()
    asked = [fn.EXISTS(ConflictParty.select(SQL("1")).where(mine))]
    if outside_lane:
        asked.append(fn.EXISTS(Complaint.select(SQL("1")).where(in_lane())))
    return Select(columns=asked).tuples()


def visible_messages(scope: Scope) -> "ModelSelect[Message]":
    """Return the ids of the visible messages as a subquery."""
    return Message.select(Message.id).where(visible_message(scope))
