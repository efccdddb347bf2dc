"""The second factor: an authenticator app's code (TOTP, RFC 6238), valid once; the seed is stored encrypted."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime

import pyotp

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.second.needed import demand_second
from models.actions.staff.recovery_codes import digest_of, new_codes, use_recovery
from models.actions.staff.sessions import end_sessions
from models.actions.staff.tries import TryOf, password_fits, try_in_turn
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import Staff, database
from models.tables.core.secrets import seal, unseal

STEP_SECONDS = 30
# The step before and after too, because the clocks of telephones differ.
TOLERANCE = (0, -1, 1)
ISSUER = "Aduan"


class CodeWrong(RuleBroken):
    """Kode tidak cocok. Lihat kode 6 angka yang terbaru di aplikasi autentikator, lalu coba lagi."""


class BothWrong(RuleBroken):
    """Kata sandi atau kode tidak cocok. Periksa keduanya, lalu coba lagi."""


class FactorStands(RuleBroken):
    """Kode autentikator sudah menyala. Matikan yang lama lebih dahulu di Akun saya."""


def new_secret() -> str:
    """Return a new seed, to be shown once to its owner."""
    return str(pyotp.random_base32())


def address_of(secret: str, username: str) -> str:
    """Return the otpauth address that an authenticator app takes."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER))


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step of this code, None where it is none of the allowed ones."""
    digits = "".join(code.split())
    if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    present = int(now.replace(tzinfo=UTC).timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    fitting = [present + by for by in TOLERANCE if hmac.compare_digest(totp.generate_otp(present + by), digits)]
    return fitting[0] if fitting else None


def is_seed(secret: str) -> bool:
    """Whether a text is a seed made here."""
    return 16 <= len(secret) <= 64 and set(secret) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def use_code(staff: Staff, code: str, key: bytes, now: datetime) -> bool:
    """Whether the code fits the account, using it up; an account without second factor needs none."""
    if not staff.totp_secret:
        return True
    step = step_of(unseal(key, staff.totp_secret), code, now)
    if step is None:
        return False
    unused = (Staff.id == staff.id) & (Staff.totp_last_step < step)
    return bool(Staff.update(totp_last_step=step).where(unused).execute())


def set_up(secret: str, code: str, key: bytes, actor: Actor, now: datetime) -> list[str]:
    """Turn on the second factor of one's own account, proven by a code; return its recovery codes, to be shown once.

    Raises CodeWrong, FactorStands, HashingBusy.
    """
    step = step_of(secret, code, now) if is_seed(secret) else None
    if step is None:
        raise CodeWrong
    plain, kept = new_codes()
    with database.atomic():
        changes = {"totp_secret": seal(key, secret), "totp_last_step": step, "recovery_codes": kept}
        # Another is set up only once the old one was proven and taken off.
        if not Staff.update(changes).where((Staff.id == actor.staff_id) & (Staff.totp_secret == "")).execute():
            raise FactorStands
        audit_trail.write(actor, now, AuditEvent("nyalakan_kode_masuk", f"staff:{actor.staff_id}"))
    return plain


def turn_off(staff_id: int, actor: Actor, now: datetime) -> None:
    """Turn off the second factor of a lost telephone, and end all sessions. Raises NotPermitted, NotVisible."""
    actor.demand(Permission.KEEP_ACCOUNTS)
    with database.atomic():
        demand_second(actor, Permission.KEEP_ACCOUNTS)
        _forget(staff_id, actor, now)
        end_sessions(staff_id, actor, now)


def turn_off_own(password: str, code: str, key: bytes, actor: Actor, now: datetime) -> None:
    """Turn off one's own second factor, proven by password and code. Raises BothWrong, TriesDelayed, HashingBusy."""
    _prove_both(password, code, key, actor, now)
    with database.atomic():
        _forget(actor.person_id, actor, now)


def renew_codes(password: str, code: str, key: bytes, actor: Actor, now: datetime) -> list[str]:
    """Return new recovery codes in place of the old ones, proven by password and code, to be shown once.

    Raises BothWrong, TriesDelayed, HashingBusy.
    """
    _prove_both(password, code, key, actor, now)
    plain, kept = new_codes()
    with database.atomic():
        Staff.update(recovery_codes=kept).where(Staff.id == actor.person_id).execute()
        audit_trail.write(actor, now, AuditEvent("ganti_kode_cadangan", f"staff:{actor.staff_id}"))
    return plain


def prove_code(code: str, key: bytes, actor: Actor, now: datetime) -> None:
    """Have a person who is signed in prove it by a code, counted as a try to sign in; outside a transaction.

    Raises CodeWrong, TriesDelayed, HashingBusy.
    """
    fits = _code_fits(code, key, actor, now)
    refused = try_in_turn(actor.person_id, fits, TryOf("gagal_bukti_kode", CodeWrong()), actor, now)
    if refused:
        raise refused


def is_second(staff: Staff, code: str, spare: str, key: bytes, actor: Actor, now: datetime) -> bool:
    """Whether a code, or the hash of a recovery code, is the second factor of an account held `in_turn`; used up."""
    return use_code(staff, code, key, now) or use_recovery(staff, spare, actor, now)


def _prove_both(password: str, code: str, key: bytes, actor: Actor, now: datetime) -> None:
    password_is, code_is = password_fits(actor.person_id, password), _code_fits(code, key, actor, now)
    # One try: whoever knows the password alone is not told so, and wins no further tries of the code by it.
    what = TryOf("gagal_bukti_keduanya", BothWrong())
    refused = try_in_turn(actor.person_id, lambda staff: password_is(staff) and code_is(staff), what, actor, now)
    if refused:
        raise refused


def _code_fits(code: str, key: bytes, actor: Actor, now: datetime) -> Callable[[Staff], bool]:
    spare = digest_of(Staff.get_by_id(actor.person_id).recovery_codes, code)
    return lambda staff: bool(staff.totp_secret) and is_second(staff, code, spare, key, actor, now)


def _forget(staff_id: int, actor: Actor, now: datetime) -> None:
    if not Staff.update(totp_secret="", recovery_codes="").where(Staff.id == staff_id).execute():
        raise NotVisible("Akun ini tidak ada.")
    audit_trail.write(actor, now, AuditEvent("matikan_kode_masuk", f"staff:{staff_id}"))
