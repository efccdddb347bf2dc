"""The clocks of a case besides the rail: limits of the law, pauses with their proofs, and what may be done there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from admin_app.shell.times import DueMark, due_mark, full, near
from models.actions.clocks.pause_step import longest_unsigned, may_pause
from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.core.rare_rows import may_have
from models.actions.core.statutory_clocks import RunningClock, clocks_of
from models.rules.clocks.arithmetic import arithmetic, sentence
from models.rules.clocks.pauses import PAUSE_REASONS, PauseReason, ProofKind, needs_countersignature, read_proof
from models.rules.clocks.statutory import SOURCE_LABELS, Source
from models.rules.clocks.working_time import Calendar, net_minutes
from models.rules.core.declarations import Harmless
from models.rules.core.texts import excerpt
from models.rules.papers.documents import DOCUMENTS, DocumentState
from models.rules.staff.permissions import Permission
from models.tables import Attachment, Complaint, ComplaintMessage, Document, Message, Outbox, Pause, Staff, StepRecord

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
    """One pause as shown: net minutes, who made it, and whether it waits for a countersignature."""

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
    state: Harmless[str]  # diparaf, ditolak, menunggu paraf, or nothing where none is needed
    waits: bool
    running: bool  # its step has not ended


@dataclass(frozen=True)
class CaseClocks:
    """Everything the part shows."""

    legal: Harmless[list[LegalClock]]
    pauses: list[PauseShown]
    is_paused: bool
    may_pause: bool
    may_countersign: bool
    may_record: bool
    source: Harmless[Source]
    outside_number: str
    complete_at: datetime | None

    def may_agree(self, pause: PauseShown, actor: Actor) -> bool:
        """Whether this person may countersign a pause: one that waits, and that he did not make himself."""
        return pause.waits and self.may_countersign and pause.maker_id != actor.staff_id

    def may_refuse(self, pause: PauseShown, actor: Actor) -> bool:
        """Whether this person may refuse a pause: the time of a step that ended is not counted anew."""
        return pause.running and self.may_agree(pause, actor)

    @property
    def form_ids(self) -> frozenset[str]:
        """Return the ids of the forms this part may show, so that a refusal appears beside its own form."""
        own = {"jeda", "lanjut"} if self.may_pause else set()
        own |= {"asal"} if self.may_record else set()
        return frozenset(own | {f"paraf-jeda-{row.id}" for row in self.pauses if row.waits})

    @property
    def source_label(self) -> str:
        """Return the name of who passed the complaint on."""
        return SOURCE_LABELS[self.source]


def read_clocks(
    case: Complaint, actor: Actor, calendar: Calendar, office: Mapping[str, str], now: datetime
) -> CaseClocks:
    """Return the clocks of a case, by two queries."""
    standing = read_pauses([case.id], calendar, longest_unsigned(office), now) if may_have(case, Pause) else {}
    pauses = standing.get(case.id, [])
    return CaseClocks(
        legal=[LegalClock(row, due_mark(row.due_at, row.starts_at, now)) for row in clocks_of([case.id])[case.id]],
        pauses=pauses,
        is_paused=any(row.ends_at is None for row in pauses),
        may_pause=any(may_pause(case, role) for role in actor.roles),
        may_countersign=actor.may(Permission.COUNTERSIGN_PAUSE),
        may_record=actor.may(Permission.FILE_COMPLAINT),
        source=Source(case.source),
        outside_number=case.outside_number,
        complete_at=case.complete_at,
    )


def read_pauses(
    complaints: list[int], calendar: Calendar, limit: float, now: datetime
) -> dict[int, list[PauseShown]]:
    """Return the pauses of cases, in order; `limit` as in longest_unsigned."""
    query = Pause.select(Pause, StepRecord, Staff.id, Staff.name).join(StepRecord)
    query = query.join_from(Pause, Staff, on=Pause.made_by)
    found: dict[int, list[PauseShown]] = {}
    for row in query.where(StepRecord.complaint.in_(complaints)).order_by(Pause.starts_at, Pause.id):
        minutes = net_minutes(calendar, row.starts_at, row.ends_at or now)
        reason = PauseReason(row.reason_code)
        waits = needs_countersignature(minutes, limit, row.countersigned_at is not None, row.refused, reason)
        state = "ditolak" if row.refused else "diparaf" if row.countersigned_at else "menunggu paraf" if waits else ""
        shown = PauseShown(
            row.id,
            row.record.step,
            PAUSE_REASONS[reason].label,
            row.why,
            _proof(row.proof, now),
            row.starts_at,
            row.ends_at,
            minutes,
            tuple(sentence(arithmetic(calendar, row.starts_at, row.ends_at or now)).split("; ")),
            row.made_by.name,
            row.made_by_id,
            state,
            waits,
            row.record.finished_at is None,
        )
        found.setdefault(row.record.complaint_id, []).append(shown)
    return found


def proofs(case: Complaint, now: datetime) -> list[tuple[str, str]]:
    """Return what may prove a pause of this case, newest first: signed papers, messages, files."""
    linked = ComplaintMessage.select(ComplaintMessage.message).where(
        (ComplaintMessage.complaint == case.id) & ComplaintMessage.undone_at.is_null()
    )
    papers = Document.select(Document.id, Document.type, Document.number).where(
        ((Document.complaint == case.id) | Document.complaint.is_null())
        & (Document.state == str(DocumentState.DITANDATANGANI))
    )
    mask = mask_of(case)
    messages = Message.select(Message.id, Message.sent_at, Message.text).where(Message.id.in_(linked))
    files = Attachment.select(Attachment.id, Attachment.filename, Attachment.mime).where(
        Attachment.message.in_(linked)
    )
    return [
        *(
            (f"document:{row.id}", f"Naskah: {DOCUMENTS[row.type].title} {row.number or ''}".strip())
            for row in papers.order_by(Document.id.desc()).limit(_OFFERED)
        ),
        *(
            (f"message:{row.id}", f"Pesan {near(row.sent_at, now)}: {excerpt(mask(row.text), 60)}")
            for row in messages.order_by(Message.id.desc()).limit(_OFFERED)
        ),
        *(
            (f"attachment:{row.id}", f"Lampiran: {mask(row.filename) or row.mime or 'berkas'}")
            for row in files.order_by(Attachment.id.desc()).limit(_OFFERED)
        ),
    ]


def _proof(text: str, now: datetime) -> Proof:
    """Return a stored proof (message:99) in words. One query."""
    kind, number = read_proof(text)
    if kind is ProofKind.NASKAH and (paper := Document.get_or_none(Document.id == number)):
        words = f"{DOCUMENTS[paper.type].title} {paper.number or ''}".strip()
        key = "paper" if paper.complaint_id else "office_paper"
        return Proof(words, **{key: str(paper.public_id)})
    if kind is ProofKind.PESAN and (message := Message.get_or_none(Message.id == number)):
        return Proof(f"pesan {near(message.sent_at, now)}")
    if kind is ProofKind.BALASAN and (reply := Outbox.get_or_none(Outbox.id == number)):
        return Proof(f"undangan {near(reply.sent_at or reply.created_at, now)}")
    return Proof(f"lampiran no. {number}" if kind is ProofKind.LAMPIRAN else str(kind))
