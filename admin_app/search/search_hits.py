"""Search hits as shown: the row read again, its texts masked, the words marked, the best of a page first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from admin_app.shell.wording import day, stage_label, wib
from models.actions.core.identities import masks_of, masks_of_messages
from models.actions.search.entries import WORDS, found_by, searched
from models.actions.search.file_texts import Words, words_of_messages, words_of_papers
from models.rules.channels.messages import Direction
from models.rules.core.declarations import Holds
from models.rules.core.moments import to_wib
from models.rules.papers.documents import STATE_LABELS, DocumentState, paper_title
from models.rules.privacy.masking import NO_MASK, Mask, mask_handle, reporter_label
from models.rules.privacy.visibility import Scope
from models.rules.search.searching import Found, Piece, Wanted, fold, rank, shown
from models.tables import (
    CaseNote,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Contact,
    Document,
    Handle,
    Message,
    MessageVersion,
    Outbox,
    Staff,
    Thread,
)
from models.tables.privacy.visible import visible

Case = tuple[str, str]  # public id, number
_CASE = (Complaint.id, Complaint.public_id, Complaint.number, Complaint.identity_protected)


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    entry: int
    title: Sequence[Piece]
    address: str
    about: Sequence[Piece]
    pieces: Sequence[Piece]
    rank: int
    cases: Sequence[Case] = ()
    source: str = ""  # where the words stand, if not in what the row itself says


_IN_FILE = "Dari isi lampiran"
_IN_PAPER = "Dari isi naskah"
_RECOGNISED = "Dari gambar lampiran, dibaca program: bisa salah baca"


@dataclass(frozen=True)
class _Told:
    """What a row says: its masked texts, which of them are shown, and what is written around them."""

    title: str
    address: str
    about: str
    texts: Sequence[str]
    found_by: Sequence[str] = field(default=())  # also searched, but not shown
    cases: Sequence[Case] = ()
    files: Sequence[tuple[str, str]] = ()  # what stands in its files: where, and the masked text


def hits(
    kind: Found, found: Sequence[tuple[int, int]], wanted: Wanted, scope: Scope, *, sure: bool = False
) -> list[Hit]:
    """Return the hits of these entries (entry, row) in order, without rows that no longer hold the words.

    `sure`: hits found by their number instead.
    """
    told = _READERS[kind]([ref for _entry, ref in found], scope) if found else {}
    read = (_hit(entry, told[ref], wanted, sure) for entry, ref in found if ref in told)
    return [hit for hit in read if hit is not None]


def best(found: Iterable[Hit], most: int) -> list[Hit]:
    """Return the best hits: whole words side by side before pieces, the newest first among equals."""
    return sorted(found, key=lambda hit: -hit.rank)[:most]


def _hit(entry: int, told: _Told, wanted: Wanted, sure: bool) -> Hit | None:
    own = fold(" \n ".join((told.title, *told.texts, *told.found_by)))
    texts, source, folded = list(told.texts), "", own
    if not sure and not wanted.fits(own):
        inside = next((one for one in told.files if wanted.fits(fold(f"{own} \n {one[1]}"))), None)
        if inside is None:
            return None
        source, folded = inside[0], fold(inside[1])
        texts = [inside[1]]
    text = " · ".join(dict.fromkeys(filter(None, texts)))
    return Hit(
        entry,
        shown(told.title, wanted),
        told.address,
        shown(told.about, wanted),
        shown(text, wanted),
        rank(folded, wanted),
        told.cases,
        source,
    )


def _stands_in(files: Iterable[Words], mask: Mask, where: str) -> list[tuple[str, str]]:
    return [(_RECOGNISED if words.recognised else where, mask(words.text)) for words in files]


def case_address(public_id: str) -> str:
    """Return the address of a case."""
    return f"/meja/kasus/{public_id}"


def _cases(refs: list[int], _scope: Scope) -> dict[int, _Told]:
    columns = (*_CASE, *found_by(Complaint), Complaint.stage, Complaint.opened_at)
    more = (*found_by(Contact), Contact.identity_protected)
    person = (ChannelAccount.label, Thread.id, *found_by(Handle))
    query = Complaint.select(*columns, *more, *person).join_from(Complaint, Contact)
    query = query.join_from(Complaint, ChannelAccount).join_from(Complaint, Thread).join_from(Thread, Handle)
    rows = list(query.where(Complaint.id.in_(refs)))
    masks = masks_of(row.id for row in rows if row.identity_protected)
    return {row.id: _case(row, masks.get(row.id, NO_MASK)) for row in rows}


def _case(row: Complaint, mask: Mask) -> _Told:
    protected = row.identity_protected or row.contact.identity_protected
    handle = row.thread.handle
    name = row.contact.name or handle.display_name
    who = reporter_label(name, handle.value, protected, row.number)
    about = f"{who} · {stage_label(row.stage)} · {row.account.label} · {day(to_wib(row.opened_at).date())}"
    own = [] if protected else searched(row, Holds.IDENTITY)
    texts = [*(mask(text) for text in searched(row, Holds.FREE_WORDS)), *own]
    return _Told(
        title=row.number,
        address=case_address(row.public_id),
        about=about,
        texts=texts,
        found_by=() if protected else [*searched(row.contact, Holds.IDENTITY), *searched(handle, Holds.IDENTITY)],
    )


def _messages(refs: list[int], scope: Scope) -> dict[int, _Told]:
    columns = (*found_by(Message), Message.direction, Message.origin, Message.sent_at, ChannelAccount.label)
    query = Message.select(*columns, Thread.id, Handle.value, Handle.display_name)
    query = query.join_from(Message, ChannelAccount).join_from(Message, Thread).join_from(Thread, Handle)
    rows = list(query.where(Message.id.in_(refs)))
    masks, versions, cases = masks_of_messages(refs), _versions(refs), _linked(refs, scope)
    files = words_of_messages(refs)
    found = {}
    for row in rows:
        mask, standing = masks.get(row.id, NO_MASK), cases.get(row.id, [])
        about = f"{_writer(row, row.id in masks)} · {wib(row.sent_at)} · {row.account.label}"
        to_case = case_address(standing[0][0]) if standing else f"/pesan/details/?id={row.id}"
        texts = [mask(text) for text in (*searched(row, *WORDS), *versions.get(row.id, ()))]
        title = standing[0][1] if standing else "Pesan tanpa pengaduan"
        inside = _stands_in(files.get(row.id, ()), mask, _IN_FILE)
        found[row.id] = _Told(title, to_case, about, texts, cases=standing[1:], files=inside)
    return found


def _writer(row: Message, protected: bool) -> str:
    if row.direction == Direction.OUT:
        return "Dari aplikasi kanal"
    if protected:
        return "Dari pelapor yang dirahasiakan"
    masked = mask_handle(row.thread.handle.value)
    name = row.thread.handle.display_name
    return f"Dari {name} ({masked})" if name else f"Dari {masked}"


def _versions(messages: list[int]) -> dict[int, list[str]]:
    rows = MessageVersion.select(MessageVersion.message, *found_by(MessageVersion)).order_by(MessageVersion.number)
    found: dict[int, list[str]] = {}
    for row in rows.where(MessageVersion.message.in_(messages)):
        found.setdefault(row.message_id, []).extend(searched(row, *WORDS))
    return found


def _linked(messages: list[int], scope: Scope) -> dict[int, list[Case]]:
    columns = (ComplaintMessage.message, Complaint.public_id, Complaint.number)
    linked = ComplaintMessage.message.in_(messages) & ComplaintMessage.undone_at.is_null() & visible(scope)
    found: dict[int, list[Case]] = {}
    rows = ComplaintMessage.select(*columns).join(Complaint).where(linked).order_by(Complaint.id)
    for message, public_id, number in rows.tuples():
        found.setdefault(message, []).append((public_id, number))
    return found


def _answers(refs: list[int], _scope: Scope) -> dict[int, _Told]:
    columns = (*found_by(Outbox), Outbox.created_at, Outbox.sent_at)
    rows = Outbox.select(*columns, *_CASE, ChannelAccount.label).join_from(Outbox, Complaint)
    rows = rows.join_from(Outbox, ChannelAccount).where(Outbox.id.in_(refs))
    return _of_cases(rows, _answer)


def _answer(row: Outbox) -> tuple[str, str, list[str]]:
    stamp = "Terkirim" if row.sent_at else "Dibuat"
    return "", f"{stamp} {wib(row.sent_at or row.created_at)} · {row.account.label}", searched(row, *WORDS)


def _notes(refs: list[int], _scope: Scope) -> dict[int, _Told]:
    rows = CaseNote.select(*found_by(CaseNote), CaseNote.made_at, *_CASE, Staff.name, Staff.username)
    rows = rows.join_from(CaseNote, Complaint).join_from(CaseNote, Staff, on=CaseNote.made_by)
    return _of_cases(rows.where(CaseNote.id.in_(refs)), _note)


def _note(row: CaseNote) -> tuple[str, str, list[str]]:
    return "", f"{row.made_by.name or row.made_by.username} · {wib(row.made_at)}", searched(row, *WORDS)


def _papers(refs: list[int], _scope: Scope) -> dict[int, _Told]:
    columns = (*found_by(Document), Document.type, Document.own_title, Document.state)
    rows = Document.select(*columns, Document.date, *_CASE).join(Complaint).where(Document.id.in_(refs))
    return _of_cases(rows, _paper, words_of_papers(refs))


def _paper(row: Document) -> tuple[str, str, list[str]]:
    title = paper_title(row)
    state = STATE_LABELS[DocumentState(row.state)]
    about = " · ".join(filter(None, (title, state, day(row.date) if row.date else "")))
    return row.number or f"{title}, belum bernomor", about, searched(row, Holds.FREE_WORDS, Holds.IDENTITY)


def _of_cases(
    rows: Any, tell: Callable[[Any], tuple[str, str, list[str]]], files: Mapping[int, Sequence[Words]] | None = None
) -> dict[int, _Told]:
    """Return rows that belong to one complaint each, masked like it; `files`: the words of papers, by row."""
    listed = list(rows)
    masks: Mapping[int, Mask] = masks_of({row.complaint.id for row in listed if row.complaint.identity_protected})
    found = {}
    for row in listed:
        (title, about, texts), case = tell(row), row.complaint
        mask = masks.get(case.id, NO_MASK)
        cases = [(case.public_id, case.number)] if title else []
        shown_as = mask(title) or case.number
        inside = _stands_in((files or {}).get(row.id, ()), mask, _IN_PAPER)
        masked = [mask(text) for text in texts]
        found[row.id] = _Told(shown_as, case_address(case.public_id), about, masked, cases=cases, files=inside)
    return found


_READERS: Mapping[Found, Callable[[list[int], Scope], dict[int, _Told]]] = {
    Found.KASUS: _cases,
    Found.NASKAH: _papers,
    Found.PESAN: _messages,
    Found.JAWABAN: _answers,
    Found.CATATAN: _notes,
}
