"""The audit trail is read in the office's words, found by a complaint's number, and kept and exported as it is."""

from collections.abc import Callable
from typing import Any

import pytest

from admin_app.office.audit_words import OBJECTS, event_words, numbers_of, object_words, subject_of, value_words
from admin_app.privacy.traced_looks import TRACED
from models.rules.cases.sop import MOVES
from models.rules.clocks.warnings import WARNINGS
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint
from tests.admin_app.browsing import Browser, text
from tests.office import new_complaint
from tests.own_types import RECORD, keep

Open = Callable[[Role | str], Browser]


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("penerusan_kasubsi", "Penerusan – Kasubsi"),
        ("lalintalkim", "Seksi Lalintalkim"),
        ("kasubsi_infokim", "Kasubsi Infokim"),
        ("sent", "Terkirim"),
        ("jawaban", "Jawaban pengaduan"),
        ("ND-TERUS", "Nota Dinas Pengoordinasian"),
        ("langkah:58:50", "Langkah SOP sudah memakai separuh waktunya"),
        ("hukum:3:100", "Batas peraturan terlampaui"),
        ("hukum:3:lain", "hukum:3:lain"),
        ("WIM.32.IMI.5-UM.01.01-7", "WIM.32.IMI.5-UM.01.01-7"),
        ("value=ya", "value=ya"),
        ("", ""),
    ],
)
def test_what_stood_before_and_after_is_read_in_words(kept: str, said: str) -> None:
    assert value_words(kept) == said


@pytest.mark.parametrize("kind", sorted({row.kind for row in TRACED.values()} - {""}))
def test_what_a_look_showed_is_read_in_words(kind: str) -> None:
    assert kind in OBJECTS
    assert value_words(f"{kind}:a-7") == f"{OBJECTS[kind]} a-7"
    assert value_words(f"{kind}: bukan sebutan") == f"{kind}: bukan sebutan"


def test_an_own_type_of_paper_is_read_by_its_title(sqlite_account: Any) -> None:
    keep(RECORD)
    assert (value_words("BAP"), value_words("TIDAK-ADA")) == ("Berita Acara Pemeriksaan", "TIDAK-ADA")


def test_every_move_is_named_as_its_button_and_other_events_as_themselves() -> None:
    assert [event_words(str(move)) for move in MOVES] == [row.label for row in MOVES.values()]
    assert event_words("ubah_data_kantor") == "Ubah data kantor"
    assert (event_words("terbitkan_sop"), event_words("hapus_contoh")) == ("Terbitkan SOP", "Hapus data latihan")
    assert event_words("kirim") == "Pengiriman jawaban"


def test_every_grade_of_a_warning_is_read_as_it_was_given() -> None:
    assert [row for row in WARNINGS if row.words not in value_words(f"{row.clock}:1:{row.grade}")] == []


def test_a_complaint_is_named_by_its_number_and_the_rest_by_its_kind(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    subject = f"complaint:{case.id}"
    numbers = numbers_of([subject, "complaint:x", "staff:1", ""])
    assert numbers == {subject: case.number}
    assert object_words(subject, numbers) == case.number
    assert object_words("staff:1", numbers) == "Akun 1"
    assert object_words("office_setting:kode_unit", {}) == "Isian profil “Kode unit”"
    assert object_words("letterhead:3", {}) == "Kop surat 3"
    assert object_words("setup_step:profil", {}) == "Langkah persiapan “Profil kantor”"
    assert [object_words(one, {}) for one in ("list:outbox", "cadangan", "database", "office")] == [
        *("Daftar jawaban", "Cadangan", "Basis data", "Kantor"),
    ]
    assert object_words("complaint:999", {}) == "Pengaduan 999"
    assert object_words("sesuatu", {}) == "sesuatu"
    assert subject_of(f" {case.number.lower()} ") == subject
    assert subject_of("ADU-2026-999999") is None


def test_the_page_says_words_finds_by_number_and_exports_what_is_kept(sqlite_account: Any, signed_in: Open) -> None:
    case, other = new_complaint(sqlite_account), new_complaint(sqlite_account, who="6289900000777")
    browser = signed_in(Role.ADMINISTRATOR)
    listed = text(browser.get("/jejak-audit/"))
    assert f">{case.number}<" in listed
    assert f"complaint:{case.id}" not in listed
    found = text(browser.get(f"/jejak-audit/?search={case.number}"))
    assert case.number in found
    assert f">{other.number}<" not in found
    row = Audit.get(Audit.subject == f"complaint:{case.id}")
    assert case.number in text(browser.get(f"/jejak-audit/details/?id={row.id}"))
    assert f"complaint:{case.id}" in text(browser.get("/jejak-audit/export/csv/"))


def test_every_kind_written_so_far_has_a_word(sqlite_account: Any) -> None:
    new_complaint(sqlite_account)
    assert Complaint.select().count() == 1
    assert {row.subject.partition(":")[0] for row in Audit.select()} <= set(OBJECTS)
