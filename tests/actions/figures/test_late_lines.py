"""A letter of 2 November filed on the 25th and a message of October read in November count where they belong."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.figures.close_month import close_month, correct_line
from models.actions.figures.late_lines import closed_over
from models.actions.figures.register_lines import register_lines
from models.actions.intake.file_by_hand import Filing, file_by_hand
from models.actions.papers.list_facts import register_facts
from models.actions.upkeep.verify.months import lines
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.received import moments, registers
from models.rules.cases.sop import Step
from models.rules.core.moments import from_wib
from models.rules.intake.filing import Origin
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Complaint, RegisterLine, StatutoryClock, StepRecord
from tests.admin_app.asked import listening
from tests.office import NOW, actor, citizen_message, take_in

ARRIVED, FILED = from_wib(datetime(2026, 11, 2, 9)), NOW
OCTOBER = from_wib(datetime(2026, 10, 30, 15))


def letter(arrived: datetime = ARRIVED, key: str = "kunci-formulir-000001") -> Complaint:
    filing = Filing(Origin.SURAT, "Paspor saya hilang", arrived, name="Budi Contoh")
    case = file_by_hand(filing, (), key, actor(Role.PENGELOLA), FILED)
    assert case is not None
    return case


def faults(tmp_path: Any) -> list[str]:
    office = Office(tmp_path, tmp_path, NOW)
    return [*moments(office), *registers(office), *lines(office)]


def test_a_letters_limit_register_and_step_1_count_from_its_arrival_and_the_desk_from_its_filing(
    account: ChannelAccount,
) -> None:
    case = letter()
    assert (case.opened_at, case.recorded_at) == (ARRIVED, FILED)
    assert {row.starts_at for row in StatutoryClock.select()} == {ARRIVED}
    steps = {row.step: row.started_at for row in StepRecord.select()}
    assert steps == {Step.MENERIMA: ARRIVED, Step.IDENTIFIKASI: FILED}
    (line,) = register_lines("2026-11", NOW)
    assert str(line["received"]).startswith("2026-11-02T02:00")
    assert str(line["follow_up"]).startswith("diterima 2 November 2026, dicatat 25 November 2026")


@pytest.fixture
def closed(account: ChannelAccount) -> Iterator[ChannelAccount]:
    """October, closed with one complaint; then the agent read a message of October that it had missed."""
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    take_in(account, citizen_message(sent_at=OCTOBER - timedelta(days=3)), now=OCTOBER - timedelta(days=3))
    close_month("2026-10", kasubsi, NOW - timedelta(days=5))
    take_in(account, citizen_message("visa saya", "628110000002", OCTOBER))
    yield account


def test_what_belongs_to_a_closed_month_is_an_added_line_there(closed: ChannelAccount, tmp_path: Any) -> None:
    late = Complaint.select().order_by(Complaint.id.desc()).first()
    assert (late.opened_at, late.recorded_at) == (OCTOBER, NOW)
    why = "diterima 30 Oktober 2026, dicatat 25 November 2026"
    row = RegisterLine.get(RegisterLine.complaint == late.id)
    assert (row.month, row.position, row.corrects_id, row.reason) == ("2026-10", 2, None, why)
    assert [line["number"] for line in register_lines("2026-11", NOW)] == []
    assert [line.get("reason") for line in register_lines("2026-10", NOW)] == [None, why]
    trace = Audit.get(Audit.event == "tambah_baris_register")
    assert trace.after == f"baris 2: {late.number}, {why}; segel {row.seal}"
    assert faults(tmp_path) == []


def test_the_paper_says_that_the_line_was_added_and_it_can_be_corrected_as_any(
    closed: ChannelAccount, tmp_path: Any
) -> None:
    facts = register_facts("2026-10", "REGISTER", NOW)
    assert [row["note"] for row in facts["lines"]] == [
        "",
        "Ditambahkan sesudah bulan ditutup: diterima 30 Oktober 2026, dicatat 25 November 2026",
    ]
    added = RegisterLine.get(RegisterLine.position == 2)
    correct_line(added.id, {"name": "Budi"}, "salah eja", actor(Role.KASUBSI_INFOKIM), NOW)
    assert faults(tmp_path) == []


def test_verification_names_what_stands_in_no_register(closed: ChannelAccount, tmp_path: Any) -> None:
    RegisterLine.delete().where(RegisterLine.position == 2).execute()
    late = Complaint.select().order_by(Complaint.id.desc()).first()
    assert closed_over() == [late.id]
    assert faults(tmp_path) == [
        f"{late.number} was received in a closed month and stands in no register.",
        "month 2026-10: its last line is not the one in the audit trail.",
    ]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("month, waits", [(OCTOBER, True), (NOW, False)])
def test_what_comes_late_waits_for_the_registers_before_it_holds_a_case(
    account: ChannelAccount, month: datetime, waits: bool
) -> None:
    citizen = citizen_message("visa saya", "628110000002", month)
    take_in(account, citizen, now=NOW - timedelta(hours=1))
    with listening() as asked:
        take_in(account, citizen_message("dan paspor", "628110000003", month), now=NOW)
    said = [sql for sql, _ in asked]
    turns = [place for place, sql in enumerate(said) if "'register'" in sql]
    case = next(place for place, sql in enumerate(said) if 'INTO "complaint"' in sql)
    assert [place < case for place in turns[:1]] == [True] * waits
