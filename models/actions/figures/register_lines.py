"""The register of a month: one line per complaint with the office's own columns (notadinas §3.6), full or masked."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from peewee import ColumnBase, Expression, ModelSelect

from models.actions.core.identities import Identity, identities_of, masks_of
from models.actions.figures.answers_told import answers_told
from models.actions.figures.line_words import SHOWN, Line, mask_line, masked_facts
from models.rules.cases.identification import KIND_LABELS, ComplaintKind
from models.rules.cases.sop import BROKEN_OFF, STAGES, Stage, Step
from models.rules.channels.channels import channel
from models.rules.clocks.due_dates import is_late
from models.rules.core.moments import iso
from models.rules.core.texts import excerpt
from models.rules.figures.figure_labels import NO_CATEGORY, status_label
from models.rules.figures.months import edges
from models.rules.intake.three_times import late_words
from models.rules.privacy.conduct_lane import in_lane
from models.rules.privacy.masking import (
    NO_MASK,
    Mask,
    alias,
    reporter_label,
)
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import (
    Category,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    ConflictParty,
    Contact,
    Document,
    Handle,
    Message,
    MonthClose,
    RegisterLine,
    Staff,
    StepRecord,
    Thread,
)
from models.tables.core.filled import filled

# A register line is short: the whole text is in the case and on its sheet.
PROBLEM_LIMIT = 500
# What a register, which many read, says of a complaint about an officer or one that names him.
_SECRET: Line = {**dict.fromkeys(SHOWN, ""), **dict.fromkeys(("problem", "subject"), "(dirahasiakan)")}


def register_lines(
    month: str, now: datetime, *, masked: bool = False, hidden: Collection[int] = frozenset()
) -> list[Line]:
    """Return the lines of a month (2026-11): as frozen with their corrections if it is closed, else as of now.

    Complaints in `hidden` have no line; those protected since are masked.

    Keys: position, number, received, channel, officer, name, address, phone, email, place, reported, time, problem,
    new, follow_up, status, on_time (None while it runs), category, section; a correction also has corrects, reason,
    what was added after the closing only reason. Raises MonthNotAllowed.
    """
    if MonthClose.select().where(MonthClose.month == month).exists():
        kept = list(RegisterLine.select().where(RegisterLine.month == month).order_by(RegisterLine.position))
        places, masks = {row.id: row.position for row in kept}, masks_of({row.complaint_id for row in kept})
        shown = [row for row in kept if row.complaint_id not in hidden]
        # What goes outside names nobody, protected or not.
        people = identities_of({row.complaint_id for row in shown} if masked else ())
        hides = [(masks.get(row.complaint_id, NO_MASK), people.get(row.complaint_id)) for row in shown]
        return [frozen_line(row, places, masked, *hide) for row, hide in zip(shown, hides, strict=True)]
    live = [line for line, complaint in live_lines(month, now, masked=masked) if complaint not in hidden]
    return [line | {"position": position} for position, line in enumerate(live, 1)]


def register_page(
    month: str, now: datetime, skip: int, most: int, *, hidden: Collection[int] = frozenset()
) -> tuple[list[Line], int, set[int]]:
    """Return some lines of the register of a month, their total number, and the corrected positions.

    Only the lines shown are computed, as `register_lines` does. Raises MonthNotAllowed.
    """
    if not MonthClose.select().where(MonthClose.month == month).exists():
        cases = _cases(month).where(Complaint.id.not_in(list(hidden)))
        lines = [line for line, _ in _live(list(cases.limit(most).offset(skip)), now)]
        numbered = [line | {"position": position} for position, line in enumerate(lines, skip + 1)]
        return numbered, Complaint.select().where(in_month(month) & Complaint.id.not_in(list(hidden))).count(), set()
    kept = RegisterLine.select().where((RegisterLine.month == month) & RegisterLine.complaint.not_in(list(hidden)))
    rows = list(kept.order_by(RegisterLine.position).limit(most).offset(skip))
    corrected = RegisterLine.select(RegisterLine.corrects).where(
        (RegisterLine.month == month) & RegisterLine.corrects.is_null(False)
    )
    wrong = RegisterLine.select(RegisterLine.id, RegisterLine.position).where(RegisterLine.id.in_(corrected))
    places, masks = dict(wrong.tuples()), masks_of({row.complaint_id for row in rows})
    lines = [frozen_line(row, places, mask=masks.get(row.complaint_id, NO_MASK)) for row in rows]
    return lines, kept.count(), set(places.values())


def frozen_line(
    row: RegisterLine,
    places: Mapping[int, int],
    masked: bool = False,
    mask: Mask = NO_MASK,
    who: Identity | None = None,
) -> Line:
    """Return a line of a closed register as printed; `who`: whom its typed words may not name."""
    line: Line = {"position": row.position, **masked_facts(row, mask)}
    hide = who.gate if who else mask
    line |= {name: hide(str(line[name])) for name in (row.typed or "").split()}
    reason = hide(row.reason)
    if row.corrects_id is not None:
        line |= {"corrects": places[row.corrects_id], "reason": reason}
    elif reason:
        line |= {"reason": reason}  # added after the closing
    return mask_line(line, hide) if masked else line


def live_lines(month: str, now: datetime, *, masked: bool = False) -> list[tuple[Line, int]]:
    """Return each line of a month as of now, with the id of its complaint. Raises MonthNotAllowed."""
    found = [({"position": place, **line}, case) for place, (line, case) in enumerate(_live(None, now, month), 1)]
    people = identities_of({case for _, case in found} if masked else ())
    return [(mask_line(line, people[case].gate) if masked else line, case) for line, case in found]


def _live(cases: list[Complaint] | None, now: datetime, month: str = "") -> list[tuple[Line, int]]:
    """Return the lines of some cases, or of all of a month."""
    facts = _Facts(in_month(month) if cases is None else Complaint.id.in_([case.id for case in cases]))
    return [(facts.line(case, now), case.id) for case in (_cases(month) if cases is None else cases)]


def lines_of(complaints: Collection[int], now: datetime) -> list[Line]:
    """Return the lines of some complaints as of now, in the register's order, without positions."""
    cases = list(_all_cases().where(Complaint.id.in_(list(complaints))))
    return [line for line, _ in _live(cases, now)]


