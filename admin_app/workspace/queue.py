"""The left pane: which complaints, in which order, and the counters above them. One page costs a few queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from peewee import fn

from admin_app.veiling import veil_rows
from models.actions.desk import on_desk_of, waits_for
from admin_app.workspace.queue_clocks import NO_CLOCKS, RowClocks, read_row_clocks
from admin_app.workspace.searching import found_by
from admin_app.workspace.times import DueMark, due_mark, near
from models.actions.actor import Actor
from models.actions.barred_posts import barred_in_open_cases
from models.rules.channels import channel
from models.rules.delivery import ReplyState
from models.rules.identification import Urgency
from models.rules.masking import alias, reporter_label
from models.rules.roles import Role, Section
from models.rules.sop import STAGES, Stage
from models.rules.texts import storable
from models.tables import ChannelAccount, Complaint, Contact, Handle, Outbox, Thread
from models.tables.visible import visible

PAGE = 30
COUNT_CAP = 999
# Replies a person must look at; the queue says so beside the case.
_TROUBLE = {
    ReplyState.HOLD: "jawaban tertahan",
    ReplyState.REFUSED: "jawaban ditolak kanal",
    ReplyState.PARKED: "jendela kanal tertutup",
    ReplyState.UNKNOWN: "jawaban sedang dipastikan",
}
# Only what a row shows is fetched.
_COLUMNS = (
    *(Complaint.id, Complaint.public_id, Complaint.number, Complaint.subject, Complaint.stage, Complaint.section),
    *(Complaint.due_at, Complaint.stage_since, Complaint.closed_at, Complaint.last_inbound_at, Complaint.opened_at),
    *(Complaint.unread, Complaint.urgency, Complaint.open, Complaint.identity_protected),
    *(Contact.name, ChannelAccount.kind, Thread.id, Handle.value, Handle.display_name),
)
TABS = {"saya": "Menunggu saya", "terbuka": "Semua terbuka", "selesai": "Selesai"}


@dataclass(frozen=True)
class Asked:
    """What the queue was asked to show, as it stands in the address."""

    tab: str = "saya"
    text: str = ""
    page: int = 1

    def address(self, **changes: object) -> str:
        """Give the query string of this view, or of the view with something changed."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        parts = {"tab": other.tab, "cari": other.text, "hal": other.page}
        shown = {name: value for name, value in parts.items() if value not in ("", 1)}
        return f"?{urlencode(shown)}"


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue."""

    public_id: str
    number: str
    name: str
    subject: str
    stage: str
    channel: str
    due: DueMark
    when: str
    unread: int
    urgent: bool
    mine: bool
    open: bool
    trouble: str
    clocks: RowClocks = NO_CLOCKS


@dataclass(frozen=True)
class Queue:
    """One page of the queue with its counters."""

    asked: Asked
    rows: list[QueueRow]
    more: bool
    counts: dict[str, str]
    unread: str


def read_asked(tab: str, text: str, page: str) -> Asked:
    """Read the view from the address; what makes no sense becomes the first page of the first tab."""
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 1
    return Asked(tab if tab in TABS else "saya", storable(text).strip()[:100], max(number, 1))


# Written as a comparison, because SQLite uses no index for a bare column.
_OPEN = Complaint.open == True  # noqa: E712


def read_queue(asked: Asked, actor: Actor, now: datetime) -> Queue:
    """Read one page of what this person may see, most pressing first."""
    barred = barred_in_open_cases()
    tabs = _conditions(actor, barred)
    cases = list(_ordered(asked, tabs[asked.tab]).paginate(asked.page, PAGE).limit(PAGE + 1))
    veil_rows(case for case in cases if case.identity_protected)
    shown, more = cases[:PAGE], len(cases) > PAGE
    trouble = _trouble_of([case.id for case in shown])
    rows = [_row(case, actor, now, trouble.get(case.id, ""), barred.get(case.id, frozenset())) for case in shown]
    counts = {tab: _count(condition) for tab, condition in tabs.items() if tab != "selesai"}
    clocks = read_row_clocks([case.id for case in shown if case.open], now)
    rows = [replace(row, clocks=clocks.get(case.id, NO_CLOCKS)) for row, case in zip(rows, shown, strict=True)]
    return Queue(asked, rows, more, counts, _count(tabs["terbuka"] & (Complaint.unread > 0)))


def _conditions(actor: Actor, barred: Mapping[int, Collection[Role]]) -> dict[str, Any]:
    seen = visible(actor.sight)
    return {
        "saya": seen & _OPEN & on_desk_of(actor, barred),
        "terbuka": seen & _OPEN,
        "selesai": seen & (Complaint.open == False),  # noqa: E712
    }


def _ordered(asked: Asked, condition: Any) -> Any:
    query = (
        Complaint.select(*_COLUMNS)
        .join_from(Complaint, Contact)
        .join_from(Complaint, ChannelAccount)
        .join_from(Complaint, Thread)
        .join_from(Thread, Handle)
        .where(condition)
    )
    if asked.text:
        query = query.where(found_by(asked.text))
    if asked.tab == "selesai":
        return query.order_by(Complaint.closed_at.desc(), Complaint.id.desc())
    return query.order_by(Complaint.due_at, Complaint.id)


def _count(condition: Any) -> str:
    capped = Complaint.select(Complaint.id).where(condition).limit(COUNT_CAP + 1)
    number = capped.select_from(fn.COUNT(1)).scalar() or 0
    return f"{COUNT_CAP}+" if number > COUNT_CAP else str(number)


def _trouble_of(ids: list[int]) -> dict[int, str]:
    states = [str(state) for state in _TROUBLE]
    # A reply to the citizen of a merged complaint is the concern of the one that goes on.
    here = Complaint.id.in_(ids) | Complaint.lead.in_(ids)
    goes_on = fn.COALESCE(Complaint.lead, Complaint.id)
    rows = Outbox.select(goes_on, Outbox.state).join(Complaint).where(here & Outbox.state.in_(states))
    return {complaint: _TROUBLE[ReplyState(state)] for complaint, state in rows.order_by(Outbox.id).tuples()}


def _row(case: Complaint, actor: Actor, now: datetime, trouble: str, barred: frozenset[Role]) -> QueueRow:
    stage, section = Stage(case.stage), Section(case.section) if case.section else None
    return QueueRow(
        public_id=case.public_id,
        number=case.number,
        name=reporter_name(case),
        subject=case.subject,
        stage=STAGES[stage].label,
        channel=channel(case.account.kind).label,
        due=due_mark(case.due_at, case.stage_since, now),
        when=near(case.closed_at or case.last_inbound_at or case.opened_at, now),
        unread=case.unread,
        urgent=case.urgency == Urgency.MENDESAK,
        mine=waits_for(actor, stage, section, barred),
        open=case.open,
        trouble=trouble,
    )


def reporter_name(case: Complaint) -> str:
    """Name the complainant on a list: by name, a masked handle, or not at all where identity is protected."""
    if case.identity_protected:
        return alias(case.number)
    name = case.contact.name or case.thread.handle.display_name
    return name or reporter_label("", case.thread.handle.value, False, case.number)
