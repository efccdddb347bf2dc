"""Pauses: with a reason and a proof only, by whose desk it is; the due time moves; a long one is countersigned."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks.pause_step import countersign_pause, open_pause, pause_step, resume_step
from models.actions.clocks.recompute_steps import move_pauses, recompute_open_steps
from models.actions.core.office_facts import office_calendar
from models.actions.core.step_clock import pauses_of, running, step_arithmetic, sum_differs
from models.actions.upkeep.verify.course import clocks
from models.rules.cases.sop import Move, Output
from models.rules.clocks.arithmetic import total
from models.rules.clocks.pauses import CHOSEN_REASONS, PauseNotAllowed, PauseReason
from models.rules.core.errors import NotPermitted, ReasonMissing, StaleCase
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, ComplaintMessage, Document, Pause, StepRecord
from tests.actions.proving import letter_of, outage_record, question_of
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

KASI = Role.KASI_LALINTALKIM


def paused(walk: Walk, minutes_later: int = 10, **words: Any) -> Pause:
    reason = words.pop("reason", PauseReason.MENUNGGU_INSTANSI)
    at = walk.now + timedelta(minutes=minutes_later)
    waits = reason is PauseReason.MENUNGGU_PELAPOR
    proof = question_of(walk.id, walk) if waits else words.pop("proof", "") or letter_of(walk)
    return pause_step(walk.id, reason, "Menunggu balasan.", proof, actor(KASI), at, **words)


def record_of(walk: Walk) -> StepRecord:
    record = running(walk.case)
    assert record is not None
    return record


def test_the_due_time_moves_by_the_working_minutes_the_clock_stood_still(account: Any) -> None:
    walk = Walk(account).at_section()
    due = record_of(walk).due_at
    paused(walk)
    assert move_pauses(walk.now + timedelta(minutes=30)) == 1
    assert record_of(walk).due_at == due + timedelta(minutes=20)
    resume_step(walk.id, actor(KASI), walk.now + timedelta(minutes=50))
    assert record_of(walk).due_at == walk.case.due_at == due + timedelta(minutes=40)
    assert move_pauses(walk.now + timedelta(minutes=90)) == 0
    assert [row.event for row in Audit.select().where(Audit.event.in_(["jeda", "lanjut"]))] == ["jeda", "lanjut"]


def test_net_and_gross_stand_side_by_side_and_the_sum_shows_the_pause(account: Any) -> None:
    walk = Walk(account).at_section()
    started = record_of(walk).started_at
    paused(walk)
    walk.now += timedelta(minutes=65)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)  # ends the pause with the step
    ended = StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 5))
    minutes = (ended.finished_at - started).total_seconds() / 60
    assert ended.gross_minutes == minutes
    assert ended.net_minutes == 10
    assert ended.late is False
    lines = step_arithmetic(office_calendar(), ended, pauses_of([ended.id])[ended.id], walk.now)
    assert total(lines) == timedelta(minutes=10)
    assert not sum_differs(ended, lines)
    assert open_pause(ended.id) is None
    assert list(clocks(None)) == []  # type: ignore[arg-type]


def test_a_pause_over_the_night_moves_by_working_minutes_only(account: Any) -> None:
    walk = Walk(account).at_section()
    due = record_of(walk).due_at
    assert due is not None
    at = datetime(2026, 11, 25, 8, 50)  # 15.50 WIB, when it is late already
    pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "Loket tutup.", letter_of(walk), actor(KASI), at)
    resume_step(walk.id, actor(KASI), datetime(2026, 11, 26, 0, 50))
    assert record_of(walk).due_at == due + timedelta(minutes=30)


@pytest.mark.parametrize("proof", ["", "message:999999", "document:1", "attachment:1", "kabar:1"])
def test_no_pause_without_a_proof_that_is_there(proof: str, sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    Document.update(state="konsep").execute()
    with pytest.raises(PauseNotAllowed, match="ukti"):
        pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "alasan", proof, actor(KASI), walk.tick())
    assert Pause.select().count() == 0


def test_a_message_of_another_case_proves_nothing(account: Any) -> None:
    walk = Walk(account).at_section()
    other = new_complaint(account, who="628110000077")
    proof = f"message:{ComplaintMessage.get(ComplaintMessage.complaint == other.id).message_id}"
    with pytest.raises(PauseNotAllowed):
        pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "alasan", proof, actor(KASI), walk.tick())


def test_a_signed_paper_of_the_case_or_of_the_office_proves_it(account: Any) -> None:
    walk = Walk(account).at_section()
    pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "x", letter_of(walk), actor(KASI), walk.tick())
    resume_step(walk.id, actor(KASI), walk.tick())
    office = f"document:{outage_record().id}"
    pause_step(walk.id, PauseReason.GANGGUAN_KANAL, "x", office, actor(KASI), walk.tick())


def test_only_whose_desk_it_is_or_kasubsi_infokim_stops_the_clock(account: Any) -> None:
    walk = Walk(account).at_section()
    words = (PauseReason.MENUNGGU_INSTANSI, "alasan", letter_of(walk))
    for role in (Role.PENGELOLA, Role.PETUGAS_SEKSI, Role.KEPALA_KANTOR):
        with pytest.raises(PauseNotAllowed, match="pemegang"):
            pause_step(walk.id, *words, actor(role), walk.tick())
    with pytest.raises(ReasonMissing):
        pause_step(walk.id, words[0], " ", words[2], actor(KASI), walk.tick())
    with pytest.raises(StaleCase):
        pause_step(walk.id, *words, actor(KASI), walk.tick(), version=1)
    pause_step(walk.id, *words, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(PauseNotAllowed, match="sudah dijeda"):
        pause_step(walk.id, *words, actor(KASI), walk.tick())


def test_a_stretch_that_has_passed_can_be_paused_but_not_the_future(account: Any) -> None:
    walk = Walk(account).at_section()
    begins = record_of(walk).started_at
    for since, until in ((5, 200), (-5, 10), (20, 10)):
        with pytest.raises(PauseNotAllowed, match="terletak"):
            stretch = {
                "starts_at": begins + timedelta(minutes=since),
                "ends_at": begins + timedelta(minutes=until),
            }
            paused(walk, 60, **stretch)
    due = record_of(walk).due_at
    pause = paused(walk, 60, starts_at=begins + timedelta(minutes=5), ends_at=begins + timedelta(minutes=25))
    asked = due + timedelta(minutes=20)
    assert (record_of(walk).due_at, record_of(walk).due_asked) == (due, asked)  # back-dated: it waits
    countersign_pause(pause.id, True, actor(Role.KASI_TIKKIM), walk.now + timedelta(minutes=61))
    assert record_of(walk).due_at == record_of(walk).due_asked == walk.case.due_at == asked
    with pytest.raises(PauseNotAllowed, match="sudah dijeda"):
        paused(walk, 60, starts_at=begins + timedelta(minutes=20), ends_at=begins + timedelta(minutes=30))


def test_the_citizens_answer_ends_the_wait_for_it_at_its_own_moment(account: Any) -> None:
    walk = Walk(account).at_section()
    pause = paused(walk, reason=PauseReason.MENUNGGU_PELAPOR)
    other = paused_elsewhere(account)
    wrote = walk.now + timedelta(minutes=30)
    take_in(account, citizen_message("Ini kelengkapannya.", sent_at=wrote), now=wrote)
    move_pauses(walk.now + timedelta(minutes=33))
    assert Pause.get_by_id(pause.id).ends_at == wrote
    assert Pause.get_by_id(other.id).ends_at is None


def paused_elsewhere(account: Any) -> Pause:
    """A pause for another reason, which a message does not end."""
    case = new_complaint(account, who="628110000055")
    paper = outage_record()
    later = NOW + timedelta(minutes=1)
    proof = f"document:{paper.id}"
    return pause_step(case.id, PauseReason.KEADAAN_KAHAR, "Listrik padam.", proof, actor(Role.PENGELOLA), later)


def test_a_pause_is_countersigned_by_another_and_a_refused_one_counts_no_more(account: Any) -> None:
    walk = Walk(account).at_section()
    due = record_of(walk).due_at
    pause = paused(walk)
    with pytest.raises(NotPermitted):
        countersign_pause(pause.id, True, actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(PauseNotAllowed, match="yang membuatnya"):
        countersign_pause(pause.id, True, actor(KASI), walk.tick())
    countersign_pause(pause.id, False, actor(Role.KASUBSI_INFOKIM), walk.now + timedelta(minutes=60))
    assert record_of(walk).due_at == due
    assert Pause.get_by_id(pause.id).refused
    with pytest.raises(PauseNotAllowed, match="sudah diputuskan"):
        countersign_pause(pause.id, True, actor(Role.KASI_TIKKIM), walk.tick())
    second = paused(walk, 70)
    countersign_pause(second.id, True, actor(Role.KEPALA_KANTOR), walk.now + timedelta(minutes=75))
    assert Pause.get_by_id(second.id).countersigned_by.username == "kepala_kantor"
    assert recompute_open_steps(actor(Role.KASUBSI_INFOKIM), walk.now + timedelta(minutes=80)) == 1


def test_no_officer_gives_the_reason_that_is_the_programs_own(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    own = [reason for reason in PauseReason if reason not in CHOSEN_REASONS]
    for reason in own:
        with pytest.raises(PauseNotAllowed, match="dibuat program sendiri"):
            paused(walk, reason=reason)
    assert (len(own) > 0, Pause.select().count()) == (True, 0)


def test_a_pause_refused_while_it_runs_ends_then_and_the_step_can_be_paused_anew(account: Any) -> None:
    walk = Walk(account).at_section()
    due, pause = record_of(walk).due_at, paused(walk)
    refused_at = walk.now + timedelta(minutes=70)
    countersign_pause(pause.id, False, actor(Role.KASI_TIKKIM), refused_at)
    kept = Pause.get_by_id(pause.id)
    assert (kept.refused, kept.ends_at, open_pause(pause.record_id)) == (True, refused_at, None)
    assert record_of(walk).due_at == due
    assert move_pauses(walk.now + timedelta(minutes=75)) == 0
    again = paused(walk, 80)
    assert open_pause(pause.record_id) == again
    countersign_pause(again.id, True, actor(Role.KASI_TIKKIM), walk.now + timedelta(minutes=90))
    trail = Audit.select().where(Audit.event.in_(["tolak_jeda", "paraf_jeda"])).order_by(Audit.id)
    told = [(row.event, row.subject, row.after, row.actor) for row in trail]
    assert told == [
        ("tolak_jeda", f"complaint:{walk.id}", f"pause:{pause.id}", "kasi_tikkim"),
        ("paraf_jeda", f"complaint:{walk.id}", f"pause:{again.id}", "kasi_tikkim"),
    ]


def test_resuming_a_running_clock_and_pausing_a_closed_case_are_refused(account: Any) -> None:
    walk = Walk(account).at_section()
    with pytest.raises(PauseNotAllowed, match="sedang berjalan"):
        resume_step(walk.id, actor(KASI), walk.tick())
    case = new_complaint(account, who="628110000033")
    from models.actions.core.move_complaint import move_complaint

    move_complaint(case.id, Move.TUTUP_APRESIASI, actor(Role.PENGELOLA), walk.tick())
    proof = f"document:{outage_record().id}"
    with pytest.raises(PauseNotAllowed, match="sudah ditutup"):
        pause_step(case.id, PauseReason.KEADAAN_KAHAR, "x", proof, actor(Role.PENGELOLA), walk.tick())
    assert Complaint.get_by_id(case.id).due_at is None


def test_nobody_decides_a_pause_that_the_program_made(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_section()
    pause = paused(walk)
    Pause.update(reason_code=str(PauseReason.MENUNGGU_UNDANGAN)).where(Pause.id == pause.id).execute()
    for agree in (True, False):
        with pytest.raises(PauseNotAllowed, match="dibuat program"):
            countersign_pause(pause.id, agree, actor(Role.KASI_TIKKIM), walk.tick())
    assert Pause.get_by_id(pause.id).countersigned_at is None
