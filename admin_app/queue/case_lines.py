"""Complaints as short lines, for a home or the dashboard: what each is about, where it is, how its time stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import ColumnBase

from admin_app.queue.reading_queue import reporter_name
from admin_app.shell.masking import mask_rows
from admin_app.shell.times import DueMark, due_mark
from models.actions.core.actor import Actor
from models.rules.cases.identification import Urgency
from models.rules.cases.sop import STAGES, Stage
from models.rules.channels.channels import channel
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import ChannelAccount, Complaint, Contact, Handle, Thread
from models.tables.privacy.visible import visible

_COLUMNS = (
    *(Complaint.id, Complaint.public_id, Complaint.number, Complaint.subject, Complaint.stage, Complaint.section),
    *(Complaint.due_at, Complaint.stage_since, Complaint.urgency, Complaint.identity_protected, Complaint.version),
    *(
        Complaint.unread,
        Contact.name,
        ChannelAccount.kind,
        Thread.id,
        Handle.value,
        Handle.display_name,
    ),
)


@dataclass(frozen=True)
class Line:
    """One line that links to something: its title, what is written under it, and how its time stands."""

    address: str
    title: str
    foot: str
    due: DueMark | None = None
    urgent: bool = False
    new: int = 0  # messages nobody has read yet


def case_lines(
    condition: ColumnBase, actor: Actor, now: datetime, most: int, *order: ColumnBase, address: str = "/meja/kasus/{}"
) -> list[Line]:
    """Return lines for the complaints of a condition this person may see, in this order and then by number."""
    return [line_of(case, now, address) for case in found_cases(condition, actor, most, *order)]


def found_cases(condition: ColumnBase, actor: Actor, most: int, *order: ColumnBase) -> list[Complaint]:
    """Return the complaints of a condition this person may see, masked; one query, two where one is protected."""
    # Chosen by their ids first: all of a desk need not be joined and sorted for a few lines of it.
    chosen = Complaint.select(Complaint.id).where(visible(actor.scope) & condition)
    query = (
        Complaint.select(*_COLUMNS)
        .join_from(Complaint, Contact)
        .join_from(Complaint, ChannelAccount)
        .join_from(Complaint, Thread)
        .join_from(Thread, Handle)
        .where(Complaint.id.in_(chosen.order_by(*order, Complaint.id).limit(most)))
    )
    cases = list(query.order_by(*order, Complaint.id))
    mask_rows(case for case in cases if case.identity_protected)
    return cases


def line_of(case: Complaint, now: datetime, address: str = "/meja/kasus/{}") -> Line:
    """Return the line of one complaint."""
    section = SECTION_LABELS[Section(case.section)] if case.section else ""
    where = (case.number, reporter_name(case), STAGES[Stage(case.stage)].label, section)
    return Line(
        address=address.format(case.public_id),
        title=case.subject or "(tanpa teks)",
        foot=" · ".join(dict.fromkeys(filter(None, (*where, channel(case.account.kind).label)))),
        due=due_mark(case.due_at, case.stage_since, now),
        urgent=case.urgency == Urgency.MENDESAK,
        new=case.unread,
    )


def any_late(lines: Sequence[Line]) -> bool:
    """Whether any of these lines is late."""
    return any(line.due is not None and line.due.state == "terlambat" for line in lines)
