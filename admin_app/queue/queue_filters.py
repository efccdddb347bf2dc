"""The filters of the queue: one row each, with its values and its condition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import ColumnBase

from admin_app.forms.choices import categories_in_use
from models.actions.cases.take_case import held_by_nobody
from models.actions.core.actor import Actor
from models.rules.cases.identification import URGENCY_LABELS
from models.rules.cases.sop import STAGES
from models.rules.channels.channels import CHANNELS
from models.rules.staff.roles import SECTION_LABELS
from models.tables import ChannelAccount, Complaint
from models.tables.core.prepared import prepared

Options = Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True)
class Filter:
    """One filter of the queue: its name in the address, label, values and condition."""

    name: str
    label: str
    options: Options
    condition: Callable[[str, Actor, datetime], Any]


def _categories() -> list[tuple[str, str]]:
    return categories_in_use()


def _channels() -> list[tuple[str, str]]:
    kinds = sorted({kind for (kind,) in _kinds()})
    return [(kind, CHANNELS[kind].label) for kind in kinds if kind in CHANNELS]


@prepared
def _kinds() -> Any:
    return ChannelAccount.select(ChannelAccount.kind).distinct().tuples()


def _of_channel(value: str) -> ColumnBase:
    return Complaint.account.in_(ChannelAccount.select(ChannelAccount.id).where(ChannelAccount.kind == value))


def _held(value: str, actor: Actor) -> ColumnBase:
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
