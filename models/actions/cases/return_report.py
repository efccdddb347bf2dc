"""Gives a field report back to its writer with what has to be corrected; the case stays at its stage."""

from collections.abc import Iterable
from datetime import datetime

from models.actions.cases.hand_in_report import NOTICE, newest_report
from models.actions.core import audit_trail
from models.actions.core.actor import Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import holder_now, is_visible, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_notice import people_told
from models.actions.core.law.undo_outputs import undo_outputs
from models.actions.core.see_notices import lapse_notices
from models.actions.core.write_output import undo_papers_of, writable
from models.rules.cases.sop import Output
from models.rules.clocks.law_met import LAPORAN_KEMBALI
from models.rules.core.errors import DocumentNotAllowed, MoveNotAllowed, TextEmpty
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.tables import Complaint, Notice, ReportReturn, Staff, StepOutput, database
from models.tables.core.filled import filled


def return_report(
    complaint_id: int,
    remark: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> ReportReturn:
    """Give the newest report back: it does not count until it is handed in again, and its writer is told.

    Raises MoveNotAllowed for anybody but the head on whose desk the case lies, DocumentNotAllowed where no officer's
    report is there, TextEmpty without a remark.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = writable(complaint_id, Output.LAPORAN, actor, version)
        if not actor.among([holder_now(case)]):
            raise MoveNotAllowed("Laporan dikembalikan oleh kepala seksi yang memegang kasus ini.")
        report = returnable(case.id)
        if report is None or report.made_by_id == actor.staff_id:
            raise DocumentNotAllowed("Belum ada laporan petugas yang dapat dikembalikan.")
        words = storable(remark).strip()
        if not words:
            raise TextEmpty("Tuliskan apa yang harus diperbaiki, lalu kembalikan.")
        undo_outputs(case.id, StepOutput.id == report.id, LAPORAN_KEMBALI, actor, now)
        undo_papers_of(case, Output.LAPORAN, actor, now)
        given = ReportReturn.create(
            complaint=case.id, output=report.id, reason=words, made_by=actor.person_id, made_at=now
        )
        audit_trail.write(actor, now, AuditEvent("kembalikan_laporan", f"complaint:{case.id}"))
        lapse_notices(case.id, now, NOTICE)
        _tell(case, given, filled(report.made_by_id), now)
        touch(case)
        return given


def writer_was_told(given: ReportReturn) -> bool:
    """Whether the writer of a returned report was told."""
    return people_told(f"{NOTICE}-kembali:{given.id}") > 0


def returnable(complaint_id: int) -> StepOutput | None:
    """Return the report that counts, if an officer wrote it, else None."""
    mine = (StepOutput.complaint == complaint_id) & (StepOutput.kind == str(Output.LAPORAN)) & ~StepOutput.undone
    return returnable_among(StepOutput.select().where(mine).order_by(StepOutput.id.desc()).limit(1))


def returnable_among(outputs: Iterable[StepOutput]) -> StepOutput | None:
    """Return the same from outputs of the case already read, newest first."""
    reports = (row for row in outputs if row.kind == Output.LAPORAN and not row.undone)
    found = next(reports, None)
    return found if found is not None and found.made_by_id is not None else None


def standing_remark(complaint_id: int) -> str:
    """Return why the newest report was given back; empty where it was not."""
    last = (
        ReportReturn.select().where(ReportReturn.complaint == complaint_id).order_by(ReportReturn.id.desc()).first()
    )
    return str(last.reason) if last is not None and last.output_id == newest_report(complaint_id) else ""


def _tell(case: Complaint, given: ReportReturn, writer: int, now: datetime) -> None:
    person = Staff.get_or_none((Staff.id == writer) & Staff.active)
    if person is None or not is_visible(case, actor_of(person, day=to_wib(now).date())):
        return
    text = f"Laporan penelitian {case.number} dikembalikan. Buka kasusnya untuk melihat apa yang diperbaiki."
    key = f"{NOTICE}-kembali:{given.id}:{person.id}"
    notice = Notice.insert(staff=person.id, kind=NOTICE, text=text, made_at=now, complaint=case.id, key=key)
    notice.on_conflict_ignore().execute()
