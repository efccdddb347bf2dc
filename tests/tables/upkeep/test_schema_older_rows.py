"""What an upgrade makes of rows that older versions wrote: what counted counts, what did not is named."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from models.actions.clocks.recompute_steps import move_pauses
from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR, in_force
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.verify import course, delivered, outputs
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.received import moments
from models.rules.cases.sop import Move, Output
from models.rules.core.moments import day_begins, to_wib
from models.rules.staff.roles import Role
from models.tables import (
    ChannelAccount,
    Complaint,
    DeliveryChange,
    Document,
    FolderPlace,
    MonthClose,
    OfficeHolder,
    Official,
    Outbox,
    Pause,
    ReportPhoto,
    StatutoryClock,
    StepOutput,
    StepRecord,
    Transfer,
    TransferItem,
    database,
)
from models.tables.upkeep.schema import FIRST, migrate
from tests.actions.core.test_case_papers import unissued
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, take_in
from tests.tables.upkeep.going_back import undo_migrations
from tests.tables.upkeep.test_schema import NAMES


def go_back() -> None:
    """Undo the migrations after release 1.0."""
    assert NAMES[0] == FIRST
    undo_migrations(len(NAMES) - 1)
    StepOutput.delete().where(StepOutput.kind == str(Output.LAPORAN_TERBIT)).execute()


def faults() -> list[str]:
    """Return what verification finds of outputs and papers."""
    office = Office(Path(), Path(), NOW)
    return [*outputs.lacking(office), *outputs.unfinished(office)]


def issued(walk: Walk) -> list[StepOutput]:
    """Return what says that the report was issued."""
    mine = (StepOutput.complaint == walk.id) & (StepOutput.kind == str(Output.LAPORAN_TERBIT))
    return list(StepOutput.select().where(mine))


def test_a_report_signed_before_counts_one_reworded_after_does_not(account: Any) -> None:
    signed, reworded = Walk(account).with_answer(), Walk(account, who="628110000002").with_answer()
    later = (StepOutput.complaint == reworded.id) & (StepOutput.kind == str(Output.LAPORAN))
    StepOutput.update(made_at=reworded.tick()).where(later).execute()
    go_back()
    migrate()
    report = Document.get((Document.complaint == signed.id) & (Document.type == "LAPORAN"))
    assert [(row.reference, row.undone, row.step) for row in issued(signed)] == [(f"document:{report.id}", False, 6)]
    assert [(row.reference, row.undone) for row in issued(reworded)] == [("sebelum 0028", True)]
    assert faults() == []


def test_an_archived_case_with_a_draft_is_excused_and_a_new_one_is_named(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    unissued(walk)
    assert len(faults()) == 2
    go_back()
    migrate()
    assert faults() == []
    StepOutput.delete().where(StepOutput.reference == "sebelum 0028").execute()
    assert [fault.partition(" ")[2] for fault in faults()] == [
        "stands at selesai without “Laporan hasil penelitian lapangan terbit”.",
        "is archived with an unfinished LAPORAN: issue it or discard it on its page.",
    ]
    assert Complaint.get_by_id(walk.id).stage == "selesai"


def test_a_hand_over_that_ended_before_it_began_gets_the_days_it_was_ordered_for(account: Any) -> None:
    today = to_wib(NOW).date()
    wrong = {"post": str(Role.KEPALA_KANTOR), "kind": "plh", "order_number": "SP-1", "valid_from": today}
    ended = today - timedelta(days=1)
    traced, untraced = (OfficeHolder.create(official=Official.get(), valid_until=ended, **wrong).id for _ in range(2))
    with database.atomic():
        event = AuditEvent("akhiri_serah_tugas", f"office_holder:{traced}", "2026-11-27", ended.isoformat())
        audit_trail.write(OPERATOR, NOW, event)
    undo_migrations(len(NAMES) - NAMES.index("0039_whole"))
    migrate()
    first, second = OfficeHolder.get_by_id(traced), OfficeHolder.get_by_id(untraced)
    assert (first.valid_from, first.valid_until, first.ended_at) == (today, date(2026, 11, 27), NOW)
    assert (second.valid_from, second.valid_until, second.ended_at) == (today, today, day_begins(today))
    assert not in_force_on(today)


def in_force_on(day: date) -> bool:
    return OfficeHolder.select().where((OfficeHolder.kind == "plh") & in_force(day)).exists()


def test_what_an_older_version_sent_gets_the_grade_that_was_known_and_no_case_moves(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    rows = list(Outbox.select().order_by(Outbox.id))
    for row, ack in zip(rows, ("read", "failed"), strict=True):
        Outbox.update(ack=ack).where(Outbox.id == row.id).execute()
    go_back()
    migrate()
    told = DeliveryChange.select(DeliveryChange.reply, DeliveryChange.grade, DeliveryChange.effect)
    assert list(told.order_by(DeliveryChange.id).tuples()) == [
        (rows[1].id, "handed", ""),
        (rows[0].id, "accepted", ""),
        (rows[0].id, "reached", ""),
        (rows[0].id, "read", ""),
        (rows[1].id, "failed", "sebelum"),
    ]
    first, second = Outbox.select().order_by(Outbox.id)
    assert (first.grade, first.grade_at, first.there_at) == ("read", None, first.sent_at)
    assert (second.grade, second.there_at) == ("failed", None)
    assert (walk.case.stage, faults()) == ("selesai", [])
    office = Office.__new__(Office)
    assert [*delivered.grades(office), *delivered.standing(office)] == []


def test_a_receipt_is_told_from_its_recording_where_it_is_known(account: Any) -> None:
    late, ahead, past = NOW - timedelta(days=9), NOW + timedelta(hours=1), NOW - timedelta(days=200)
    ChannelAccount.update(created_at=past).execute()
    for number, sent_at in enumerate((late, ahead, past)):
        take_in(account, citizen_message(who=f"62811000000{number}", sent_at=sent_at))
    ChannelAccount.update(created_at=late).execute()
    go_back()
    assert {row.opened_at for row in Complaint.select(Complaint.opened_at)} == {NOW}
    StatutoryClock.update(starts_at=NOW).execute()
    migrate()
    rows = list(Complaint.select().order_by(Complaint.id))
    assert [(row.opened_at, row.recorded_at) for row in rows] == [(late, NOW), (NOW, NOW), (NOW, NOW)]
    starts = {row.complaint_id: row.starts_at for row in StatutoryClock.select()}
    assert starts == {row.id: row.opened_at for row in rows}
    assert list(moments(Office(Path(), Path(), NOW))) == []


def test_an_older_pause_is_weighed_by_rule_and_what_a_closed_month_counted_stays(account: Any) -> None:
    walk = Walk(account).at_section()
    record = StepRecord.get((StepRecord.complaint == walk.id) & StepRecord.finished_at.is_null())
    staff, begins = actor(Role.KASI_LALINTALKIM).staff_id, record.started_at
    proof, ends = letter_of(walk), begins + timedelta(minutes=90)
    Pause.create(
        record=record, reason_code="menunggu_instansi", proof=proof, starts_at=begins, ends_at=ends, made_by=staff
    )
    walk.now = ends
    with database.atomic():
        event = AuditEvent("jeda", f"complaint:{walk.id}", after=f"Menunggu jawaban instansi lain · {proof}")
        audit_trail.write(actor(Role.KASI_LALINTALKIM), begins, event)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    before = counted(record.id)
    for month, kept in (("2026-11", True), ("", False)):
        undo_migrations(len(NAMES) - NAMES.index("0043_pauses_accepted"))
        MonthClose.delete().execute()
        if month:
            database.execute_sql(  # the tables are those of that version
                "INSERT INTO month_close (month, figures, sha256, closed_by_id, closed_at)"  # noqa: S608 - our own
                f" VALUES ('{month}', '{{}}', '{'0' * 64}', {staff}, '{walk.now}')"
            )
        migrate()
        pause = Pause.get()
        assert (pause.asked_at, pause.limit_minutes, pause.counted_before) == (begins, None, kept)
        move_pauses(walk.tick())
        assert Pause.get().limit_minutes == 60
        assert (counted(record.id) == before) is kept
        assert list(course.pauses(Office(Path(), Path(), NOW))) == []
    assert counted(record.id) == (before[0] - timedelta(minutes=30), before[1] + 30)  # sixty of ninety, by rule


def test_a_folder_that_left_its_box_before_stands_there_no_more(account: Any) -> None:
    made = {"made_by": actor(Role.PENGELOLA).person_id, "made_at": NOW}
    names = dict.fromkeys(("handed_by", "handed_title", "received_by", "received_title", "receiver"), "x")
    record = Transfer.create(**names, **made)
    walks = [Walk(account, who=f"62811000000{who}") for who in range(4)]
    gone, handed, back, stays = (walk.id for walk in walks)
    for case, days in ((gone, -1), (handed, -1), (back, 1), (stays, -1)):
        at = {"placed_by": made["made_by"], "placed_at": NOW + timedelta(days=days)}
        FolderPlace.create(complaint=case, room="R", rack="1", box="1", sheets=3, **at)
    for case in (handed, back):
        TransferItem.create(transfer=record, complaint=case, number="x", years="2026")
    Complaint.update(destroyed_at=NOW + timedelta(days=2)).where(Complaint.id == gone).execute()
    undo_migrations(len(NAMES) - NAMES.index("0074_folders_leave"))
    migrate()
    ended = {row.complaint_id: row.ended_at for row in FolderPlace.select()}
    assert ended == {gone: NOW + timedelta(days=2), handed: NOW, back: None, stays: None}
    returned = {row.complaint_id: row.returned_at for row in TransferItem.select()}
    assert returned == {handed: None, back: NOW + timedelta(days=1)}


def counted(record_id: int) -> tuple[Any, Any]:
    row = StepRecord.get_by_id(record_id)
    return row.due_at, row.net_minutes


def test_fractions_that_postgresql_kept_short_stay_as_they_were_shown_and_new_ones_are_whole(account: Any) -> None:
    Walk(account)
    undo_migrations(NAMES[::-1].index("0086_whole_fractions") + 1)
    photo = ReportPhoto.create(complaint=1, sha256="a" * 64, made_at=NOW, latitude=12.3, longitude=106.8166)
    migrate()
    found = ReportPhoto.get_by_id(photo.id)
    assert (found.latitude, found.longitude) == (12.3, 106.8166)
    ReportPhoto.update(latitude=-6.123456789012345).execute()
    assert ReportPhoto.get_by_id(photo.id).latitude == -6.123456789012345
