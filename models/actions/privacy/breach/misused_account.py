"""Who is affected where somebody else used an account between two moments."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.actions.core.actor import ACTING
from models.actions.privacy.breach.case_people import affected
from models.actions.privacy.breach.trail_rows import (
    everything,
    evidence_of,
    leaves_list,
    rows_of,
    shown_by,
    trail_reaches,
)
from models.rules.core.errors import NotVisible
from models.rules.core.moments import to_wib
from models.rules.privacy import breach
from models.rules.privacy.breach import COVERED, Found, Shown, Surety
from models.rules.staff.roles import Role
from models.tables import Audit, OfficeHolder, Staff, StaffSession

_BY_SECTION = frozenset({Role.PETUGAS_SEKSI, Role.KASI_LALINTALKIM, Role.KASI_INTELDAKIM})
# What else is done with an account that opens further ways; each is to be looked at by itself.
_OPENS_WAYS = (
    *("tambah_akun", "ubah_akun", "hubungkan_pejabat", "beri_kode_masuk", "cabut_kata_sandi", "tambah_kanal"),
    *("ubah_kanal", "minta_identitas", "setujui_identitas", "serah_tugas", "akar_dipercaya", "ubah_layanan_ttd"),
)


def misused_account(username: str, since: datetime, until: datetime) -> Found:
    """Return whose data an account reached between two moments. Raises NotVisible where there is no such account.

    What the trail says is certain; all cases the account could reach are possible: lists are not told one by one.
    """
    staff = Staff.get_or_none(Staff.username == username)
    names = _names_of(staff, username)
    rows = list(rows_of(Audit.actor.in_(sorted(names)) & (Audit.at > since - COVERED) & (Audit.at <= until)))
    if staff is None and not Audit.select().where(Audit.actor == username).exists():
        raise NotVisible(f"Akun {username} tidak ada.")
    within = [row for row in rows if row.at >= since]
    used = bool(within) or (staff is not None and _signed_in(staff, since, until))
    shown = [one for row in rows for one in shown_by(row, _surety(row, since))]
    if used:
        shown += _reach(staff, since, until)
    shown += [one for row in within if leaves_list(row) for one in everything(row.at, evidence_of(row))]
    return Found(affected(shown), _unknown(used, since), _done(within))


def _surety(row: Any, since: datetime) -> Surety:
    return Surety.CERTAIN if row.at >= since else Surety.POSSIBLE


def _names_of(staff: Staff | None, username: str) -> set[str]:
    """Return every name under which this account signed in: its name may have been changed since."""
    if staff is None:
        return {username}
    signed = Audit.select(Audit.actor).where((Audit.subject == f"staff:{staff.id}") & (Audit.event == "masuk"))
    return {username, *(name for (name,) in signed.distinct().tuples())}


def _signed_in(staff: Staff, since: datetime, until: datetime) -> bool:
    """Whether a session of the account was open then, though the trail says nothing of it."""
    lasting = StaffSession.ended_at.is_null() | (StaffSession.ended_at >= since)
    mine = (StaffSession.staff == staff.id) & (StaffSession.created_at <= until) & lasting
    return bool(StaffSession.select().where(mine).exists())


def _reach(staff: Staff | None, since: datetime, until: datetime) -> Iterator[Shown]:
    """Yield all that the account could see in lists: of a section what any section received, of the desk all."""
    roles = {Role(name) for name in _roles(staff, since) if name in set(Role)} if staff else set(Role)
    if roles <= {Role.ADMINISTRATOR} and not (staff and _stood_in(staff, until)):
        return  # sees no case
    alone = staff is not None and not _stood_in(staff, until)
    yield from everything(until, forwarded=alone and roles - {Role.ADMINISTRATOR} <= _BY_SECTION)


def _stood_in(staff: Staff, until: datetime) -> bool:
    """Whether the account's official was Plh. or Plt. of another post by then, whose cases he then saw."""
    if staff.official_id is None:
        return False
    mine = (OfficeHolder.official == staff.official_id) & OfficeHolder.kind.in_(ACTING)
    return bool(OfficeHolder.select().where(mine & (OfficeHolder.valid_from <= to_wib(until).date())).exists())


def _roles(staff: Staff, since: datetime) -> set[str]:
    """Return the roles the account has had since a moment, whichever it was then."""
    changed = (Audit.subject == f"staff:{staff.id}") & (Audit.event == "ubah_akun") & (Audit.at >= since)
    rows = Audit.select(Audit.before).where(changed).tuples()
    return {staff.role, *(before.partition(" · ")[0] for (before,) in rows)}


def _unknown(used: bool, since: datetime) -> tuple[str, ...]:
    told = [] if used else [breach.NO_SIGN]
    return (*told, *trail_reaches(since), breach.NOT_KEPT, breach.MAY_LACK, breach.PAST_TRAIL, breach.CLOCK)


def _done(rows: list[Any]) -> tuple[str, ...]:
    counts = Counter(row.event for row in rows if row.event in _OPENS_WAYS)
    return tuple(f"{event}: {times}" for event, times in sorted(counts.items()))
