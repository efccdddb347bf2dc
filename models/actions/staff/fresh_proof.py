"""Has a person who is signed in prove anew that it is he, by password or code; the session gets another token."""

from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.staff.second_factor import prove_code
from models.actions.staff.sessions import note_proof
from models.actions.staff.tries import prove_password
from models.tables import Staff, database

_CODES = (6, 12)  # figures of a telephone's code, and of a recovery code


def prove(token: str, typed: str, key: bytes, actor: Actor, now: datetime) -> str:
    """Return this session's new token after a right password or code; outside a transaction.

    Raises PasswordWrong, CodeWrong, TriesDelayed, HashingBusy.
    """
    figures = "".join(typed.replace("-", " ").split())
    is_code = figures.isdecimal() and len(figures) in _CODES
    if is_code and Staff.get_by_id(actor.person_id).totp_secret:
        prove_code(typed, key, actor, now)
    else:
        prove_password(actor.person_id, typed, actor, now)
    with database.atomic():
        return note_proof(token, actor, now)
