"""Practice ends: what came of it goes at once, a real complaint beside it stays, verify is clean."""

import threading
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from peewee import IntegrityError, OperationalError

from models.actions.replies.after_restore import reconcile_attempts
from models.actions.retention.destruction.remove_files import remove_files
from models.actions.search.indexing import catch_up, index_everything
from models.actions.upkeep.sample_data import remove
from models.actions.upkeep.sample_data.reach import sample_rows
from models.actions.upkeep.sample_data.remove import count_sample, remove_sample
from models.rules.core.errors import NotPermitted
from models.rules.search.searching import Found
from models.rules.staff.roles import Role
from models.rules.upkeep.sample_data import AGREED, SampleNotRemovable
from models.tables import (
    TABLES,
    Audit,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Contact,
    IssuedNumber,
    Message,
    NumberSeries,
    OfficeHolder,
    Official,
    Outbox,
    SearchEntry,
    Staff,
    Thread,
    Transfer,
    TransferItem,
    database,
)
from models.tables.core.database import connected, is_sqlite
from models.tables.core.files.folder_store import FolderStore
from models.tables.replies import attempts_log
from tests.actions.upkeep.verify.test_verify import SOON, Someone, busy_office, look, witness
from tests.office import NOW, actor, add_staff, citizen_message, new_complaint, take_in
from tests.running.kept_states import again, always
from tests.simulator.caller import until

ADMIN = Role.ADMINISTRATOR


def real_channel() -> ChannelAccount:
    """A channel of the office's own beside the simulated one."""

    def created() -> int:
        return int(ChannelAccount.create(kind="gowa", label="WhatsApp kantor", created_at=NOW).id)

    return ChannelAccount.get_by_id(always("real", created))


def practised(account: Any, folder: Path) -> None:
    """An office in which one practised on everything: the channel is simulated, one account is a sample."""
    always(("sample", account.id), ChannelAccount.update(sample=True).where(ChannelAccount.id == account.id).execute)
    busy_office(account, folder)
    again("trainee", _trained)


def _trained() -> None:
    trainee = add_staff(Role.PENGELOLA, username="rani")
    Staff.update(sample=True).where(Staff.id == trainee.id).execute()
    Official.update(sample=True).where(Official.id == trainee.official_id).execute()


def everything(table: Any, ids: set[int]) -> list[tuple[Any, ...]]:
    """Every column of these rows."""
    return list(table.select().where(table.id.in_(ids)).order_by(table.id).tuples())


@pytest.mark.parametrize("order", ["real first", "practice first"])
def test_practice_goes_and_a_real_complaint_beside_it_stays_untouched(
    order: str, account: Any, tmp_path: Path
) -> None:
    real = real_channel()
    if order == "real first":
        Someone(real, 91).with_answer().handed_back().finished()
    practised(account, tmp_path)
    if order == "practice first":
        Someone(real, 91).with_answer().handed_back().finished()
    new_complaint(real, "Masih terbuka", "628110000092")
    witness(tmp_path)
    gone = sample_rows()
    stays = {table: {row.id for row in table.select()} - gone[table] for table in TABLES}
    # Numbers and the trail are looked at apart: the former say whose they were, the latter grows.
    stays = {table: ids for table, ids in stays.items() if table not in (IssuedNumber, NumberSeries, Audit, Staff)}
    before = {table: everything(table, ids) for table, ids in stays.items()}
    told = count_sample(actor(ADMIN))
    assert (told.complaints, told.real, told.hindrance) == (len(gone[Complaint]), 2, "")
    remove_sample(AGREED.lower(), actor(ADMIN), NOW)
    for table, ids in stays.items():
        if table not in (Official, OfficeHolder):
            assert everything(table, ids) == before[table], table
    assert {row.account_id for row in Complaint.select()} == {real.id}
    assert not ChannelAccount.select().where(ChannelAccount.sample == True).exists()  # noqa: E712
    assert not Staff.select().where(Staff.username == "rani").exists()
    remove_files(FolderStore(tmp_path / "files"), SOON)
    assert look(tmp_path).failures == []


