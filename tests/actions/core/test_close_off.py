"""A case closed as no complaint in the middle of its course: what it leaves unfinished, and how it goes on again."""

from typing import Any

import pytest

from models.actions.core.case import facts_of
from models.actions.core.move_complaint import move_complaint
from models.actions.figures.period_facts import period_facts
from models.actions.papers.agenda_lines import agenda_series
from models.actions.papers.draft_document import draft_document
from models.actions.replies.deliver_reply import claim_due
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import DocumentNotAllowed, MoveNotAllowed, ReplyNotAllowed
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Document, History, Outbox, Pause, SentPaper, StatutoryClock, StepRecord
from tests.actions.papers.sent.going import Going
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, take_in

WHY = "Iklan yang terlanjur diteruskan."


def close(walk: Walk, role: Role = Role.KASUBSI_INFOKIM) -> None:
    move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(role), walk.tick(), reason=WHY)


def go_on(walk: Walk, role: Role = Role.KASUBSI_INFOKIM) -> None:
    move_complaint(walk.id, Move.LANJUTKAN, actor(role), walk.tick(), reason="Ternyata keluhan.")


def test_spam_pushed_on_by_mistake_is_closed_at_the_sections_desk_and_can_go_on_from_there(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    close(walk)
    case = walk.case
    assert (walk.stage, case.kind, case.open, case.due_at) == (Stage.DITUTUP, "bukan-pengaduan", False, None)
    last = StepRecord.select().where(StepRecord.step == 6).get()
    assert (last.outcome, last.output_id) == ("ditutup", None)
    assert History.select().order_by(History.id.desc()).get().reason == WHY
    go_on(walk)
    case = walk.case
    assert (walk.stage, case.kind, case.open, case.round) == (Stage.PENELITIAN, "pengaduan", True, 2)
    walk.fieldwork_done()
    walk.handed_back().finished()
    assert walk.stage is Stage.SELESAI


@pytest.mark.parametrize("role", [Role.PENGELOLA, Role.KASI_TIKKIM, Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR])
def test_nobody_else_may_close_it_there_or_undo_that(account: Any, role: Role) -> None:
    walk = Walk(account).at_fieldwork()
    with pytest.raises(MoveNotAllowed, match="hanya dapat dilakukan oleh Kasubsi Infokim"):
        close(walk, role)
    close(walk)
    with pytest.raises(MoveNotAllowed):
        go_on(walk, role)
    with pytest.raises(MoveNotAllowed):
        move_complaint(walk.id, Move.BATAL_TUTUP, actor(Role.PENGELOLA), walk.tick(), reason="keliru")


def test_its_drafts_are_discarded_with_the_reason_and_its_signed_memo_stays_in_the_register_marked(
    account: Any,
) -> None:
    walk = Walk(account).at_section()
    draft_document(walk.id, "ND-ESKAL", walk.holder(), walk.tick())
    close(walk)
    states = {row.type: (row.state, row.cancel_reason) for row in Document.select()}
    assert states == {
        "ND-TERUS": ("ditandatangani", ""),
        "ND-ESKAL": ("batal", f"Pengaduan ditutup sebagai bukan pengaduan: {WHY}"),
    }
    (memo,) = agenda_series("2026-11")[0]["numbers"]
    assert (memo["cancelled"], memo["reason"]) == (False, "pengaduannya ditutup sebagai bukan pengaduan")
    go_on(walk)
    (memo,) = agenda_series("2026-11")[0]["numbers"]
    assert memo["reason"] == ""


def test_an_answer_not_yet_sent_is_called_off_and_one_being_sent_holds_up_the_closing(account: Any) -> None:
    walk = Walk(account).identified()
    pengelola = actor(Role.PENGELOLA)
    queue_reply(walk.id, "Terima kasih.", Purpose.TANGGAPAN_AWAL, "kunci-tutup-0001", pengelola, walk.tick())
    claim = claim_due(account.id, "agen-1", 600, walk.tick())
    assert claim is not None
    with pytest.raises(ReplyNotAllowed, match="sedang dikirim"):
        close(walk)
    assert (walk.stage, Outbox.get().state) == (Stage.TANGGAPAN_AWAL, "queued")
    Outbox.update(owner=None, lease_until=None).execute()
    close(walk)
    assert (walk.stage, Outbox.get().state) == (Stage.DITUTUP, "cancelled")
    assert claim_due(account.id, "agen-1", 60, walk.tick()) is None


def test_a_running_pause_ends_and_no_limit_of_the_law_is_met_by_it(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    record = StepRecord.select().where(StepRecord.finished_at.is_null()).get()
    staff = actor(Role.KASI_LALINTALKIM).staff_id
    Pause.create(record=record.id, reason_code="menunggu_pelapor", starts_at=walk.tick(), made_by=staff)
    before = {row.id: row.met_at for row in StatutoryClock.select()}
    close(walk)
    assert Pause.get().ends_at == walk.now
    assert {row.id: row.met_at for row in StatutoryClock.select()} == before
    assert None in before.values()


def test_a_citizen_who_wrote_again_meanwhile_keeps_his_new_complaint(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    close(walk)
    take_in(account, citizen_message("ada masalah lagi"), now=walk.tick())
    with pytest.raises(MoveNotAllowed, match="pengaduan baru"):
        go_on(walk)


def test_it_counts_as_closed_and_its_broken_off_step_neither_in_time_nor_late(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    close(walk)
    facts = period_facts((NOW.replace(day=1), NOW.replace(day=28)), walk.tick())
    assert [(case.stage, case.kind, case.open) for case in facts.cases] == [("ditutup", "bukan-pengaduan", False)]
    assert [step.step for step in facts.steps] == [1, 2, 3, 4, 5]


def test_a_case_closed_at_step_2_by_kasubsi_goes_back_to_step_2(account: Any) -> None:
    walk = Walk(account)
    close(walk)
    assert facts_of(walk.case, walk.now).closed_from is Stage.IDENTIFIKASI
    move_complaint(walk.id, Move.BATAL_TUTUP, actor(Role.PENGELOLA), walk.tick(), reason="keliru")
    assert (walk.stage, walk.case.open) == (Stage.IDENTIFIKASI, True)


def test_what_was_written_before_counts_again_after_it_goes_on(account: Any) -> None:
    walk = Walk(account).with_answer()
    close(walk)
    go_on(walk)
    assert {Output.IDENTIFIKASI, Output.LAPORAN, Output.NASKAH_JAWABAN} <= facts_of(walk.case, walk.now).outputs


def test_a_paper_that_is_in_srikandi_is_there_no_longer_and_nothing_comes_back_of_it(account: Any) -> None:
    going = Going(account)
    going.away()
    close(going.walk)
    sent = SentPaper.get()
    assert (sent.state, sent.ended_at, WHY in sent.reason) == ("ditarik", going.walk.now, True)
    with pytest.raises(DocumentNotAllowed):
        going.back()
