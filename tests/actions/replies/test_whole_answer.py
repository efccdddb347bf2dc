"""Words and their files as one answer: in order, each sent once, and the step ends when all of it is there."""

from typing import Any

import pytest

from models.actions.replies import deliver_reply as deliver
from models.actions.replies import read_back
from models.actions.replies.answer_files import files_of, put_file
from models.actions.replies.deliver_reply import Claim
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.record_proof import record_proof
from models.actions.replies.settle_reply import Verdict, cancel_reply, settle_reply
from models.actions.replies.whole_answer import files_after, is_whole, outgoing_file, words_of
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.replies import order, states, visible
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Finding, Readback, Receipt, StoredFile
from models.rules.channels.reply_files import PDF
from models.rules.core.errors import FileNotAllowed
from models.rules.replies.delivery import Purpose, ReplyState, Way
from models.rules.staff.roles import Role
from models.tables import Complaint, Outbox, ReplyFile, StepOutput
from tests.actions.sending import S, sending
from tests.actions.walking import Walk
from tests.office import NOW, actor

LETTER = StoredFile("a" * 64, PDF, "surat.pdf", 2000)
ANNEX = StoredFile("b" * 64, PDF, "surat.pdf", 3000)
KEY = "kunci-jawaban-1"


def answered(account: Any, files: tuple[StoredFile, ...] = (LETTER, ANNEX)) -> Walk:
    """Bring a case to the early answer and queue one with files."""
    walk = Walk(account).identified()
    writer = actor(Role.PENGELOLA)
    for file in files:
        put_file(walk.id, file, writer, NOW)
    text, purpose = "Pengaduan Saudara kami terima.", Purpose.TANGGAPAN_AWAL
    queue_reply(walk.id, text, purpose, KEY, writer, walk.tick(), files=files)
    return walk


def rows() -> list[Outbox]:
    return list(Outbox.select().order_by(Outbox.id))


def stage(walk: Walk) -> str:
    return str(Complaint.get_by_id(walk.id).stage)


def send(walk: Walk) -> Claim:
    """Let the agent send the next row."""
    taken = sending(walk)
    deliver.record_sent(taken, Receipt(f"id-{taken.row_id}"), walk.now)
    return taken


def found(states_now: list[str]) -> None:
    assert [row.state for row in rows()] == states_now


def test_files_are_rows_after_their_words_told_apart_by_name_and_wait_no_longer(account: Any) -> None:
    walk = answered(account)
    words, letter, annex = rows()
    assert [letter.text, annex.text] == ["surat.pdf", "surat (2).pdf"]
    assert [row.sha256 for row in ReplyFile.select().order_by(ReplyFile.id)] == ["a" * 64, "b" * 64]
    assert (words_of(annex).id, words_of(words).id) == (words.id, words.id)
    assert files_after(words) == [letter, annex]
    assert files_of(walk.id, actor(Role.PENGELOLA)) == []
    assert len({row.reply_key for row in rows()}) == 3


def test_I14_the_same_submission_twice_queues_no_file_twice(account: Any) -> None:
    walk = answered(account)
    writer = actor(Role.PENGELOLA)
    queue_reply(walk.id, "lain", Purpose.TANGGAPAN_AWAL, KEY, writer, walk.tick(), files=(LETTER, ANNEX))
    assert len(rows()) == 3


def test_a_file_the_channel_does_not_take_queues_nothing(account: Any) -> None:
    walk = Walk(account)
    odd = StoredFile("c" * 64, "text/html", "halaman.html", 5)
    with pytest.raises(FileNotAllowed):
        queue_reply(walk.id, "Baik.", Purpose.LAIN, KEY, actor(Role.PENGELOLA), NOW, files=(odd,))
    assert rows() == []


def test_I13_words_leave_first_then_each_file_and_the_step_ends_with_the_last(account: Any) -> None:
    walk = answered(account)
    first, second = send(walk), send(walk)
    assert (first.reply.file, second.reply.text) == (None, "surat.pdf")
    assert second.reply.file == outgoing_file(second.row_id)
    assert stage(walk) == Stage.TANGGAPAN_AWAL
    send(walk)
    assert stage(walk) == Stage.PENERUSAN_PENGELOLA
    assert StepOutput.select().where(StepOutput.reference == f"outbox:{rows()[0].id}").count() == 1
    assert is_whole(rows()[0])
    office = Office(files=None, attempts_log=None, now=walk.now)  # type: ignore[arg-type]
    assert [*states(office), *order(office), *visible(office)] == []


