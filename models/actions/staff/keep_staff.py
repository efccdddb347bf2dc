"""Adds and changes accounts. A change of role, section, password or activity ends the account's sessions."""

import re
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.conduct_lane import keep_out_newcomer
from models.actions.core.form_key import spend_form_key, was_spent
from models.actions.core.second.needed import Done, by_two, demand_second
from models.actions.staff.new_password import hash_of_new
from models.actions.staff.sessions import end_sessions, renewed
from models.actions.staff.tries import prove_password
from models.rules.core.errors import AlreadyDone, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role, Section
from models.rules.staff.second_person import AloneAct
from models.tables import Official, Staff, database

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
# The sections a section officer may belong to; Kepala Kantor is no section of officers.
OFFICER_SECTIONS = (Section.TIKKIM, Section.LALINTALKIM, Section.INTELDAKIM)


class AccountNotAllowed(RuleBroken):
    """Akun ini tidak dapat disimpan."""


def add_staff(
    username: str,
    role: Role,
    section: Section | None,
    password: str,
    name: str,
    actor: Actor,
    now: datetime,
    *,
    once: bool = False,
) -> Staff:
    """Add and return an account; `once`: its password must be changed at the first sign-in.

    Raises AccountNotAllowed, PasswordWeak, NotPermitted.
    """
    _check_actor(actor)
    password_hash = hash_of_new(password, username.strip(), name)
    return store_account(username, role, section, password_hash, name, actor, now, once=once)


def store_account(
    username: str,
    role: Role,
    section: Section | None,
    password_hash: str,
    name: str,
    actor: Actor,
    now: datetime,
    *,
    once: bool = False,
) -> Staff:
    """Add and return an account whose password is hashed already. Raises AccountNotAllowed, NotPermitted."""
    _check_actor(actor)
    with database.atomic():
        demand_second(actor, Permission.KEEP_ACCOUNTS)
        username, section = check_new(username, role, section)
        staff = Staff.create(
            username=username,
            name=plain_name(name) or username,
            password_hash=password_hash,
            role=str(role),
            section=str(section) if section else None,
            password_once=once,
            created_at=now,
        )
        audit_trail.write(actor, now, AuditEvent("tambah_akun", f"staff:{staff.id}", after=_summary(staff)))
        said = f"Akun {username} ({ROLES[role].label}) ditambahkan"
        by_two(actor, Permission.KEEP_ACCOUNTS, Done(AloneAct.AKUN, f"staff:{staff.id}", said), now)
        if role is Role.PENGELOLA:
            keep_out_newcomer(staff.id, now)
    return staff


def check_new(username: str, role: Role, section: Section | None) -> tuple[str, Section | None]:
    """Return name and section of a new account as they are stored. Raises AccountNotAllowed."""
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise AccountNotAllowed(
            "Nama pengguna terdiri atas 2–40 huruf kecil, angka, titik, garis bawah, atau tanda hubung."
        )
    if Staff.select().where(Staff.username == username).exists():
        raise AccountNotAllowed(f"Nama pengguna '{username}' sudah dipakai. Pilih nama lain.")
    return username, section_for(role, section)


def change_staff(
    staff_id: int, name: str, role: Role, section: Section | None, active: bool, actor: Actor, now: datetime
) -> Staff:
    """Change an account's name, role, section and activity. Raises AccountNotAllowed, NotVisible, NotPermitted."""
    _check_actor(actor)
    section = section_for(role, section)
    with database.atomic():
        staff = _account(staff_id)
        if not switches_off_alone(staff, name, role, section, active):
            demand_second(actor, Permission.KEEP_ACCOUNTS)
        before, rights = _summary(staff), (staff.role, staff.section, staff.active)
        staff.name, staff.role, staff.active = plain_name(name) or staff.username, str(role), active
        staff.section = str(section) if section else None
        if rights[0] == Role.ADMINISTRATOR:
            _keep_one_administrator(staff)
        staff.save()
        if rights != (staff.role, staff.section, staff.active):
            end_sessions(staff.id, actor, now)
        audit_trail.write(actor, now, AuditEvent("ubah_akun", f"staff:{staff.id}", before, _summary(staff)))
        if active and (staff.role, active) != (rights[0], rights[2]) and role is Role.PENGELOLA:
            keep_out_newcomer(staff.id, now)
    return staff


def switches_off_alone(staff: Staff, name: str, role: Role, section: Section | None, active: bool) -> bool:
    """Whether a change takes rights away and does nothing else, or nothing at all: nobody must wait with that."""
    wished = (plain_name(name) or staff.username, str(role), str(section) if section else None)
    return wished == (staff.name, staff.role, staff.section) and not (active and not staff.active)


