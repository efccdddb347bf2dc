"""Moves a complaint along the SOP: the only writer of stage, step, round and due time."""

from datetime import datetime

from peewee import ColumnBase

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import facts_of, locked_case, touch
from models.actions.core.close_off import close_off
from models.actions.core.conduct_lane import leave_lane
from models.actions.core.form_key import spend_form_key
from models.actions.core.law.recount_limits import recount_limits
from models.actions.core.law.undo_outputs import undo_outputs
from models.actions.core.links.threads import let_go, take_hold
from models.actions.core.recused_posts import suspected
from models.actions.core.see_notices import lapse_notices
from models.actions.core.statutory_clocks import start_clocks
from models.actions.core.step_clock import end_step, start_step
from models.actions.core.unread_news import Look, demand_look
from models.rules.cases.identification import ComplaintKind
from models.rules.cases.sop import BROKEN_OFF, MOVES, STAGES, Move, MoveRow, Stage
from models.rules.cases.workflow import MARKS, check_move, makers_of
from models.rules.core.errors import MoveNotAllowed
from models.rules.privacy.conduct_lane import Conduct
from models.rules.staff.roles import Section
from models.tables import Category, Complaint, History, StepOutput, database

_TAKEN = "Pelapor ini sudah punya pengaduan baru yang terbuka. Lanjutkan di pengaduan itu."


def move_complaint(
    complaint_id: int,
    move: Move,
    actor: Actor,
    now: datetime,
    *,
    reason: str = "",
    section: Section | None = None,
    version: int | None = None,
    form_key: str | None = None,
    look: Look | None = None,
) -> Complaint:
    """Make one move of the SOP, or raise the RuleBroken that says why not; then nothing has changed.

    `version`: the case's version when the form was drawn; `look`: what of its news the form had shown, None without
    a form. `form_key` makes a second submission harmless.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        return make_move(case, move, actor, now, reason=reason, section=section, look=look)


def make_move(
    case: Complaint,
    move: Move,
    actor: Actor,
    now: datetime,
    *,
    reason: str = "",
    section: Section | None = None,
    ended_at: datetime | None = None,
    look: Look | None = None,
) -> Complaint:
    """Make a move on a case already locked in this transaction; `ended_at`: until when its step counts."""
    if actor.role is None:
        raise MoveNotAllowed
    facts = facts_of(case, now)
    role = actor.as_post(*makers_of(MOVES[move], facts)) or actor.role
    row = check_move(role, facts, move, reason, section)
    demand_look(case, look, actor, now, all_read=row.files)
    if row.files and facts.unscanned:
        _trace_unscanned(case, facts.unscanned, actor, now)
    return follow(case, row, actor, now, reason, section, ended_at)


def follow(
    case: Complaint,
    row: MoveRow,
    actor: Actor,
    now: datetime,
    reason: str = "",
    section: Section | None = None,
    ended_at: datetime | None = None,
) -> Complaint:
    """Carry out a move that was checked, on a case already locked in this transaction."""
    if row.breaks_off:
        close_off(case, reason, actor, now)
    made = _make_output(case, row, actor, now, reason)
    if row.ends_step:
        _end(case, row, actor, ended_at or now, made)
        lapse_notices(case.id, now, "" if not STAGES[row.target].open else "langkah")
    if row.undoes:
        undo_outputs(case.id, _undone_by(row, made), str(row.move), actor, now)
    before = case.stage
    if row.section and section:
        case.section = str(section)
    _enter(case, row, now)
    if suspected(case) and STAGES[row.target].open and row.target is not Stage.IDENTIFIKASI:
        leave_lane(case, Conduct.IDENTIFIED, actor, now)
    _tell(case, row, actor, now, reason, before)
    start_clocks([case.id])
    # After the history has it: what citizens were told before a case was opened again does not count.
    recount_limits([case.id], str(row.move), actor, now)
    event = AuditEvent(str(row.move), f"complaint:{case.id}", str(Stage(before)), str(row.target))
    audit_trail.write(actor, now, event)
    return case


def _make_output(case: Complaint, row: MoveRow, actor: Actor, now: datetime, reason: str) -> StepOutput | None:
    if row.makes is None:
        return None
    return StepOutput.create(
        complaint=case.id,
        kind=str(row.makes),
        step=case.step,
        round=case.round,
        text=reason.strip() or row.label,
        made_by=actor.staff_id,
        made_at=now,
    )


def _end(case: Complaint, row: MoveRow, actor: Actor, at: datetime, made: StepOutput | None) -> None:
    outcome = BROKEN_OFF if row.breaks_off else "dikembalikan" if row.back else "selesai"
    output = made if made or row.back or row.output is None else _latest(case, row)
    end_step(case, actor.staff_id, at, output, outcome)


def _latest(case: Complaint, row: MoveRow) -> StepOutput | None:
    mine = (StepOutput.complaint == case.id) & (StepOutput.kind == str(row.output)) & ~StepOutput.undone
    return StepOutput.select().where(mine).order_by(StepOutput.id.desc()).first()


def _undone_by(row: MoveRow, made: StepOutput | None) -> ColumnBase:
    gone = StepOutput.kind.in_([str(output) for output in row.undoes])
    return gone & (StepOutput.id != made.id) if made else gone


def _enter(case: Complaint, row: MoveRow, now: datetime) -> None:
    target = STAGES[row.target]
    changes: dict[str, object] = {"stage": str(row.target), "stage_since": now, "section": case.section}
    changes |= MARKS.get(row.move, {})
    changes["handed_news"] = case.news
    if row.resumes:
        changes["kind"] = _kind_before(case)
    if _leaves_desk(row):
        changes["assignee"] = None  # on the next desk nobody holds it yet
    if not target.open:
        changes |= {"open": False, "closed_at": now, "due_at": None}
        let_go(case)
    else:
        if not case.open:
            if not take_hold(case):
                raise MoveNotAllowed(_TAKEN)
            changes |= {"open": True, "closed_at": None}
        if row.ends_step:
            record = start_step(case, target.step, now)
            changes |= {"step": int(target.step), "round": record.round, "due_at": record.due_at}
    touch(case, **changes)


def _kind_before(case: Complaint) -> str:
    """Return the kind a case had before it was closed as no complaint: the one of its category."""
    category = Category.get_or_none(Category.key == case.category)
    return str(category.kind) if category else str(ComplaintKind.PENGADUAN)


def _leaves_desk(row: MoveRow) -> bool:
    origin, target = STAGES[row.origin], STAGES[row.target]
    return row.section or not origin.open or origin.holder is not target.holder


def _tell(case: Complaint, row: MoveRow, actor: Actor, now: datetime, reason: str, before: str) -> None:
    History.insert(
        complaint=case.id,
        at=now,
        actor=actor.staff_id,
        move=str(row.move),
        from_stage=before,
        to_stage=str(row.target),
        reason=reason.strip(),
    ).execute()


def _trace_unscanned(case: Complaint, unscanned: tuple[str, ...], actor: Actor, now: datetime) -> None:
    papers = ", ".join(unscanned)
    audit_trail.write(actor, now, AuditEvent("tanpa_pindaian", f"complaint:{case.id}", papers))
