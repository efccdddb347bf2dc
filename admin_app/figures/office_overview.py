"""How the office stands now, as far as a person may see it: today, what is due, the load of every step.

Counted live, by few queries over the open complaints; the figures of a period are the report's (report_cache.py).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from peewee import ColumnBase, fn

from admin_app.queue.due_conditions import NO_SECTION, OPEN, late, of_today
from admin_app.shell.caches import OVERVIEWS, cache_of, time_passed
from models.actions.core.actor import Actor
from models.actions.core.recused_posts import cases_hidden_from
from models.rules.cases.sop import STAGES, Stage
from models.rules.figures.figure_labels import section_label
from models.rules.staff.roles import Section
from models.tables import Complaint
from models.tables.privacy.visible import visible

# What each figure counts, as the list of complaints narrows itself by its choices.
BEHIND: dict[str, str] = {
    "received": "hari=masuk",
    "ended": "hari=selesai",
    "open": "status=terbuka",
    "due": "hari=batas",
    "late": "terlambat=ya",
}


@dataclass(frozen=True)
class Load:
    """The open complaints of one step: how many per section, and how many of all are late."""

    step: int
    sections: dict[str, int]
    late: int

    @property
    def all(self) -> int:
        """Return how many there are."""
        return sum(self.sections.values())


@dataclass(frozen=True)
class Overview:
    """The office at a moment."""

    received: int  # today
    ended: int  # today
    open: int
    late: int
    due: int  # still today
    loads: tuple[Load, ...]

    @property
    def sections(self) -> list[str]:
        """Return the sections that have any, in the order of the SOP."""
        names = [section_label(str(section)) for section in Section] + [section_label(None)]
        return [name for name in names if any(name in load.sections for load in self.loads)]


def read_overview(actor: Actor, now: datetime) -> Overview:
    """Return how the office stands, by six queries, over open complaints and those ended today."""
    seen = visible(actor.scope)
    loads = _loads(seen, now)
    return Overview(
        received=_count(seen & of_today("masuk", now)),
        ended=_count(seen & of_today("selesai", now)),
        open=sum(load.all for load in loads),
        late=sum(load.late for load in loads),
        due=_count(seen & of_today("batas", now)),
        loads=loads,
    )


def behind_load(step: int, section: str = "", late: bool = False) -> str:
    """Return how the list of complaints narrows itself to one cell of the load; `section` by its label."""
    keys = {section_label(str(one)): str(one) for one in Section} | {section_label(None): NO_SECTION}
    parts = ["terlambat=ya" if late else "status=terbuka", f"langkah={step}"]
    return "&".join([*parts, *([f"seksi={keys[section]}"] if section else [])])


def overview_now(actor: Actor, now: datetime) -> Overview:
    """Return how the office stands for who may see as much: homes of heads and dashboard ask again and again."""
    key = (actor.scope, cases_hidden_from(actor))
    return cache_of(OVERVIEWS).take(key, now, lambda: read_overview(actor, now), time_passed)


def _count(condition: ColumnBase) -> int:
    return int(Complaint.select(fn.COUNT(Complaint.id)).where(condition).scalar() or 0)


def _loads(seen: ColumnBase, now: datetime) -> tuple[Load, ...]:
    by_desk = Complaint.select(Complaint.stage, Complaint.section, fn.COUNT(Complaint.id))
    counts: dict[int, Counter[str]] = {}
    for stage, section, count in by_desk.where(seen & OPEN).group_by(Complaint.stage, Complaint.section).tuples():
        counts.setdefault(int(STAGES[Stage(stage)].step), Counter())[section_label(section)] += count
    by_step = Complaint.select(Complaint.step, fn.COUNT(Complaint.id)).where(seen & late(now))
    late_ones = dict(by_step.group_by(Complaint.step).tuples())
    return tuple(Load(step, dict(counts[step]), late_ones.get(step, 0)) for step in sorted(counts))
