"""The kinds of requests about accounts: what is asked, in words, and how it is done once a second person agreed."""

from collections.abc import Sequence
from typing import Any

from models.actions.core.second.kinds import Approved, Body, Kind, Said
from models.actions.core.second.people import known
from models.actions.staff.entry_codes import give_code
from models.actions.staff.keep_staff import change_staff, link_official, store_account, withdraw_password
from models.actions.staff.second_factor import turn_off
from models.rules.core.errors import NotVisible
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section
from models.rules.staff.second_person import Known
from models.tables import Official, Staff
from models.tables.core.database import is_sqlite

_ACCOUNT = "staff:"
_NONE = "–"


def target_of(staff_id: int) -> str:
    """Return how a request names an account."""
    return f"{_ACCOUNT}{staff_id}"


def account_of(target: str) -> int | None:
    """Return the account that a request is about; None for a new one."""
    return int(target.removeprefix(_ACCOUNT)) if target.startswith(_ACCOUNT) else None


def account_body(
    name: str, role: Role, section: Section | None, active: bool, official: int | None, username: str = ""
) -> dict[str, Any]:
    """Return what an account shall be, as a request keeps it."""
    own = str(section) if section and role is Role.PETUGAS_SEKSI else None
    words = {"name": name, "role": str(role), "section": own, "active": active, "official": official}
    return words | ({"username": username} if username else {})


def _concerned(target: str, _body: Body) -> Sequence[Known]:
    account = account_of(target)
    return (known(account),) if account else ()


def _held(target: str) -> Staff:
    """Return an account, held until the transaction ends. Raises NotVisible."""
    query = Staff.select().where(Staff.id == account_of(target))
    staff: Staff | None = (query if is_sqlite() else query.for_update()).get_or_none()
    if staff is None:
        raise NotVisible("Akun ini tidak ada.")
    return staff


def _official(number: int | None) -> str:
    row = Official.get_or_none(Official.id == number) if number else None
    return f"{row.name} · NIP {row.nip}" if row is not None and row.nip else row.name if row is not None else _NONE


def _state(target: str, body: Body) -> Sequence[str]:
    """Return what an account and the official it is to have are now."""
    wished = _official(body.get("official"))
    if not target:
        return (wished,)
    staff = _held(target)
    is_now = (staff.username, staff.name, staff.role, staff.section or "", str(bool(staff.active)))
    return (*is_now, _official(staff.official_id), wished)


def _said(target: str, body: Body) -> Sequence[Said]:
    """Return the lines of an account that would change."""
    staff = Staff.get_or_none(Staff.id == account_of(target)) if target else None
    before = dict.fromkeys(_words(body), _NONE)
    if staff is not None:
        section = Section(staff.section) if staff.section else None
        before = _words(account_body(staff.name, Role(staff.role), section, staff.active, staff.official_id))
    return [Said(name, before[name], after) for name, after in _words(body).items() if before[name] != after]


def _words(body: Body) -> dict[str, str]:
    role, section = Role(body["role"]), Section(body["section"]) if body["section"] else None
    within = section or ROLES[role].section
    named = {"Nama pengguna": body["username"]} if "username" in body else {}
    return {
        **named,
        "Nama lengkap": body["name"],
        "Peran": ROLES[role].label,
        "Seksi": SECTION_LABELS[within] if within else _NONE,
        "Pejabat": _official(body["official"]),
        "Status": "Aktif" if body["active"] else "Tidak aktif",
    }


def _named(target: str, body: Body) -> str:
    if not target:
        return str(body["username"])
    staff = Staff.get_or_none(Staff.id == account_of(target))
    return staff.username if staff is not None else target


def _add(agreed: Approved) -> None:
    body, actor, now = agreed.body, agreed.actor, agreed.now
    section = Section(body["section"]) if body["section"] else None
    made = store_account(body["username"], Role(body["role"]), section, "", body["name"], actor, now)
    link_official(made.id, body["official"], actor, now)
    give_code(made.id, [agreed.secret, agreed.part], actor, now)


def _change(agreed: Approved) -> None:
    body, actor, now = agreed.body, agreed.actor, agreed.now
    staff_id, section = account_of(agreed.target) or 0, Section(body["section"]) if body["section"] else None
    change_staff(staff_id, body["name"], Role(body["role"]), section, body["active"], actor, now)
    link_official(staff_id, body["official"], actor, now)


def _signs_in_by(target: str, _body: Body) -> Sequence[str]:
    """Return what an account is signed in with now: whoever set another meanwhile needs none."""
    staff = _held(target)
    return (staff.username, staff.name, str(bool(staff.active)), staff.password_hash, staff.totp_secret)


def _reset(agreed: Approved) -> None:
    staff = withdraw_password(account_of(agreed.target) or 0, agreed.actor, agreed.now)
    give_code(staff.id, [agreed.secret, agreed.part], agreed.actor, agreed.now)


def _drop_factor(agreed: Approved) -> None:
    turn_off(account_of(agreed.target) or 0, agreed.actor, agreed.now)


NEW_ACCOUNT = Kind(
    "akun_baru", "Akun baru", Permission.KEEP_ACCOUNTS, _state, _said, _add, named=_named, gives_code=True
)
CHANGED_ACCOUNT = Kind(
    "akun_ubah", "Perubahan akun", Permission.KEEP_ACCOUNTS, _state, _said, _change, whom=_concerned, named=_named
)
RESET = Kind(
    "kode_masuk",
    "Kode masuk baru untuk",
    Permission.KEEP_ACCOUNTS,
    _signs_in_by,
    lambda _target, _body: [Said("Kata sandi", "yang lama", "dicabut; dibuat orangnya dengan kode dua bagian")],
    _reset,
    whom=_concerned,
    named=_named,
    gives_code=True,
)
FACTOR_OFF = Kind(
    "kode_telepon",
    "Matikan kode autentikator",
    Permission.KEEP_ACCOUNTS,
    _signs_in_by,
    lambda _target, _body: [Said("Kode dari telepon", "menyala", "dimatikan; orangnya memasang yang baru")],
    _drop_factor,
    whom=_concerned,
    named=_named,
)
KINDS = (NEW_ACCOUNT, CHANGED_ACCOUNT, RESET, FACTOR_OFF)
