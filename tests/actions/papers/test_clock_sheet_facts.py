"""What lembar kendali waktu says: every round with its times, and terms that add up to the minutes."""

from datetime import timedelta
from typing import Any

from docgen.documents import content_of
from models.actions.clocks.pause_step import countersign_pause, pause_step
from models.actions.core.write_output import choose_section
from models.actions.papers.clock_sheet_facts import clock_sheet_facts
from models.rules.cases.sop import Move, Output
from models.rules.clocks.pauses import PauseReason
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Holiday, StepRecord
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.office import actor


def test_every_round_of_every_step_stands_with_its_times_and_its_sum(account: Any) -> None:
    walk = Walk(account).at_section()
    walk.move(Move.BUKAN_SEKSI_INI)
    facts = clock_sheet_facts(walk.case, "KENDALI", walk.now)
    assert content_of("KENDALI", facts).title == f"Lembar Kendali Waktu {walk.case.number}"
    steps = facts["steps"]
    assert [(row["step"], row["round"]) for row in steps if row["step"] == 4] == [(4, 1), (4, 2)]
    assert [row["step"] for row in steps if row["round"] == 0] == [6, 7, 8, 9]
    for record in StepRecord.select().where(StepRecord.finished_at.is_null(False)):
        (row,) = [row for row in steps if (row["step"], row["round"]) == (record.step, record.round)]
        assert row["net"].replace(",", ".") == f"{record.net_minutes:g}"
        assert row["on_time"] is (not record.late)
        if record.net_minutes:
            assert f"= {row['net']} menit" in "; ".join(row["arithmetic"])
    assert facts["net"]


def test_what_is_left_is_working_minutes_with_a_minus_where_the_time_was_passed(account: Any) -> None:
    walk = Walk(account).identified()
    record = StepRecord.get(StepRecord.step == 2)
    left = {row["step"]: row["left"] for row in clock_sheet_facts(walk.case, "KENDALI", walk.now)["steps"]}
    assert record.late is False
    assert not left[2].startswith("-")
    StepRecord.update(due_at=record.started_at, late=True).where(StepRecord.id == record.id).execute()
    left = {row["step"]: row["left"] for row in clock_sheet_facts(walk.case, "KENDALI", walk.now)["steps"]}
    assert left[2] == f"-{record.net_minutes:g}"


def test_a_holiday_declared_later_does_not_change_what_was_counted_and_is_told(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    Holiday.insert(day=walk.now.date(), name="Cuti bersama contoh", active=True).execute()
    row = next(row for row in clock_sheet_facts(walk.case, "KENDALI", walk.now)["steps"] if row["step"] == 2)
    assert row["arithmetic"][-1] == f"Menurut jam kerja yang berlaku saat itu: {row['net']} menit."


def test_of_steps_that_a_clock_set_back_since_stamped_the_sheet_claims_no_minutes(account: Any) -> None:
    walk = Walk(account).identified()
    right, walk.now = walk.now, walk.now + timedelta(days=500)
    walk.answer(Purpose.TANGGAPAN_AWAL)
    walk.now = right
    choose_section(walk.id, walk.section, actor(Role.PENGELOLA), walk.tick())
    walk.move(Move.AJUKAN_PENERUSAN)
    facts = clock_sheet_facts(walk.case, "KENDALI", walk.now)
    content_of("KENDALI", facts)
    rows = {row["step"]: row for row in facts["steps"]}
    assert rows[2]["on_time"] is True and rows[2]["net"] == facts["net"]
    for step in (3, 4):
        assert (rows[step]["on_time"], rows[step]["net"]) == (None, "")
        assert "disetel mundur" in rows[step]["arithmetic"][0]


def test_a_pause_is_a_term_of_the_sum_and_a_refused_one_is_none(account: Any) -> None:
    walk = Walk(account).at_section()
    proof = letter_of(walk)
    begins, holder, reason = walk.now, actor(Role.KASI_LALINTALKIM), PauseReason.MENUNGGU_INSTANSI
    walk.now += timedelta(minutes=20)
    stretches = [(begins + timedelta(minutes=2), 5), (begins + timedelta(minutes=10), 7)]
    pauses = [
        pause_step(
            walk.id, reason, "Menunggu.", proof, holder, walk.now, starts_at=at, ends_at=at + timedelta(0, 60 * n)
        )
        for at, n in stretches
    ]
    for pause, agree in zip(pauses, (True, False), strict=True):
        countersign_pause(pause.id, agree, actor(Role.KASI_TIKKIM), walk.now)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    row = next(row for row in clock_sheet_facts(walk.case, "KENDALI", walk.now)["steps"] if row["step"] == 5)
    terms = [term for term in row["arithmetic"] if term.startswith("jeda")]
    assert [term.rpartition("= ")[2] for term in terms] == ["-5 menit"]
    assert [term.rpartition(": ")[2] for term in row["arithmetic"][-3:]] == [
        "diterima diparaf, 5 menit kerja.",
        "ditolak, tidak dihitung.",
        "dengan jeda yang diterima ya, tanpa jeda ya.",
    ]
    assert not any("berlaku saat itu" in term for term in row["arithmetic"])
