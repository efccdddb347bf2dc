"""The clocks of a case besides the rail: limits of the law, pauses with their proofs, and what may be done there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from admin_app.shell.times import DueMark, due_mark, full, near
from models.actions.clocks.countersigners import Countersigners
from models.actions.clocks.pause_proofs import files_proving, messages_proving, papers_proving, replies_proving
from models.actions.clocks.pause_step import longest_unsigned, may_pause
from models.actions.core.actor import Actor
from models.actions.core.held_calendars import HeldCalendars
from models.actions.core.identities import mask_of
from models.actions.core.rare_rows import may_have
from models.actions.core.statutory_clocks import RunningClock, clocks_of
from models.rules.clocks.arithmetic import arithmetic, sentence
from models.rules.clocks.pauses import (
    PAUSE_REASONS,
    PauseReason,
    PauseState,
    ProofKind,
    Weighed,
    read_proof,
    weigh,
)
from models.rules.clocks.statutory import SOURCE_LABELS, Source
from models.rules.clocks.working_time import Calendar
from models.rules.core.declarations import Harmless
from models.rules.core.texts import excerpt
from models.rules.papers.documents import paper_title
from models.rules.replies.delivery import PURPOSES, Purpose
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import Attachment, Complaint, Document, Message, Outbox, Pause, Staff, StepRecord
from models.tables.core.prepared import prepared

# So many of the newest messages and files are offered as proof.
_OFFERED = 15


@dataclass(frozen=True)
class LegalClock:
    """One limit of the law as shown."""

    clock: RunningClock
    mark: DueMark

    @property
    def sums(self) -> tuple[str, ...]:
        """Return how its due time is computed."""
        clock = self.clock
        return (f"{full(clock.starts_at)} + {clock.allowed} = {full(clock.due_at)}", f"Dasar: {clock.basis}")


@dataclass(frozen=True)
class Proof:
    """What proves a pause, in words, and the paper to open where it is one."""

    words: str
    paper: Harmless[str] = ""  # the public id of a paper of the case
    office_paper: Harmless[str] = ""  # that of a paper of the office itself, e.g. a berita acara


@dataclass(frozen=True)
class PauseShown:
    """One pause as shown: net minutes, who made it, how much of it counts, and for whom it waits."""

    id: int
    step: int
    reason: Harmless[str]
    why: str
    proof: Proof
    starts_at: datetime
    ends_at: datetime | None
    minutes: float
    sums: Harmless[tuple[str, ...]]
    maker: Harmless[str]
    maker_id: int
    state: Harmless[str]  # diparaf, diterima menurut aturan, ditolak, belum diparaf
    waits: bool
    asked: Harmless[tuple[str, ...]]  # the posts it waits for; none where nobody may countersign it now
    accepted: float  # of the minutes, those that count
    due: datetime | None  # of its step, by what is accepted
    due_asked: datetime | None  # and with what waits
    ended_at: datetime | None  # when its step ended
    refusable: bool  # nobody decided it

    @property
    def outcome(self) -> str:
        """Return what the step's punctuality is, and what it would be if the pauses asked were accepted."""
        if not self.waits or self.due is None or self.due_asked is None or self.ended_at is None:
            return ""
        now, then = (self.ended_at <= due for due in (self.due, self.due_asked))
        words = {True: "tepat waktu", False: "terlambat"}
        return words[now] if now is then else f"{words[now]}; {words[then]} bila jeda diterima"


@dataclass(frozen=True)
class CaseClocks:
    """Everything the part shows."""

    legal: Harmless[list[LegalClock]]
    watched: bool  # its limits run: the case is open, or the one it was merged into
    pauses: list[PauseShown]
    is_paused: bool
    may_pause: bool
    may_countersign: bool
    may_record: bool
    unsigned: Harmless[float]  # so many minutes count for a step without a countersignature
    source: Harmless[Source]
    outside_number: str
    complete_at: datetime | None

    def may_agree(self, pause: PauseShown, actor: Actor) -> bool:
        """Whether this person may countersign a pause: one that waits, and that he did not make himself."""
        return pause.waits and self.may_countersign and pause.maker_id != actor.staff_id

    def may_refuse(self, pause: PauseShown, actor: Actor) -> bool:
        """Whether this person may refuse a pause: one nobody decided, accepted by rule or not, running or ended."""
        return pause.refusable and self.may_countersign and pause.maker_id != actor.staff_id

    @property
    def form_ids(self) -> frozenset[str]:
        """Return the ids of the forms this part may show, so that a refusal appears beside its own form."""
        own = {"jeda", "lanjut"} if self.may_pause else set()
        own |= {"asal"} if self.may_record else set()
        return frozenset(own | {f"paraf-jeda-{row.id}" for row in self.pauses if row.refusable})

    @property
    def source_label(self) -> str:
        """Return the name of who passed the complaint on."""
        return SOURCE_LABELS[self.source]


def read_clocks(
    case: Complaint, actor: Actor, calendar: Calendar, office: Mapping[str, str], now: datetime
) -> CaseClocks:
    """Return the clocks of a case, by two queries."""
    standing = read_pauses([case.id], calendar, now) if may_have(case, Pause) else {}
    pauses = standing.get(case.id, [])
    return CaseClocks(
        legal=[LegalClock(row, due_mark(row.due_at, row.starts_at, now)) for row in clocks_of([case.id])[case.id]],
        watched=case.open or (case.lead is not None and case.lead.open),
        pauses=pauses,
        is_paused=any(row.ends_at is None for row in pauses),
        may_pause=any(may_pause(case, role) for role in actor.roles),
        may_countersign=actor.may(Permission.COUNTERSIGN_PAUSE),
        may_record=actor.may(Permission.FILE_COMPLAINT),
        unsigned=longest_unsigned(office),
        source=Source(case.source),
        outside_number=case.outside_number,
        complete_at=case.complete_at,
    )


