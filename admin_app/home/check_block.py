"""The field checks that wait for a person, soonest due first; those handed in wait for his Kasi."""

from admin_app.field_checks.reading_checks import CheckRow, read_checks
from admin_app.home.blocks import Block, Content, Viewer
from admin_app.queue.case_lines import Line, any_late
from models.rules.cases.field_checks import CheckState
from models.rules.cases.sop import Stage
from models.tables import Complaint

_ROWS = 12


def _checks(viewer: Viewer) -> Content:
    rows = [row for row in read_checks(viewer.actor, viewer.now) if row.state is not CheckState.HANDED_IN]
    lines = [_line(row) for row in rows]
    shown = [row.public_id for row in rows[:_ROWS]]
    found = Complaint.select(Complaint.public_id, Complaint.id).where(Complaint.public_id.in_(shown))
    ids = dict(found.tuples()) if shown else {}
    return Content(len(lines), lines[:_ROWS], bad=any_late(lines), cases=[ids[one] for one in shown])


def _line(row: CheckRow) -> Line:
    """Return what the officer needs before he goes: whether it was given back, whose it is, and where."""
    state = str(row.state) if row.state is CheckState.RETURNED else ""
    foot = " · ".join(filter(None, (state, row.number, row.name, row.incident_place)))
    return Line(f"/penelitian/{row.public_id}", row.subject or "(tanpa teks)", foot, row.due, row.urgent)


CHECKS = Block(
    "pemeriksaan",
    "Pemeriksaan lapangan Anda",
    _checks,
    "Periksa",
    "/penelitian/",
    frozenset({Stage.PENELITIAN}),
)
