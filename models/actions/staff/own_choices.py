"""An officer's own choices: warnings by WhatsApp, his NIK, how an open page signals news, light or dark screens."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.intake.filing import phone_number
from models.rules.papers.signing_service import read_nik
from models.rules.staff.themes import Theme, read_theme
from models.tables import Staff, database


class NumberMissing(RuleBroken):
    """Isi nomor WhatsApp Anda agar peringatan dapat dikirim ke sana."""


def choose_messages(phone: str, wants: bool, actor: Actor, now: datetime, *, tasks: bool = False) -> Staff:
    """Store one's own number, and whether warnings, and work (`tasks`), come there.

    Raises NumberMissing, RuleBroken for an invalid number, NotVisible.
    """
    typed = phone.strip()
    number = phone_number(typed) if typed else ""
    if (wants or tasks) and not number:
        raise NumberMissing
    with database.atomic():
        staff: Staff | None = Staff.get_or_none(Staff.id == actor.staff_id)
        if staff is None:
            raise NotVisible
        before = _messages_in_words(staff.phone, staff.wants_messages, staff.wants_tasks)
        after = _messages_in_words(number, wants, tasks)
        # Only these columns: an administrator may be changing the others.
        Staff.update(phone=number, wants_messages=wants, wants_tasks=tasks).where(Staff.id == staff.id).execute()
        audit_trail.write(actor, now, AuditEvent("pilih_pesan_peringatan", f"staff:{staff.id}", before, after))
        return Staff.get_by_id(staff.id)


def _messages_in_words(phone: str, wants: bool, tasks: bool) -> str:
    """Return the choice in words without the number, since others read the audit trail."""
    work = "ya" if tasks else "tidak"
    return f"{'ya' if wants else 'tidak'}; tanda tangan dan disposisi {work}; nomor {'terisi' if phone else 'kosong'}"


def keep_nik(typed: str, actor: Actor, now: datetime) -> None:
    """Store one's own NIK, by which the office's e-signature service knows him; nothing typed forgets it.

    Raises RuleBroken, NotVisible.
    """
    nik = read_nik(typed)
    with database.atomic():
        staff: Staff | None = Staff.get_or_none(Staff.id == actor.staff_id)
        if staff is None:
            raise NotVisible
        Staff.update(nik=nik).where(Staff.id == staff.id).execute()
        before, after = ("terisi" if one else "kosong" for one in (staff.nik, nik))
        audit_trail.write(actor, now, AuditEvent("isi_nik", f"staff:{staff.id}", before, after))


def choose_signals(actor: Actor, now: datetime, *, sound: bool, badge: bool) -> Staff:
    """Store one's own choice of signals. Raises NotVisible for an actor without account."""
    with database.atomic():
        staff: Staff | None = Staff.get_or_none(Staff.id == actor.staff_id)
        if staff is None:
            raise NotVisible
        before, after = _signals_in_words(staff.wants_sound, staff.wants_badge), _signals_in_words(sound, badge)
        # Only the two columns: an administrator may be changing the others.
        Staff.update(wants_sound=sound, wants_badge=badge).where(Staff.id == staff.id).execute()
        audit_trail.write(actor, now, AuditEvent("pilih_tanda", f"staff:{staff.id}", before, after))
        return Staff.get_by_id(staff.id)


def _signals_in_words(sound: bool, badge: bool) -> str:
    return f"bunyi {'ya' if sound else 'tidak'}; angka {'ya' if badge else 'tidak'}"


def choose_theme(typed: str, actor: Actor, now: datetime) -> Theme:
    """Store one's own choice of colours. Raises ThemeUnknown, NotVisible."""
    theme = read_theme(typed)
    with database.atomic():
        staff: Staff | None = Staff.get_or_none(Staff.id == actor.staff_id)
        if staff is None:
            raise NotVisible
        # Only the one column: an administrator may be changing the others.
        Staff.update(theme=str(theme)).where(Staff.id == staff.id).execute()
        audit_trail.write(actor, now, AuditEvent("pilih_tampilan", f"staff:{staff.id}", staff.theme, str(theme)))
    return theme