def read_pauses(complaints: list[int], calendar: Calendar, now: datetime) -> dict[int, list[PauseShown]]:
    """Return the pauses of cases, in order."""
    query = Pause.select(Pause, StepRecord, Staff.id, Staff.name).join(StepRecord)
    query = query.join_from(Pause, Staff, on=Pause.made_by)
    rows = list(query.where(StepRecord.complaint.in_(complaints)).order_by(Pause.starts_at, Pause.id))
    by_step: dict[int, list[Pause]] = {}
    for row in rows:
        by_step.setdefault(row.record_id, []).append(row)
    held, people = HeldCalendars(), Countersigners(now)
    found: dict[int, list[PauseShown]] = {}
    weighed, counted_by = dict[int, Weighed](), dict[int, Calendar]()
    for key, mine in by_step.items():
        counted_by[key] = held.of(mine[0].record) if mine[0].record.calendar_id else calendar
        until = min(mine[0].record.finished_at or now, now)  # as the figures do
        weighed |= {one.pause.id: one for one in weigh(counted_by[key], mine, until)}
    for row in rows:
        waits = weighed[row.id].state is PauseState.ASKED
        asked = people.asked(row.record.complaint, row) if waits else ()
        shown = _shown(row, weighed[row.id], counted_by[row.record_id], asked, now)
        found.setdefault(row.record.complaint_id, []).append(shown)
    return found


def _shown(row: Pause, weighed: Weighed, calendar: Calendar, asked: tuple[Role, ...], now: datetime) -> PauseShown:
    reason, signed = PauseReason(row.reason_code), row.countersigned_at is not None
    return PauseShown(
        row.id,
        row.record.step,
        PAUSE_REASONS[reason].label,
        row.why,
        _proof(row.proof, now),
        row.starts_at,
        row.ends_at,
        weighed.minutes,
        tuple(sentence(arithmetic(calendar, row.starts_at, weighed.ends)).split("; ")),
        row.made_by.name,
        row.made_by_id,
        state_words(row, weighed),
        weighed.state is PauseState.ASKED,
        tuple(ROLES[post].label for post in asked),
        weighed.accepted,
        row.record.due_at,
        row.record.due_asked,
        row.record.finished_at,
        not signed and not row.refused and not PAUSE_REASONS[reason].by_program,
    )


def state_words(row: Pause, weighed: Weighed) -> str:
    """Return what became of a pause, in words."""
    if weighed.state is PauseState.ACCEPTED:
        return "diparaf" if row.countersigned_at else "diterima menurut aturan"
    return "belum diparaf" if weighed.state is PauseState.ASKED else str(weighed.state)


def proofs(case: Complaint, now: datetime) -> list[tuple[str, str]]:
    """Return what may prove a pause of this case, newest first: signed papers, what the office said and sent."""
    mask = mask_of(case)
    papers, replies, messages, files = (rows(case.id) for rows in (_papers, _replies, _messages, _files))
    said = "Pesan kantor {}: {}"
    return [
        *((f"document:{row.id}", f"Naskah: {paper_title(row)} {row.number or ''}".strip()) for row in papers),
        *(
            (f"outbox:{row.id}", said.format(near(row.sent_at or row.created_at, now), excerpt(mask(row.text), 60)))
            for row in replies
        ),
        *(
            (f"message:{row.id}", said.format(near(row.sent_at, now), excerpt(mask(row.text), 60)))
            for row in messages
        ),
        *((f"attachment:{row.id}", f"Berkas kantor: {mask(row.filename) or row.mime or 'berkas'}") for row in files),
    ]


@prepared
def _papers(case: int) -> Any:
    return papers_proving(case).order_by(Document.id.desc()).limit(_OFFERED)


@prepared
def _replies(case: int) -> Any:
    return replies_proving(case).order_by(Outbox.id.desc()).limit(_OFFERED)


@prepared
def _messages(case: int) -> Any:
    return messages_proving(case).order_by(Message.id.desc()).limit(_OFFERED)


@prepared
def _files(case: int) -> Any:
    return files_proving(case).order_by(Attachment.id.desc()).limit(_OFFERED)


def _proof(text: str, now: datetime) -> Proof:
    """Return a stored proof (message:99) in words. One query."""
    kind, number = read_proof(text)
    if kind is ProofKind.NASKAH and (paper := Document.get_or_none(Document.id == number)):
        words = f"{paper_title(paper)} {paper.number or ''}".strip()
        key = "paper" if paper.complaint_id else "office_paper"
        return Proof(words, **{key: str(paper.public_id)})
    if kind is ProofKind.PESAN and (message := Message.get_or_none(Message.id == number)):
        return Proof(f"pesan {near(message.sent_at, now)}")
    if kind is ProofKind.BALASAN and (reply := Outbox.get_or_none(Outbox.id == number)):
        sort = "undangan" if PURPOSES[Purpose(reply.purpose)].public else "pesan kantor"
        return Proof(f"{sort} {near(reply.sent_at or reply.created_at, now)}")
    return Proof(f"lampiran no. {number}" if kind is ProofKind.LAMPIRAN else str(kind))
