"""An office whose Kepala Kantor has signed in once, and requests in it."""

from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet

from models.actions.core.actor import Actor
from models.actions.core.second.requests import Wish, approve, ask, refuse
from models.actions.office import second_kinds as of_office
from models.actions.staff import second_kinds as of_accounts
from models.actions.staff.entry_codes import new_part
from models.actions.staff.second_kinds import CHANGED_ACCOUNT, NEW_ACCOUNT, account_body, target_of
from models.rules.staff.roles import Role, Section
from models.tables import Official, SecondRequest, Staff, database
from tests.office import NOW, actor, add_staff

KEY = Fernet.generate_key()
HALF, KEPT = new_part()
BY_KEY = {kind.key: kind for kind in (*of_accounts.KINDS, *of_office.KINDS)}
ADMIN, HEAD, TIKKIM, KASUBSI = Role.ADMINISTRATOR, Role.KEPALA_KANTOR, Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM


def head_was_here(now: datetime = NOW) -> None:
    """Let Kepala Kantor have signed in once."""
    Staff.update(last_login_at=now).where(Staff.role == str(HEAD)).execute()


def officer(username: str = "budi") -> Staff:
    """Add an officer of a section, a person of his own."""
    staff = add_staff(Role.PETUGAS_SEKSI, username=username)
    Official.update(name=username, nip="").where(Official.id == staff.official_id).execute()
    Staff.update(name=username).where(Staff.id == staff.id).execute()
    found: Staff = Staff.get_by_id(staff.id)
    return found


def new_account(username: str = "siti", role: Role = TIKKIM, official: int | None = None) -> Wish:
    """Wish for a new account."""
    body = account_body("Siti Contoh", role, None, True, official, username)
    return Wish(NEW_ACCOUNT, "", body, KEPT)


def changed(staff: Staff, **words: Any) -> Wish:
    """Wish for a change of an account."""
    is_now = {"name": staff.name, "role": Role(staff.role), "active": staff.active, "official": staff.official_id}
    said = {**is_now, "section": Section(staff.section) if staff.section else None, **words}
    body = account_body(said["name"], said["role"], said["section"], said["active"], said["official"])
    return Wish(CHANGED_ACCOUNT, target_of(staff.id), body)


def asked(wish: Wish, by: Actor | None = None, now: datetime = NOW) -> SecondRequest:
    """Ask, as the administrator does."""
    with database.atomic():
        return ask(wish, KEY, by or actor(ADMIN), now)


def agreed(row: SecondRequest, by: Actor | None = None, now: datetime = NOW, digest: str = "") -> SecondRequest:
    """Agree, as Kepala Kantor does."""
    part = new_part()[1]
    with database.atomic():
        return approve(row.id, digest or row.digest, BY_KEY, KEY, by or actor(HEAD), now, part)


def refused(row: SecondRequest, by: Actor, reason: str = "Tidak perlu", now: datetime = NOW) -> SecondRequest:
    """Refuse a request, or take one's own back."""
    with database.atomic():
        return refuse(row.id, reason, BY_KEY, by, now)
