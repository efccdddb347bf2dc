"""The middle pane: everything said in a case, in both directions, in order of time, with its state in words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from admin_app.case_page.case_rows import (
    files_of,
    gaps_in,
    merged_into,
    newest_messages,
    notes_of,
    proofs_of,
    replies_of,
    reply_files,
    threads_of,
    versions_of,
)
from admin_app.case_page.reply_words import TICKS, WhyLate, nothing_late, state_words, ticks_of
from admin_app.queue.came_in import changed_before
from admin_app.shell.stamping import stamp
from models.actions.core.rare_rows import may_have
from models.actions.replies.settle_reply import alike_sent
from models.rules.channels.grades import DeliveryGrade
from models.rules.channels.messages import Direction, Kind
from models.rules.core.declarations import Harmless, PlatformAddress
from models.rules.privacy.masking import mask_handle
from models.rules.privacy.visibility import Scope
from models.rules.replies.delivery import PURPOSES, WAY_LABELS, Purpose, ReplyState, Way
from models.rules.replies.languages import language_of
from models.tables import (
    Attachment,
    CaseNote,
    Complaint,
    DeliveryProof,
    Message,
    MessageVersion,
    Outbox,
    ReplyFile,
    Thread,
)

# Only such addresses become links: what a platform or an officer wrote down is no script of ours.
_WEB = ("https://", "http://")
SHOWN = 120  # 80 kB of a page that may have 150; older ones are a click away
EVERYTHING = Scope(everything=True)
LONGEST = 5000
_TELLING = 30  # so many of the newest entries tell the citizen's language


@dataclass(frozen=True)
class Entry:
    """One entry of the conversation: a bubble (in or out), a record of another way (bukti), a colleague's note
    (catatan), or a gap (celah).
    """

    key: Harmless[str]
    side: Harmless[str]
    at: datetime
    text: str = ""
    who: Harmless[str] = ""
    label: str = ""
    state: Harmless[str] = ""
    state_words: str = ""
    late: Harmless[str] = ""  # why it has not left though its time is over
    alike: list[datetime] = field(default_factory=list)  # of a held one: when others of the same words were sent
    ticks: Harmless[tuple[str, str] | None] = None
    fresh: bool = False
    withdrawn: bool = False
    truncated: bool = False
    versions: list[MessageVersion] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    reply: Outbox | None = None
    sent_file: ReplyFile | None = None  # the file this bubble sends
    message_id: int | None = None
    public: bool = False  # everybody can read it
    permalink: PlatformAddress = ""
    proof: DeliveryProof | None = None
    gap_id: int | None = None

    @property
    def stamp(self) -> str:
        """Return a short mark that changes with what is shown."""
        files = [(row.id, row.state) for row in self.files]
        shown = (
            self.state,
            self.state_words,
            self.late,
            self.ticks,
            self.fresh,
            self.withdrawn,
            len(self.versions),
            files,
            len(self.alike),
        )
        return stamp(self.key, *shown)


@dataclass(frozen=True)
class Conversation:
    """The entries shown, oldest first, and whether older ones were left out."""

    entries: list[Entry]
    older: bool

    @property
    def language(self) -> str:
        """Return the language of the citizen's last messages."""
        return language_of(entry.text for entry in self.entries[-_TELLING:] if entry.side == "in")

    @property
    def typed_in_app(self) -> list[Entry]:
        """Return our messages that were typed in the platform's own app."""
        return [entry for entry in self.entries if entry.state == "aplikasi_asli"]


def read_conversation(
    case: Complaint, shown: int = SHOWN, scope: Scope = EVERYTHING, why_late: WhyLate = nothing_late
) -> Conversation:
    """Return the newest entries of a case and of what was merged into it, by eleven queries whatever the length.

    Messages that are also in a case hidden from the reader are left out.
    """
    messages = _messages(case, shown + 1, scope)
    older, messages = len(messages) > shown, messages[-shown:]
    begin = messages[0].sent_at if older else None
    messages = [*changed_before(case, scope, messages), *messages] if case.unread else messages
    merged: dict[int, str] = dict(merged_into(case.id)) if may_have(case, Complaint) else {}
    replies = replies_of([case.id, *merged])
    ours = {ref for reply in replies for ref in (reply.external_id, reply.client_ref) if ref}
    sent = _sent_files([row.id for row in replies]) if merged or may_have(case, ReplyFile) else {}
    elsewhere = _elsewhere(case, {row.thread_id for row in messages} | {row.thread_id for row in replies})
    late = why_late(replies)
    answers = [
        _reply(
            *(reply, case, merged.get(reply.complaint_id), sent.get(reply.id), elsewhere.get(reply.thread_id, "")),
            late.get(reply.id, ""),
        )
        for reply in replies
    ]
    entries = [
        *_bubbles(case, messages, ours, elsewhere),
        *answers,
        *_proofs(case),
        *_notes(case),
        *_gaps(case),
    ]
    kept = [entry for entry in entries if begin is None or entry.at >= begin or entry.fresh]
    return Conversation(sorted(kept, key=lambda entry: (entry.at, entry.key)), older)


