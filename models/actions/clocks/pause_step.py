"""Stops and restarts the clock of a step with a reason and a proof; a long one must be countersigned."""

from collections.abc import Mapping
from datetime import datetime

from models.actions.clocks.countersigners import Countersigners
from models.actions.clocks.pause_proofs import check_proof
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import holder_now, locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_calendar, office_settings
from models.actions.core.recounts.recount_step import recount_ended
from models.actions.core.see_notices import lapse_notices
from models.actions.core.step_clock import move_due, pauses_of, running
from models.actions.figures.register_chain import serialise
from models.actions.figures.register_correction import correct_on_time
from models.rules.clocks.pauses import (
    CHOSEN_REASONS,
    PAUSE_REASONS,
    PauseNotAllowed,
    PauseReason,
    counts_by_rule,
)
from models.rules.core.errors import NotVisible, ReasonMissing
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import Complaint, Pause, StepRecord, database

_NOBODY = (
    "Jeda ini baru dihitung sesudah diparaf, dan sekarang tidak ada orang lain yang dapat memarafnya. Minta "
    "Kasubsi Infokim, Kepala Kantor, atau Administrator mencatat pengganti (Plh.) pada Serah tugas, lalu minta lagi."
)


def pause_step(
    complaint_id: int,
    reason: PauseReason,
    why: str,
    proof: str,
    actor: Actor,
    now: datetime,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    version: int | None = None,
    form_key: str | None = None,
) -> Pause:
    """Stop the running step's clock, from now on or for a stretch in the past.

    Raises PauseNotAllowed (not his desk, no proof, overlap, nobody to sign it), ReasonMissing, NotVisible, StaleCase.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        record = _own_step(case, actor)
        _check_reason(reason, why)
        check_proof(case, reason, proof)
        earlier = _check_stretch(record, begins := starts_at or now, ends_at, now)
        pause = Pause.create(
            record=record.id,
            reason_code=str(reason),
            why=storable(why).strip(),
            proof=proof,
            starts_at=begins,
            ends_at=ends_at,
            made_by=actor.person_id,
            asked_at=now,
            limit_minutes=longest_unsigned(office_settings()),
        )
        _check_decidable(case, earlier, pause, now)
        _asked(case, record, pause, actor, now)
        return pause


def _asked(case: Complaint, record: StepRecord, pause: Pause, actor: Actor, now: datetime) -> None:
    move_due(case, record, now)
    touch(case)
    told = f"{PAUSE_REASONS[PauseReason(pause.reason_code)].label} · {pause.proof}"
    audit_trail.write(actor, now, AuditEvent("jeda", f"complaint:{case.id}", after=told))


def _check_reason(reason: PauseReason, why: str) -> None:
    if reason not in CHOSEN_REASONS:
        raise PauseNotAllowed("Jeda ini dibuat program sendiri ketika undangan sampai.")
    if not why.strip():
        raise ReasonMissing("Tuliskan mengapa jam langkah ini dihentikan.")


def resume_step(
    complaint_id: int, actor: Actor, now: datetime, *, version: int | None = None, form_key: str | None = None
) -> Pause:
    """Restart the clock; the due time moves by the working minutes of the pause."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        record = _own_step(case, actor)
        pause = open_pause(record.id)
        if pause is None:
            raise PauseNotAllowed("Jam langkah ini sedang berjalan.")
        end_pause(case, record, pause, actor, now, now)
        return pause


def end_pause(
    case: Complaint, record: StepRecord, pause: Pause, actor: Actor, ends_at: datetime, now: datetime
) -> None:
    """End a pause at a moment and move the due time, inside a transaction that has locked the case."""
    pause.ends_at = max(ends_at, pause.starts_at)
    pause.save()
    move_due(case, record, now)
    touch(case)
    audit_trail.write(actor, now, AuditEvent("lanjut", f"complaint:{case.id}", after=f"pause:{pause.id}"))


