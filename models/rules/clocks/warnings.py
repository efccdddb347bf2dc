"""Who is warned when a clock runs out: one row per grade, read by the clock job and printed for the office.

The SOP warns that complaints otherwise stay unsolved, so everybody concerned is told before it is too late.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from models.rules.clocks.working_time import Calendar
from models.rules.core.moments import from_wib, to_wib
from models.rules.staff.roles import LANE_POSTS, Role


class Clock(StrEnum):
    """The two sorts of clocks: the clock of a step of the SOP, and those of the law."""

    LANGKAH = "langkah"
    HUKUM = "hukum"


def limit_key(limit: int, lost_seen: datetime | None) -> str:
    """Return how the keys of warnings about a limit of the law begin; one that runs again is warned of anew."""
    return f"{Clock.HUKUM}:{limit}" + (f".{lost_seen:%Y%m%d%H%M%S}" if lost_seen else "")


# How the key of a warning sent to an officer's telephone begins: his answer to it is known by that.
KEY_HEAD = "peringatan-"


class Hearer(StrEnum):
    """Who is told."""

    PEMEGANG = "pemegang"  # whose desk the case is on
    KASI_TIKKIM = "kasi_tikkim"
    KEPALA_KANTOR = "kepala_kantor"
    JALUR = "jalur"  # everybody of the lane for conduct


@dataclass(frozen=True)
class WarningRow:
    """One grade: reached at a share of the time allowed, or so many working minutes (an office setting) after it."""

    grade: str
    clock: Clock
    share: float
    hearers: tuple[Hearer, ...]
    words: str
    after_setting: str = ""
    after: float = 0.0  # where the office has not set it
    lane: bool = False  # only for a case that waits in the lane for conduct


_C, _H = Clock, Hearer
_LATE, _HEAD = "eskalasi_kasi_menit", "eskalasi_kepala_menit"

# Read downwards: the later row is the graver one.
# The words of the lane also go to telephones, over the front desk's channel: they name no matter.
WARNINGS: tuple[WarningRow, ...] = (
    WarningRow("jalur", _C.LANGKAH, 0.0, (_H.JALUR,), "menunggu keputusan Anda", lane=True),
    WarningRow("50", _C.LANGKAH, 0.5, (_H.PEMEGANG,), "sudah memakai separuh waktunya"),
    WarningRow("80", _C.LANGKAH, 0.8, (_H.PEMEGANG,), "hampir habis waktunya"),
    WarningRow("jalur80", _C.LANGKAH, 0.8, (_H.JALUR,), "hampir habis dan menunggu keputusan Anda", lane=True),
    WarningRow("100", _C.LANGKAH, 1.0, (_H.PEMEGANG,), "sudah habis waktunya"),
    WarningRow("kasi", _C.LANGKAH, 1.0, (_H.PEMEGANG, _H.KASI_TIKKIM), "terlambat", _LATE, 30),
    WarningRow(
        "kepala", _C.LANGKAH, 1.0, (_H.PEMEGANG, _H.KEPALA_KANTOR), "terlambat dan belum ditangani", _HEAD, 450
    ),
    WarningRow("50", _C.HUKUM, 0.5, (_H.PEMEGANG,), "sudah berjalan separuhnya"),
    WarningRow("80", _C.HUKUM, 0.8, (_H.PEMEGANG, _H.KASI_TIKKIM), "hampir habis"),
    WarningRow("100", _C.HUKUM, 1.0, (_H.PEMEGANG, _H.KASI_TIKKIM, _H.KEPALA_KANTOR), "terlampaui"),
)

# Where nobody of a desk may be told (nobody holds it, or the case is hidden from him), the next one up is.
NEXT_UP: dict[Role, Role | None] = {
    Role.PENGELOLA: Role.KASUBSI_INFOKIM,
    Role.PETUGAS_SEKSI: Role.KASI_TIKKIM,
    Role.KASUBSI_INFOKIM: Role.KASI_TIKKIM,
    Role.KASI_TIKKIM: Role.KEPALA_KANTOR,
    Role.KASI_LALINTALKIM: Role.KEPALA_KANTOR,
    Role.KASI_INTELDAKIM: Role.KEPALA_KANTOR,
    Role.KEPALA_KANTOR: None,
    Role.ADMINISTRATOR: None,
}


def grades_of(clock: Clock, lane: bool = False) -> list[WarningRow]:
    """Return every grade of such a clock; `lane`: its case waits in the lane for conduct."""
    return [row for row in WARNINGS if row.clock is clock and lane >= row.lane]


def reached(
    clock: Clock, share: float, over: float, settings: Mapping[str, str], lane: bool = False
) -> list[WarningRow]:
    """Return the grades a clock has reached; `share` of its time has passed, `over` working minutes since its end.

    `lane`: its case waits in the lane for conduct.
    """
    # 2,4 of 3 minutes are four fifths, also in floating point.
    rows = [row for row in grades_of(clock, lane) if share >= row.share - 1e-9]
    return [row for row in rows if not row.after_setting or over >= after_minutes(row, settings)]


def after_minutes(row: WarningRow, settings: Mapping[str, str]) -> float:
    """Return after how many working minutes a grade is reached; the row's own number where the setting is invalid."""
    try:
        minutes = float(settings.get(row.after_setting, ""))
    except ValueError:
        return row.after
    return minutes if 0 <= minutes < 1_000_000 else row.after


def roles_told(row: WarningRow, holder: Role) -> list[Role]:
    """Return the roles that are told, the holder of the case first, each once."""
    named = {
        Hearer.PEMEGANG: (holder,),
        Hearer.KASI_TIKKIM: (Role.KASI_TIKKIM,),
        Hearer.KEPALA_KANTOR: (Role.KEPALA_KANTOR,),
        Hearer.JALUR: LANE_POSTS,
    }
    return list(dict.fromkeys(role for hearer in row.hearers for role in named[hearer]))


def message_time(calendar: Calendar, now: datetime, quiet: str) -> datetime:
    """Return when a message to an officer's telephone may be sent: now, or after the quiet hours and days off.

    `quiet` is the office's setting, e.g. 17.00-07.30 (WIB); a value that cannot be read means no quiet hours.
    """
    hours = quiet_hours(quiet)
    moment = now
    for _ in range(3660):
        local = to_wib(moment)
        if not calendar.spans(local.date()):
            moment = from_wib(datetime.combine(local.date() + timedelta(days=1), hours[1] if hours else time()))
        elif hours and _is_quiet(local.time(), *hours):
            day = local.date() + timedelta(days=local.time() >= hours[1])
            moment = from_wib(datetime.combine(day, hours[1]))
        else:
            break
    return moment


def quiet_hours(text: str) -> tuple[time, time] | None:
    """Return start and end of quiet hours written like 17.00-07.30; None for any other text."""
    try:
        begins, ends = (time.fromisoformat(part.strip().replace(".", ":")) for part in text.split("-"))
    except ValueError:
        return None
    return (begins, ends) if begins != ends else None


def _is_quiet(clock: time, begins: time, ends: time) -> bool:
    return begins <= clock < ends if begins < ends else clock >= begins or clock < ends
