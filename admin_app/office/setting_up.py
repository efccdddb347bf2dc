"""What the setup wizard shows and stores for each step, checked as on the ordinary screens."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask, g, request

from admin_app.office.office_choices import SETTINGS, checked_setting
from admin_app.shell.access import may, now
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_settings, signer_on
from models.actions.office.set_up_office import StepView, is_begun, posts_without_holder, read_steps
from models.actions.papers.letterhead.letterheads import LINES, keep_lines, letterhead_on
from models.rules.core.moments import to_wib
from models.rules.office.setting_up import STEPS
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import Holiday, OfficeSetting, Staff, WorkingBlock, database

# What every paper carries; the other settings keep their meaning as they are and stand on Profil kantor.
PROFILE = ("nama_kantor", "kota", "kode_unit", "mode_nomor")
# Letters and figures nobody takes for another when he reads them from a slip of paper.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class PostLine:
    """A post and its holder today, as papers print it."""

    title: str
    holder: str
    nip: str
    sample: bool  # held by an official of practice only, which does not count


def profile_fields(moment: datetime) -> list[tuple[str, str, str]]:
    """Return the lines of the letterhead and what else every paper carries: key, label, present value."""
    kept, kop = office_settings(), letterhead_on(to_wib(moment).date())
    lines = [(name, label, str(getattr(kop, name, ""))) for name, label in LINES.items()]
    return lines + [(key, SETTINGS[key].label, kept.get(key, "")) for key in PROFILE]


def keep_profile(typed: Mapping[str, str], actor: Actor, moment: datetime, form_key: str) -> None:
    """Store the letterhead, all fields or none. Raises RuleBroken, NotPermitted, AlreadyDone."""
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, moment)
        keep_lines(typed, actor, moment)
        before = office_settings()
        for key in PROFILE:
            value = checked_setting(key, typed.get(key, ""))
            if value == before.get(key, ""):
                continue
            OfficeSetting.insert(key=key, value=value).on_conflict(
                conflict_target=(OfficeSetting.key,), update={"value": value}
            ).execute()
            event = AuditEvent("ubah_data_kantor", f"office_setting:{key}", before.get(key, "")[:120], value[:120])
            audit_trail.write(actor, moment, event)


def posts_today(moment: datetime) -> list[PostLine]:
    """Return the posts of the SOP with their holders today."""
    day = to_wib(moment).date()
    posts = [role for role in Role if role not in (Role.PETUGAS_SEKSI, Role.ADMINISTRATOR)]
    empty = posts_without_holder(day)
    held = [(post, signer_on(post, day)) for post in posts]
    return [PostLine(ROLES[post].title, signer.name, signer.nip, post in empty) for post, signer in held]


def hours_and_days(moment: datetime) -> tuple[list[WorkingBlock], int]:
    """Return the working hours in force and the number of this year's holidays."""
    today = to_wib(moment).date()
    begun = WorkingBlock.valid_from.is_null() | (WorkingBlock.valid_from <= today)
    running = WorkingBlock.valid_until.is_null() | (WorkingBlock.valid_until >= today)
    blocks = WorkingBlock.select().where(begun & running).order_by(WorkingBlock.weekday, WorkingBlock.starts)
    this_year = Holiday.day.between(date(today.year, 1, 1), date(today.year, 12, 31))
    return list(blocks), Holiday.select().where(this_year & (Holiday.active == True)).count()  # noqa: E712


def real_accounts() -> list[Staff]:
    """Return the accounts that are not of practice."""
    return list(Staff.select().where(Staff.sample == False).order_by(Staff.role, Staff.username))  # noqa: E712


def password_for_once() -> str:
    """Return a one-time password that is easy to copy by hand: three groups of four, about 60 bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(3))


def steps_left() -> list[StepView]:
    """Return the setup steps that are not done, only for those who may do them."""
    if not may(Permission.KEEP_OFFICE):
        return []
    if "setup_left" not in g:
        g.setup_left = [step for step in read_steps(now()) if not step.done]
    return list(g.setup_left)


def step_here() -> StepView | None:
    """Return the setup step of the present screen, None once the office is set up."""
    screen = (request.endpoint or "").partition(".")[0]
    if not any(screen in row.screens for row in STEPS) or not may(Permission.KEEP_OFFICE) or not is_begun():
        return None
    return next((step for step in steps_left() if screen in step.row.screens), None)


def register(app: Flask) -> None:
    """Give the templates the setup steps left."""
    app.jinja_env.globals.update(setup_left=steps_left, setup_here=step_here)