def status_of(case: Complaint) -> str:
    """Return the state of a complaint: done, done without having reached the citizen, closed, or under way."""
    return status_label(case.stage, case.unreachable)


def in_month(month: str) -> Expression:
    """Return the condition for the complaints received in a month (WIB). Raises MonthNotAllowed."""
    start, end = edges(month)
    return (Complaint.opened_at >= start) & (Complaint.opened_at < end)


class Record(NamedTuple):
    """What is counted of a step record; a tuple, because a month has tens of thousands."""

    complaint: int
    step: int
    finished_at: datetime | None
    due_at: datetime | None
    late: bool | None
    outcome: str
    net_minutes: float | None
    gross_minutes: float | None


def _records(mine: ColumnBase) -> list[Record]:
    columns = [getattr(StepRecord, name) for name in Record._fields]
    rows = StepRecord.select(*columns).join(Complaint).where(mine).order_by(StepRecord.id)
    return [Record(*row) for row in rows.tuples()]


def category_labels() -> dict[str, str]:
    """Return the label of each category."""
    return {row.key: row.label for row in Category.select()}


def _cases(month: str) -> "ModelSelect[Complaint]":
    return _all_cases().where(in_month(month))


def _all_cases() -> "ModelSelect[Complaint]":
    return (
        Complaint.select(Complaint, Contact, ChannelAccount, Thread, Handle)
        .join(Contact)
        .switch(Complaint)
        .join(ChannelAccount)
        .switch(Complaint)
        .join(Thread)
        .join(Handle)
        .order_by(Complaint.opened_at, Complaint.id)
    )


