"""Kepala Kantor's dispositions on his home: the cases that wait for one, each with its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from admin_app.home.blocks import NOTHING, ROWS, Block, Content, Viewer
from admin_app.queue.case_counts import counted
from admin_app.queue.case_lines import Line, any_late, found_cases, line_of
from admin_app.queue.due_conditions import OPEN
from models.actions.core.case import facts_of
from models.actions.core.identities import mask_of
from models.actions.intake.suggest_case import sections
from models.rules.cases.dispositions import INSTRUCTIONS, MOVE_INSTRUCTIONS
from models.rules.cases.sop import MoveRow, Stage
from models.rules.cases.workflow import desk_of, moves_open_to
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import Complaint, History

TEMPLATE = "home/disposition.html"
# Whom a disposition can go to.
PLACES = {str(key): name for key, name in SECTION_LABELS.items() if key is not Section.KEPALA_KANTOR}


@dataclass(frozen=True)
class Waiting:
    """One case with what can be decided here: its moves to a section, and the likely section."""

    case: Complaint
    line: Line
    moves: Sequence[MoveRow]
    section: str
    said: str  # why it was brought here, in the words of who did; "" where nobody wrote any
    by: str
    read_news: int  # the last news a desk was shown: this form shows none


def instruction(row: MoveRow) -> str:
    """Return the instruction to begin with: what the disposition sheet ticks for a move, in words."""
    return f"{'; '.join(INSTRUCTIONS[key] for key in MOVE_INSTRUCTIONS[row.move])} sesuai ketentuan."


def _read(viewer: Viewer) -> Content:
    condition = OPEN & (Complaint.stage == str(Stage.DISPOSISI)) & viewer.desk
    count = counted(condition, viewer.actor)
    if not count:
        return NOTHING
    cases = found_cases(condition, viewer.actor, ROWS, Complaint.due_at)
    usual = sections()
    found = [_waiting(case, usual, viewer) for case in cases]
    lines = [one.line for one in found]
    return Content(count, lines, bad=any_late(lines), extra=found, cases=[case.id for case in cases])


def _waiting(case: Complaint, usual: Mapping[str, str], viewer: Viewer) -> Waiting:
    whole = Complaint.get_by_id(case.id)
    facts = facts_of(whole, viewer.now)
    moves = [row for row in moves_open_to(desk_of(facts), facts) if row.section and not row.needs]
    said, by = _brought(whole) if moves else ("", "")
    return Waiting(case, line_of(case, viewer.now), moves, _likely(whole, usual), said, by, whole.read_news)


def _brought(case: Complaint) -> tuple[str, str]:
    """Return the last move's reason and writer, which one must read to decide without opening the case."""
    last = History.select().where(History.complaint == case.id).order_by(History.id.desc()).first()
    if last is None or not last.reason:
        return "", ""
    return str(mask_of(case).over(last.reason)), last.actor.name or last.actor.username if last.actor else ""


def _likely(case: Complaint, usual: Mapping[str, str]) -> str:
    """Return the section that had it, else the one that usually answers its category."""
    for section in (case.section, usual.get(case.category)):
        if section in PLACES:
            return str(section)
    return next(iter(PLACES))


def disposition_words() -> dict[str, Any]:
    """Return the further variables of the block's template."""
    return {"places": PLACES, "instruction": instruction}


DISPOSITION = Block(
    "disposisi",
    "Menunggu disposisi Anda",
    _read,
    "Beri disposisi",
    "/meja/?tab=saya",
    frozenset({Stage.DISPOSISI}),
    template=TEMPLATE,
)
