"""Setting the office up: which steps are done, by the office's own data and by what an administrator noted."""

from dataclasses import dataclass
from datetime import date, datetime

from peewee import SelectBase

from models.actions.core import audit_trail
from models.actions.core.actor import Actor, in_force
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.channels.channel_health import UNREAD_AFTER
from models.rules.channels.channels import CHANNELS
from models.rules.core.moments import to_wib
from models.rules.office.setting_up import KEYS, STEPS, Noted, SetupRow, StepState, StepUnknown, state_of
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import ChannelAccount, Holiday, OfficeHolder, Official, SetupStep, Staff, database

# A section officer signs nothing, and the administrator holds no post of the SOP.
_POSTS = tuple(role for role in Role if role not in (Role.PETUGAS_SEKSI, Role.ADMINISTRATOR))
_NO_SAMPLE_STAFF = Staff.sample == False  # noqa: E712 - a condition of the query
_NO_SAMPLE_CHANNEL = ChannelAccount.sample == False  # noqa: E712


@dataclass(frozen=True)
class StepView:
    """A step as its page shows it, with what is missing in words."""

    row: SetupRow
    state: StepState
    lacking: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.state is StepState.SUDAH


def read_steps(now: datetime) -> list[StepView]:
    """Return the state of every step, by a handful of small queries."""
    noted = dict(SetupStep.select(SetupStep.key, SetupStep.state).tuples())
    lacking = {
        "waktu": _years_without_holidays(to_wib(now).date()),
        "pejabat": tuple(ROLES[post].title for post in posts_without_holder(to_wib(now).date())),
        "akun": _roles_without_account(),
        "kanal": _channels_not_working(now),
        "latihan": _practice_left(),
    }
    found = []
    for row in STEPS:
        missing = lacking.get(row.key, ())
        found.append(StepView(row, state_of(row, bool(missing), noted.get(row.key, "")), missing))
    return found


def is_begun() -> bool:
    """Whether somebody began to set the office up on the screens."""
    return SetupStep.select().exists()


def note_step(key: str, noted: Noted, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Store an administrator's note on a step; the last one counts. Raises StepUnknown, NotPermitted, AlreadyDone."""
    actor.demand(Permission.KEEP_OFFICE)
    if key not in KEYS:
        raise StepUnknown
    with database.atomic():
        spend_form_key(form_key, actor, now)
        step = SetupStep.insert(key=key, state=str(noted), noted_by=actor.staff_id, noted_at=now)
        said = (SetupStep.state, SetupStep.noted_by, SetupStep.noted_at)
        step.on_conflict(conflict_target=(SetupStep.key,), preserve=said).execute()
        audit_trail.write(actor, now, AuditEvent("persiapan", f"setup_step:{key}", after=str(noted)))


def posts_without_holder(day: date, *, samples_count: bool = False) -> tuple[Role, ...]:
    """Return the SOP's posts nobody holds on a day; practice officials count as holders where `samples_count`."""
    rows = OfficeHolder.select(OfficeHolder.post, Official.sample).join(Official).where(in_force(day)).tuples()
    held = {post for post, sample in rows if samples_count or not sample}
    return tuple(post for post in _POSTS if post not in held)


def _years_without_holidays(today: date) -> tuple[str, ...]:
    """Return this year where the calendar ended before it: then its holidays would count as working days."""
    this_year = Holiday.day.between(date(today.year, 1, 1), date(today.year, 12, 31))
    there = Holiday.select().where(this_year & (Holiday.active == True)).exists()  # noqa: E712
    return () if there else (f"hari libur {today.year}",)


def _roles_without_account() -> tuple[str, ...]:
    rows = Staff.select(Staff.role).where((Staff.active == True) & _NO_SAMPLE_STAFF).distinct().tuples()  # noqa: E712
    there = {role for (role,) in rows}
    return tuple(ROLES[role].label for role in Role if role not in there)


def _channels_not_working(now: datetime) -> tuple[str, ...]:
    kinds = [kind for kind, row in CHANNELS.items() if row.needs_agent]
    mine = ChannelAccount.kind.in_(kinds) & _NO_SAMPLE_CHANNEL & (ChannelAccount.enabled == True)  # noqa: E712
    rows = list(ChannelAccount.select().where(mine))
    if not rows:
        return ("belum ada kanal yang tersambung",)
    working = [row for row in rows if row.state == "ok"]
    if not working:
        return ("belum ada kanal yang berhasil diuji",)
    # What an agent that is long dead last said is no news.
    read = any(row.last_success_at and abs(now - row.last_success_at) <= UNREAD_AFTER for row in working)
    return () if read else ("tidak ada kanal yang terbaca sekarang: periksa apakah penghubung kanal berjalan",)


def _practice_left() -> tuple[str, ...]:
    left: dict[str, SelectBase] = {
        "akun latihan": Staff.select().where((Staff.active == True) & (Staff.sample == True)),  # noqa: E712
        "kanal latihan": ChannelAccount.select().where(ChannelAccount.sample == True),  # noqa: E712
    }
    return tuple(words for words, rows in left.items() if rows.exists())