class _Facts:
    """What the lines of some cases need from other tables, each read by one query."""

    def __init__(self, mine: ColumnBase) -> None:
        self._categories = category_labels()
        self._officers: dict[int, str] = {}
        officers = StepRecord.select(StepRecord.complaint, Staff.name).join(Staff, on=StepRecord.actor == Staff.id)
        identified = officers.switch(StepRecord).join(Complaint).where(mine & (StepRecord.step == Step.IDENTIFIKASI))
        for complaint, name in identified.order_by(StepRecord.id).tuples():
            self._officers.setdefault(complaint, name)
        self._words: dict[int, list[str]] = defaultdict(list)
        written = ComplaintMessage.select(ComplaintMessage.complaint, Message.text).join(Message)
        said = mine & ComplaintMessage.undone_at.is_null() & (Message.direction == "in")
        texts = written.switch(ComplaintMessage).join(Complaint).where(said).order_by(Message.sent_at, Message.id)
        for complaint, text in texts.tuples():
            self._words[complaint].append(text)
        self._records: dict[int, list[Record]] = defaultdict(list)
        for record in _records(mine):
            self._records[record.complaint].append(record)
        self._memos: dict[int, Document] = {}
        signed = (Document.type == "ND-TERUS") & (Document.state == "ditandatangani")
        for memo in Document.select().join(Complaint).where(mine & signed).order_by(Document.id):
            self._memos[filled(memo.complaint_id)] = memo
        self._answers = answers_told(mine)
        hidden = Complaint.select(Complaint.id).where(mine & Complaint.identity_protected).tuples()
        self._masks = masks_of(case for (case,) in hidden)
        standing = ConflictParty.select(ConflictParty.complaint).join(Complaint)
        self._named = {case for (case,) in standing.where(mine & ConflictParty.lifted_at.is_null()).tuples()}

    def line(self, case: Complaint, now: datetime) -> Line:
        """Return one line in full; a protected complainant is only a number here too."""
        handle, contact, protected = case.thread.handle, case.contact, case.identity_protected
        name = contact.name or handle.display_name
        mask = self._masks.get(case.id, NO_MASK)
        line: Line = {
            "number": case.number,
            "received": iso(case.opened_at),
            "channel": channel(case.account.kind).label,
            "officer": self._officers.get(case.id, ""),
            "name": reporter_label(name, handle.value, True, case.number) if protected else name or handle.value,
            "address": "" if protected else contact.address,
            "phone": handle.value if handle.kind == "phone" and not protected else "",
            "email": "" if protected else contact.email,
            "place": mask(case.incident_place),
            "reported": mask(case.reported_party),
            "time": mask(case.incident_time),
            "problem": mask(excerpt(" ".join(self._words[case.id]), PROBLEM_LIMIT)),
            "subject": mask(case.subject),
            "new": case.previous_id is None,
            "follow_up": self._follow_up(case),
            "status": status_of(case),
            "on_time": self._on_time(case, now),
            "category": self._categories.get(case.category, NO_CATEGORY),
            "section": SECTION_LABELS[Section(case.section)] if case.section else "",
        }
        secret = case.misconduct or in_lane(case.conduct) or case.id in self._named
        return line | _SECRET | {"name": alias(case.number)} if secret else line

    def _on_time(self, case: Complaint, now: datetime) -> bool | None:
        # What was closed as no complaint ended neither in time nor late (as in the figures).
        ended = [record for record in self._records[case.id] if record.outcome != BROKEN_OFF]
        late = any(record.late for record in ended) or (case.open and is_late(case.due_at, now))
        return False if late else None if case.open else True

    def _follow_up(self, case: Complaint) -> str:
        parts = list(filter(None, [late_words(case.opened_at, case.recorded_at)]))
        memo = self._memos.get(case.id)
        if memo is not None:
            parts.append(f"Diteruskan dengan nota dinas {memo.number} tanggal {memo.date:%d-%m-%Y}")
        if case.referred:
            parts.append("Dirujuk ke instansi lain")
        if case.id in self._answers:
            parts.append(self._answers[case.id])
        if case.stage == Stage.DITUTUP and case.kind:
            parts.append(f"Ditutup: {KIND_LABELS[ComplaintKind(case.kind)].lower()}")
        if case.lead is not None:
            parts.append(f"Digabung ke {case.lead.number}")
        if case.open:
            parts.append(f"Kini pada tahap {STAGES[Stage(case.stage)].label}")
        return "; ".join(parts)
