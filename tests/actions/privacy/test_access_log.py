"""Who looked at a person's data: his cases and those that hold his words, no other's, by the post of that day."""

from dataclasses import replace
from datetime import datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR, Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.intake.join_contacts import join_contacts, part_contact, person_of
from models.actions.privacy.access_log import AccessLog, access_log, recorded_since
from models.actions.staff.keep_staff import change_staff
from models.rules.privacy.looks import CHAIN
from models.rules.staff.roles import Role, Section
from models.tables import (
    Attachment,
    Audit,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    ConflictParty,
    Document,
    Message,
    Staff,
)
from tests.office import NOW, actor, new_complaint

KASUBSI, DESK, SECTION = Role.KASUBSI_INFOKIM, Role.PENGELOLA, Role.PETUGAS_SEKSI


def look(event: str, subject: str, after: str = "", by: Actor | None = None, at: datetime = NOW) -> None:
    """Let somebody look at something, as the trail has it."""
    who = by or actor(DESK)
    audit_trail.write(replace(who, chain=CHAIN), at, AuditEvent(event, subject, after=after))


def log_of(*people: int, shut: tuple[int, ...] = (), by: Role = KASUBSI) -> AccessLog:
    """Return the log of these contacts."""
    return access_log(people, actor(by), shut)


def told(*people: int) -> list[tuple[str, str, str]]:
    """Return post, event and case of each row."""
    return [(row.post, row.what, row.case) for row in log_of(*people).rows]


def two(account: ChannelAccount) -> tuple[Complaint, Complaint]:
    """Return the cases of two persons."""
    return new_complaint(account, "kata satu", "628110000001"), new_complaint(account, "kata dua", "628110000002")


def test_his_cases_files_papers_and_identity_are_told_and_no_other_persons(account: ChannelAccount) -> None:
    mine, other = two(account)
    paper = Document.create(public_id="n", complaint=mine, type="SURAT", drafted_at=NOW)
    message = Message.get(Message.text == "kata satu")
    Attachment.create(public_id="berkas-1", message=message, sha256="a" * 64, state="tersimpan")
    look("lihat_kasus", f"complaint:{mine.id}")
    look("lihat_berkas", f"complaint:{mine.id}", "document:n", at=NOW + timedelta(minutes=1))
    look("lihat_berkas", "attachment:berkas-1")  # of a message that stood in no case
    look("lihat_identitas", f"complaint:{mine.id}")
    look("unduh_paket_naskah", f"document:{paper.id}")
    look("serahkan_data", f"complaint:{mine.id}", "f" * 64, by=actor(KASUBSI))
    look("lihat_kasus", f"complaint:{other.id}")
    look("lihat_berkas", f"complaint:{other.id}", "document:x")
    audit_trail.write(actor(DESK), NOW, AuditEvent("ubah_urgensi", f"complaint:{mine.id}"))
    desk, nr = "Pengelola Pengaduan", mine.number
    assert told(mine.contact_id) == [
        ("Kasubsi Infokim", "menyusun salinan seluruh data", nr),
        (desk, "mengunduh paket naskah", nr),
        (desk, "melihat identitas yang dirahasiakan", nr),
        (desk, "melihat atau mengunduh berkas: lampiran pesan", ""),
        (desk, "melihat atau mengunduh berkas: naskah", nr),
        (desk, "membuka pengaduan", nr),
    ]
    assert log_of(mine.contact_id).rows[-1].name == "Contoh Pengelola Pengaduan"


def test_joined_contacts_are_one_person_until_they_are_parted(account: ChannelAccount) -> None:
    mine, also = two(account)
    look("lihat_kasus", f"complaint:{also.id}")
    assert told(*person_of(mine.contact_id)) == []
    join_contacts(mine.contact_id, also.contact_id, actor(KASUBSI), NOW)
    assert [case for _post, _what, case in told(*person_of(mine.contact_id))] == [also.number]
    part_contact(also.contact_id, actor(KASUBSI), NOW)
    assert told(*person_of(mine.contact_id)) == []


