"""Daftar arsip on screen: active and inactive files, chosen and handed over, the record as a Word file."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, RecordClass, Staff, Transfer
from tests.actions.retention.transfer.test_hand_over import closed
from tests.admin_app.browsing import Browser, Clock, text
from tests.docgen.archive.test_contents import words
from tests.office import NOW

Open = Callable[[Role | str], Browser]
KASUBSI, HEAD = Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR
HANDS = {
    **{"memindahkan": "Sari", "jabatan-memindahkan": "Kasubsi", "menerima": "Rina"},
    **{"jabatan-menerima": "Arsiparis", "unit": "Unit Kearsipan"},
}
_KEYS = count()


def submit(browser: Browser, **fields: Any) -> Any:
    return browser.post("/daftar-arsip/pindah", form_key=f"kunci-pindah-{next(_KEYS)}", **fields)


def test_an_inactive_file_is_chosen_and_its_record_printed(
    sqlite_account: Any, signed_in: Open, clock: Clock
) -> None:
    case, kasubsi = closed(sqlite_account), signed_in(KASUBSI)
    RecordClass.update(active_years=2, inactive_years=3).execute()
    assert "Tidak ada berkas inaktif" in text(kasubsi.get("/daftar-arsip/"))
    assert case.number in text(kasubsi.get("/daftar-arsip/?keadaan=aktif"))
    clock.now = NOW + timedelta(days=3 * 366)
    kasubsi = signed_in(KASUBSI)
    assert "Tidak ada berkas aktif" in text(kasubsi.get("/daftar-arsip/?keadaan=aktif"))
    page = text(signed_in(HEAD).get("/daftar-arsip/"))
    assert (case.number in page, "Catat pemindahan" in page, "belum ditata" in page) == (True, False, True)
    assert submit(signed_in(HEAD), berkas=str(case.id), **HANDS).status_code == 403
    few = submit(kasubsi, berkas=str(case.id), **{**HANDS, "menerima": ""})
    assert (few.status_code, "Isi nama yang menerima" in text(few)) == (409, True)
    assert ('value="Kasubsi"' in few.text, f'value="{case.id}" ' in few.text and "checked" in few.text) == (
        True,
        True,
    )
    assert submit(kasubsi, berkas=str(case.id), **HANDS).status_code == 303
    made = Transfer.get()
    assert made.number in text(kasubsi.get("/daftar-arsip/"))
    said = words(kasubsi.get(f"/daftar-arsip/berita-acara/{made.id}").data)
    assert all(word in said for word in (made.number, case.number, "Rina, Arsiparis"))
    ConflictParty.create(complaint=case, staff=Staff.get(Staff.username == str(HEAD)), named_at=NOW)
    assert made.number not in text(signed_in(HEAD).get("/daftar-arsip/"))
    assert [signed_in(HEAD).get(f"/daftar-arsip/berita-acara/{key}").status_code for key in (made.id, 2**40)] == [
        404
    ] * 2


def test_a_protected_person_is_named_in_no_list(sqlite_account: Any, signed_in: Open) -> None:
    case = closed(sqlite_account)
    Complaint.update(subject="Sari Contoh mengadu", identity_protected=True).where(Complaint.id == case.id).execute()
    page = text(signed_in(KASUBSI).get("/daftar-arsip/?keadaan=aktif"))
    assert (case.number in page, "Sari" in page) == (True, False)
