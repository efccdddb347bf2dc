"""The left pane: which complaints in which order, and the counters above them, by a few queries per page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any

from peewee import JOIN, ColumnBase, ModelSelect, fn

from admin_app.queue.case_counts import all_counted, written
from admin_app.queue.queue_asking import Asked, asked_of, narrowed
from admin_app.search.searching import found_by
from admin_app.shell.access import passed_over
from admin_app.shell.masking import mask_rows
from admin_app.shell.times import DueMark, due_mark, near
from models.actions.cases.desk import on_desk_of, waits_for
from models.actions.core.actor import Actor
from models.actions.core.statutory_clocks import clocks_of
from models.actions.core.step_clock import paused_among
from models.actions.staff.own_desk import views_of
from models.rules.cases.identification import Urgency
from models.rules.cases.sop import STAGES, Stage
from models.rules.channels.channels import channel
from models.rules.privacy.conduct_lane import in_lane
from models.rules.privacy.masking import alias, reporter_label
from models.rules.privacy.visibility import Scope
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role, Section
from models.tables import (
    ChannelAccount,
    Complaint,
    Contact,
    Handle,
    Outbox,
    SavedView,
    Staff,
    Thread,
    database,
)
from models.tables.core.prepared import prepared, prepared_by_value
from models.tables.privacy.visible import visible

PAGE = 30
# A limit of the law that is weeks away says nothing in a queue of minutes; the case itself shows it.
_FAR = timedelta(days=7)
_COUNTED_TABS = ("saya", "terbuka")
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
    *(Complaint.unread, Complaint.urgency, Complaint.open, Complaint.identity_protected, Complaint.conduct),
    *(Complaint.assignee, Staff.id, Staff.name, Staff.username, Staff.active),
    *(Contact.name, ChannelAccount.kind, Thread.id, Handle.value, Handle.display_name),
)


@dataclass(frozen=True)
class ViewShown:
    """A saved view above the queue: its name, address and counter (empty where counting would need a search)."""

    name: str
    address: str
    count: str
    shared: bool
    here: bool


@dataclass(frozen=True)
class RowClocks:
    """What a row shows besides its due time: the tightest limit of the law, and whether it is paused."""

    legal: DueMark | None = None
    label: str = ""
    paused: bool = False


NO_CLOCKS = RowClocks()


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
    holder: str = ""  # who works on it: "Anda", a colleague's name, or nobody
    clocks: RowClocks = NO_CLOCKS
    suspected: bool = False  # in the lane for conduct


@dataclass(frozen=True)
class Queue:
    """One page of the queue with its counters."""

    asked: Asked
    rows: list[QueueRow]
    more: bool
    counts: dict[str, str]
    unread: str
    views: tuple[ViewShown, ...] = ()


# Written as a comparison, because SQLite uses no index for a bare column.
_OPEN = Complaint.open == True  # noqa: E712


def read_queue(asked: Asked, actor: Actor, now: datetime) -> Queue:
    """Return one page of what this person may see, earliest due time first."""
    recused = passed_over()
    tabs = _conditions(actor, recused)
    cases = _cases(asked, actor, now, tabs, bool(recused))
    mask_rows(case for case in cases if case.identity_protected)
    shown, more = cases[:PAGE], len(cases) > PAGE
    trouble = _trouble_of([case.id for case in shown])
    rows = [_row(case, actor, now, trouble.get(case.id, ""), recused.get(case.id, frozenset())) for case in shown]
    clocks = _row_clocks([case.id for case in shown if case.open], now)
    rows = [replace(row, clocks=clocks.get(case.id, NO_CLOCKS)) for row, case in zip(rows, shown, strict=True)]
    views = views_of(actor)
    counts = _counted_in(tabs, _counted_views(views), actor, now, bool(recused))
    saved = tuple(_view_shown(view, asked, counts.get(f"tampilan-{view.id}", "")) for view in views)
    return Queue(asked, rows, more, {tab: counts[tab] for tab in _COUNTED_TABS}, counts["baru"], saved)


def _cases(asked: Asked, actor: Actor, now: datetime, tabs: Mapping[str, object], passed: bool) -> list[Any]:
    """Return the cases of a page, and one more where there is one."""
    if asked.text or passed:  # what is asked then depends on rows: where a text is found, whose desk a case is on
        return list(_page(asked, tabs, actor, now))
    return _usual_page(asked, actor, now)


@prepared_by_value
def _usual_page(asked: Asked, actor: Actor, now: datetime) -> Any:
    return _page(asked, _conditions(actor, {}), actor, now)


def _page(asked: Asked, tabs: Mapping[str, object], actor: Actor, now: datetime) -> "ModelSelect[Complaint]":
    return _ordered(asked, tabs, actor, now).paginate(asked.page, PAGE).limit(PAGE + 1)


def next_in_queue(asked: Asked, public_id: str, actor: Actor, now: datetime) -> str | None:
    """Return the case after this one on its page of the queue, else the first; None where there is no other."""
    query = _ordered(asked, _conditions(actor, passed_over()), actor, now)
    rows = [case.public_id for case in query.paginate(asked.page, PAGE).limit(PAGE + 1)]
    after = rows[rows.index(public_id) + 1 :] if public_id in rows else []
    return next((row for row in (*after, *rows) if row != public_id), None)


def _conditions(actor: Actor, recused: Mapping[int, Collection[Role]]) -> dict[str, Any]:
    seen = visible(actor.scope)
    return {
        "saya": seen & _OPEN & on_desk_of(actor, recused),
        "terbuka": seen & _OPEN,
        "selesai": seen & _closed(actor.scope),
    }


def _closed(scope: Scope) -> ColumnBase:
    """Return the condition for closed cases in the form their indexes have: one per section, one for all."""
    of_one_section = not scope.everything and len(scope.sections) == 1
    return ~Complaint.open if of_one_section else Complaint.open == False  # noqa: E712


def _ordered(asked: Asked, tabs: Mapping[str, object], actor: Actor, now: datetime) -> "ModelSelect[Complaint]":
    query = (
        Complaint.select(*_COLUMNS)
        .join_from(Complaint, Contact)
        .join_from(Complaint, ChannelAccount)
        .join_from(Complaint, Thread)
        .join_from(Thread, Handle)
        .join_from(Complaint, Staff, JOIN.LEFT_OUTER, on=Complaint.assignee)
        .where(tabs[asked.tab], *narrowed(asked, actor, now))
    )
    if asked.text:
        query = query.where(found_by(asked.text, actor.scope))
    if asked.tab == "selesai":
        return query.order_by(Complaint.closed_at.desc(), Complaint.id.desc())
    return query.order_by(Complaint.due_at, Complaint.id)


_Views = tuple[tuple[int, Asked], ...]  # what is counted above the queue


def _counted(tabs: Mapping[str, object], views: _Views, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return what is counted on every page; views that search or list closed cases are not, because that is slow."""
    wanted = {**{tab: tabs[tab] for tab in _COUNTED_TABS}, "baru": tabs["terbuka"] & (Complaint.unread > 0)}
    for key, asked in views:
        wanted[f"tampilan-{key}"] = reduce(and_, narrowed(asked, actor, now), tabs[asked.tab])
    return wanted