def countersign_pause(
    pause_id: int, agree: bool, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Pause:
    """Countersign a pause, or refuse it so that it does not count; also after its step or its case ended.

    Raises PauseNotAllowed, NotPermitted.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.COUNTERSIGN_PAUSE)
        pause = Pause.get_or_none(Pause.id == pause_id)
        if pause is None:
            raise NotVisible
        # A month closed at this moment would freeze what it read before, and nobody would correct that. Before the
        # case, as its closing does: the other way round two would wait for each other.
        serialise()
        case = locked_case(pause.record.complaint_id, actor)
        # Read anew under the lock: meanwhile a colleague may have decided it, or its clock run on.
        pause, record = Pause.get_by_id(pause_id), StepRecord.get_by_id(pause.record_id)
        _check_countersigner(pause, actor)
        pause.countersigned_by_id, pause.countersigned_at, pause.refused = actor.staff_id, now, not agree
        if not agree and pause.ends_at is None:
            pause.ends_at = now
        pause.save()
        if record.finished_at is None:
            move_due(case, record, now)
        elif recount_ended(case, record, _decision(record, agree), now):
            correct_on_time(case, _decision(record, agree), actor.staff_id, now)
        touch(case)
        lapse_notices(case.id, now, f"jeda:{pause.id}")
        event = AuditEvent("paraf_jeda" if agree else "tolak_jeda", f"complaint:{case.id}", "", f"pause:{pause.id}")
        audit_trail.write(actor, now, event)
        return pause


def _decision(record: StepRecord, agree: bool) -> str:
    return f"Jeda langkah {record.step} {'diparaf' if agree else 'ditolak'} sesudah langkahnya berakhir."


def open_pause(record_id: int) -> Pause | None:
    """Return the pause in which a step's clock stands still now."""
    return Pause.get_or_none((Pause.record == record_id) & Pause.ends_at.is_null())


def longest_unsigned(settings: Mapping[str, str]) -> float:
    """Return how many working minutes a pause may last without a countersignature (office setting)."""
    typed = settings.get("jeda_tanpa_paraf_menit", "").strip()
    return float(typed) if typed.isascii() and typed.isdecimal() else 60.0


def _own_step(case: Complaint, actor: Actor) -> StepRecord:
    record = running(case)
    if record is None or not case.open:
        raise PauseNotAllowed("Kasus ini sudah ditutup; tidak ada jam yang berjalan.")
    if actor.role is not None and not any(may_pause(case, role) for role in actor.roles):
        raise PauseNotAllowed("Hanya pemegang kasus pada tahap ini, atau Kasubsi Infokim, yang menghentikan jamnya.")
    return record


def may_pause(case: Complaint, role: Role) -> bool:
    """Whether a role may stop the clock of a case now: its holder, and Kasubsi Infokim for everybody."""
    return case.open and role in (holder_now(case), Role.KASUBSI_INFOKIM)


def _check_stretch(record: StepRecord, begins: datetime, ends: datetime | None, now: datetime) -> list[Pause]:
    """Return the other pauses of the step. Raises PauseNotAllowed where one lies across, or it is not in the step."""
    if not record.started_at <= begins <= now or (ends is not None and not begins < ends <= now):
        raise PauseNotAllowed("Jeda harus terletak di antara mulainya langkah ini dan sekarang.")
    others = pauses_of([record.id])[record.id]
    for other in others:
        if (begins < (other.ends_at or now) and (ends or now) > other.starts_at) or other.ends_at is None:
            raise PauseNotAllowed("Langkah ini sudah dijeda pada waktu itu. Lanjutkan jeda itu dahulu.")
    return others


def _check_decidable(case: Complaint, earlier: list[Pause], pause: Pause, now: datetime) -> None:
    """Raise PauseNotAllowed where no minute of a pause counts by rule, and nobody may countersign it."""
    if not counts_by_rule(office_calendar(), earlier, pause, now) and not Countersigners(now).asked(case, pause):
        raise PauseNotAllowed(_NOBODY)


def _check_countersigner(pause: Pause, actor: Actor) -> None:
    if pause.countersigned_at is not None:
        raise PauseNotAllowed("Jeda ini sudah diputuskan.")
    if pause.made_by_id == actor.staff_id:
        raise PauseNotAllowed("Jeda tidak diparaf oleh yang membuatnya. Minta atasan yang lain.")
    if PAUSE_REASONS[PauseReason(pause.reason_code)].by_program:
        raise PauseNotAllowed("Jeda ini dibuat program ketika undangan sampai, dan tidak perlu diparaf.")
