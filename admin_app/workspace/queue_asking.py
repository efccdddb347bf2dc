"""What the queue is asked to show, as it stands in the address: the tab, a text, filters, the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from models.actions.actor import Actor
from models.actions.take_case import held_by_nobody
from models.rules.channels import CHANNELS
from models.rules.identification import URGENCY_LABELS
from models.rules.roles import SECTION_LABELS
from models.rules.sop import STAGES
from models.rules.texts import storable
from models.tables import Category, ChannelAccount, Complaint

TABS = {"saya": "Menunggu saya", "terbuka": "Semua terbuka", "selesai": "Selesai"}
_LONGEST = 40
Options = Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True)
class Filter:
    """One way to narrow the queue: its name in the address, what it is called, its values, its condition."""

    name: str
    label: str
    options: Options
    condition: Callable[[str, Actor, datetime], Any]


def _categories() -> list[tuple[str, str]]:
    rows = Category.select(Category.key, Category.label).where(Category.active)
    return list(rows.order_by(Category.position, Category.id).tuples())


def _channels() -> list[tuple[str, str]]:
    kinds = sorted({kind for (kind,) in ChannelAccount.select(ChannelAccount.kind).distinct().tuples()})
    return [(kind, CHANNELS[kind].label) for kind in kinds if kind in CHANNELS]


def _of_channel(value: str) -> Any:
    return Complaint.account.in_(ChannelAccount.select(ChannelAccount.id).where(ChannelAccount.kind == value))


def _held(value: str, actor: Actor) -> Any:
    return Complaint.assignee == (actor.staff_id or 0) if value == "saya" else held_by_nobody()


def _said(labels: Mapping[Any, str]) -> Options:
    return lambda: [(str(key), label) for key, label in labels.items()]


# In the order of the form.
FILTERS: tuple[Filter, ...] = (
    Filter("urgensi", "Urgensi", _said(URGENCY_LABELS), lambda value, _who, _now: Complaint.urgency == value),
    Filter("pegang", "Dipegang", _said({"saya": "Saya", "bebas": "Belum siapa pun"}),
           lambda value, who, _now: _held(value, who)),
    Filter("baru", "Pesan baru", _said({"ya": "Ada yang belum dibaca"}),
           lambda _value, _who, _now: Complaint.unread > 0),
    Filter("lewat", "Batas waktu", _said({"ya": "Sudah lewat"}), lambda _value, _who, now: Complaint.due_at < now),
    Filter("kanal", "Kanal", _channels, lambda value, _who, _now: _of_channel(value)),
    Filter("kategori", "Kategori", _categories, lambda value, _who, _now: Complaint.category == value),
    Filter("seksi", "Seksi", _said(SECTION_LABELS), lambda value, _who, _now: Complaint.section == value),
    Filter("tahap", "Tahap", _said({key: row.label for key, row in STAGES.items() if row.open}),
           lambda value, _who, _now: Complaint.stage == value),
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the queue was asked to show; `filters` are name and value, in the order of FILTERS."""

    tab: str = "saya"
    text: str = ""
    page: int = 1
    filters: tuple[tuple[str, str], ...] = ()

    def address(self, **changes: object) -> str:
        """Give the query string of this view, or of the view with something changed."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        parts = {"tab": other.tab, "cari": other.text, **dict(other.filters), "hal": other.page}
        shown = {name: value for name, value in parts.items() if value not in ("", 1)}
        return f"?{urlencode(shown)}"

    def chosen(self, name: str) -> str:
        """Give the value of a filter, empty where it is not set."""
        return dict(self.filters).get(name, "")

    @property
    def is_plain(self) -> bool:
        """Say whether nothing narrows the tab."""
        return not self.text and not self.filters


def read_asked(args: Mapping[str, str]) -> Asked:
    """Read the view from the address; what makes no sense becomes the first page of the first tab."""
    tab, text, page = args.get("tab", ""), args.get("cari", ""), args.get("hal", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 1
    chosen = tuple((row.name, value) for row in FILTERS if (value := storable(args.get(row.name, ""))[:_LONGEST]))
    return Asked(tab if tab in TABS else "saya", storable(text).strip()[:100], max(number, 1), chosen)


def asked_of(query: str) -> Asked:
    """Read a view that was kept as a query string."""
    return read_asked(dict(parse_qsl(query.removeprefix("?"))))


def narrowed(asked: Asked, actor: Actor, now: datetime) -> list[Any]:
    """Give the conditions of the filters; tab and text are the queue's own."""
    by_name = {row.name: row for row in FILTERS}
    return [by_name[name].condition(value, actor, now) for name, value in asked.filters]
