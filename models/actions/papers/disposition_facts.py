"""Gathers the facts of the disposition sheet (DISPOSISI): the paper that came in, and Kepala Kantor's decision."""

import json
from datetime import datetime

from models.actions.core.office_facts import office_settings
from models.actions.core.write_output import latest_text
from models.actions.papers.document_facts import attachment_lines, case_part, named_paper, signed_paper
from models.rules.cases.dispositions import MOVE_INSTRUCTIONS
from models.rules.cases.sop import MOVES, Move, Output, Stage
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import iso, to_wib
from models.rules.papers.long_words import is_long
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, Document, History, StepRecord


def disposition_facts(case: Complaint, code: str, now: datetime) -> dict[str, object]:
    """Return the facts of the sheet. Raises DocumentNotAllowed where Kepala Kantor has not decided yet."""
    note, given = latest_text(case.id, Output.DISPOSISI), _last_disposition(case)
    if not note or given is None:
        raise DocumentNotAllowed("Kasus ini belum berisi disposisi Kepala Kantor. Beri disposisi lebih dahulu.")
    move, begun = Move(given.move), _begun_by(given)
    chosen = (begun.section or "") if MOVES[move].section and begun else ""
    incoming = signed_paper(case, "ND-ESKAL", "ND-TERUS")
    return {
        **case_part(case, code, office_settings(), to_wib(now).date()),
        "number": None,
        "date": None,
        "hal": f"Disposisi atas Pengaduan {case.number}",
        "received": iso(_came_to_head(case)),
        "incoming": named_paper(incoming),
        "origin": _origin(incoming),
        "summary": f"{case.subject} ({case.number})",
        "lampiran": _enclosures(case, incoming),
        "lead": chosen,
        "forward_to": chosen,
        "instructions": ",".join(MOVE_INSTRUCTIONS[move]),
        "note": note,
        "until": "",
        "deadline": iso(begun.due_at) if begun else None,
    }


def _last_disposition(case: Complaint) -> History | None:
    moves = [str(move) for move in MOVE_INSTRUCTIONS]
    mine = (History.complaint == case.id) & History.move.in_(moves)
    return History.select().where(mine).order_by(History.id.desc()).first()


def _begun_by(given: History) -> StepRecord | None:
    """Return the step the disposition began: its section and time stay when the case goes on to other desks."""
    mine = (StepRecord.complaint == given.complaint_id) & (StepRecord.started_at <= given.at)
    return StepRecord.select().where(mine).order_by(StepRecord.started_at.desc(), StepRecord.id.desc()).first()


def _came_to_head(case: Complaint) -> datetime | None:
    mine = (History.complaint == case.id) & (History.to_stage == str(Stage.DISPOSISI))
    row = History.select().where(mine).order_by(History.id.desc()).first()
    return row.at if row else None


def _enclosures(case: Complaint, incoming: Document | None) -> int:
    """Return how many enclosures the incoming paper names: a long complaint is one of them, Lampiran I.

    As it was issued: what its facts and its template would make of it now may be another number. Of one issued before
    that was remembered they are all that is known.
    """
    if incoming is not None and incoming.enclosures is not None:
        return incoming.enclosures
    facts = json.loads(incoming.facts) if incoming is not None else {}
    if "lampiran" not in facts:
        return len(attachment_lines(case))
    return int(facts["lampiran"]) + is_long(str(facts.get("complaint_text") or ""))


def _origin(incoming: Document | None) -> str:
    """Return who sent the incoming paper, as that paper says."""
    written = json.loads(incoming.facts).get("dari") if incoming else ""
    return str(written or ROLES[Role.KASUBSI_INFOKIM].title)
