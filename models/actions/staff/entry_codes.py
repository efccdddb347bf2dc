"""Gives an account a one-time code, and lets its person set a password by it: whoever keeps accounts knows none."""

import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.staff.keep_staff import store_password
from models.actions.staff.new_password import hash_of_new
from models.actions.staff.passwords import digest
from models.actions.staff.tries import in_turn, is_delayed, note_failure
from models.rules.core.texts import storable
from models.rules.staff.entry_codes import GOOD_FOR, LENGTH, LETTERS, EntryRefused, is_good, typed_parts
from models.tables import EntryCode, Staff, database

_SALT = 16  # bytes
_MOST_PARTS = 2
_FAILED = "gagal_kode_masuk"


def new_part() -> tuple[str, str]:
    """Return a part of a code, to be shown once, and what is kept of it; outside a transaction."""
    plain, salt = "".join(secrets.choice(LETTERS) for _ in range(LENGTH)), secrets.token_bytes(_SALT)
    return plain, json.dumps({"salt": salt.hex(), "hash": digest(plain, salt)})


def give_code(staff_id: int, kept: Sequence[str], actor: Actor, now: datetime) -> EntryCode:
    """Make a code of these parts an account's only one. Needs a transaction."""
    unused = (EntryCode.staff == staff_id) & EntryCode.used_at.is_null()
    EntryCode.delete().where(unused).execute()
    parts = [json.loads(one) for one in kept]
    code = EntryCode.create(staff=staff_id, kept=json.dumps(parts), made_at=now, until=now + GOOD_FOR)
    audit_trail.write(actor, now, AuditEvent("beri_kode_masuk", f"staff:{staff_id}"))
    return code


def set_password_by(username: str, typed: str, password: str, now: datetime, *, address: str = "") -> Staff:
    """Set an account's password by its code, which is used up; return the account.

    Raises EntryRefused (the same at the same speed for unknown, delayed, inactive and wrong), PasswordWeak,
    HashingBusy.
    """
    known = Staff.get_or_none(Staff.username == storable(username.strip())[:40])
    code = _newest(known)
    fits = _fits(code, typed_parts(typed), now)
    named = (known.username, known.name) if known and fits else (username, "")
    password_hash = hash_of_new(password, *named)
    with database.atomic():
        # Whoever tries beside waits here: of two the second finds the code used up.
        staff, done = in_turn(known.id) if known else None, False
        if staff is None or not staff.active:
            who = Actor(staff.username if staff else "", address=address)
            audit_trail.write(who, now, AuditEvent(_FAILED, f"staff:{staff.id if staff else '?'}"))
        elif is_delayed(staff, now, known_device=False):
            who = Actor(staff.username, address=address)
            audit_trail.write(who, now, AuditEvent(_FAILED, f"staff:{staff.id}", after="masih ditunda"))
        elif fits and code is not None and _use_up(code, now):
            by = actor_of(staff, address)
            audit_trail.write(by, now, AuditEvent("pakai_kode_masuk", f"staff:{staff.id}"))
            store_password(staff, password_hash, by, now)
            done = True
        else:
            note_failure(staff, Actor(staff.username, address=address), _FAILED, now)
    if staff is None or not done:
        raise EntryRefused
    return staff


def _newest(staff: Staff | None) -> EntryCode | None:
    if staff is None:
        return None
    mine = EntryCode.select().where((EntryCode.staff == staff.id) & EntryCode.used_at.is_null())
    found: EntryCode | None = mine.order_by(EntryCode.id.desc()).first()
    return found


def _fits(code: EntryCode | None, typed: Sequence[str], now: datetime) -> bool:
    """Whether what was typed is the code; as many hashes are made in any case."""
    kept = json.loads(code.kept) if code is not None else []
    fits = len(kept) == len(typed) and bool(kept)
    for place in range(_MOST_PARTS):
        part = kept[place] if place < len(kept) else {"salt": bytes(_SALT).hex(), "hash": ""}
        made = digest(typed[place] if place < len(typed) else "", bytes.fromhex(part["salt"]))
        fits &= place >= len(kept) or hmac.compare_digest(made, part["hash"])
    return fits and code is not None and is_good(code.until, code.used_at, now)


def _use_up(code: EntryCode, now: datetime) -> bool:
    unused = (EntryCode.id == code.id) & EntryCode.used_at.is_null()
    return bool(EntryCode.update(used_at=now).where(unused).execute())
