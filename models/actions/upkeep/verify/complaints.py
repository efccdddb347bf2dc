"""Complaints: stage, step and open agree, each has messages, open ones hold their conversation (SOP, R10)."""

from collections.abc import Iterator

from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import STAGES, Stage
from models.rules.staff.roles import Section

_EMPTY = """SELECT c.number FROM complaint c LEFT JOIN complaint_message l ON l.complaint_id = c.id
 WHERE l.id IS NULL ORDER BY c.id"""
_STATES = """SELECT c.number, c.stage, c.step, c.open, c.closed_at, c.due_at, c.section,
 (SELECT h.from_stage FROM history h WHERE h.id = (SELECT MAX(l.id) FROM history l WHERE l.complaint_id = c.id
 AND l.to_stage = 'ditutup')) FROM complaint c ORDER BY c.id"""
_UNHELD = """SELECT c.number FROM complaint c LEFT JOIN complaint l ON l.id = c.lead_id
 LEFT JOIN open_thread o ON o.thread_id = c.thread_id WHERE (c.open OR l.open) AND o.id IS NULL ORDER BY c.id"""
_OVERHELD = """SELECT c.number FROM open_thread o JOIN complaint c ON c.id = o.complaint_id
 LEFT JOIN complaint l ON l.id = c.lead_id WHERE NOT (c.open OR COALESCE(l.open, c.open)) ORDER BY c.id"""

_NOT_INSIDE = """SELECT c.number, m.message_id FROM complaint_link g JOIN complaint c ON c.id = g.source_id
 JOIN complaint_message m ON m.complaint_id = g.source_id AND m.undone_at IS NULL
 WHERE g.kind = 'gabung' AND g.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM complaint_message i
 WHERE i.complaint_id = g.target_id AND i.message_id = m.message_id AND i.undone_at IS NULL)"""
_LEFT_OVER = """SELECT c.number, m.message_id FROM complaint_message m JOIN complaint c ON c.id = m.complaint_id
 LEFT JOIN complaint_link g ON g.id = m.through_id AND g.undone_at IS NULL
 WHERE m.undone_at IS NULL AND m.through_id IS NOT NULL AND g.id IS NULL"""
_LED = """SELECT c.number, c.stage, c.lead_id, g.target_id, t.lead_id FROM complaint c LEFT JOIN complaint_link g
 ON g.source_id = c.id AND g.kind = 'gabung' AND g.undone_at IS NULL LEFT JOIN complaint t ON t.id = g.target_id
 WHERE c.lead_id IS NOT NULL OR g.id IS NOT NULL OR c.stage = 'digabung'"""


def empty(office: Office) -> Iterator[str]:
    """Yield complaints without any message."""
    for (number,) in rows(_EMPTY):
        yield f"{number} has none."


def states(office: Office) -> Iterator[str]:
    """Yield complaints whose columns contradict the table of stages."""
    for number, stage, step, is_open, closed_at, due_at, section, came_from in rows(_STATES):
        if stage not in list(Stage):
            yield f"{number} is at stage '{stage}', which the SOP does not have."
            continue
        row = STAGES[Stage(stage)]
        # A closed case keeps the step it was at, and so does a merged one.
        at = STAGES[Stage(came_from)] if stage == Stage.DITUTUP and came_from in list(Stage) else row
        if step != at.step and stage != Stage.DIGABUNG:
            yield f"{number} is at stage {stage} (step {int(at.step)}) but says step {step}."
        if bool(is_open) is not row.open or (closed_at is None) is not row.open or (due_at is None) is row.open:
            yield f"{number} at stage {stage}: open, closing time and due time contradict each other."
        if section is not None and section not in list(Section):
            yield f"{number} is for section '{section}', which does not exist."


def threads(office: Office) -> Iterator[str]:
    """Yield open complaints that do not hold their conversation, and closed ones that do."""
    for (number,) in rows(_UNHELD):
        yield f"{number} is open, but no complaint holds its conversation."
    for (number,) in rows(_OVERHELD):
        yield f"{number} is closed and still holds its conversation."


def links(office: Office) -> Iterator[str]:
    """Yield merged complaints without their merge, and messages that a merge should have brought or taken back."""
    for number, stage, lead, target, beyond in rows(_LED):
        if target is None or lead != (beyond or target) or stage != Stage.DIGABUNG:
            yield f"{number} at stage {stage} is led by complaint {lead}, its merge says {beyond or target}."
    for number, message in rows(_NOT_INSIDE):
        yield f"message {message} of the merged {number} does not stand in the one it went into."
    for number, message in rows(_LEFT_OVER):
        yield f"message {message} still stands in {number} by a merge that was undone."
