"""Destroyed cases: agreed to by a second person, really empty, and nothing emptied that is kept (UU 43/2009)."""

from collections.abc import Iterator

from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.retention.retention import DESTROYED

_UNAGREED = """SELECT c.number FROM complaint c WHERE c.destroyed_at IS NOT NULL AND NOT EXISTS (
 SELECT 1 FROM destruction_item i JOIN destruction_list l ON l.id = i.list_id
 WHERE i.complaint = c.id AND i.destroyed_at IS NOT NULL AND l.approved_by_id IS NOT NULL
 AND l.approved_by_id <> l.made_by_id)"""
_LEFT: dict[str, str] = {
    "a message": """SELECT c.number, m.id FROM complaint c JOIN complaint_message l ON l.complaint_id = c.id
 JOIN message m ON m.id = l.message_id WHERE c.destroyed_at IS NOT NULL AND m.text NOT IN ('', ?)
 AND NOT EXISTS (SELECT 1 FROM complaint_message k JOIN complaint o ON o.id = k.complaint_id
 WHERE k.message_id = m.id AND o.destroyed_at IS NULL)""",
    "a written output": """SELECT c.number, o.id FROM complaint c JOIN step_output o ON o.complaint_id = c.id
 WHERE c.destroyed_at IS NOT NULL AND o.text NOT IN ('', ?)""",
    "a reply": """SELECT c.number, o.id FROM complaint c JOIN outbox o ON o.complaint_id = c.id
 WHERE c.destroyed_at IS NOT NULL AND o.text NOT IN ('', ?)""",
    "a paper": """SELECT c.number, d.id FROM complaint c JOIN document d ON d.complaint_id = c.id
 WHERE c.destroyed_at IS NOT NULL AND (d.sha256 IS NOT NULL OR d.facts NOT IN ('{}', ?))""",
}
_TOO_MUCH: dict[str, str] = {
    "message": """SELECT m.id FROM message m JOIN complaint_message l ON l.message_id = m.id
 JOIN complaint c ON c.id = l.complaint_id WHERE m.text = ? AND m.direction = 'out' AND c.destroyed_at IS NULL""",
    "reply": """SELECT o.id FROM outbox o LEFT JOIN complaint c ON c.id = o.complaint_id
 WHERE o.text = ? AND c.destroyed_at IS NULL""",
}


def traces(office: Office) -> Iterator[str]:
    """Name cases destroyed without a second person's word, contents left in them, and texts emptied elsewhere."""
    for (number,) in rows(_UNAGREED):
        yield f"{number} was destroyed, but stands on no list that a second person agreed to."
    for what, sql in _LEFT.items():
        for number, key in rows(sql, DESTROYED):
            yield f"{number} was destroyed, but {what} of it ({key}) is still there."
    for what, sql in _TOO_MUCH.items():
        for (key,) in rows(sql, DESTROYED):
            yield f"{what} {key} was emptied although its case is kept."