def _counted_views(views: list[SavedView]) -> _Views:
    asked = ((view.id, asked_of(view.query)) for view in views)
    return tuple(one for one in asked if not one[1].text and one[1].tab in _COUNTED_TABS)


def _counted_in(
    tabs: Mapping[str, object], views: _Views, actor: Actor, now: datetime, passed: bool
) -> dict[str, str]:
    """Return each count up to the cap, all by one query."""
    conditions = _counted(tabs, views, actor, now)
    numbers = all_counted(conditions.values()).get(database) if passed else _usual_numbers.first(views, actor, now)
    named = zip(conditions, numbers, strict=True)
    return {name: written(number) for name, number in named}


@prepared_by_value
def _usual_numbers(views: _Views, actor: Actor, now: datetime) -> Any:
    return all_counted(_counted(_conditions(actor, {}), views, actor, now).values())


def _view_shown(view: SavedView, asked: Asked, count: str) -> ViewShown:
    wanted = asked_of(view.query)
    here = replace(asked, page=1) == wanted
    return ViewShown(view.name, wanted.address(), count, view.staff_id is None, here)


def _trouble_of(ids: list[int]) -> dict[int, str]:
    return {complaint: _TROUBLE[ReplyState(state)] for complaint, state in _troubled(ids)} if ids else {}


@prepared
def _troubled(ids: list[int]) -> Any:
    states = [str(state) for state in _TROUBLE]
    # A reply to the citizen of a merged complaint is the concern of the one that goes on.
    goes_on = fn.COALESCE(Complaint.lead, Complaint.id)
    troubled = Outbox.state.in_(states) & goes_on.in_(ids)
    return Outbox.select(goes_on, Outbox.state).join(Complaint).where(troubled).order_by(Outbox.id).tuples()


def _row(case: Complaint, actor: Actor, now: datetime, trouble: str, recused: frozenset[Role]) -> QueueRow:
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
        mine=waits_for(actor, stage, section, recused, in_lane(case.conduct)),
        suspected=in_lane(case.conduct),
        open=case.open,
        trouble=trouble,
        holder=_holder(case, actor),
    )


def _holder(case: Complaint, actor: Actor) -> str:
    holder = case.assignee if case.open else None
    if holder is None or not holder.active:
        return ""
    return "Anda" if holder.id == actor.staff_id else holder.name or holder.username


def reporter_name(case: Complaint) -> str:
    """Return the complainant on a list: his name, a masked handle, or an alias where he is protected."""
    if case.identity_protected:
        return alias(case.number)
    name = case.contact.name or case.thread.handle.display_name
    return name or reporter_label("", case.thread.handle.value, False, case.number)


def _row_clocks(complaints: list[int], now: datetime) -> dict[int, RowClocks]:
    """Return the clocks of the rows shown, by two queries."""
    if not complaints:
        return {}
    paused = paused_among(complaints)
    found = {}
    limits = clocks_of(complaints)
    for complaint in complaints:
        tightest = next((clock for clock in limits[complaint] if clock.met_at is None), None)
        near = tightest is not None and tightest.due_at - now <= _FAR
        mark = due_mark(tightest.due_at, tightest.starts_at, now) if tightest and near else None
        found[complaint] = RowClocks(mark, tightest.label if tightest else "", complaint in paused)
    return found
