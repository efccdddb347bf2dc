"""The audit trail: each chain is unbroken from its first row, and every move of a case is in it (I-16)."""

from collections import Counter
from collections.abc import Iterator

from models.actions.core.audit_trail import GENESIS, seal
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.cases.links import LinkMove
from models.rules.cases.sop import Move
from models.rules.upkeep.sample_data import EVENT
from models.tables import Audit

_MADE = "SELECT complaint_id, COUNT(*) FROM history WHERE move <> 'terima' GROUP BY complaint_id"
_OPENED = """SELECT c.number FROM complaint c WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.deed = 'buka'
 AND a.subject = 'complaint:' || c.id)"""
_OF_COMPLAINTS = "SELECT deed, subject FROM audit WHERE SUBSTR(subject, 1, 10) = 'complaint:' ORDER BY id"
_MOVES = {str(move) for move in (*Move, *LinkMove)}


def chains(office: Office) -> Iterator[str]:
    """Yield the first bad row of each chain: changed, missing, inserted, or out of order."""
    for (chain,) in rows("SELECT DISTINCT chain FROM audit ORDER BY chain"):
        fault = _first_fault(chain)
        if fault:
            yield fault


def _first_fault(chain: str) -> str:
    previous = GENESIS
    chained = Audit.select().where(Audit.chain == chain).order_by(Audit.seq).dicts().iterator()
    for seq, row in enumerate(chained, 1):
        if row["seq"] != seq:
            return f"chain {chain}: row {seq} is missing (next is {row['seq']})."
        if row["prev_hash"] != previous:
            return f"chain {chain}: row {seq} does not follow the row before it."
        if seal(row) != row["hash"]:
            return f"chain {chain}: row {seq} was changed after it was written."
        previous = row["hash"]
    return ""


def traces(office: Office) -> Iterator[str]:
    """Yield complaints opened or moved without an audit row, or with audit rows of moves that never happened."""
    for (number,) in rows(_OPENED):
        yield f"{number} was opened without a trace."
    traced: Counter[int] = Counter()
    for event, subject in rows(_OF_COMPLAINTS):
        if event == EVENT:
            traced.pop(int(subject.removeprefix("complaint:")), None)  # practice that went; its id may be given anew
        elif event in _MOVES:
            traced[int(subject.removeprefix("complaint:"))] += 1
    made = Counter(dict(rows(_MADE)))
    for complaint in sorted(made.keys() | traced.keys()):
        if made[complaint] != traced[complaint]:
            yield f"complaint {complaint} made {made[complaint]} moves and left {traced[complaint]} traces of them."
