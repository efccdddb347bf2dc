"""Putting right: both wordings stay, the newest counts everywhere, papers made before are marked, nothing moves."""

import json
from typing import Any

import pytest

from models.actions.cases.correct_output import correct_output, counting_output
from models.actions.core.case import facts_of
from models.actions.core.move_complaint import move_complaint
from models.actions.core.statutory_clocks import clocks_of
from models.actions.core.write_output import latest_text
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.replies.record_proof import record_proof
from models.rules.cases.corrections import CorrectionRefused
from models.rules.cases.sop import Move, Output, Stage
from models.rules.channels.messages import Direction
from models.rules.core.errors import (
    AlreadyDone,
    MoveNotAllowed,
    NotVisible,
    ReasonMissing,
    StaleCase,
    TextEmpty,
)
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role, Section
from models.tables import Audit, DeliveryProof, OutputCorrection, StepOutput
from tests.actions.inviting import Invited
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in

ID = Output.IDENTIFIKASI


def put_right(
    walk: Walk, output: Output, words: dict[str, str], role: Role = Role.KASUBSI_INFOKIM, why: str = "Keliru."
) -> str:
    return correct_output(walk.id, output, words, why, actor(role), walk.tick())[1]


def test_the_subject_is_put_right_after_step_2_and_stays_where_it_lies(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    before = walk.case
    put_right(walk, ID, {"subject": "Paspor hilang di kapal", "incident_place": "Dermaga"})
    case = walk.case
    assert (case.subject, case.incident_place, case.version) == (
        "Paspor hilang di kapal",
        "Dermaga",
        before.version + 1,
    )
    assert (case.stage, case.section, case.round, case.due_at) == (
        *(before.stage, before.section, before.round),
        before.due_at,
    )
    rows = [(row.field, row.before, row.after, row.why) for row in OutputCorrection.select()]
    assert rows == [
        ("subject", "Paspor belum jadi", "Paspor hilang di kapal", "Keliru."),
        ("incident_place", "", "Dermaga", "Keliru."),
    ]
    written = StepOutput.select().where(StepOutput.kind == str(ID)).order_by(StepOutput.id)
    counting = [(row.text, row.undone) for row in written]
    assert counting == [("Paspor belum jadi", True), ("Paspor hilang di kapal", False)]
    assert json.loads(counting_output(walk.id, ID).facts) == {"category": "paspor", "urgency": "biasa"}
    trail = Audit.select().where(Audit.event == "betulkan").get()
    assert (trail.before, trail.after) == (str(ID), "subject, incident_place")


def test_the_newest_text_counts_and_the_step_does_not_begin_anew(account: Any) -> None:
    walk = Walk(account).with_answer()
    put_right(walk, Output.LAPORAN, {"text": "Dicek ulang."}, Role.KASI_LALINTALKIM)
    assert latest_text(walk.id, Output.LAPORAN) == "Dicek ulang."
    row = counting_output(walk.id, Output.LAPORAN)
    assert (row.step, row.round, walk.stage, walk.case.round) == (6, 1, Stage.JAWABAN_SEKSI, 1)


def test_another_category_keeps_the_section_and_says_so(account: Any) -> None:
    walk = Walk(account).at_section()
    said = put_right(walk, ID, {"category": "intelijen", "urgency": "mendesak"}, Role.PENGELOLA)
    assert "tetap untuk Seksi Lalintalkim" in said
    case = walk.case
    assert (case.category, case.urgency, case.section) == ("intelijen", "mendesak", Section.LALINTALKIM)


def test_no_category_of_the_lane_for_conduct_is_put_in_or_taken_out(account: Any) -> None:
    with pytest.raises(MoveNotAllowed, match="jalur lain"):
        put_right(Walk(account).at_section(), ID, {"category": "perilaku_petugas"})
    lane = Walk(account, Section.KEPALA_KANTOR, who="628110000002").at_section()
    with pytest.raises(MoveNotAllowed, match="jalur lain"):
        put_right(lane, ID, {"category": "paspor"})


@pytest.mark.parametrize(
    ("role", "error"),
    [
        (Role.KASI_TIKKIM, MoveNotAllowed),
        (Role.KASI_LALINTALKIM, MoveNotAllowed),
        (Role.KEPALA_KANTOR, MoveNotAllowed),
        (Role.ADMINISTRATOR, NotVisible),
    ],
)
def test_neither_the_next_desk_nor_a_head_further_up_puts_it_right(account: Any, role: Role, error: type) -> None:
    walk = Walk(account).at_section()
    with pytest.raises(error):
        put_right(walk, ID, {"subject": "Lain"}, role)
    assert not OutputCorrection.select().exists()


def test_what_is_wrong_with_the_form_is_said_and_nothing_written(account: Any) -> None:
    walk = Walk(account).at_section()
    for words, why, error in (
        ({"subject": "Lain"}, " ", ReasonMissing),
        ({"subject": " "}, "Keliru.", TextEmpty),
        ({"subject": "Paspor belum jadi"}, "Keliru.", AlreadyDone),
        ({"category": "tidak ada"}, "Keliru.", TextEmpty),
        ({"subject": "▮▮▮"}, "Keliru.", Exception),
    ):
        with pytest.raises(error):
            put_right(walk, ID, words, why=why)
    with pytest.raises(StaleCase):
        correct_output(walk.id, ID, {"subject": "Lain"}, "Keliru.", actor(Role.PENGELOLA), walk.now, version=1)
    with pytest.raises(CorrectionRefused):
        put_right(walk, Output.LAPORAN, {"text": "x"})
    assert not OutputCorrection.select().exists()


def test_a_finished_case_and_an_answer_that_was_sent_stay_as_they_are(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    answered = Output.NASKAH_JAWABAN
    put_right(walk, answered, {"text": "Dapat diambil lusa."}, Role.KASI_LALINTALKIM)
    walk.finished()
    assert Output.JAWABAN in facts_of(walk.case, walk.now).outputs
    with pytest.raises(CorrectionRefused):
        put_right(walk, ID, {"subject": "Lain"})


def test_a_report_put_right_while_its_desk_has_it_must_be_issued_anew(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    walk.write(Output.LAPORAN, "Dicek kemarin.")
    walk.paper("LAPORAN")
    assert Output.LAPORAN_TERBIT in facts_of(walk.case, walk.now).outputs
    put_right(walk, Output.LAPORAN, {"text": "Dicek hari ini."}, Role.KASI_LALINTALKIM)
    assert Output.LAPORAN_TERBIT not in facts_of(walk.case, walk.now).outputs
    walk.paper("LAPORAN")
    assert Output.LAPORAN_TERBIT in facts_of(walk.case, walk.now).outputs


@pytest.mark.parametrize(
    ("purpose", "output"), [(Purpose.TANGGAPAN_AWAL, Output.TANGGAPAN_AWAL), (Purpose.JAWABAN, Output.JAWABAN)]
)
def test_the_note_of_a_delivery_recorded_by_hand_is_put_right_where_it_stands(
    account: Any, purpose: Purpose, output: Output
) -> None:
    answered = purpose is Purpose.JAWABAN
    walk = Walk(account).with_answer().handed_back() if answered else Walk(account).identified()
    proof = record_proof(walk.id, purpose, Way.TELEPON, "Ditelepon Bu Rina.", actor(Role.PENGELOLA), walk.tick())
    before = walk.case
    put_right(walk, output, {"text": "Ditelepon Pak Rudi."}, Role.PENGELOLA)
    assert DeliveryProof.get_by_id(proof.id).text == "Ditelepon Pak Rudi."
    assert [(row.before, row.after) for row in OutputCorrection.select()] == [
        ("Ditelepon Bu Rina.", "Ditelepon Pak Rudi.")
    ]
    assert (walk.stage, counting_output(walk.id, output).reference) == (Stage(before.stage), f"proof:{proof.id}")
    # Once delivered is once delivered: neither the moment nor the number of deliveries changes.
    assert DeliveryProof.select().count() == 1
    assert StepOutput.select().where(StepOutput.kind == str(output)).count() == 1
    facts = dossier_facts(walk.case)
    assert "Ditelepon Pak Rudi." in json.dumps(facts)


def test_what_the_citizen_has_read_on_a_channel_is_not_put_right(account: Any) -> None:
    walk = Walk(account).at_section()  # the first response went out by the channel
    with pytest.raises(CorrectionRefused, match="ralat"):
        put_right(walk, Output.TANGGAPAN_AWAL, {"text": "Lain."})
    walk = Walk(account, who="628110000002").identified()
    typed = citizen_message("Sudah kami terima.", "628110000002", walk.tick(), direction=Direction.OUT)
    take_in(account, typed, now=walk.tick())
    way = Way.APLIKASI_ASLI
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, way, "", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(CorrectionRefused, match="ralat"):
        put_right(walk, Output.TANGGAPAN_AWAL, {"text": "Lain."})
    assert not OutputCorrection.select().exists()


def test_why_nobody_could_be_reached_is_put_right_by_who_wrote_it(account: Any) -> None:
    walk = Invited(account).at_answering()
    walk.invited()
    walk.days(4)
    walk.sent("Sekali lagi. Kirim kode {kode} ke {jalur}", Purpose.UNDANGAN)
    walk.days(4)
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    move_complaint(walk.id, Move.TIDAK_DIHUBUNGI, kasubsi, walk.tick(), reason="Tiga kali diundang.")
    put_right(walk, Output.TIDAK_DIHUBUNGI, {"text": "Dua kali diundang."})
    assert latest_text(walk.id, Output.TIDAK_DIHUBUNGI) == "Dua kali diundang."
    assert (walk.stage, walk.case.unreachable) == (Stage.DOKUMENTASI, True)


def test_a_limit_that_begins_with_the_category_put_right_is_met_at_once(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    walk.answer(Purpose.JAWABAN)
    words = {"category": "data_pribadi"}
    correct_output(walk.id, Output.IDENTIFIKASI, words, "Salah pilih.", actor(Role.PENGELOLA), walk.tick())
    (limit,) = [row for row in clocks_of([walk.id])[walk.id] if row.action == "Memberi tahu secara tertulis"]
    assert limit.met_at is not None