def test_a_held_file_stops_the_later_ones_and_ends_no_step_until_it_is_settled(account: Any) -> None:
    walk = answered(account)
    send(walk)
    claim = sending(walk)
    deliver.record_unknown(claim, "waktu habis", walk.now)
    absent = Readback(Finding.ABSENT)
    for _ in range(2):  # a file is never sent again by itself
        read_back.record_readback(claim, absent, False, walk.tick())
    found([S.SENT, S.HOLD, S.QUEUED])
    assert deliver.claim_due(walk.account.id, "agen-1", 60, walk.tick()) is None
    settle_reply(rows()[1].reply_key, Verdict.SENT, actor(Role.PENGELOLA), walk.tick())
    assert stage(walk) == Stage.TANGGAPAN_AWAL
    send(walk)
    assert stage(walk) == Stage.PENERUSAN_PENGELOLA


def test_a_held_file_that_is_called_off_lets_the_rest_end_the_step(account: Any) -> None:
    walk = answered(account, (LETTER,))
    send(walk)
    claim = sending(walk)
    deliver.record_unknown(claim, "waktu habis", walk.now)
    read_back.record_readback(claim, Readback(Finding.UNDECIDED), False, walk.tick())
    settle_reply(rows()[1].reply_key, Verdict.CANCEL, actor(Role.PENGELOLA), walk.tick())
    found([S.SENT, S.CANCELLED])
    assert stage(walk) == Stage.PENERUSAN_PENGELOLA


def test_a_refused_file_does_not_end_the_step_and_a_proof_does(account: Any) -> None:
    walk = answered(account, (LETTER,))
    send(walk)
    deliver.record_refused(sending(walk), "jenis berkas ditolak", walk.now)
    found([S.SENT, S.REFUSED])
    assert stage(walk) == Stage.TANGGAPAN_AWAL
    told = "Suratnya diserahkan di loket."
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.TATAP_MUKA, told, actor(Role.PENGELOLA), walk.tick())
    assert stage(walk) == Stage.PENERUSAN_PENGELOLA


def test_words_refused_take_their_files_back(account: Any) -> None:
    walk = answered(account)
    deliver.record_refused(sending(walk), "diblokir", walk.now)
    found([S.REFUSED, S.CANCELLED, S.CANCELLED])
    assert stage(walk) == Stage.TANGGAPAN_AWAL


def test_taking_back_the_words_takes_back_all_and_a_file_alone_only_itself(account: Any) -> None:
    walk = answered(account)
    cancel_reply(rows()[2].reply_key, actor(Role.PENGELOLA), walk.tick())
    found([S.QUEUED, S.QUEUED, S.CANCELLED])
    cancel_reply(KEY, actor(Role.PENGELOLA), walk.tick())
    found([S.CANCELLED, S.CANCELLED, S.CANCELLED])


def test_a_file_called_off_after_the_rest_was_sent_ends_the_step(account: Any) -> None:
    walk = answered(account, (LETTER,))
    send(walk)
    cancel_reply(rows()[1].reply_key, actor(Role.PENGELOLA), walk.tick())
    assert stage(walk) == Stage.PENERUSAN_PENGELOLA


def test_held_words_that_are_called_off_take_their_files_along(account: Any) -> None:
    walk = answered(account)
    claim = sending(walk)
    deliver.record_unknown(claim, "waktu habis", walk.now)
    read_back.record_readback(claim, Readback(Finding.UNDECIDED), False, walk.tick())
    settle_reply(KEY, Verdict.CANCEL, actor(Role.PENGELOLA), walk.tick())
    found([S.CANCELLED, S.CANCELLED, S.CANCELLED])


def test_another_way_recorded_takes_back_words_and_files_that_wait(account: Any) -> None:
    walk = answered(account)
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.TELEPON, "Ditelepon.", actor(Role.PENGELOLA), walk.tick())
    found([S.CANCELLED, S.CANCELLED, S.CANCELLED])
    assert stage(walk) == Stage.PENERUSAN_PENGELOLA


def test_verify_names_a_file_that_went_without_its_words(account: Any) -> None:
    walk = answered(account, (LETTER,))
    office = Office(files=None, attempts_log=None, now=walk.now)  # type: ignore[arg-type]
    Outbox.update(attempts=1).where(Outbox.id == rows()[1].id).execute()
    (said,) = order(office)
    assert "went before its words" in said
    assert ReplyState(rows()[0].state) is S.QUEUED
