"""Recovery codes: ten per account, shown once, kept as hashes, each good for one sign-in without the telephone."""

import hmac
import json
import secrets
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.staff.passwords import digest
from models.tables import Staff

HOW_MANY = 10
LENGTH = 12  # figures, about 40 bits: telephones show keys of figures alone in that field
_SALT = 16  # bytes, one for all codes of an account, so that a typed one is hashed once


def new_codes() -> tuple[list[str], str]:
    """Return fresh codes for their owner, and what is kept of them."""
    plain = [f"{secrets.randbelow(10**LENGTH):0{LENGTH}}" for _ in range(HOW_MANY)]
    salt = secrets.token_bytes(_SALT)
    kept = json.dumps({"salt": salt.hex(), "left": [digest(code, salt) for code in plain]})
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in plain], kept


def codes_left(staff: Staff) -> int:
    """Return how many codes of an account were not used yet."""
    return len(json.loads(staff.recovery_codes)["left"]) if staff.recovery_codes else 0


def digest_of(kept: str, typed: str) -> str:
    """Return the hash of what was typed where it looks like a recovery code, else nothing; outside a transaction.

    An account without codes takes the same time.
    """
    code = "".join(typed.replace("-", " ").split())
    if len(code) != LENGTH or not (code.isascii() and code.isdigit()):
        return ""
    return digest(code, bytes.fromhex(json.loads(kept)["salt"]) if kept else bytes(_SALT))


def use_recovery(staff: Staff, hashed: str, actor: Actor, now: datetime) -> bool:
    """Whether a hash is that of an unused code of an account held `in_turn`, using it up and tracing it."""
    kept = json.loads(staff.recovery_codes) if staff.recovery_codes and hashed else {"left": []}
    found = [one for one in kept["left"] if hmac.compare_digest(one, hashed)]
    if not found:
        return False
    kept["left"].remove(found[0])
    staff.recovery_codes = json.dumps(kept)
    Staff.update(recovery_codes=staff.recovery_codes).where(Staff.id == staff.id).execute()
    event = AuditEvent("pakai_kode_cadangan", f"staff:{staff.id}", after=f"tersisa {len(kept['left'])}")
    audit_trail.write(actor, now, event)
    return True
