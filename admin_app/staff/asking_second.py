"""What an administrator asks of a second person on the screen of accounts, and what he is shown of it."""

from typing import Any

from flask import flash

from admin_app.second.asking import WAITS, ask_second
from admin_app.shell.access import now, signed_in_actor
from admin_app.staff.second_screen import HalfCode
from models.actions.core.second.requests import Wish
from models.actions.staff.keep_staff import change_staff, check_new, plain_name, section_for, switches_off_alone
from models.actions.staff.second_kinds import CHANGED_ACCOUNT, FACTOR_OFF, NEW_ACCOUNT, RESET, account_body, target_of
from models.rules.staff.entry_codes import shown
from models.rules.staff.roles import Role, Section
from models.tables import Staff


def ask_new(form: Any, part: tuple[str, str]) -> HalfCode:
    """Ask a second person for a new account; who asks hands over the first half of its code."""
    plain, kept = part
    username, section = check_new(form.username.data, Role(form.role.data), section_in(form))
    name = plain_name(form.name.data) or username
    body = account_body(name, Role(form.role.data), section, True, form.official_id.data or None, username)
    asked = ask_second(Wish(NEW_ACCOUNT, "", body, kept))
    return HalfCode(name, username, True, asked.until, shown(plain))


def asks_for_change(staff_id: int, form: Any) -> bool:
    """Ask a second person for a change, unless it only takes rights away; switching off is done at once anyway."""
    staff, official, actor = Staff.get_by_id(staff_id), form.official_id.data or None, signed_in_actor()
    role, active = Role(form.role.data), form.active.data
    section = section_for(role, section_in(form))
    if switches_off_alone(staff, form.name.data, role, section, active) and official == staff.official_id:
        return False
    if staff.active and not active:
        own = Section(staff.section) if staff.section else None
        change_staff(staff_id, staff.name, Role(staff.role), own, False, actor, now())
        flash("Akun dimatikan.", "success")
    name = plain_name(form.name.data) or staff.username
    body = account_body(name, role, section, active, official)
    ask_second(Wish(CHANGED_ACCOUNT, target_of(staff_id), body))
    flash(WAITS, "warning")
    return True


def ask_reset(account: Staff, part: tuple[str, str]) -> HalfCode:
    """Ask a second person for a code by which somebody sets another password."""
    plain, kept = part
    asked = ask_second(Wish(RESET, target_of(account.id), {}, kept))
    return HalfCode(account.name, account.username, True, asked.until, shown(plain))


def ask_factor_off(account: Staff) -> None:
    """Ask a second person to turn off the second factor of a lost telephone."""
    ask_second(Wish(FACTOR_OFF, target_of(account.id), {}))
    flash(WAITS, "warning")


def section_in(form: Any) -> Section | None:
    """Return the section that was chosen in a form."""
    return Section(form.section.data) if form.section.data else None
