"""Reading a case for acting: visible, unchanged, once per form; and its facts."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.case import facts_of, is_visible, locked_case, section_of, touch
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import MoveNotAllowed, NotVisible, StaleCase
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Document, StatutoryClock, StepRecord
from tests.actions.upkeep.verify.test_verify import look, witness
from tests.actions.walking import Walk
from tests.office import NOW, actor


def test_a_case_is_locked_only_for_who_may_see_it_and_saw_its_newest_version(account: Any) -> None:
    walk = Walk(account)
    case = locked_case(walk.id, actor(Role.PENGELOLA), walk.case.version)
    touch(case, subject="baru")
    assert (walk.case.subject, walk.case.version) == ("baru", case.version)
    with pytest.raises(StaleCase):
        locked_case(walk.id, actor(Role.PENGELOLA), case.version - 1)
    for who, which in ((Role.KASI_INTELDAKIM, walk.id), (Role.PENGELOLA, 999)):
        with pytest.raises(NotVisible):
            locked_case(which, actor(who))


def test_the_facts_hold_outputs_that_count_section_and_days_left(account: Any) -> None:
    walk = Walk(account, Section.INTELDAKIM).at_section()
    facts = facts_of(walk.case, NOW)
    assert (facts.stage, facts.section) == (Stage.ANALISA_SEKSI, section_of(walk.case))
    assert {Output.PESAN, Output.IDENTIFIKASI, Output.NOTA_DINAS_TERUS, Output.SEKSI_TUJUAN} <= facts.outputs
    assert facts.reopen_days_left == 0
    touch(walk.case, closed_at=NOW)
    assert facts_of(walk.case, NOW + timedelta(days=29)).reopen_days_left == 1


# Each neutral return: how the case comes to the desk, where it goes back to, and how it comes forward again.
def _disposed(walk: Walk, move: Move) -> None:
    walk.at_section().write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    walk.move(move, section=Section.LALINTALKIM)


def _analysed(walk: Walk) -> None:
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    walk.fieldwork_done()


RETURNS: dict[Move, tuple[Callable[[Walk], object], Stage, Callable[[Walk], object]]] = {
    Move.KEMBALIKAN_KE_PENERUSAN: (
        lambda walk: walk.at_section(),
        Stage.PENERUSAN_KASUBSI,
        lambda walk: (walk.move(Move.TERUSKAN_KE_SEKSI), _analysed(walk)),
    ),
    Move.KEMBALIKAN_ANALISA_KE_KEPALA: (
        lambda walk: _disposed(walk, Move.DISPOSISI_ANALISA),
        Stage.DISPOSISI,
        lambda walk: (walk.move(Move.DISPOSISI_ANALISA, section=Section.LALINTALKIM), _analysed(walk)),
    ),
    Move.KEMBALIKAN_DISPOSISI_KE_SEKSI: (
        lambda walk: (
            walk.at_section().write(Output.IDENTIFIKASI_SEKSI),
            walk.move(Move.TIDAK_DAPAT_DITANGANI),
        ),
        Stage.ANALISA_SEKSI,
        _analysed,
    ),
    Move.KEMBALI_KE_ANALISA: (
        lambda walk: walk.at_fieldwork(),
        Stage.ANALISA_SEKSI,
        lambda walk: (walk.move(Move.DAPAT_DITANGANI), walk.fieldwork_done()),
    ),
    Move.KEMBALIKAN_PENELITIAN_KE_KEPALA: (
        lambda walk: _disposed(walk, Move.DISPOSISI_PENELITIAN),
        Stage.DISPOSISI,
        lambda walk: (walk.move(Move.DISPOSISI_PENELITIAN, section=Section.LALINTALKIM), walk.fieldwork_done()),
    ),
}


@pytest.mark.parametrize("move", RETURNS)
def test_what_needs_putting_right_goes_back_to_whoever_sent_it_and_comes_to_the_archive_all_the_same(
    account: Any, tmp_path: Path, move: Move
) -> None:
    walk, (there, back, forward) = Walk(account), RETURNS[move]
    there(walk)
    signed = [row.type for row in Document.select().where(Document.state == "ditandatangani")]
    record = StepRecord.select().where(StepRecord.finished_at.is_null()).get()
    walk.move(move, "Perlu diperbaiki.")
    assert walk.stage is back
    assert StepRecord.get_by_id(record.id).outcome == "dikembalikan"
    assert walk.case.round == StepRecord.select().where(StepRecord.step == walk.case.step).count()
    assert [row.type for row in Document.select().where(Document.state == "ditandatangani")] == signed
    forward(walk)
    walk.handed_back().finished()
    witness(tmp_path)
    assert look(tmp_path).failures == []


def test_a_case_for_the_head_goes_back_to_kasubsi_to_the_disposition_and_from_a_referral(
    account: Any, tmp_path: Path
) -> None:
    walk = Walk(account, Section.KEPALA_KANTOR).at_section()
    walk.move(Move.KEMBALIKAN_DISPOSISI_KE_KASUBSI)
    assert walk.stage is Stage.PENERUSAN_KASUBSI
    walk.move(Move.TERUSKAN_KE_KEPALA)
    walk.write(Output.NASKAH_JAWABAN, "Sudah ditindak.")
    walk.move(Move.DISPOSISI_JAWAB)
    walk.move(Move.KEMBALI_KE_DISPOSISI)
    assert (walk.stage, walk.case.head_answered) == (Stage.DISPOSISI, False)
    walk.move(Move.DISPOSISI_RUJUK)
    with pytest.raises(MoveNotAllowed):
        walk.move(Move.KEMBALIKAN_KE_KASUBSI)
    walk.move(Move.KEMBALIKAN_RUJUKAN)
    assert (walk.stage, walk.case.referred) == (Stage.DISPOSISI, False)
    walk.move(Move.DISPOSISI_JAWAB)
    walk.handed_back().finished()
    witness(tmp_path)
    assert look(tmp_path).failures == []


def test_a_case_goes_back_only_to_who_sent_it(account: Any) -> None:
    walk = Walk(account)
    _disposed(walk, Move.DISPOSISI_ANALISA)
    assert facts_of(walk.case, walk.now).sent_from is Stage.DISPOSISI
    with pytest.raises(MoveNotAllowed):
        walk.move(Move.KEMBALIKAN_KE_PENERUSAN)


def test_a_returned_case_is_seen_by_no_section_until_it_was_forwarded_anew(account: Any) -> None:
    walk = Walk(account).at_section()
    kasi = actor(Role.KASI_LALINTALKIM)
    assert is_visible(walk.case, kasi)
    walk.move(Move.KEMBALIKAN_KE_PENERUSAN)
    assert not is_visible(walk.case, kasi)


def test_an_answer_that_did_not_really_arrive_is_given_again_and_its_limits_run_again(
    account: Any, tmp_path: Path
) -> None:
    walk = Walk(account).with_answer().handed_back()
    walk.answer(Purpose.JAWABAN)
    met = {row.id for row in StatutoryClock.select().where(StatutoryClock.met_at.is_null(False))}
    walk.move(Move.SAMPAIKAN_LAGI, "Nomornya keliru.")
    case, again = walk.case, {row.id for row in StatutoryClock.select().where(StatutoryClock.met_at.is_null(False))}
    assert (walk.stage, Output.JAWABAN in facts_of(case, walk.now).outputs) == (Stage.PENYAMPAIAN, False)
    assert again < met
    walk.finished()
    assert met <= {row.id for row in StatutoryClock.select().where(StatutoryClock.met_at.is_null(False))}
    witness(tmp_path)
    assert look(tmp_path).failures == []
