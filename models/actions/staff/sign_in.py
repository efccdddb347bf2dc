"""Signs people in: a growing delay per account, every attempt audited, of many at once one looked at."""

from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR, Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.staff.passwords import matches
from models.actions.staff.recovery_codes import codes_left, digest_of
from models.actions.staff.second_factor import is_second
from models.actions.staff.sessions import end_session, open_session
from models.actions.staff.tries import in_turn, is_delayed, note_failure
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable
from models.tables import Staff, database


class SignInRefused(RuleBroken):
    """Nama pengguna atau kata sandi tidak cocok.

    Periksa lagi; setelah beberapa kali salah, tunggu satu menit sebelum mencoba.
    Lupa kata sandi? Minta kode masuk kepada Administrator.
    """

    def __init__(self) -> None:
        super().__init__(" ".join((self.__doc__ or "").split()))


@dataclass(frozen=True)
class SignedIn:
    """A new session: the token for the cookie, shown to nobody else, and its account."""

    token: str
    staff: Staff
    codes_left: int | None = None  # of the recovery codes, where one of them was used


def sign_in(
    username: str,
    password: str,
    now: datetime,
    *,
    code: str = "",
    key: bytes = b"",
    address: str = "",
    browser: str = "",
    known_device: bool = False,
    replaces: str = "",
) -> SignedIn:
    """Open a session. Raises SignInRefused, the same at the same speed for unknown, delayed, inactive and wrong.

    `code` is required of accounts with a second factor; `key` decrypts their seed. `replaces`: the token this browser
    had until now, worth nothing afterwards.
    """
    known = Staff.get_or_none(Staff.username == storable(username.strip())[:40])
    stored = known.password_hash if known else ""
    fits, spare = matches(stored, password), digest_of(known.recovery_codes if known else "", code)
    with database.atomic():
        # Whoever tries beside waits here: of many at once only the one that is due is looked at.
        staff, token = in_turn(known.id) if known else None, ""
        by = actor_of(staff, address) if staff else OPERATOR
        if staff is None or not staff.active:
            _note_stranger(address, now)
        elif is_delayed(staff, now, known_device):
            _note_delayed(staff, address, now)
        elif fits and staff.password_hash == stored and is_second(staff, code, spare, key, by, now):
            end_session(replaces, by, now)
            token = open_session(staff, address, browser, now)
        else:
            note_failure(staff, Actor(staff.username, address=address), "gagal_masuk", now)
    if staff is None or not token:
        raise SignInRefused
    left = codes_left(staff)
    return SignedIn(token, staff, left if known and left < codes_left(known) else None)


def _note_delayed(staff: Staff, address: str, now: datetime) -> None:
    # Written like every other failure, so that neither the trail nor the time it takes tells delayed from unknown.
    who = Actor(staff.username, address=address)
    audit_trail.write(who, now, AuditEvent("gagal_masuk", f"staff:{staff.id}", after="masih ditunda"))


def _note_stranger(address: str, now: datetime) -> None:
    # The typed name is not kept: people type their password there by mistake.
    audit_trail.write(Actor("", address=address), now, AuditEvent("gagal_masuk", "staff:?"))
