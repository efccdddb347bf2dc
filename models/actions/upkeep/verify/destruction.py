"""Destroyed cases: agreed to by a second person, really empty, and nothing else emptied (UU 43/2009)."""

import json
from collections.abc import Iterator

from models.actions.figures.line_words import names_nobody
from models.actions.retention.destruction.destroyed import left_of_destroyed
from models.actions.retention.destruction.office_papers import drafts_with_words
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.retention.retention import DESTROYED
from models.tables import Complaint, RegisterLine

_UNAGREED = """SELECT c.number FROM complaint c WHERE c.destroyed_at IS NOT NULL AND NOT EXISTS (
 SELECT 1 FROM destruction_item i JOIN destruction_list l ON l.id = i.list_id
 WHERE i.complaint = c.id AND i.destroyed_at IS NOT NULL AND l.approved_by_id IS NOT NULL
 AND l.approved_by_id <> l.made_by_id)
 AND NOT EXISTS (SELECT 1 FROM repeated_destruction r WHERE r.complaint = c.id)"""
# Neither was asked for before; later, nothing goes without both.
_UNAPPRAISED = """SELECT i.number FROM destruction_item i JOIN destruction_list l ON l.id = i.list_id
 LEFT JOIN appraisal a ON a.id = i.appraisal_id
 WHERE i.destroyed_at IS NOT NULL AND NOT l.before_consent AND (a.id IS NULL OR a.verdict <> 'musnah'
 OR a.complaint_id <> i.complaint OR a.decided_at > i.destroyed_at OR EXISTS
 (SELECT 1 FROM appraisal p WHERE p.complaint_id = i.complaint AND p.verdict = 'permanen'))"""
_UNCONSENTED = """SELECT i.number FROM destruction_item i JOIN destruction_list l ON l.id = i.list_id
 WHERE i.destroyed_at IS NOT NULL AND NOT l.before_consent AND (l.consent_at IS NULL OR l.consent_letter = ''
 OR l.consent_scan IS NULL OR l.consent_date IS NULL OR l.consent_at > i.destroyed_at OR l.record_number = '')"""
_STILL_THERE = "belongs to what was destroyed, but what it says is still there. Run 'run_admin.py migrate'."
_TOO_MUCH: dict[str, str] = {
    "message": """SELECT m.id FROM message m JOIN complaint_message l ON l.message_id = m.id
 JOIN complaint c ON c.id = l.complaint_id WHERE m.text = ? AND m.direction = 'out' AND c.destroyed_at IS NULL""",
    "reply": """SELECT o.id FROM outbox o LEFT JOIN complaint c ON c.id = o.complaint_id
 WHERE o.text = ? AND c.destroyed_at IS NULL""",
}


def traces(office: Office) -> Iterator[str]:
    """Yield cases destroyed without a second person, what is left in them, and texts emptied elsewhere."""
    for (number,) in rows(_UNAGREED):
        yield f"{number} was destroyed, but stands on no list that a second person agreed to."
    yield from _unasked()
    for table, keys in left_of_destroyed():
        for key in keys:
            yield f"{table._meta.table_name} {key} {_STILL_THERE}"
    for key in drafts_with_words():
        yield f"document {key} {_STILL_THERE}"
    yield from _lines()
    for what, sql in _TOO_MUCH.items():
        for (key,) in rows(sql, DESTROYED):
            yield f"{what} {key} was emptied although its case is kept."


def _unasked() -> Iterator[str]:
    """Yield cases destroyed without an appraisal, or without consent and number of their list."""
    for (number,) in rows(_UNAPPRAISED):
        yield f"{number} was destroyed, but no appraisal before that says that it may go."
    for (number,) in rows(_UNCONSENTED):
        yield f"{number} was destroyed without the archive authority's recorded consent or a record's number."


def _lines() -> Iterator[str]:
    """Yield lines of closed registers that still say something of a destroyed case."""
    gone = Complaint.select(Complaint.id).where(Complaint.destroyed_at.is_null(False))
    for row in RegisterLine.select().where(RegisterLine.complaint.in_(gone)):
        kept, facts = names_nobody(row.typed), json.loads(row.facts)
        if any(value not in ("", DESTROYED) for name, value in facts.items() if name not in kept):
            yield f"register_line {row.id} {_STILL_THERE}"
