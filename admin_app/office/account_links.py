"""The form of the setup wizard that links every official with an account, or makes the one that is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from admin_app.office.setting_up import password_for_once
from admin_app.shell.wording import role_label
from models.actions.core.actor import Actor
from models.actions.office.set_up_office import posts_without_holder
from models.actions.staff.link_accounts import Made, NewAccount, Wish, link_accounts, linked_accounts
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.staff.roles import SECTION_LABELS, Role, Section
from models.rules.staff.usernames import proposed_username
from models.tables import OfficeHolder, Official, Staff

NEW, KEEP = "baru", "tetap"


@dataclass(frozen=True)
class LinkLine:
    """One official with the account he has, what is proposed, and what a new account would be."""

    official: Official
    post: str
    had: str  # the accounts he has, as ids with commas
    several: str  # their names, where he has more than one
    chosen: str
    proposed: bool  # chosen by the likeness of the names, not stored
    username: str
    role: str
    section: str


def link_lines(form: Mapping[str, str], now: datetime) -> list[LinkLine]:
    """Return a line for every official of the office, holders of posts first; what was typed before stays."""
    officials = list(Official.select().where(~Official.sample).order_by(Official.name))
    posts, linked = _posts(to_wib(now).date()), linked_accounts([row.id for row in officials])
    accounts = {row.id: row for row in Staff.select().where(Staff.active)}
    free = {row.name.casefold(): row.id for row in accounts.values() if row.official_id is None and not row.sample}
    taken = {row.username for row in Staff.select(Staff.username)}
    order = {role: place for place, role in enumerate(Role)}
    officials.sort(key=lambda row: order.get(posts.get(row.id, Role.ADMINISTRATOR), 99))
    lines = []
    for row in officials:
        had = linked[row.id]
        alike = free.get(row.name.casefold()) if not had else None
        stored = KEEP if len(had) > 1 else str(had[0]) if had else str(alike or "")
        post, username = posts.get(row.id), proposed_username(row.name, taken)
        taken.add(username)
        role = str(post) if post else str(Role.PETUGAS_SEKSI) if row.section else ""
        lines.append(
            LinkLine(
                row,
                role_label(post) if post else SECTION_LABELS[Section(row.section)] if row.section else "",
                ",".join(map(str, had)),
                ", ".join(accounts[one].username for one in had) if len(had) > 1 else "",
                form.get(f"akun_{row.id}", stored),
                bool(alike) and f"akun_{row.id}" not in form,
                form.get(f"nama_{row.id}", username),
                form.get(f"peran_{row.id}", role),
                form.get(f"seksi_{row.id}", row.section or ""),
            )
        )
    return lines


def empty_posts(now: datetime) -> list[str]:
    """Return the posts of the SOP nobody of the office holds today."""
    return [role_label(post) for post in posts_without_holder(to_wib(now).date())]


def choosable_accounts() -> list[tuple[str, str]]:
    """Return the accounts that can be linked: active, and not of practice."""
    rows = Staff.select().where(Staff.active & ~Staff.sample).order_by(Staff.username)
    return [(str(row.id), f"{row.username} · {role_label(row.role)}") for row in rows]


def keep_links(form: Mapping[str, str], actor: Actor, now: datetime) -> list[Made]:
    """Store the form and return the accounts made. Raises RuleBroken, and then nothing is stored."""
    names = [key.removeprefix("akun_") for key in form if key.startswith("akun_")]
    ids = [int(name) for name in names if name.isascii() and name.isdecimal() and len(name) < 16]
    wishes = [_wish(official, form) for official in ids if form[f"akun_{official}"] != KEEP]
    return link_accounts(wishes, password_for_once, actor, now, form_key=form.get("form_key", ""))


def _wish(official: int, form: Mapping[str, str]) -> Wish:
    chosen = form[f"akun_{official}"]
    had = tuple(int(one) for one in form.get(f"semula_{official}", "").split(",") if one.isdecimal())
    if chosen == NEW:
        role, section = form.get(f"peran_{official}", ""), form.get(f"seksi_{official}", "")
        if role not in list(Role):
            name = Official.get_by_id(official).name
            raise RuleBroken(f"{name}: pilih peran akun barunya.")
        of_section = Section(section) if role == Role.PETUGAS_SEKSI and section in list(Section) else None
        return Wish(official, had, new=NewAccount(form.get(f"nama_{official}", ""), Role(role), of_section))
    known = {account for account, _ in choosable_accounts()} | {str(one) for one in had}
    if chosen and chosen not in known:
        raise RuleBroken("Akun yang dipilih tidak ada lagi. Periksa lagi di bawah.")
    return Wish(official, had, account=int(chosen) if chosen else None)


def _posts(today: date) -> dict[int, Role]:
    """Return the post each official holds definitively today."""
    begun = (OfficeHolder.kind == "definitif") & (OfficeHolder.valid_from <= today)
    running = OfficeHolder.valid_until.is_null() | (OfficeHolder.valid_until >= today)
    rows = OfficeHolder.select(OfficeHolder.official, OfficeHolder.post).where(begun & running).tuples()
    return {official: Role(post) for official, post in rows if post in list(Role)}
