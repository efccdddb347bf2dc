"""Counts wrong passwords and codes of an account, one after the other; whoever tries on waits ever longer."""

from datetime import datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.staff.passwords import matches
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.stored_moments import is_ahead
from models.tables import Staff, database
from models.tables.core.database import is_sqlite
from models.tables.core.filled import filled

FREE_TRIES = 3
LONGEST_DELAY = timedelta(seconds=60)
# On a browser this account has signed in with before, strangers' wrong guesses delay only this long (S17).
KNOWN_DEVICE_DELAY = timedelta(seconds=3)


class PasswordWrong(RuleBroken):
    """Kata sandi sekarang tidak cocok. Periksa lagi, lalu ketik sekali lagi."""


class TriesDelayed(RuleBroken):
    """Terlalu sering salah berturut-turut. Tunggu satu menit, lalu coba lagi."""


def delay_after(failures: int) -> timedelta:
    """Return how long an account waits after so many wrong passwords in a row: ever longer, never for good."""
    if failures <= FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE_TRIES, 10)), LONGEST_DELAY)


def in_turn(staff_id: int) -> Staff | None:
    """Return an account as it is now, held until the transaction ends: who tries beside comes after it."""
    rows = Staff.select().where(Staff.id == staff_id)
    found: Staff | None = (rows if is_sqlite() else rows.for_update()).first()
    return found


def is_delayed(staff: Staff, now: datetime, known_device: bool) -> bool:
    """Whether an account must wait before the next try is looked at."""
    wait = delay_after(staff.failed_logins)
    if not is_ahead(staff.delayed_until, now, wait):
        return False
    return not known_device or now < filled(staff.delayed_until) - wait + min(wait, KNOWN_DEVICE_DELAY)


def note_failure(staff: Staff, who: Actor, event: str, now: datetime) -> None:
    """Count one more wrong try of an account held `in_turn`, and trace it; the first that delays also as that."""
    count = staff.failed_logins + 1
    wait = delay_after(count)
    Staff.update(failed_logins=count, delayed_until=now + wait).where(Staff.id == staff.id).execute()
    subject = f"staff:{staff.id}"
    audit_trail.write(who, now, AuditEvent(event, subject, after=f"berturut-turut: {count}"))
    if wait and not delay_after(count - 1):
        audit_trail.write(who, now, AuditEvent("tahan_akun", subject, after=f"sesudah {count} kali salah"))


def forget_failures(staff: Staff) -> None:
    """Begin to count anew after a right try."""
    if staff.failed_logins or staff.delayed_until:
        Staff.update(failed_logins=0, delayed_until=None).where(Staff.id == staff.id).execute()


def prove_password(staff_id: int, password: str, actor: Actor, now: datetime) -> None:
    """Have a person who is signed in prove it by his password, counted as a try to sign in; outside a transaction.

    Raises PasswordWrong, TriesDelayed, HashingBusy, NotVisible.
    """
    known = Staff.get_or_none(Staff.id == staff_id)
    if known is None:
        raise NotVisible("Akun ini tidak ada.")
    fits = matches(known.password_hash, password)
    with database.atomic():
        refused = _looked_at(staff_id, known.password_hash if fits else "", actor, now)
    if refused:
        raise refused


def _looked_at(staff_id: int, fitting: str, actor: Actor, now: datetime) -> RuleBroken | None:
    staff = in_turn(staff_id)
    if staff is None:
        return NotVisible("Akun ini tidak ada.")
    if is_delayed(staff, now, known_device=True):
        event = AuditEvent("gagal_bukti_kata_sandi", f"staff:{staff.id}", after="masih ditunda")
        audit_trail.write(actor, now, event)
        return TriesDelayed()
    if fitting != staff.password_hash or not fitting:
        note_failure(staff, actor, "gagal_bukti_kata_sandi", now)
        return PasswordWrong()
    forget_failures(staff)
    return None
