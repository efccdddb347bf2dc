"""What proves a pause goes by its reason; the complaint itself proves nothing."""

from dataclasses import replace
from typing import Any

import pytest
from peewee import fn

from models.actions.clocks.pause_proofs import check_proof
from models.actions.clocks.pause_step import pause_step
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.rules.channels.messages import Direction, IncomingAttachment
from models.rules.clocks.pauses import CHOSEN_REASONS, PauseNotAllowed, PauseReason, ProofKind
from models.tables import Attachment, Complaint, ComplaintMessage, Document, Message, Outbox, Pause
from models.tables.core.database import BaseTable
from tests.actions.clocks.test_pause_step import KASI
from tests.actions.proving import letter_of, outage_record, question_of
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, new_complaint, take_in
from tests.own_types import INVITATION, ORDER, RECORD, keep

_ROWS: dict[ProofKind, type[BaseTable]] = {
    ProofKind.PESAN: Message,
    ProofKind.NASKAH: Document,
    ProofKind.LAMPIRAN: Attachment,
    ProofKind.BALASAN: Outbox,
}


def test_the_complaint_itself_proves_nothing_and_each_reason_has_its_sort_of_proof(account: Any) -> None:
    walk = Walk(account).at_section()
    own = f"message:{ComplaintMessage.get(ComplaintMessage.complaint == walk.id).message_id}"
    memo = Document.get((Document.complaint == walk.id) & (Document.type == "ND-TERUS"))
    asked, letter = question_of(walk.id, walk), letter_of(walk)
    for reason in (PauseReason.MENUNGGU_INSTANSI, PauseReason.MENUNGGU_PELAPOR, PauseReason.KEADAAN_KAHAR):
        with pytest.raises(PauseNotAllowed, match="bukan dari kantor"):
            pause_step(walk.id, reason, "x", own, actor(KASI), walk.tick())
    with pytest.raises(PauseNotAllowed, match="Bukti itu tidak ada"):
        pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "x", f"document:{memo.id}", actor(KASI), walk.tick())
    for reason, proof in ((PauseReason.MENUNGGU_INSTANSI, asked), (PauseReason.MENUNGGU_PELAPOR, letter)):
        with pytest.raises(PauseNotAllowed, match="tidak cocok"):
            pause_step(walk.id, reason, "x", proof, actor(KASI), walk.tick())
    assert not Pause.select().exists()


def test_a_signed_paper_of_an_own_type_proves_what_its_sort_proves(account: Any) -> None:
    walk = Walk(account).at_section()
    keep(*(replace(own, questions=(), signer=None, paraf=()) for own in (INVITATION, RECORD, ORDER)))
    letters = {PauseReason.MENUNGGU_INSTANSI, PauseReason.PEMERIKSAAN_LUAR}
    for code, proved in (("UNDANGAN", letters), ("SURAT-TUGAS", letters), ("BAP", {PauseReason.KEADAAN_KAHAR})):
        paper = draft_document(walk.id, code, walk.holder(), walk.tick())
        proof = f"document:{paper.id}"
        with pytest.raises(PauseNotAllowed, match="belum ditandatangani"):
            check_proof(walk.case, PauseReason.KEADAAN_KAHAR, proof)
        sign_document(paper.id, walk.holder(), walk.tick())
        for reason in CHOSEN_REASONS:
            if reason in proved:
                check_proof(walk.case, reason, proof)
            else:
                with pytest.raises(PauseNotAllowed, match="tidak cocok"):
                    check_proof(walk.case, reason, proof)


def test_what_was_taken_back_or_never_left_or_is_another_cases_proves_nothing(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    other = new_complaint(sqlite_account, "kasus lain", "628110000009")
    typed = citizen_message("Mohon fotonya", direction=Direction.OUT, attachments=(IncomingAttachment({"id": "1"}),))
    photo = citizen_message("ini fotonya", attachments=(IncomingAttachment({"id": "2"}),))
    take_in(sqlite_account, typed, photo, now=walk.tick())
    said, letter = Message.get(Message.external_id == typed.external_id), letter_of(walk)
    reply = Outbox.get_by_id(question_of(walk.id, walk).removeprefix("outbox:"))
    words, file = f"message:{said.id}", f"attachment:{Attachment.get(Attachment.message == said.id).id}"
    assert proofs_of(walk) == {letter, words, f"outbox:{reply.id}", file}
    paper = Document.get_by_id(letter.removeprefix("document:"))
    answer, own = {f"outbox:{reply.id}"}, {letter}
    without: list[tuple[type[BaseTable], Any, dict[str, object], set[str]]] = [
        (Message, Message.id == said.id, {"withdrawn_at": walk.now}, {words, file}),
        (Message, Message.id == said.id, {"origin": "aduan"}, {words}),  # the reply itself proves it
        (ComplaintMessage, ComplaintMessage.message == said.id, {"undone_at": walk.now}, {words, file}),
        *((Outbox, Outbox.id == reply.id, {"state": state}, answer) for state in ("queued", "refused", "unknown")),
        *((Outbox, Outbox.id == reply.id, {"purpose": why}, answer) for why in ("survei", "kode", "undangan")),
        (Document, Document.id == paper.id, {"state": "konsep"}, own),
        (Document, Document.id == paper.id, {"complaint": other.id}, own),
        (Document, Document.id == paper.id, {"type": "DISPOSISI"}, own),
    ]
    for table, row, changes, lost in without:
        before, kept = proofs_of(walk), table.get(row)
        table.update(changes).where(row).execute()
        assert before - proofs_of(walk) == lost, changes
        table.update({name: kept.__data__[name] for name in changes}).where(row).execute()
        assert proofs_of(walk) == before


def proofs_of(walk: Walk) -> set[str]:
    """Return everything that may prove a pause of the case, as `pause_step` takes it for one of its reasons."""
    case = walk.case
    found = {f"{kind}:{number}" for kind, rows in _ROWS.items() for number in range(1, _last(rows) + 2)}
    return {proof for proof in found if any(_takes(case, reason, proof) for reason in CHOSEN_REASONS)}


def _last(rows: type[BaseTable]) -> int:
    return rows.select(fn.MAX(rows.id)).scalar() or 0


def _takes(case: Complaint, reason: PauseReason, proof: str) -> bool:
    try:
        check_proof(case, reason, proof)
    except PauseNotAllowed:
        return False
    return True


def test_a_paper_proves_only_the_reasons_it_is_of(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    outage, letter = f"document:{outage_record().id}", letter_of(walk)
    assert _takes(walk.case, PauseReason.GANGGUAN_KANAL, outage)
    assert not _takes(walk.case, PauseReason.MENUNGGU_INSTANSI, outage)
    assert not _takes(walk.case, PauseReason.GANGGUAN_KANAL, letter)
