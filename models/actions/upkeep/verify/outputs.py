"""No complaint is past a step that lacks its output: what its moves needed must still count (design §5)."""

from collections import defaultdict
from collections.abc import Iterator

from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.walks import Walk, walks
from models.rules.cases.sop import Output, Stage
from models.rules.papers.unfinished import BEFORE_RULE
from models.tables import Complaint

_COUNTING = "SELECT DISTINCT complaint_id, kind FROM step_output WHERE NOT undone"
# Cases that were past a rule when it came (migration 0028): what they lack is told by their page, not as a fault.
_EXCUSED = f"SELECT complaint_id, kind FROM step_output WHERE reference = '{BEFORE_RULE}'"  # noqa: S608 - our own word
# An answer that fell when it was too late to open the case again: recorded and told.
_FALLEN = """SELECT o.complaint_id, o.kind FROM step_output o
 JOIN delivery_change d ON d.complaint_id = o.complaint_id
 LEFT JOIN reply_file f ON f.reply_id = d.reply_id WHERE o.undone AND d.effect = 'dicatat'
 AND o.reference IN ('outbox:' || COALESCE(f.answer_id, d.reply_id), 'proof:' || d.proof_id)"""
_UNFINISHED = """SELECT c.id, c.number, d.type FROM document d JOIN complaint c ON c.id = d.complaint_id
 WHERE c.stage = 'selesai' AND d.state IN ('konsep', 'diparaf') ORDER BY d.id"""
_LEADS = "SELECT DISTINCT lead_id FROM complaint WHERE lead_id IS NOT NULL"
_WITH_SECTION = "SELECT id FROM complaint WHERE section IS NOT NULL"


def lacking(office: Office) -> Iterator[str]:
    """Yield complaints that are past a step whose output is missing or was undone."""
    there: dict[int, set[str]] = defaultdict(set)
    for complaint, kind in rows(_COUNTING):
        there[complaint].add(kind)
    for (complaint,) in rows(_WITH_SECTION):
        there[complaint].add(str(Output.SEKSI_TUJUAN))  # the chosen section is its own output
    excused = _excused()
    owing = {lead for (lead,) in rows(_LEADS) if unanswered_merged(Complaint.get_by_id(lead))}
    for walk in walks():
        if walk.complaint not in owing:
            there[walk.complaint].add(str(Output.JAWABAN_GABUNGAN))  # nobody merged into it waits
        for output in sorted(needed(walk) - there[walk.complaint] - excused[walk.complaint]):
            yield f"{walk.number} stands at {walk.stage} without “{output}”."


def unfinished(office: Office) -> Iterator[str]:
    """Yield archived complaints with a paper that was neither issued nor discarded."""
    excused = _excused()
    for complaint, number, code in rows(_UNFINISHED):
        if str(Output.DOKUMENTASI) not in excused[complaint]:
            yield f"{number} is archived with an unfinished {code}: issue it or discard it on its page."


def _excused() -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for complaint, kind in (*rows(_EXCUSED), *rows(_FALLEN)):
        found[complaint].add(kind)
    return found


def needed(walk: Walk) -> set[str]:
    """Return the outputs that must count for a complaint to be at its stage."""
    passed: list[tuple[Stage, set[Output]]] = [(Stage.IDENTIFIKASI, {Output.PESAN})] if walk.moves else []
    for row in walk.rows:
        if row.back:
            # A return takes the walk back to the stage it returns to; what came after no longer binds.
            again = next((place for place, (origin, _) in enumerate(passed[1:], 1) if origin is row.target), None)
            passed = passed[:again] if again is not None else passed
        else:
            passed.append((row.origin, {*row.needs}))
        for _, outputs in passed:
            outputs.difference_update(row.undoes)
        if row.makes and not row.back:
            passed.append((row.origin, {row.makes}))
    return {str(output) for _, outputs in passed for output in outputs}
