"""How moments, numbers, stages and people are written on screen: Indonesian, in WIB. Filters for the templates."""

from datetime import date, datetime, timedelta

from flask import Flask

from admin_app.shell.access import now
from models.rules.cases.sop import STAGES, Stage
from models.rules.channels.channels import CHANNELS
from models.rules.core.moments import to_wib
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
EMPTY = "–"


def wib(moment: datetime | None, seconds: bool = False) -> str:
    """Return a naive UTC moment as staff read it: 25 Nov 2026 09.05 WIB."""
    if moment is None:
        return EMPTY
    local = to_wib(moment)
    clock = f"{local:%H.%M.%S}" if seconds else f"{local:%H.%M}"
    return f"{day(local.date())} {clock} WIB"


def day(value: date | None) -> str:
    """Return a date as text: 25 Nov 2026."""
    return EMPTY if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def number(value: float | None) -> str:
    """Return a number in Indonesian form: 1.234,5."""
    if value is None:
        return EMPTY
    text = f"{value:,.1f}" if value % 1 else f"{int(value):,}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def ago(moment: datetime | None) -> str:
    """Return how long ago a moment is: baru saja, 5 menit lalu, 2 jam lalu, 3 hari lalu."""
    return EMPTY if moment is None else _span(now() - moment, "lalu")


def time_left(due: datetime | None) -> str:
    """Return how long until a due time, or by how much it is late."""
    if due is None:
        return EMPTY
    left = due - now()
    return f"terlambat {_span(-left, '')}".rstrip() if left < timedelta(0) else _span(left, "lagi")


def _span(span: timedelta, ending: str) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return "baru saja" if ending == "lalu" else f"kurang dari 1 menit {ending}".strip()
    for size, name in ((1440, "hari"), (60, "jam"), (1, "menit")):
        if minutes >= size:
            return f"{minutes // size} {name} {ending}".strip()
    return EMPTY


def role_label(value: str | None) -> str:
    """Return the label of a role."""
    return ROLES[Role(value)].label if value and value in Role.__members__.values() else (value or EMPTY)


def section_label(value: str | None) -> str:
    """Return the label of a section."""
    return SECTION_LABELS[Section(value)] if value and value in Section.__members__.values() else (value or EMPTY)


def stage_label(value: str | None) -> str:
    """Return the label of a stage."""
    return STAGES[Stage(value)].label if value and value in Stage.__members__.values() else (value or EMPTY)


def channel_label(kind: str) -> str:
    """Return the label of a kind of channel."""
    return CHANNELS[kind].label if kind in CHANNELS else kind


def file_size(size: int | None) -> str:
    """Return a file's size as text."""
    if size is None:
        return EMPTY
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{number(size)} {unit}"
        size //= 1000
    return f"{number(size)} GB"


FILTERS = (wib, day, number, ago, time_left, role_label, section_label, stage_label, channel_label, file_size)


def register(app: Flask) -> None:
    """Give the templates every filter by its name."""
    app.jinja_env.filters.update({made.__name__: made for made in FILTERS})
