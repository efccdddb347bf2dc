"""Reads one case for an action: locked, visible to the actor, unchanged since the form was drawn."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from models.actions.core.actor import Actor
from models.actions.core.answers.answers_standing import shut_accounts
from models.actions.core.answers.invitation_waiting import invitation_of
from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.actions.core.case_papers import folder_lacks, papers_left
from models.actions.core.office_facts import office_settings
from models.actions.core.rare_rows import may_have
from models.actions.core.recused_posts import recused_of, suspected
from models.actions.core.text_marks.unreviewed import unreviewed_texts
from models.rules.cases.sop import Move, Output, Stage
from models.rules.cases.workflow import REVIEWED, SENDING, CaseFacts, holder_of, may_answer
from models.rules.core.errors import NotVisible, RuleBroken, StaleCase
from models.rules.privacy.visibility import sees
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Document, History, Invitation, StepOutput
from models.tables.core.database import is_sqlite
from models.tables.core.prepared import prepared
from models.tables.privacy.visible import hidden


def locked_case(complaint_id: int, actor: Actor, version: int | None = None) -> Complaint:
    """Return the case, locked in this transaction. Raises NotVisible or StaleCase."""
    case = locked_even_destroyed(complaint_id, actor)
    demand_not_destroyed(case)
    if version is not None and case.version != version:
        raise StaleCase
    return case


def locked_even_destroyed(complaint_id: int, actor: Actor) -> Complaint:
    """Return the case, locked in this transaction, also where its contents are destroyed. Raises NotVisible."""
    query = Complaint.select().where(Complaint.id == complaint_id)
    case = (query if is_sqlite() else query.for_update()).get_or_none()
    if case is None or not is_visible(case, actor):
        raise NotVisible
    return case


def demand_not_destroyed(case: Complaint) -> None:
    """Raise RuleBroken where a case was destroyed: no words may come into it any more."""
    if case.destroyed_at is not None:
        raise RuleBroken("Isi berkas ini sudah dimusnahkan menurut jadwal retensi, jadi tidak dapat diubah lagi.")


def is_visible(case: Complaint, actor: Actor) -> bool:
    """Whether this person may see this case; for queries see models/tables/privacy/visible.py."""
    scope = actor.scope
    return sees(scope, section_of(case), case.forwarded, case.misconduct) and not hidden(scope, case.id)


def holder_now(case: Complaint) -> Role:
    """Return which role has the case on its desk, recused posts passed over."""
    return holder_of(Stage(case.stage), section_of(case), recused_of(case))


def demand_answering(case: Complaint, actor: Actor) -> None:
    """Raise NotPermitted where this person may not write to the citizen of this case."""
    recused = recused_of(case)
    if not any(may_answer(role, recused) for role in actor.roles):
        actor.demand(Permission.WRITE_REPLY)


def stage_for_answers(case: Complaint) -> Stage:
    """Return the stage that decides what may be answered; for a merged case, its lead's stage."""
    lead = Complaint.get_by_id(case.lead_id) if case.lead_id is not None else case
    return Stage(lead.stage)


def section_of(case: Complaint) -> Section | None:
    """Return the section of a case."""
    return Section(case.section) if case.section else None


def facts_of(
    case: Complaint,
    now: datetime,
    written: Iterable[StepOutput] | None = None,
    papers: Iterable[Document] | None = None,
    office: Mapping[str, str] | None = None,
) -> CaseFacts:
    """Return what the rules need to know of a case.

    `written`, `papers`, `office`: its outputs and papers and the office's choices, if already read.
    """
    outputs, settings = outputs_of(case, written), office_settings() if office is None else office
    left, unscanned = papers_left(case, outputs, settings, papers)
    return CaseFacts(
        stage=Stage(case.stage),
        section=section_of(case),
        outputs=frozenset(outputs),
        head_answered=case.head_answered,
        referred=case.referred,
        reopen_days_left=reopen_days_left(case, now, settings),
        misconduct=case.misconduct,
        forwarded=case.forwarded,
        recused=recused_of(case),
        invited_in_vain=_invited_in_vain(case, now),
        sent_from=_sent_from(case),
        closed_from=closed_from(case),
        left=left,
        unscanned=unscanned,
        unplaced=folder_lacks(case, settings),
        suspected=suspected(case),
        unreviewed=len(unreviewed_texts(case)) if Stage(case.stage) in REVIEWED else 0,
    )


def _sent_from(case: Complaint) -> Stage | None:
    sending = [str(move) for move in SENDING.get(Stage(case.stage), ())]
    if not sending:
        return None
    last = _last_sent.first(case.id, str(case.stage), sending)
    return Stage(last[0]) if last else None


@prepared
def _last_sent(case: int, stage: str, sending: list[str]) -> Any:
    sent = (History.complaint == case) & (History.to_stage == stage) & History.move.in_(sending)
    return History.select(History.from_stage).where(sent).order_by(History.id.desc()).limit(1).tuples()


def interrupted_from(case: Complaint) -> Stage | None:
    """Return the stage from which a case went back because its first response was not there; None otherwise."""
    came = (Move.TANGGAPAN_JATUH, Move.IDENTIFIKASI_SELESAI)
    mine = (History.complaint == case.id) & History.move.in_([str(move) for move in came])
    last = History.select(History.move, History.from_stage).where(mine).order_by(History.id.desc()).first()
    return Stage(last.from_stage) if last and last.move == Move.TANGGAPAN_JATUH else None


def closed_from(case: Complaint) -> Stage | None:
    """Return the stage in which a closed case was closed."""
    if case.stage != Stage.DITUTUP:
        return None
    closed = (History.complaint == case.id) & (History.to_stage == str(Stage.DITUTUP))
    last = History.select(History.from_stage).where(closed).order_by(History.id.desc()).first()
    return Stage(last.from_stage) if last else None


def _invited_in_vain(case: Complaint, now: datetime) -> bool:
    if case.stage != Stage.PENYAMPAIAN:
        return False
    state = invitation_of(case.id, now) if may_have(case, Invitation) else None
    return (state is not None and state.in_vain) or bool(shut_accounts(case))


def outputs_of(case: Complaint, written: Iterable[StepOutput] | None = None) -> set[Output]:
    """Return the outputs that count on a case; `written`: all its outputs, if already read."""
    if written is None:
        of_case = (StepOutput.complaint == case.id) & ~StepOutput.undone
        written = StepOutput.select(StepOutput.kind, StepOutput.undone).where(of_case).distinct()
    outputs = {Output(row.kind) for row in written if not row.undone}
    if case.section:
        outputs.add(Output.SEKSI_TUJUAN)
    if not unanswered_merged(case):
        outputs.add(Output.JAWABAN_GABUNGAN)
    return outputs


def reopen_days_left(case: Complaint, now: datetime, office: Mapping[str, str] | None = None) -> int:
    """Return for how many days a closed case may still be opened again."""
    if case.closed_at is None:
        return 0
    return (
        int((office_settings() if office is None else office).get("hari_buka_kembali", "30"))
        - (now - case.closed_at).days
    )


def touch(case: Complaint, **changes: object) -> None:
    """Write changed columns and raise the version, which makes open forms stale."""
    Complaint.update({**changes, "version": Complaint.version + 1}).where(Complaint.id == case.id).execute()
    for name, value in changes.items():
        setattr(case, name, value)
    case.version += 1
