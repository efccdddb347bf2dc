"""What goes when an answer turns out not to be there: only what stood on it. In the transaction that notes it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from models.actions.core.actor import Actor
from models.actions.core.case import closed_from, holder_now, outputs_of, reopen_days_left
from models.actions.core.give_notice import give_notice
from models.actions.core.law.undo_outputs import undo_outputs
from models.actions.core.move_complaint import follow
from models.rules.cases.sop import MOVES, STAGES, Move, Output, Stage
from models.rules.channels.channels import channel
from models.rules.core.errors import MoveNotAllowed
from models.rules.replies.delivery import PURPOSES, Purpose
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, StepOutput, database
from models.tables.core.database import is_sqlite

KIND = "jawaban_jatuh"


class Effect(StrEnum):
    """What a fall brought about, as its row says."""

    NOTHING = ""  # nothing stood on it, or something else still carries what did
    REOPENED = "dibuka"
    NOTED = "dicatat"  # too late to open the case again: recorded and told


@dataclass(frozen=True)
class Fall:
    """An answer that is not there: on which case, for what, by which channel (None: recorded by hand), and why."""

    complaint: int
    purpose: Purpose
    reference: str
    account: ChannelAccount | None
    why: str


def let_fall(fall: Fall, actor: Actor, now: datetime) -> Effect:
    """Take away what stood on an answer, send the case back where it must be given again, and tell who must act."""
    case = locked(fall.complaint)
    before, effect = holder_now(case), Effect.NOTED
    if case.destroyed_at is None:
        gone = StepOutput.reference == fall.reference
        fell = undo_outputs(case.id, gone, str(PURPOSES[fall.purpose].fallen or Move.JAWABAN_JATUH), actor, now)
        effect = _send_back(case, fall, actor, now) if fell else Effect.NOTHING
    _tell(Complaint.get_by_id(case.lead_id or case.id), fall, effect, before, now)
    return effect


def _send_back(case: Complaint, fall: Fall, actor: Actor, now: datetime) -> Effect:
    """Make the move that a fall brings about."""
    row = PURPOSES[fall.purpose]
    left = outputs_of(case)
    if row.output in left or row.fallen is None:
        return Effect.NOTHING  # he has it another way
    if case.lead_id is not None:
        return _send_lead_back(locked(case.lead_id), fall, actor, now)
    overtaken = row.fallen is Move.TANGGAPAN_JATUH and Output.JAWABAN in left
    closed_later = row.fallen is Move.PERTANYAAN_JATUH and closed_from(case) is not Stage.IDENTIFIKASI
    if overtaken or closed_later:
        return Effect.NOTED
    return _follow(case, row.fallen, fall, actor, now)


def _send_lead_back(lead: Complaint, fall: Fall, actor: Actor, now: datetime) -> Effect:
    """Open an archived case again for a citizen merged into it who has no answer; an open one lacks it anyway."""
    if lead.open or fall.purpose is not Purpose.JAWABAN:
        return Effect.NOTHING
    return _follow(lead, Move.GABUNGAN_JATUH, fall, actor, now)


def _follow(case: Complaint, move: Move, fall: Fall, actor: Actor, now: datetime) -> Effect:
    row, stage = MOVES[move], Stage(case.stage)
    if stage not in row.origins or case.destroyed_at is not None:
        return Effect.NOTED
    if not STAGES[stage].open and reopen_days_left(case, now) <= 0:
        return Effect.NOTED
    try:
        with database.atomic():
            follow(case, replace(row, origin=stage, also_from=()), actor, now, fall.why)
    except MoveNotAllowed:
        return Effect.NOTED  # the citizen has a newer complaint in this conversation
    return Effect.REOPENED


def _tell(case: Complaint, fall: Fall, effect: Effect, before: Role, now: datetime) -> None:
    """Tell who must act now, and whose desk the case was taken from."""
    if PURPOSES[fall.purpose].by_agent:
        return
    roles = {*PERMISSIONS[Permission.WRITE_REPLY], holder_now(case)}
    roles |= {before} if effect is Effect.REOPENED else {Role.KASUBSI_INFOKIM} if effect is Effect.NOTED else set()
    give_notice(roles, KIND, f"{case.number}: {fall.why} {_TOLD[effect]}", f"jatuh:{fall.reference}", now, case.id)


_TOLD = {
    Effect.NOTHING: "Tidak ada tahap yang dibuka lagi karenanya.",
    Effect.REOPENED: "Kasusnya kembali ke tahap itu: sampaikan lagi, atau pilih cara lain.",
    Effect.NOTED: "Kasusnya tidak dibuka lagi: dicatat saja.",
}


def why_fell(purpose: Purpose, words: str, account: ChannelAccount | None) -> str:
    """Return the sentence that history, trail and notice have of a fall."""
    by = f" lewat {channel(account.kind).label}" if account else ""
    return f"{PURPOSES[purpose].label}{by} {words}."


def locked(complaint_id: int) -> Complaint:
    """Return a case locked in this transaction."""
    query = Complaint.select().where(Complaint.id == complaint_id)
    case: Complaint = (query if is_sqlite() else query.for_update()).get()
    return case
