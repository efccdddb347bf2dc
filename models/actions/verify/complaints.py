"""Complaints: stage, step and open agree, each has its messages, open ones hold their conversation (SOP, R10)."""

from collections.abc import Iterator

from models.actions.verify.asking import rows
from models.actions.verify.office import Office
from models.rules.roles import Section
from models.rules.sop import STAGES, Stage

_EMPTY = """SELECT c.number FROM complaint c LEFT JOIN complaint_message l ON l.complaint_id = c.id
 WHERE l.id IS NULL ORDER BY c.id"""
_STATES = "SELECT number, stage, step, open, closed_at, due_at, section FROM complaint ORDER BY id"
_UNHELD = """SELECT c.number FROM complaint c LEFT JOIN complaint l ON l.id = c.lead_id
 LEFT JOIN open_thread o ON o.thread_id = c.thread_id WHERE (c.open OR l.open) AND o.id IS NULL ORDER BY c.id"""
_OVERHELD = """SELECT c.number FROM open_thread o JOIN complaint c ON c.id = o.complaint_id
 LEFT JOIN complaint l ON l.id = c.lead_id WHERE NOT (c.open OR COALESCE(l.open, c.open)) ORDER BY c.id"""


def empty(office: Office) -> Iterator[str]:
    """Name complaints without any message."""
    for (number,) in rows(_EMPTY):
        yield f"{number} has none."


def states(office: Office) -> Iterator[str]:
    """Name complaints whose columns contradict the table of stages."""
    for number, stage, step, is_open, closed_at, due_at, section in rows(_STATES):
        if stage not in list(Stage):
            yield f"{number} is at stage '{stage}', which the SOP does not have."
            continue
        row = STAGES[Stage(stage)]
        if step != row.step and stage != Stage.DIGABUNG:  # a merged one keeps the step it was at
            yield f"{number} is at stage {stage} (step {int(row.step)}) but says step {step}."
        if bool(is_open) is not row.open or (closed_at is None) is not row.open or (due_at is None) is row.open:
            yield f"{number} at stage {stage}: open, closing time and due time contradict each other."
        if section is not None and section not in list(Section):
            yield f"{number} is for section '{section}', which does not exist."


def threads(office: Office) -> Iterator[str]:
    """Name complaints that go on without their conversation being held, and closed ones that hold one."""
    for (number,) in rows(_UNHELD):
        yield f"{number} is open, but no complaint holds its conversation."
    for (number,) in rows(_OVERHELD):
        yield f"{number} is closed and still holds its conversation."