def test_a_case_of_another_that_held_his_words_is_told_without_its_number_and_only_while_it_did(
    account: ChannelAccount,
) -> None:
    mine, other = two(account)
    message = Message.get(Message.text == "kata satu")
    hour = timedelta(hours=1)
    lent = {"complaint": other, "message": message, "linked_at": NOW + hour, "undone_at": NOW + 3 * hour}
    ComplaintMessage.create(**lent)
    Attachment.create(public_id="berkas-1", message=message, sha256="a" * 64, state="tersimpan")
    for hours in (0, 2, 4):
        look("lihat_kasus", f"complaint:{other.id}", at=NOW + hours * hour)
    look("lihat_berkas", f"complaint:{other.id}", "attachment:milik-orang-lain", at=NOW + 2 * hour)
    look("lihat_berkas", f"complaint:{other.id}", "attachment:berkas-1", at=NOW + 5 * hour)
    look("unduh_berkas_perkara", f"complaint:{other.id}", "e" * 64, at=NOW + 2 * hour)
    rows = [(row.what, row.at - NOW, row.case) for row in log_of(mine.contact_id).rows]
    assert rows == [
        ("mengunduh berkas perkara", 2 * hour, ""),
        ("melihat atau mengunduh berkas: lampiran pesan", 5 * hour, ""),
        ("membuka pengaduan", 2 * hour, ""),
    ]


def test_a_post_is_the_one_of_that_day_also_after_the_account_was_moved_or_taken_off(account: ChannelAccount) -> None:
    mine, _other = two(account)
    look("lihat_kasus", f"complaint:{mine.id}", by=actor(SECTION))
    moved = Staff.get(Staff.username == str(SECTION))
    admin = actor(Role.ADMINISTRATOR)
    change_staff(moved.id, moved.name, SECTION, Section.INTELDAKIM, True, admin, NOW)
    look("lihat_kasus", f"complaint:{mine.id}", by=actor(SECTION))
    change_staff(moved.id, moved.name, Role.PENGELOLA, None, False, admin, NOW)
    look("lihat_kasus", f"complaint:{mine.id}", by=Actor("sudah-tiada"))
    look("lihat_kasus", f"complaint:{mine.id}", by=OPERATOR)
    assert [post for post, _what, _case in told(mine.contact_id)] == [
        "Petugas di server",
        "Akun yang tidak ada lagi",
        "Petugas Seksi (Seksi Inteldakim)",
        "Petugas Seksi (Seksi Lalintalkim)",
    ]


def test_a_protected_case_that_is_shut_and_one_hidden_from_who_asks_stay_out(account: ChannelAccount) -> None:
    mine, other = two(account)
    join_contacts(mine.contact_id, other.contact_id, actor(KASUBSI), NOW)
    look("lihat_kasus", f"complaint:{mine.id}")
    message = Message.get(Message.text == "kata satu")
    Attachment.create(public_id="berkas-1", message=message, sha256="a" * 64, state="tersimpan")
    look("lihat_berkas", "attachment:berkas-1")
    both = (mine.contact_id, other.contact_id)
    assert len(log_of(*both).rows) == 2
    assert log_of(*both, shut=(mine.id,)).rows == []
    ConflictParty.create(complaint=mine, staff=actor(KASUBSI).staff_id, why="x", named_at=NOW, named_by=1)
    assert log_of(*both).rows == []


def test_it_says_since_when_looks_are_recorded_and_a_clock_in_the_past_promises_nothing(
    account: ChannelAccount,
) -> None:
    mine, _other = two(account)
    assert recorded_since() is None
    ahead = Audit.select(Audit.at).order_by(Audit.id.desc()).first().at
    look("lihat_kasus", f"complaint:{mine.id}", at=NOW - timedelta(days=900))
    look("lihat_kasus", f"complaint:{mine.id}", at=NOW + timedelta(days=3))
    assert recorded_since() == ahead
    audit_trail.write(OPERATOR, NOW, AuditEvent("pulihkan", "database", after="2026"))
    assert log_of(mine.contact_id).restored == [NOW]


def test_lists_that_left_are_counted_since_he_is_known_and_office_rows_are_not(account: ChannelAccount) -> None:
    who = actor(Role.KEPALA_KANTOR)
    audit_trail.write(who, NOW - timedelta(days=9), AuditEvent("ekspor_daftar", "daftar:complaints", after="9 baris"))
    mine, _other = two(account)
    later = NOW + timedelta(days=1)
    for subject in ("daftar:complaints", "daftar:complaints", "daftar:holidays", "daftar:sesuatu-baru"):
        audit_trail.write(who, later, AuditEvent("ekspor_daftar", subject, after="9 baris"))
    audit_trail.write(OPERATOR, NOW, AuditEvent("ekspor", "list:messages", after="csv"))
    found = [(one.event, one.subject, one.times, one.last) for one in log_of(mine.contact_id).exports]
    assert found == [
        ("ekspor", "list:messages", 1, NOW),
        ("ekspor_daftar", "daftar:complaints", 2, later),
        ("ekspor_daftar", "daftar:sesuatu-baru", 1, later),
    ]