def test_the_search_forgets_practice_at_once_and_keeps_the_rest(account: Any, tmp_path: Path) -> None:
    practised(account, tmp_path)
    Someone(real_channel(), 96).with_answer().handed_back().finished()
    index_everything()
    gone = sample_rows()
    remove_sample(AGREED, actor(ADMIN), NOW)
    there = set(SearchEntry.select(SearchEntry.kind, SearchEntry.ref).tuples())
    assert not there & {(str(Found.KASUS), ref) for ref in gone[Complaint]}
    assert {kind for kind, _ref in there} >= {str(Found.KASUS), str(Found.PESAN), str(Found.JAWABAN)}
    while catch_up():
        pass
    assert look(tmp_path).failures == []


def test_numbers_begin_anew_where_only_practice_had_any(account: Any, tmp_path: Path) -> None:
    practised(account, tmp_path)
    remove_sample(AGREED, actor(ADMIN), NOW)
    assert not IssuedNumber.select().exists()
    assert new_complaint(real_channel(), who="628110000093").number.endswith("000001")
    assert look(tmp_path).failures == []


def test_numbers_between_real_ones_stay_cancelled_with_their_reason(account: Any, tmp_path: Path) -> None:
    practised(account, tmp_path)
    kept = new_complaint(real_channel(), who="628110000094")
    remove_sample(AGREED, actor(ADMIN), NOW)
    rows = list(IssuedNumber.select().order_by(IssuedNumber.urut))
    assert [row.urut for row in rows] == list(range(1, len(rows) + 1))
    assert {row.cancel_reason for row in rows if row.cancelled} == {"Data latihan dihapus"}
    assert [row.text for row in rows if not row.cancelled] == [kept.number]
    assert look(tmp_path).failures == []


def test_ids_given_anew_begin_a_trace_of_their_own(account: Any, tmp_path: Path) -> None:
    practised(account, tmp_path)
    remove_sample(AGREED, actor(ADMIN), NOW)
    Someone(real_channel(), 95).with_answer().handed_back().finished()
    witness(tmp_path)
    assert look(tmp_path).failures == []
    behind = reconcile_attempts(attempts_log.entries(tmp_path / "attempts.log"), NOW)
    assert not behind.any


def test_what_a_trainee_filed_by_hand_goes_too_and_the_counter_itself_stays(sqlite_account: Any) -> None:
    from models.actions.intake.file_by_hand import Filing, file_by_hand
    from models.rules.intake.filing import Origin

    file_by_hand(Filing(Origin.LOKET, "Sungguhan", NOW, "Sari"), (), "s" * 20, actor(Role.PENGELOLA), NOW)
    Staff.update(sample=True).where(Staff.username == str(Role.KASUBSI_INFOKIM)).execute()
    file_by_hand(Filing(Origin.LOKET, "Latihan", NOW, "Budi"), (), "l" * 20, actor(Role.KASUBSI_INFOKIM), NOW)
    assert count_sample(actor(ADMIN)).complaints == 1
    remove_sample(AGREED, actor(ADMIN), NOW)
    assert [row.text for row in Message.select()] == ["Sungguhan"]
    assert [row.name for row in Contact.select()] == ["Sari"]
    assert Thread.select().count() == 1


def test_an_account_real_work_names_is_closed_and_not_deleted(sqlite_account: Any) -> None:
    walk = Someone(sqlite_account, 96).identified()
    Staff.update(sample=True).where(Staff.username == str(Role.PENGELOLA)).execute()
    remove_sample(AGREED, actor(ADMIN), NOW)
    left = Staff.get(Staff.username == str(Role.PENGELOLA))
    assert (left.active, left.password_hash) == (False, "")
    assert walk.case.number


def test_a_real_case_with_messages_of_practice_in_it_hinders(sqlite_account: Any) -> None:
    sqlite_account.sample = True
    sqlite_account.save()
    sample = new_complaint(sqlite_account, who="628110000097")
    real = new_complaint(real_channel(), who="628110000098")
    message = ComplaintMessage.get(ComplaintMessage.complaint == sample.id).message
    ComplaintMessage.create(complaint=real, message=message, linked_at=NOW)
    assert real.number in count_sample(actor(ADMIN)).hindrance
    with pytest.raises(SampleNotRemovable, match=real.number):
        remove_sample(AGREED, actor(ADMIN), NOW)
    assert Complaint.select().count() == 2


