"""Who holds what: the accounts of the staff, and the channels with the accounts behind them, without a secret."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from models.actions.channels.channel_health import look_at_channels
from models.actions.office.signing_service import entered_service
from models.rules.channels.channel_facts import GRADE_LABELS
from models.rules.channels.channels import CHANNELS
from models.rules.core.moments import iso
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section
from models.tables import Staff
from models.tables.core.settings import Settings

Facts = dict[str, object]
# What of a channel's settings says where and which it is; the others say how it behaves.
_WHERE = (
    *("base_url", "session", "device_id", "username"),
    *("phone_number_id", "page_id", "account_id", "public_address"),
)


def staff_facts() -> Facts:
    """Return the accounts that may sign in, and how many may no more."""
    rows = Staff.select().where(Staff.active).order_by(Staff.role, Staff.username)
    return {"accounts": [_account(row) for row in rows], "inactive": Staff.select().where(~Staff.active).count()}


def _account(row: Staff) -> Facts:
    section = SECTION_LABELS[Section(row.section)] if row.section else ""
    return {
        "username": row.username,
        "name": row.name,
        "role": ROLES[Role(row.role)].label,
        "section": section,
        "administrator": row.role == Role.ADMINISTRATOR,
        "second_factor": bool(row.totp_secret),
        "first_password": row.password_once,
        "last_login": iso(row.last_login_at),
        "sample": row.sample,
    }


def channel_facts(settings: Settings, now: datetime) -> list[Facts]:
    """Return every channel with where it is, how it works and who serves it; who holds its account nobody noted."""
    return list(_channels(settings, now))


def _channels(settings: Settings, now: datetime) -> Iterator[Facts]:
    for view in look_at_channels(now, settings.poll_seconds):
        row, told = view.account, view.settings
        yield {
            "label": row.label,
            "kind": CHANNELS[row.kind].label,
            "enabled": row.enabled,
            "grade": GRADE_LABELS[view.verdict.grade],
            "where": [f"{name}: {_bare(told[name])}" for name in _WHERE if told.get(name)],
            "secret": bool(row.secret),
            "served_by": row.lease_owner or "",
            "token_expires": iso(row.token_expires_at),
            "sample": row.sample,
        }


def _bare(value: str) -> str:
    """Return a setting without what an address says of who may enter; nothing where that cannot be told."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if parts.netloc else value


def signing_facts() -> Facts | None:
    """Return the office's own e-signature service, None where none was entered."""
    row = entered_service()
    if row is None:
        return None
    known: Facts = {"secret": bool(row.secret), "checked": iso(row.checked_at)}
    return known | {"address": _bare(row.base_url), "username": row.username}
