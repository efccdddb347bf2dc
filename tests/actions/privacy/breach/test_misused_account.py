"""Whom a misused account reached: what the trail says is certain, what its lists held is possible, nobody else."""

from datetime import timedelta

import pytest

from models.actions.privacy.breach.misused_account import misused_account
from models.actions.staff.keep_staff import change_staff
from models.rules.core.errors import NotVisible
from models.rules.privacy import breach
from models.rules.privacy.breach import TALK, Affected, Data, Found, Surety
from models.rules.staff.roles import Role, Section
from models.tables import Attachment, ChannelAccount, Complaint, Document, Message, Staff, StaffSession
from tests.actions.privacy.breach.acts import BEGAN, ENDED, MINUTE, USED, WITHIN, did, look, two
from tests.office import NOW, actor

CERTAIN, POSSIBLE = Surety.CERTAIN, Surety.POSSIBLE


def found(username: str = USED) -> Found:
    """Return whom an account reached in these hours."""
    return misused_account(username, BEGAN, ENDED)


def certain(username: str = USED) -> list[Affected]:
    """Return the certain lines."""
    return [row for row in found(username).rows if row.surety is CERTAIN]


def test_who_was_looked_at_is_certain_with_case_way_data_and_evidence_all_others_possible(
    account: ChannelAccount,
) -> None:
    mine, other = two(account)
    row = look("lihat_kasus", f"complaint:{mine.id}")
    first, second = found().rows
    assert (first.surety, first.cases, first.name) == (CERTAIN, (mine.number,), "Sari Contoh")
    assert (first.ways, first.data) == (("phone: +628110000001",), TALK)
    assert (first.evidence, first.first) == ((f"baca no. {row.seq}",), WITHIN)
    assert (second.surety, second.cases, second.evidence) == (POSSIBLE, (other.number,), ())


def test_another_account_and_another_time_affect_nobody(account: ChannelAccount) -> None:
    mine, _other = two(account)
    look("lihat_kasus", f"complaint:{mine.id}", by=actor(Role.KEPALA_KANTOR))
    look("lihat_kasus", f"complaint:{mine.id}", at=ENDED + MINUTE)
    look("lihat_kasus", f"complaint:{mine.id}", at=BEGAN - 11 * MINUTE)
    answer = found()
    assert (answer.rows, breach.NO_SIGN in answer.unknown) == ((), True)


def test_a_look_just_before_may_cover_one_that_is_recorded_no_second_time(account: ChannelAccount) -> None:
    mine, other = two(account)
    look("lihat_kasus", f"complaint:{mine.id}", at=BEGAN - 9 * MINUTE)
    (row,) = found().rows
    assert (row.surety, row.cases) == (POSSIBLE, (mine.number,))
    assert row.evidence
    look("lihat_kasus", f"complaint:{other.id}")
    assert {row.cases for row in certain()} == {(other.number,)}


def test_a_session_alone_makes_everything_possible_and_a_look_that_was_lost_is_said(account: ChannelAccount) -> None:
    two(account)
    assert found().rows == ()
    staff = Staff.get(Staff.username == USED)
    StaffSession.create(token_hash="t", staff=staff, created_at=NOW, seen_at=NOW)
    answer = found()
    assert [row.surety for row in answer.rows] == [POSSIBLE, POSSIBLE]
    assert {breach.MAY_LACK, breach.NOT_KEPT, breach.NEVER} <= set(answer.unknown)
    StaffSession.update(ended_at=BEGAN - MINUTE).execute()
    assert found().rows == ()


def test_a_login_that_was_renamed_since_is_the_same_account(account: ChannelAccount) -> None:
    mine, _other = two(account)
    did("masuk", f"staff:{actor(Role.PENGELOLA).staff_id}", at=NOW)
    look("lihat_kasus", f"complaint:{mine.id}")
    Staff.update(username="nama-baru").where(Staff.username == USED).execute()
    assert [row.cases for row in certain("nama-baru")] == [(mine.number,)]
    assert [row.cases for row in certain(USED)] == [(mine.number,)]
    with pytest.raises(NotVisible):
        found("tak-pernah-ada")


def test_a_file_in_no_case_a_paper_and_work_on_a_case_count_too(account: ChannelAccount) -> None:
    mine, other = two(account)
    message = Message.get(Message.text == "kata satu")
    Attachment.create(public_id="berkas-1", message=message, sha256="a" * 64, state="tersimpan")
    look("lihat_berkas", "attachment:berkas-1")
    paper = Document.create(public_id="n", complaint=other, type="SURAT", drafted_at=NOW)
    did("unduh_paket_naskah", f"document:{paper.id}")
    rows = {row.ways: row for row in certain()}
    assert rows[("phone: +628110000001",)].data >= {Data.FILES}
    assert rows[("phone: +628110000001",)].evidence == ("baca no. 1",)
    paper_row = rows[("phone: +628110000002",)]
    assert (paper_row.cases, Data.FILES in paper_row.data) == ((other.number,), True)
    did("ubah_urgensi", f"complaint:{mine.id}")
    assert {row.cases for row in certain()} == {(mine.number,), (other.number,)}


def test_a_section_reaches_what_was_forwarded_and_more_where_its_post_was_another(account: ChannelAccount) -> None:
    mine, _other = two(account)
    Complaint.update(forwarded=True).where(Complaint.id == mine.id).execute()
    section = str(Role.PETUGAS_SEKSI)
    did("masuk", "staff:0", by=actor(Role.PETUGAS_SEKSI))
    assert [row.cases for row in found(section).rows] == [(mine.number,)]
    staff = Staff.get(Staff.username == section)
    admin = actor(Role.ADMINISTRATOR)
    Staff.update(role=str(Role.PENGELOLA)).where(Staff.id == staff.id).execute()
    change_staff(staff.id, staff.name, Role.PETUGAS_SEKSI, Section.LALINTALKIM, True, admin, ENDED + MINUTE)
    assert len(found(section).rows) == 2  # whose desk it still was in those hours


def test_the_administrator_sees_no_case_but_what_he_opened_is_told(account: ChannelAccount) -> None:
    two(account)
    admin = actor(Role.ADMINISTRATOR)
    did("tambah_akun", "staff:99", by=admin)
    did("tambah_kanal", "channel:9", by=admin)
    answer = found(str(Role.ADMINISTRATOR))
    assert (answer.rows, answer.done) == ((), ("tambah_akun: 1", "tambah_kanal: 1"))


def test_a_list_that_left_makes_all_recorded_by_then_possible_also_where_the_account_sees_less(
    account: ChannelAccount,
) -> None:
    mine, _other = two(account)
    row = did("ekspor_daftar", "daftar:complaints", "2 baris", by=actor(Role.ADMINISTRATOR))
    Complaint.update(recorded_at=WITHIN + timedelta(days=1)).where(Complaint.id != mine.id).execute()
    (line,) = found(str(Role.ADMINISTRATOR)).rows
    assert (line.cases, line.evidence, line.surety) == ((mine.number,), (f"web no. {row.seq}",), POSSIBLE)