def test_a_transfer_record_with_practice_and_real_files_hinders(sqlite_account: Any) -> None:
    always(("sample", 1), ChannelAccount.update(sample=True).where(ChannelAccount.id == sqlite_account.id).execute)
    practice = new_complaint(sqlite_account)
    real = new_complaint(real_channel(), who="628119999999")
    names = dict.fromkeys(("handed_by", "handed_title", "received_by", "received_title", "receiver"), "x")
    made = Transfer.create(number="BA-PMD/001/2026", made_by=actor(ADMIN).staff_id, made_at=NOW, **names)
    for case in (practice, real):
        TransferItem.create(transfer=made, complaint=case.id, number=case.number, years="2026")
    with pytest.raises(SampleNotRemovable, match="BA-PMD/001/2026 memuat berkas latihan dan berkas sungguhan"):
        remove_sample(AGREED, actor(ADMIN), SOON)
    assert TransferItem.select().count() == 2


def test_it_wants_the_words_an_administrator_and_no_account_of_practice(sqlite_account: Any) -> None:
    sqlite_account.sample = True
    sqlite_account.save()
    take_in(sqlite_account, citizen_message("Latihan"))
    with pytest.raises(SampleNotRemovable, match=AGREED):
        remove_sample("hapus", actor(ADMIN), NOW)
    with pytest.raises(NotPermitted):
        remove_sample(AGREED, actor(Role.KEPALA_KANTOR), NOW)
    Staff.update(sample=True).where(Staff.username == str(ADMIN)).execute()
    with pytest.raises(SampleNotRemovable, match="akun latihan"):
        remove_sample(AGREED, actor(ADMIN), NOW)
    assert Complaint.select().count() == 1
    assert Outbox.select().count() == 0


def test_an_office_without_practice_has_nothing_to_remove(sqlite_account: Any) -> None:
    new_complaint(sqlite_account)
    assert not count_sample(actor(ADMIN)).any
    remove_sample(AGREED, actor(ADMIN), NOW)
    assert Complaint.select().count() == 1


def test_practice_goes_whole_though_the_agent_takes_a_message_in_meanwhile(account: Any, tmp_path: Path) -> None:
    practised(account, tmp_path)
    begun, waited_for = Event(), Event()

    def agent() -> None:
        with connected(), database.atomic():
            take_in(account, citizen_message("Masih latihan", "628119999999"))
            begun.set()
            assert is_sqlite() or waited_for.wait(60)

    writing = threading.Thread(target=agent)
    writing.start()
    assert begun.wait(60)
    letting = threading.Thread(target=lambda: (until(somebody_waits, 60), waited_for.set()))
    letting.start()
    remove_sample(AGREED, actor(ADMIN), NOW)
    for thread in (writing, letting):
        thread.join(60)
    assert not Message.select().where(Message.text == "Masih latihan").exists()
    assert not sample_rows()[ChannelAccount]


def somebody_waits() -> bool:
    """Whether anybody waits for a lock of PostgreSQL; on SQLite whoever writes waits by itself."""
    if is_sqlite():
        return True
    with connected():
        waiting = database.execute_sql(
            "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
            "WHERE NOT l.granted AND d.datname = current_database()"
        ).fetchone()
    return bool(waiting[0])


@pytest.mark.parametrize("trouble", [OperationalError("deadlock detected"), IntegrityError("foreign key")])
def test_where_the_database_gives_it_up_it_is_begun_anew_and_at_last_said_in_words(
    trouble: Exception, account: Any, tmp_path: Path
) -> None:
    practised(account, tmp_path)
    before = count_sample(actor(ADMIN))
    failing = [trouble] * 3

    def held() -> None:
        if failing:
            raise failing.pop()

    with pytest.MonkeyPatch.context() as database_in_trouble:
        database_in_trouble.setattr(remove, "hold_all_tables", held)
        with pytest.raises(SampleNotRemovable, match="Tekan hapus sekali lagi"):
            remove_sample(AGREED, actor(ADMIN), NOW, form_key="kunci-hapus-latihan-01")
        assert count_sample(actor(ADMIN)) == before
        failing.extend([trouble] * 2)
        remove_sample(AGREED, actor(ADMIN), NOW, form_key="kunci-hapus-latihan-01")
    assert not count_sample(actor(ADMIN)).any and failing == []
