"""The second factor: an authenticator app's code (TOTP, RFC 6238), valid once; the seed is stored encrypted."""

import hmac
from datetime import UTC, datetime

import pyotp

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import Staff, database
from models.tables.core.secrets import seal, unseal

_STEP_SECONDS = 30
# The step before and after too, because the clocks of telephones differ.
_TOLERANCE = (0, -1, 1)
ISSUER = "Aduan"


class CodeWrong(RuleBroken):
    """Kode tidak cocok. Lihat kode 6 angka yang terbaru di aplikasi autentikator, lalu coba lagi."""


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
    present = int(now.replace(tzinfo=UTC).timestamp()) // _STEP_SECONDS
    totp = pyotp.TOTP(secret)
    fitting = [present + by for by in _TOLERANCE if hmac.compare_digest(totp.generate_otp(present + by), digits)]
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


def set_up(secret: str, code: str, key: bytes, actor: Actor, now: datetime) -> None:
    """Turn on the second factor of one's own account, proven by a code. Raises CodeWrong."""
    step = step_of(secret, code, now) if is_seed(secret) else None
    if step is None:
        raise CodeWrong
    with database.atomic():
        changes = {"totp_secret": seal(key, secret), "totp_last_step": step}
        Staff.update(changes).where(Staff.id == actor.staff_id).execute()
        audit_trail.write(actor, now, AuditEvent("nyalakan_kode_masuk", f"staff:{actor.staff_id}"))


def turn_off(staff_id: int, actor: Actor, now: datetime) -> None:
    """Turn off an account's second factor (a lost telephone). Raises NotPermitted, NotVisible."""
    actor.demand(Permission.KEEP_ACCOUNTS)
    _forget(staff_id, actor, now)


def turn_off_own(code: str, key: bytes, actor: Actor, now: datetime) -> None:
    """Turn off one's own second factor, proven by a code. Raises CodeWrong."""
    staff = Staff.get_or_none(Staff.id == actor.staff_id)
    if staff is None or not use_code(staff, code, key, now):
        raise CodeWrong
    _forget(staff.id, actor, now)


def _forget(staff_id: int, actor: Actor, now: datetime) -> None:
    with database.atomic():
        if not Staff.update(totp_secret="").where(Staff.id == staff_id).execute():
            raise NotVisible("Akun ini tidak ada.")
        audit_trail.write(actor, now, AuditEvent("matikan_kode_masuk", f"staff:{staff_id}"))
