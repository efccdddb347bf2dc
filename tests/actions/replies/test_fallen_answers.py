"""What goes when an answer turns out not to be there: only what stood on it, and who must act is told."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.core.answers.answers_standing import given_answer, shut_accounts
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import choose_section
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.answer_merged import answer_all
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Move, Output, Stage
from models.rules.channels.grades import DeliveryGrade
from models.rules.channels.messages import Ack, Direction, Receipt
from models.rules.core.errors import OutputMissing, ReplyNotAllowed
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role, Section
from models.tables import (
    Audit,
    Complaint,
    DeliveryChange,
    Notice,
    Outbox,
    StepOutput,
    StepRecord,
)
from tests.actions.delivering import clock, faults, give, give_with_file, tell
from tests.actions.sending import sending
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, new_complaint, take_in

G = DeliveryGrade
BY = Role.PENGELOLA


def test_an_answer_that_failed_afterwards_takes_with_it_only_what_stood_on_it(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN)
    walk.paper("LEMBAR")
    keep_clocks(walk.tick())
    first = clock(walk, "memutuskan").starts_at
    tell(walk, given, Ack.FAILED, times=3)
    seen = DeliveryChange.get(DeliveryChange.grade == "failed").seen_at
    assert walk.stage is Stage.PENYAMPAIAN
    rounds = StepRecord.select().where((StepRecord.complaint == walk.id) & (StepRecord.step == 8))
    assert [row.started_at for row in rounds.order_by(StepRecord.round)][1:] == [seen]
    limit = clock(walk, "memutuskan")
    assert (limit.met_at, limit.starts_at) == (None, first)
    there = {row.kind for row in StepOutput.select().where((StepOutput.complaint == walk.id) & ~StepOutput.undone)}
    assert {str(Output.NOTA_DINAS_JAWAB), str(Output.LAPORAN), str(Output.TANGGAPAN_AWAL)} <= there
    assert not {str(Output.JAWABAN), str(Output.DOKUMENTASI)} & there
    assert Notice.select().where((Notice.kind == "jawaban_jatuh") & Notice.text.contains("WhatsApp")).exists()
    assert Audit.select().where(Audit.event == "kabar_jatuh").count() == 1
    assert not faults()


def test_a_first_response_that_failed_is_given_again_and_the_case_goes_on_where_it_was(account: Any) -> None:
    walk = Walk(account).identified()
    given = give(walk, Purpose.TANGGAPAN_AWAL)
    _to_section(walk)
    keep_clocks(walk.now)
    assert walk.stage is Stage.ANALISA_SEKSI
    tell(walk, given, Ack.FAILED)
    assert walk.stage is Stage.TANGGAPAN_AWAL
    assert clock(walk, "menanggapi").met_at is None
    told = {row.staff.role for row in Notice.select().where(Notice.kind == "jawaban_jatuh")}
    assert {str(Role.PENGELOLA), str(Role.KASI_LALINTALKIM)} <= told
    give(walk, Purpose.TANGGAPAN_AWAL, key="jawab-2")
    assert (walk.stage, walk.case.section, walk.case.forwarded) == (Stage.ANALISA_SEKSI, Section.LALINTALKIM, True)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    assert not faults()


def _to_section(walk: Walk) -> None:
    choose_section(walk.id, walk.section, actor(BY), walk.tick())
    walk.move(Move.AJUKAN_PENERUSAN)
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)


def test_a_question_closed_by_an_answer_that_failed_is_open_again(account: Any) -> None:
    walk = Walk(account)
    given = give(walk, Purpose.PERTANYAAN)
    assert walk.stage is Stage.DITUTUP
    tell(walk, given, Ack.FAILED)
    assert walk.stage is Stage.IDENTIFIKASI
    assert not faults()


def test_an_archived_case_is_open_again_within_the_reopening_days_and_only_told_after_them(account: Any) -> None:
    for who, days, stage in (("628110000001", 5, Stage.PENYAMPAIAN), ("628110000002", 40, Stage.SELESAI)):
        walk = Walk(account, who=who).with_answer().handed_back()
        given = give(walk, Purpose.JAWABAN, key=f"jawab-{days}")
        walk.paper("LEMBAR")
        walk.move(Move.ARSIPKAN)
        walk.now += timedelta(days=days)
        tell(walk, given, Ack.FAILED, times=2)
        assert (walk.stage, walk.case.open) == (stage, stage is not Stage.SELESAI)
        change = DeliveryChange.get((DeliveryChange.complaint == walk.id) & (DeliveryChange.grade == "failed"))
        assert change.effect == ("dibuka" if walk.case.open else "dicatat")
        told = Notice.select().where((Notice.complaint == walk.id) & (Notice.kind == "jawaban_jatuh"))
        assert told.exists()
        assert not faults()


def test_a_case_whose_citizen_writes_in_a_newer_one_is_only_told(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    given = Outbox.get((Outbox.complaint == walk.id) & (Outbox.purpose == "jawaban")).external_id
    take_in(account, citizen_message("Satu hal lagi"), now=walk.tick())
    assert Complaint.select().where(Complaint.open).count() == 1
    tell(walk, given, Ack.FAILED)
    assert (walk.stage, DeliveryChange.get(DeliveryChange.grade == "failed").effect) == (Stage.SELESAI, "dicatat")
    assert not faults()


def test_an_answer_we_deleted_on_the_phone_is_not_there_any_more(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN, Ack.READ)
    echo = citizen_message("Paspor dapat diambil besok.", direction=Direction.OUT, external_id=given)
    take_in(account, echo, now=walk.tick())
    assert walk.stage is Stage.DOKUMENTASI
    gone = citizen_message("", direction=Direction.OUT, external_id=given, withdrawn=True)
    for _ in range(2):
        take_in(account, gone, now=walk.tick())
    assert (walk.stage, Outbox.get(Outbox.external_id == given).grade) == (Stage.PENYAMPAIAN, G.WITHDRAWN)
    assert not faults()


def test_an_answer_typed_on_the_phone_falls_when_it_is_deleted_there(account: Any) -> None:
    walk = Walk(account).identified()
    typed = citizen_message("Sudah kami terima ya", direction=Direction.OUT, sent_at=walk.tick())
    take_in(account, typed, now=walk.tick())
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.APLIKASI_ASLI, "", actor(BY), walk.tick())
    assert walk.stage is Stage.PENERUSAN_PENGELOLA
    gone = citizen_message("", direction=Direction.OUT, external_id=typed.external_id, withdrawn=True)
    take_in(account, gone, now=walk.tick())
    assert walk.stage is Stage.TANGGAPAN_AWAL
    assert not faults()


def test_after_the_second_fall_on_a_channel_only_another_way_is_left(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    for number in (1, 2):
        tell(walk, give(walk, Purpose.JAWABAN, key=f"jawab-{number}"), Ack.FAILED)
    with pytest.raises(ReplyNotAllowed, match="dua kali tidak sampai"):
        queue_reply(walk.id, "Paspor dapat diambil besok.", Purpose.JAWABAN, "k-3", actor(BY), walk.tick())
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    move_complaint(walk.id, Move.TIDAK_DIHUBUNGI, kasubsi, walk.tick(), reason="Nomornya mati.")
    assert walk.stage is Stage.DOKUMENTASI
    assert not faults()


def test_the_answer_of_a_citizen_merged_into_an_archived_case_is_owed_again(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    other = new_complaint(account, "paspor kami", "628110000002")
    merge_complaints(other.id, walk.id, "sama", actor(BY), walk.tick())
    text = "Paspor dapat diambil besok."
    answer_all(walk.id, [other.id], text, Purpose.JAWABAN, "kunci-gabung-000001", actor(BY), walk.tick())
    for _ in range(2):
        taken = sending(walk)
        assert deliver.record_sent(taken, Receipt(f"true_{taken.row_id}", Ack.SENT), walk.now)
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    copy = Outbox.get((Outbox.complaint == other.id) & (Outbox.purpose == "jawaban"))
    tell(walk, copy.external_id, Ack.FAILED, times=2)
    assert walk.stage is Stage.DOKUMENTASI
    assert Notice.select().where((Notice.complaint == walk.id) & (Notice.kind == "jawaban_jatuh")).exists()
    walk.paper("LEMBAR")
    with pytest.raises(OutputMissing, match="digabung"):
        walk.move(Move.ARSIPKAN)
    said = "Ditelepon: paspor dapat diambil besok."
    record_proof(other.id, Purpose.JAWABAN, Way.TELEPON, said, actor(BY), walk.tick())
    walk.move(Move.ARSIPKAN)
    assert not faults()


def test_words_and_file_of_one_answer_are_one_fall_also_when_deleted_afterwards(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    words = give_with_file(walk)
    for number in (1, 2):
        tell(walk, f"true_{words}_{number}", Ack.FAILED)
    gone = citizen_message("", direction=Direction.OUT, external_id=f"true_{words}_1", withdrawn=True)
    take_in(account, gone, now=walk.tick())
    assert DeliveryChange.select().where(DeliveryChange.grade.in_(["failed", "withdrawn"])).count() == 3
    assert not shut_accounts(walk.case)
    tell(walk, give(walk, Purpose.JAWABAN), Ack.FAILED)
    assert shut_accounts(walk.case) == {account.id}


def test_an_answer_whose_file_is_not_there_is_told_by_its_words_as_one_that_is_not_there(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    words = give_with_file(walk)
    tell(walk, f"true_{words}_1", Ack.READ)
    tell(walk, f"true_{words}_2", Ack.FAILED)
    assert walk.stage is Stage.PENYAMPAIAN
    given = given_answer(walk.case, Purpose.JAWABAN)
    assert given is not None
    assert (given.text, given.stands, given.fell) == ("Paspor dapat diambil besok.", False, True)