def _sent_files(replies: list[int]) -> dict[int, ReplyFile]:
    return {row.reply_id: row for row in reply_files(replies)} if replies else {}


def _messages(case: Complaint, limit: int, scope: Scope) -> list[Message]:
    return newest_messages(case.id, limit, scope)[::-1]


def _elsewhere(case: Complaint, threads: set[int]) -> dict[int, str]:
    """Return the other conversations among these, by thread: whose they are and on which channel."""
    ids = threads - {case.thread_id}
    if not ids:
        return {}
    return {row.id: f"{_whose(case, row)} · {row.account.label}" for row in threads_of(sorted(ids))}


def _whose(case: Complaint, thread: Thread) -> str:
    if case.identity_protected:
        return "pelapor lain" if thread.handle_id != case.thread.handle_id else "pelapor ini"
    return str(thread.handle.display_name or mask_handle(thread.handle.value))


def _bubbles(case: Complaint, messages: list[Message], ours: set[str], elsewhere: Mapping[int, str]) -> list[Entry]:
    """Return the bubbles of messages; our own replies are shown by their outbox rows instead."""
    shown = [row for row in messages if not _is_ours(row, ours)]
    ids = [row.id for row in shown]
    files, versions = defaultdict(list), defaultdict(list)
    oldest = min(ids, default=0)
    for file in files_of(case.id, oldest):
        files[file.message_id].append(file)
    for version in versions_of(case.id, oldest) if may_have(case, MessageVersion) else ():
        versions[version.message_id].append(version)
    return [_bubble(row, files[row.id], versions[row.id], elsewhere.get(row.thread_id, "")) for row in shown]


def _is_ours(row: Message, ours: set[str]) -> bool:
    ids = {row.external_id, row.external_id.rsplit("_", 1)[-1]}
    return row.direction == Direction.OUT and bool(ids & ours)


def _bubble(row: Message, files: list[Attachment], versions: list[MessageVersion], whose: str) -> Entry:
    incoming = row.direction == Direction.IN
    typed = row.origin == "aplikasi_asli"
    return Entry(
        key=f"m{row.id}",
        side="in" if incoming else "out",
        at=row.sent_at,
        text=row.text,
        label=" · ".join(filter(None, (whose, WAY_LABELS[Way.APLIKASI_ASLI] if typed else ""))),
        state=row.origin if typed else "",
        ticks=None if incoming else ticks_of(row.ack),
        public=row.kind == Kind.COMMENT,
        permalink=row.permalink if row.permalink.startswith(_WEB) else "",
        fresh=incoming and row.seen_at is None,
        withdrawn=row.withdrawn_at is not None,
        truncated=row.truncated,
        versions=versions,
        files=files,
        message_id=row.id,
    )


def _reply(
    row: Outbox, case: Complaint, merged: str | None, file: ReplyFile | None, elsewhere: str, late: str
) -> Entry:
    """Return the bubble of a reply; one to a merged complaint's citizen is settled on that complaint's page.

    `elsewhere`: whose conversation it is in, where that is not the case's own.
    """
    state, here = ReplyState(row.state), row.thread_id == case.thread_id
    commented = case.thread.kind == Kind.COMMENT and here and merged is None
    label = PURPOSES[Purpose(row.purpose)].label + (" · lampiran" if file else "")
    label += f" · kepada pelapor {merged}" if merged else f" · {elsewhere}" if elsewhere else ""
    return Entry(
        key=f"o{row.id}",
        side="out",
        at=row.sent_at or row.created_at,
        text="" if file else row.text,
        sent_file=file,
        who=row.created_by.name if row.created_by else "",
        label=label + (" · pesan pribadi" if commented and row.private else ""),
        public=commented and not row.private,
        state=str(state),
        state_words=state_words(row, state, bool(late)),
        late=late,
        alike=alike_sent(row) if state is ReplyState.HOLD else [],
        ticks=TICKS[DeliveryGrade(row.grade)] if state is ReplyState.SENT and row.grade else None,
        reply=row if merged is None else None,
    )


def _proofs(case: Complaint) -> list[Entry]:
    if not may_have(case, DeliveryProof):
        return []
    rows = proofs_of(case.id)
    return [
        Entry(
            key=f"b{row.id}",
            side="bukti",
            at=row.made_at,
            text=row.text,
            who=row.made_by.name,
            proof=row if row.sha256 else None,
            label=f"{PURPOSES[Purpose(row.purpose)].label.split(' (')[0]} – {WAY_LABELS[Way(row.way)].lower()}",
        )
        for row in rows
    ]


def _notes(case: Complaint) -> list[Entry]:
    if not may_have(case, CaseNote):
        return []
    rows = notes_of(case.id)
    return [
        Entry(f"n{row.id}", "catatan", row.made_at, row.text, who=row.made_by.name, label="Catatan internal")
        for row in rows
    ]


def _gaps(case: Complaint) -> list[Entry]:
    rows = gaps_in(case.account_id, case.thread.external_id)
    return [Entry(key=f"c{row.id}", side="celah", at=row.noticed_at, text=row.why, gap_id=row.id) for row in rows]