def link_official(staff_id: int, official_id: int | None, actor: Actor, now: datetime) -> Staff:
    """Set which official an account belongs to (None: nobody), in whose name it signs and stands in for posts.

    The account's sessions end, since its rights change. Raises AccountNotAllowed, NotVisible, NotPermitted.
    """
    _check_actor(actor)
    with database.atomic():
        staff = _account(staff_id)
        if official_id is not None and Official.get_or_none(Official.id == official_id) is None:
            raise AccountNotAllowed("Pejabat ini tidak ada lagi. Pilih yang lain.")
        if staff.official_id == official_id:
            return staff
        demand_second(actor, Permission.KEEP_ACCOUNTS)
        before, after = f"official:{staff.official_id or '-'}", f"official:{official_id or '-'}"
        Staff.update(official=official_id).where(Staff.id == staff.id).execute()
        end_sessions(staff.id, actor, now)
        audit_trail.write(actor, now, AuditEvent("hubungkan_pejabat", f"staff:{staff.id}", before, after))
        return _account(staff.id)


def withdraw_password(staff_id: int, actor: Actor, now: datetime) -> Staff:
    """Take an account's password away and end its sessions: its person sets another by a code. Raises NotVisible.

    Nobody who keeps accounts chooses a password that somebody else will use.
    """
    _check_actor(actor)
    with database.atomic():
        demand_second(actor, Permission.KEEP_ACCOUNTS)
        staff = _account(staff_id)
        Staff.update(password_hash="", password_once=False).where(Staff.id == staff.id).execute()
        end_sessions(staff.id, actor, now)
        audit_trail.write(actor, now, AuditEvent("cabut_kata_sandi", f"staff:{staff.id}"))
        return staff


def change_own_password(
    old: str, new: str, actor: Actor, now: datetime, token: str = "", form_key: str | None = None
) -> str:
    """Change one's own password and return this session's new token; all other sessions end.

    Raises PasswordWrong, TriesDelayed, AccountNotAllowed, PasswordWeak, AlreadyDone; outside a transaction, because
    nobody shall wait for the database while passwords are hashed.
    """
    if form_key and was_spent(form_key):  # sent twice: the old password fits no more, and is no wrong guess
        raise AlreadyDone
    staff = _account(actor.staff_id or 0)
    prove_password(staff.id, old, actor, now)
    if new == old:  # a password handed over on a slip would stay in use for ever
        raise AccountNotAllowed("Kata sandi baru sama dengan yang lama. Pilih kata sandi yang lain.")
    password_hash = hash_of_new(new, staff.username, staff.name)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        store_password(staff, password_hash, actor, now, but=token)
        return renewed(token)


def store_password(staff: Staff, password_hash: str, actor: Actor, now: datetime, but: str = "") -> None:
    """Store an account's new password, hashed already, and end its sessions except that of the token `but`."""
    with database.atomic():
        changes = {"password_hash": password_hash, "password_once": False, "failed_logins": 0, "delayed_until": None}
        Staff.update(changes).where(Staff.id == staff.id).execute()
        end_sessions(staff.id, actor, now, but)
        audit_trail.write(actor, now, AuditEvent("ganti_kata_sandi", f"staff:{staff.id}"))


def _check_actor(actor: Actor) -> None:
    actor.demand(Permission.KEEP_ACCOUNTS)


def _account(staff_id: int) -> Staff:
    staff = Staff.get_or_none(Staff.id == staff_id)
    if staff is None:
        raise NotVisible("Akun ini tidak ada.")
    return staff


def section_for(role: Role, section: Section | None) -> Section | None:
    """Return the section an account of this role has of its own. Raises AccountNotAllowed."""
    if role is not Role.PETUGAS_SEKSI:
        return None  # the section of every other role follows from the role itself
    if section not in OFFICER_SECTIONS:
        raise AccountNotAllowed("Petugas Seksi harus punya seksi: TIKKIM, Lalintalkim, atau Inteldakim.")
    return section


def _keep_one_administrator(staff: Staff) -> None:
    others = Staff.select().where((Staff.role == Role.ADMINISTRATOR) & Staff.active & (Staff.id != staff.id))
    if (staff.role != Role.ADMINISTRATOR or not staff.active) and not others.exists():
        raise AccountNotAllowed("Kantor harus punya sedikitnya satu Administrator aktif. Tambahkan yang lain dahulu.")


def plain_name(text: str) -> str:
    """Return a name as it is stored."""
    return " ".join(storable(text).split())[:200]


def _summary(staff: Staff) -> str:
    active = "aktif" if staff.active else "tidak aktif"
    return " · ".join(part for part in (staff.role, staff.section, active) if part)
