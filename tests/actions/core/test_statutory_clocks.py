"""Legal clocks: which run on which case, from when, what meets them, and that an old case keeps the old rule."""

from datetime import date, datetime, timedelta
from typing import Any

from models.actions.clocks.looking.limits import keep_clocks
from models.actions.core.office_facts import office_calendar
from models.actions.core.statutory_clocks import clocks_of, recompute_clocks, start_clocks
from models.rules.cases.sop import Move, Output
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, Holiday, StatutoryClock, StatutoryRule, database
from tests.actions.walking import Walk
from tests.admin_app.asked import listening, plan_of
from tests.office import NOW, actor, citizen_message, new_complaint, take_in


def running(case: Any) -> dict[str, StatutoryClock]:
    rows = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule)
    return {row.rule.key: row for row in rows.where(StatutoryClock.complaint == case.id)}


def test_R4_the_fourteen_days_run_from_the_moment_it_was_opened(account: Any) -> None:
    case = new_complaint(account)
    clock = running(case)["tanggapan_14_hari"]
    assert (clock.starts_at, clock.due_at, clock.met_at) == (NOW, NOW + timedelta(days=14), None)
    assert set(running(case)) == {"tanggapan_14_hari"}


def test_R6_sixty_days_begin_with_the_identification_and_the_first_response_meets_the_fourteen(account: Any) -> None:
    walk = Walk(account).identified()
    assert set(running(walk.case)) == {"tanggapan_14_hari", "putusan_60_hari"}
    assert running(walk.case)["tanggapan_14_hari"].met_at is None
    walk.answer(Purpose.TANGGAPAN_AWAL)
    assert running(walk.case)["tanggapan_14_hari"].met_at == walk.now
    assert running(walk.case)["putusan_60_hari"].met_at is None


def test_R6_the_answer_meets_the_sixty_days(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    walk.answer(Purpose.JAWABAN)
    assert running(walk.case)["putusan_60_hari"].met_at == walk.now


def test_R10_a_case_of_lapor_has_its_own_clocks_each_from_its_own_moment(account: Any) -> None:
    walk = Walk(account)
    Complaint.update(source="lapor").where(Complaint.id == walk.id).execute()
    assert keep_clocks(NOW) == 1
    assert running(walk.case)["lapor_verifikasi"].due_at == datetime(2026, 11, 30, 2, 0)  # over a weekend
    assert "lapor_tindak_lanjut" not in running(walk.case)
    walk.at_section()
    found = running(walk.case)
    assert found["lapor_verifikasi"].met_at is not None
    assert found["lapor_tindak_lanjut"].starts_at == found["lapor_verifikasi"].met_at
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    walk.fieldwork_done()
    assert running(walk.case)["lapor_tindak_lanjut"].met_at is not None
    walk.handed_back().answer(Purpose.JAWABAN)
    assert running(walk.case)["lapor_penutupan"].met_at is None
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    assert running(walk.case)["lapor_penutupan"].met_at is not None


def test_R17_a_request_about_personal_data_has_seventy_two_hours(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(kind="data-pribadi").where(Complaint.id == case.id).execute()
    start_clocks([case.id])
    assert running(case)["data_pribadi_72_jam"].due_at == NOW + timedelta(hours=72)
    assert [clock.label[:10] for clock in clocks_of([case.id])[case.id]] == ["Permintaan", "Tanggapan "]


def test_an_old_case_keeps_the_rule_under_which_it_was_opened(account: Any) -> None:
    old = new_complaint(account)
    rule = StatutoryRule.get(StatutoryRule.key == "tanggapan_14_hari")
    StatutoryRule.update(valid_until=date(2026, 11, 30)).where(StatutoryRule.id == rule.id).execute()
    StatutoryRule.create(
        key=rule.key, label="Tanggapan", action=rule.action, amount=5, unit="hari", valid_from=date(2026, 12, 1)
    )
    later = NOW + timedelta(days=10)
    take_in(account, citizen_message(who="628110000099", sent_at=later), now=later)
    fresh = Complaint.select().order_by(Complaint.id.desc()).first()
    keep_clocks(later)
    assert running(old)["tanggapan_14_hari"].due_at == NOW + timedelta(days=14)
    assert running(fresh)["tanggapan_14_hari"].due_at == later + timedelta(days=5)
    assert StatutoryClock.select().where(StatutoryClock.complaint == old.id).count() == 1


def test_a_case_that_turned_out_to_be_of_another_kind_shows_that_kinds_clocks(account: Any) -> None:
    walk = Walk(account).identified()
    Complaint.update(kind="apresiasi").where(Complaint.id == walk.id).execute()
    assert [clock.label for clock in clocks_of([walk.id])[walk.id]] == ["Tanggapan atas pengaduan"]


def test_another_holiday_moves_limits_in_working_days_that_still_run(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(source="lapor").where(Complaint.id == case.id).execute()
    start_clocks([case.id])
    Holiday.create(day=date(2026, 11, 27), name="Cuti bersama", kind="cuti bersama")
    assert recompute_clocks(office_calendar(), actor(Role.KASUBSI_INFOKIM), NOW) == 1
    assert running(case)["lapor_verifikasi"].due_at == datetime(2026, 12, 1, 2, 0)
    assert Audit.select().where(Audit.event == "hitung_ulang_batas_hukum").count() == 1


def test_starting_and_meeting_again_changes_nothing(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    before = list(StatutoryClock.select().tuples())
    assert (keep_clocks(walk.now), start_clocks([walk.id])) == (0, 0)
    assert list(StatutoryClock.select().tuples()) == before


def test_the_limits_of_a_case_are_looked_up_by_the_case_though_no_case_leads_another(sqlite_account: Any) -> None:
    # What SQLite counts in an office of 60,000 cases of which none was merged: as if each led them all.
    case = new_complaint(sqlite_account)
    counted = {
        ("complaint", "complaint_lead_id"): "60000 60000",
        ("statutory_clock", "statutoryclock_complaint_id_rule_id"): "120000 2 1",
        ("statutory_clock", "statutoryclock_due_at"): "120000 100",
        ("statutory_clock", "statutoryclock_rule_id"): "120000 30000",
    }
    database.execute_sql("ANALYZE")
    database.execute_sql("DELETE FROM sqlite_stat1")
    for (table, index), figures in counted.items():
        database.execute_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, figures))
    database.execute_sql("ANALYZE sqlite_schema")
    with listening() as asked:
        assert clocks_of([case.id])[case.id]
    assert "SCAN" not in plan_of(asked[0])
