"""Retensi on screen: proposed, agreed to by somebody else, carried out, recorded on paper; held and let go."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from docx import Document as WordFile

from admin_app.retention.shown_lists import FILES, LISTS
from models.actions.retention.erasure.erase import erase
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, DestructionItem, DestructionList, RecordClass, Staff
from tests.actions.retention.appraising import appraise
from tests.actions.upkeep.verify.test_verify import Someone
from tests.admin_app.asked import listening
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW

Open = Callable[[Role | str], Browser]
AFTER = NOW + timedelta(days=6 * 366)
KASUBSI, HEAD = Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR


@pytest.fixture
def old(clock: Clock, sqlite_account: Any) -> Complaint:
    """A finished case whose time is over."""
    case = Someone(sqlite_account, 11).with_answer().handed_back().finished().case
    clock.now = AFTER
    return case


def submit(browser: Browser, button: str, **fields: Any) -> Any:
    return browser.post(f"/retensi/{button}", form_key=f"kunci-retensi-{button}-{len(fields)}", **fields)


def test_two_people_let_a_file_go_and_the_record_is_a_word_file(old: Complaint, signed_in: Open) -> None:
    kasubsi, head = signed_in(KASUBSI), signed_in(HEAD)
    assert old.number not in text(kasubsi.get("/retensi/"))  # nobody appraised it yet
    appraise(old, now=AFTER)
    assert old.number in text(kasubsi.get("/retensi/"))
    assert submit(kasubsi, "usul", berkas=str(old.id), catatan="Sudah dinilai").status_code == 303
    made = DestructionList.get()
    assert (submit(kasubsi, "setuju", daftar=str(made.id)).status_code, made.approved_at) == (403, None)
    page = text(head.get("/retensi/"))
    assert ("Sudah dinilai" in page, "Setujui" in page, "Usulkan yang dipilih" in page) == (True, True, False)
    assert submit(head, "setuju", daftar=str(made.id)).status_code == 303
    assert kasubsi.get(f"/retensi/berita-acara/{made.id}").status_code == 404
    assert "menunggu persetujuan lembaga kearsipan" in text(page := kasubsi.get("/retensi/"))
    assert "Laksanakan pemusnahan" not in text(page)
    early = submit(kasubsi, "laksanakan", daftar=str(made.id), terlalu="dini")
    assert (early.status_code, "belum dicatat" in text(early)) == (409, True)
    consented(kasubsi, made)
    assert submit(kasubsi, "laksanakan", daftar=str(made.id)).status_code == 303
    assert Complaint.get_by_id(old.id).destroyed_at is not None
    answer = kasubsi.get(f"/retensi/berita-acara/{made.id}")
    words = "\n".join(cell.text for table in WordFile(io.BytesIO(answer.data)).tables for cell in table._cells)
    assert old.number in words
    assert "Contoh Kepala Kantor" in words
    assert "B-KN.00.03/1/2032" in words and "Contoh Kasi TIKKIM" in words and "SK nomor SK-7/2026" in words
    assert "BA-PMA/001/2032" in record_words(answer.data)
    page = text(kasubsi.get("/retensi/"))
    assert ("menunggu penghapusan di berkas" in page, "direncanakan" in page) == (True, True)
    assert "dihapus dari basis data" not in page
    assert "dihapus dari basis data" not in words
    assert "berkas basis data masih menunggu" in record_words(answer.data)
    assert erase(NOW + timedelta(days=6 * 366, hours=14)) == ""
    assert "dihapus dari basis data" in text(kasubsi.get("/retensi/"))
    assert "dihapus dari basis data" in record_words(kasubsi.get(f"/retensi/berita-acara/{made.id}").data)
    page = text(kasubsi.get(f"/meja/kasus/{old.public_id}"))
    assert "dimusnahkan" in page
    assert "Sari Contoh" not in page


def consented(browser: Browser, made: DestructionList) -> None:
    form = {"daftar": str(made.id), "surat": "B-KN.00.03/1/2032", "tanggal": AFTER.date().isoformat()}
    for lacking, said in (
        ({"tanggal": ""}, "Isi tanggal"),
        ({"surat": " "}, "Isi nomor"),
        ({"pindaian": (io.BytesIO(b"MZ bukan surat"), "surat.pdf")}, "bukan gambar"),
        ({}, "Pilih pindaian"),
    ):
        fields = form | {"pindaian": (io.BytesIO(b"%PDF-1.7 surat"), "surat.pdf")} | lacking
        if not lacking:
            del fields["pindaian"]
        refused = submit(browser, "persetujuan", **fields)
        assert (refused.status_code, said in text(refused)) == (409, True), said
    answer = submit(browser, "persetujuan", **form, pindaian=(io.BytesIO(b"%PDF-1.7 surat"), "surat.pdf"))
    assert answer.status_code == 303
    page = text(browser.get("/retensi/"))
    assert ("B-KN.00.03/1/2032" in page, "Laksanakan pemusnahan" in page) == (True, True)
    assert browser.get(f"/retensi/persetujuan/{made.id}").data == b"%PDF-1.7 surat"


def record_words(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in WordFile(io.BytesIO(content)).paragraphs)


def test_a_list_is_refused_or_withdrawn_with_a_reason(old: Complaint, signed_in: Open) -> None:
    kasubsi = signed_in(KASUBSI)
    appraise(old, now=AFTER)
    submit(kasubsi, "usul", berkas=str(old.id))
    made = DestructionList.get()
    assert "Tarik kembali" in text(kasubsi.get("/retensi/"))
    refused = submit(kasubsi, "tolak", daftar=str(made.id), alasan=" ")
    assert (refused.status_code, "alasan" in text(refused).lower()) == (409, True)
    again = browser_post(kasubsi, "tolak", daftar=str(made.id), alasan="Salah pilih")
    assert again.status_code == 303
    assert "Salah pilih" in text(kasubsi.get("/retensi/"))


def browser_post(browser: Browser, button: str, **fields: Any) -> Any:
    return browser.post(f"/retensi/{button}", form_key="kunci-retensi-berikut-1", **fields)


def test_held_by_its_number_and_let_go(old: Complaint, signed_in: Open) -> None:
    head = signed_in(HEAD)
    assert submit(head, "tahan", nomor=f" {old.number} ", alasan="Gugatan").status_code == 303
    assert "Gugatan" in text(head.get("/retensi/"))
    assert "ditahan dari pemusnahan" in text(head.get(f"/meja/kasus/{old.public_id}"))
    assert submit(head, "lepas", nomor=old.number, alasan="Selesai").status_code == 303
    unknown = browser_post(head, "tahan", nomor="ADU-2026-999999", alasan="x")
    assert (unknown.status_code, "Tidak ada pengaduan bernomor itu" in text(unknown)) == (409, True)
    assert head.post("/retensi/bakar", form_key="kunci-retensi-bakar-1").status_code == 404


def test_a_file_that_names_the_reader_shows_on_no_list_and_in_no_record(old: Complaint, signed_in: Open) -> None:
    made = DestructionList.create(made_by=Staff.get(Staff.username == str(KASUBSI)), made_at=NOW, carried_out_at=NOW)
    DestructionItem.create(list=made, complaint=old.id, number=old.number, reason="x")
    tikkim = signed_in(Role.KASI_TIKKIM)
    assert old.number in text(tikkim.get("/retensi/"))
    ConflictParty.create(complaint=old, staff=Staff.get(Staff.username == str(Role.KASI_TIKKIM)), named_at=NOW)
    assert old.number not in text(tikkim.get("/retensi/"))
    assert tikkim.get(f"/retensi/berita-acara/{made.id}").status_code == 404


def test_the_schedule_is_the_office_s_and_one_class_a_kind(sqlite_account: Any, signed_in: Open) -> None:
    kasubsi = signed_in(KASUBSI)
    row = RecordClass.get(RecordClass.key == "pertanyaan")
    form = {"key": row.key, "label": row.label, "kind": "pertanyaan", "active_years": "3", "inactive_years": "4"}
    form |= {"fate": "dinilai_kembali", "basis": "JRA 2027"}
    saved = kasubsi.post(f"/jadwal-retensi/edit/?id={row.id}", form_key="kunci-jadwal-1", **form)
    assert saved.status_code == 302
    assert RecordClass.get_by_id(row.id).active_years == 3
    double = kasubsi.post("/jadwal-retensi/new/", form_key="kunci-jadwal-2", **form | {"key": "lain"})
    assert (double.status_code, "sudah mempunyai kelas" in text(double)) == (409, True)


def test_a_protected_person_is_not_named_among_the_candidates(old: Complaint, signed_in: Open) -> None:
    subject = "Sari Contoh mengadu lewat +628110000011"
    Complaint.update(identity_protected=True, subject=subject).where(Complaint.id == old.id).execute()
    appraise(old, now=AFTER)
    page = text(signed_in(KASUBSI).get("/retensi/"))
    assert (old.number in page, "Sari" in page, "8110000011" in page) == (True, False, False)


def listed(number: int, most: int) -> DestructionList:
    """Make one more list, refused, with so many files of one case."""
    by, case = Staff.get(Staff.username == str(KASUBSI)), Complaint.get()
    made = DestructionList.create(
        made_by=by, made_at=NOW, note=f"Daftar uji {number}", refused_at=NOW, refuse_reason="Uji"
    )
    rows = [{"list": made.id, "complaint": case.id, "number": f"ADU-{number}-{at:03}"} for at in range(most)]
    DestructionItem.insert_many([row | {"reason": "uji"} for row in rows]).execute()
    return made


@pytest.mark.usefixtures("old")
def test_lists_and_their_files_come_a_page_at_a_time_and_no_more_is_read(signed_in: Open) -> None:
    kasubsi = signed_in(KASUBSI)
    made = [listed(number, FILES + 5 if number == 12 else 2) for number in range(1, LISTS + 3)]
    page = text(kasubsi.get("/retensi/"))
    assert [f"Daftar uji {number}<" in page for number in (12, 3, 2, 1)] == [True, True, False, False]
    assert (f"Ditampilkan {FILES} dari {FILES + 5} berkas" in page, page.count("ADU-12-")) == (True, FILES)
    older = text(kasubsi.get("/retensi/?hal=2"))
    assert [f"Daftar uji {number}<" in older for number in (3, 2, 1)] == [False, True, True]
    rest = text(kasubsi.get(f"/retensi/?daftar={made[-1].id}&hal=2"))
    assert ("ADU-12-054" in rest, "ADU-12-049" in rest, "Daftar uji 11<" in rest) == (True, False, False)
    assert ("Berkas berikutnya" in rest, "Berkas sebelumnya" in rest) == (False, True)
    assert "Tidak ada lagi daftar di sini" in text(kasubsi.get("/retensi/?hal=99999"))
    assert "Daftar uji 12<" in text(kasubsi.get("/retensi/?hal=x&daftar=-1"))
    with listening() as asked:
        few = len(kasubsi.get("/retensi/").data)
    listed(13, 400)
    with listening() as again:
        many = len(kasubsi.get("/retensi/").data)
    assert (len(again), many < few + 20_000) == (len(asked), True)
