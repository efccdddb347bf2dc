"""Clock job: tells the superiors, once, of a pause so long that somebody must countersign it."""

from datetime import datetime

from models.actions.clocks.pause_step import longest_unsigned
from models.actions.core.give_notice import give_notice
from models.actions.core.office_facts import office_calendar, office_settings
from models.rules.clocks.pauses import PauseReason, needs_countersignature
from models.rules.clocks.working_time import net_minutes
from models.rules.staff.roles import Role
from models.tables import Complaint, Pause, StepRecord, database

KIND = "paraf_jeda"
_TOLD = (Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM)


def ask_countersignatures(now: datetime) -> int:
    """Tell of every pause in an open case that waits to be countersigned; return how many people were newly told."""
    calendar, limit, told = office_calendar(), longest_unsigned(office_settings()), 0
    for pause in _undecided():
        minutes = net_minutes(calendar, pause.starts_at, pause.ends_at or now)
        if needs_countersignature(minutes, limit, False, False, PauseReason(pause.reason_code)):
            with database.atomic():
                told += _tell(pause, minutes, now)
    return told


def _undecided() -> list[Pause]:
    query = Pause.select(Pause, StepRecord, Complaint.id, Complaint.number).join(StepRecord).join(Complaint)
    waits = Pause.countersigned_at.is_null() & ~Pause.refused & Complaint.open
    return list(query.where(waits).order_by(Pause.id))


def _tell(pause: Pause, minutes: float, now: datetime) -> int:
    case = pause.record.complaint
    text = f"{case.number}: jeda langkah {pause.record.step} sudah {round(minutes)} menit kerja dan menunggu paraf."
    return give_notice(_TOLD, KIND, text, f"jeda:{pause.id}", now, case.id, but=pause.made_by_id)
