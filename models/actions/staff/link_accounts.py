"""Links all officials with their accounts in one transaction, and makes the accounts that are missing."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.form_key import spend_form_key
from models.actions.staff.keep_staff import AccountNotAllowed, link_official, store_account
from models.actions.staff.passwords import hashed
from models.rules.core.errors import RuleBroken
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role, Section
from models.tables import Official, Staff, database
from models.tables.core.database import is_sqlite
from models.tables.core.filled import filled


class LinksChanged(RuleBroken):
    """Hubungan akun dan pejabat sudah diubah orang lain. Periksa lagi di bawah, lalu simpan."""


@dataclass(frozen=True)
class NewAccount:
    """An account that is to be made for an official."""

    username: str
    role: Role
    section: Section | None = None


@dataclass(frozen=True)
class Wish:
    """What was chosen for one official: the accounts he had when the form was drawn, and the one he is to have."""

    official: int
    had: tuple[int, ...]
    account: int | None = None
    new: NewAccount | None = None


@dataclass(frozen=True)
class Made:
    """An account that was made, with the password that is told once."""

    name: str
    username: str
    password: str


def link_accounts(
    wishes: Sequence[Wish],
    password: Callable[[], str],
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> list[Made]:
    """Link officials and accounts as wished, all or nothing; return the accounts made, with their passwords.

    Raises LinksChanged, AccountNotAllowed, PasswordWeak, NotPermitted, AlreadyDone.
    """
    actor.demand(Permission.KEEP_ACCOUNTS)
    _check(wishes)
    # Hashing takes its time on purpose, so nobody waits for the database meanwhile.
    passwords = {wish.official: password() for wish in wishes if wish.new is not None}
    hashes = {official: hashed(plain) for official, plain in passwords.items()}
    with database.atomic():
        spend_form_key(form_key, actor, now)
        officials = _locked(wishes)
        accounts = {wish.official: wish.account for wish in wishes if wish.account is not None}
        made = []
        for wish in wishes:
            if wish.new is not None:
                official = officials[wish.official]
                account = _make(wish.new, official, hashes[official.id], actor, now)
                accounts[official.id] = account.id
                made.append(Made(account.name, account.username, passwords[official.id]))
        for wish in wishes:
            for account_id in set(wish.had) - set(accounts.values()):
                link_official(account_id, None, actor, now)
        for official_id, account_id in accounts.items():
            link_official(account_id, official_id, actor, now)
        return made


def linked_accounts(officials: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return the active accounts of each of these officials, in order."""
    found: dict[int, tuple[int, ...]] = dict.fromkeys(officials, ())
    rows = Staff.select(Staff.official, Staff.id).where(Staff.official.in_(list(officials)) & Staff.active)
    for official, account in rows.order_by(Staff.id).tuples():
        found[filled(official)] = (*found[filled(official)], account)
    return found


def _check(wishes: Sequence[Wish]) -> None:
    """Raise AccountNotAllowed where one account is chosen for two, or one name given twice."""
    chosen = Counter(wish.account for wish in wishes if wish.account is not None)
    names = Counter(wish.new.username.strip().lower() for wish in wishes if wish.new is not None)
    twice = [account for account, times in chosen.items() if times > 1]
    if twice:
        account = Staff.get_or_none(Staff.id == twice[0])
        name = account.username if account else "ini"
        raise AccountNotAllowed(f"Akun {name} dipilih untuk dua pejabat. Satu akun satu orang.")
    same = [name for name, times in names.items() if times > 1]
    if same:
        raise AccountNotAllowed(f"Nama pengguna '{same[0]}' ditulis untuk dua pejabat. Beri nama yang berbeda.")


def _locked(wishes: Sequence[Wish]) -> Mapping[int, Official]:
    """Return the officials, locked, where their accounts are still those of the form. Raises LinksChanged."""
    ids = sorted(wish.official for wish in wishes)
    query = Official.select().where(Official.id.in_(ids)).order_by(Official.id)
    officials = {row.id: row for row in (query if is_sqlite() else query.for_update())}
    linked = linked_accounts(ids)
    if any(wish.official not in officials or linked[wish.official] != wish.had for wish in wishes):
        raise LinksChanged
    return officials


def _make(new: NewAccount, official: Official, password_hash: str, actor: Actor, now: datetime) -> Staff:
    """Make an official's account, with the telephone of the staff list. Raises AccountNotAllowed naming him."""
    try:
        staff = store_account(
            new.username, new.role, new.section, password_hash, official.name, actor, now, once=True
        )
    except AccountNotAllowed as refused:
        raise AccountNotAllowed(f"{official.name}: {refused.sentence}") from refused
    if official.phone:
        Staff.update(phone=official.phone).where(Staff.id == staff.id).execute()
    return staff
