"""The course of complaints: history, step records and clocks agree."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from models.actions.core.office_facts import office_calendar, standards
from models.actions.core.step_clock import dues_of, paused
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.walks import FIRST, Walk, walks
from models.rules.cases.links import LinkMove
from models.rules.cases.sop import MOVES, STAGES, Move, Stage
from models.rules.clocks.working_time import net_minutes
from models.tables import Complaint, Pause, StepRecord
from models.tables.core.filled import filled

_FINISHED = "SELECT complaint_id, COUNT(*) FROM step_record WHERE finished_at IS NOT NULL GROUP BY complaint_id"
_RUNNING = """SELECT r.complaint_id, r.step, r.round, c.number, c.open, c.step, c.round FROM step_record r
 JOIN complaint c ON c.id = r.complaint_id WHERE r.finished_at IS NULL"""
_NOT_RUNNING = """SELECT c.number, COUNT(r.id) FROM complaint c
 LEFT JOIN step_record r ON r.complaint_id = c.id AND r.finished_at IS NULL
 WHERE c.open GROUP BY c.id, c.number HAVING COUNT(r.id) <> 1"""
_ROUNDS = """SELECT c.number, r.step, COUNT(*), MAX(r.round) FROM step_record r
 JOIN complaint c ON c.id = r.complaint_id
 GROUP BY c.number, r.step HAVING MIN(r.round) <> 1 OR MAX(r.round) <> COUNT(*)"""


def histories(office: Office) -> Iterator[str]:
    """Yield complaints whose history is no walk along the SOP, or does not end at their stage."""
    for walk in walks():
        fault = _fault(walk)
        if fault:
            yield f"{walk.number} {fault}."


def _fault(walk: Walk) -> str:
    if not walk.moves or walk.moves[0][0] != FIRST:
        return "has a history that does not begin with its arrival"
    at = walk.moves[0][2]
    # From where it was merged, closed, or interrupted for its first response last.
    left = {Stage.DIGABUNG: "", Stage.DITUTUP: "", Stage.TANGGAPAN_AWAL: ""}
    for move, before, after in walk.moves[1:]:
        if after in left and (after != Stage.TANGGAPAN_AWAL or move == Move.TANGGAPAN_JATUH):
            left[Stage(after)] = before
        if not _is_lawful(move, before, after, left):
            return f"made the move '{move}' from {before} to {after}, which the SOP does not have"
        if before != at:
            return f"moved from {before} although it stood at {at}"
        at = after
    return "" if at == walk.stage else f"stands at {walk.stage}, but its history ends at {at}"


def _is_lawful(move: str, before: str, after: str, left: Mapping[Stage, str]) -> bool:
    if move == LinkMove.GABUNG:
        return bool(STAGES[Stage(before)].open) and after == Stage.DIGABUNG
    if move == LinkMove.BATAL_GABUNG:
        return before == Stage.DIGABUNG and after == left[Stage.DIGABUNG]
    row = MOVES.get(Move(move)) if move in list(Move) else None
    if row is None:
        return False
    target = left[row.origin] if row.resumes else row.target
    return before in row.origins and after == target


def records(office: Office) -> Iterator[str]:
    """Yield complaints whose step records contradict their stage or their history."""
    for _, step, round_, number, is_open, at_step, at_round in rows(_RUNNING):
        if not is_open:
            yield f"{number} is closed, but the clock of step {step} still runs."
        elif (step, round_) != (at_step, at_round):
            yield f"{number} is at step {at_step} round {at_round}, but step {step} round {round_} runs."
    for number, running in rows(_NOT_RUNNING):
        yield f"{number} is open with {running} running clocks."
    for number, step, count, last in rows(_ROUNDS):
        yield f"{number} has {count} records of step {step}, the last being round {last}."
    finished: dict[int, int] = defaultdict(int, rows(_FINISHED))
    for walk in walks():
        # A move out of a closed stage begins a step but ends none: its clock stopped at the closing.
        ended = 1 + walk.merged + sum(row.ends_step and STAGES[row.origin].open for row in walk.rows)
        if finished[walk.complaint] != ended:
            yield f"{walk.number} has {finished[walk.complaint]} ended steps, its history {ended}."


def clocks(office: Office) -> Iterator[str]:
    """Yield ended steps without output, and those whose minutes or lateness contradict their times."""
    for record in StepRecord.select().where(StepRecord.finished_at.is_null(False)).iterator():
        where = f"step {record.step} round {record.round} of complaint {record.complaint_id}"
        if record.outcome == "selesai" and record.output_id is None:
            yield f"{where} ended without its output."
        if record.net_minutes is None or record.gross_minutes is None or record.late is None or not record.outcome:
            yield f"{where} ended without minutes, lateness or outcome."
            continue
        gross = (record.finished_at - record.started_at).total_seconds() / 60
        if gross < 0 or abs(gross - record.gross_minutes) > 0.02:
            yield f"{where} says {record.gross_minutes} minutes by the clock on the wall, its times say {gross:.2f}."
        if not -0.01 <= record.net_minutes <= record.gross_minutes + 0.02:
            yield f"{where} says {record.net_minutes} working minutes out of {record.gross_minutes}."
        if record.late is not (record.due_at is not None and record.finished_at > record.due_at):
            yield f"{where} says late={record.late}, its times say otherwise."


def pauses(office: Office) -> Iterator[str]:
    """Yield ended steps whose minutes and due time are not those of the pauses accepted.

    A calendar changed since for past days changes one of the two at most, or the due time without any pause: such
    steps keep their figures and are not judged.
    """
    calendar = office_calendar()
    ended = StepRecord.finished_at.is_null(False)
    query = StepRecord.select(StepRecord, Complaint.id, Complaint.sop_version).join(Complaint).where(ended)
    rows_of: dict[int, list[Pause]] = defaultdict(list)
    for pause in Pause.select().order_by(Pause.id):
        rows_of[pause.record_id].append(pause)
    for record in query.where(StepRecord.id.in_(Pause.select(Pause.record))).order_by(StepRecord.id):
        mine = rows_of[record.id]
        if any(pause.limit_minutes is None for pause in mine):
            continue  # of an older version: the agent weighs it within a minute
        where = f"step {record.step} round {record.round} of complaint {record.complaint_id}"
        if record.due_plain is None or record.due_asked is None:
            yield f"{where} has pauses, but no due time without them."
            continue
        standard, end = standards(record.complaint.sop_version_id)[record.step], filled(record.finished_at)
        dues = dues_of(calendar, record, standard, mine, end)
        net = net_minutes(calendar, record.started_at, end) - paused(calendar, mine, end)
        differs = record.due_at != dues.due and abs(net - (record.net_minutes or 0.0)) > 0.02
        if record.due_plain == dues.plain and differs:
            yield f"{where} counts pauses that are not accepted, or leaves out some that are."
