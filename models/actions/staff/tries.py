"""Counts wrong passwords and codes of an account, one after the other; whoever tries on waits ever longer."""

from collections.abc import Callable
from dataclasses import dataclass
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
    """Kata sandi tidak cocok. Periksa lagi, lalu ketik sekali lagi."""


class TriesDelayed(RuleBroken):
    """Terlalu sering salah berturut-turut. Tunggu satu menit, lalu coba lagi."""


@dataclass(frozen=True)
class TryOf:
    """What is tried: how a wrong one stands in the trail, and what is said of it."""

    event: str
    refused: RuleBroken


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


def prove_password(staff_id: int, password: str, actor: Actor, now: datetime) -> None:
    """Have a person who is signed in prove it by his password, counted as a try to sign in; outside a transaction.

    Raises PasswordWrong, TriesDelayed, HashingBusy, NotVisible.
    """
    fits = password_fits(staff_id, password)
    refused = try_in_turn(staff_id, fits, TryOf("gagal_bukti_kata_sandi", PasswordWrong()), actor, now)
    if refused:
        raise refused


def password_fits(staff_id: int, password: str) -> Callable[[Staff], bool]:
    """Hash a typed password, outside a transaction, and return whether it is that of the account held then."""
    known = Staff.get_or_none(Staff.id == staff_id)
    stored = known.password_hash if known else ""
    fits = matches(stored, password)
    return lambda staff: fits and staff.password_hash == stored


def try_in_turn(
    staff_id: int, fits: Callable[[Staff], bool], what: TryOf, actor: Actor, now: datetime
) -> RuleBroken | None:
    """Return what refuses a person's try, None where it fits; in a transaction of its own, so that all are stored.

    Only whoever signs in is counted anew: who knows a part of what that takes must not win tries for the rest by it.
    """
    with database.atomic():
        staff = in_turn(staff_id)
        if staff is None:
            return NotVisible("Akun ini tidak ada.")
        if is_delayed(staff, now, known_device=True):
            audit_trail.write(actor, now, AuditEvent(what.event, f"staff:{staff.id}", after="masih ditunda"))
            return TriesDelayed()
        if not fits(staff):
            note_failure(staff, actor, what.event, now)
            return what.refused
        return None
