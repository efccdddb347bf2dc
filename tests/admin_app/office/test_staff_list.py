"""The staff list on its step of Persiapan: pasted, looked at, columns chosen, stored once; nothing before."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from models.rules.staff.roles import Role
from models.tables import OfficeHolder, Official
from tests.admin_app.browsing import Browser, text

Open = Callable[[Role | str], Browser]
ADMIN, HERE = Role.ADMINISTRATOR, "/persiapan/langkah/pejabat"
LIST = (
    "Nama\tNIP\tJabatan\tSeksi\tHP\n"
    "Sari Contoh sh\t198001012005012001\tKasubsi Infokim\tTIKKIM\t081234567890\n"
    "Budi Contoh\t1,98E+17\tAnalis\tLalintalkim\t\n"
    "Tuti Contoh\t198101012006012002\tAnalis\tLalintalkim\t"
)


def form_of(page: str) -> dict[str, str]:
    """Read what the form of the preview sends."""
    form = page.split("/langkah/pejabat/simpan-daftar")[1].split("</form>")[0]
    found = dict(re.findall(r'name="(form_key|segel)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(kolom_\d+)">(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    pasted = re.search(r'<textarea name="daftar" hidden>\n?(.*?)</textarea>', form, re.S)
    assert pasted
    return found | {"daftar": unescape(pasted[1])}


def test_a_list_is_looked_at_row_by_row_and_stored_only_when_confirmed_once(
    sqlite_account: Any, signed_in: Open
) -> None:
    OfficeHolder.delete().execute()
    browser, before = signed_in(ADMIN), Official.select().count()
    page = text(browser.post(f"{HERE}/tempel", on=HERE, daftar=LIST))
    assert "NIP diubah Excel menjadi angka (1,98E+17)" in page and "Sari Contoh, S.H." in page
    assert "Simpan 2 orang, lewati 1 baris" in page and "mengisi jabatan" in page
    assert Official.select().count() == before
    sent = form_of(page)
    kept = browser.post(f"{HERE}/simpan-daftar", on=HERE, **sent)
    assert (kept.status_code, kept.headers["Location"]) == (303, HERE)
    assert "2 orang dari daftar disimpan. 1 baris dilewati." in text(browser.get(HERE))
    assert Official.select().count() == before + 2
    browser.post(f"{HERE}/simpan-daftar", on=HERE, **sent)
    assert Official.select().count() == before + 2
    again = text(browser.post(f"{HERE}/tempel", on=HERE, daftar=LIST))
    assert "sudah sama" in again and "Tidak ada baris yang dapat disimpan" in again


def test_columns_without_names_are_chosen_and_looked_at_again(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(ADMIN)
    pasted = "\nSari Contoh;198001012005012001\nBudi Contoh;198101012006011002"
    page = text(browser.post(f"{HERE}/tempel", on=HERE, daftar=pasted))
    assert "Judul kolom tidak ditemukan" in page and "Pilih kolom mana yang berisi nama" in page
    assert ">Simpan " not in page
    page = text(browser.post(f"{HERE}/tempel", on=HERE, daftar=pasted, kolom_0="nama", kolom_1="nip"))
    assert "Simpan 2 orang" in page
    assert browser.post(f"{HERE}/simpan-daftar", on=HERE, **form_of(page)).status_code == 303
    assert Official.select().where(Official.nip.in_(["198001012005012001", "198101012006011002"])).count() == 2


def test_what_changed_meanwhile_comes_back_with_the_new_state(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(ADMIN)
    sent = form_of(text(browser.post(f"{HERE}/tempel", on=HERE, daftar=LIST)))
    Official.create(name="Tuti Contoh", nip="198101012006012002")
    refused = browser.post(f"{HERE}/simpan-daftar", on=HERE, **sent)
    page = text(refused)
    assert refused.status_code == 409 and "Data kantor berubah" in page
    assert "diperbarui (Seksi: – → Seksi Lalintalkim)" in page
    assert browser.post(f"{HERE}/simpan-daftar", on=HERE, **form_of(page)).status_code == 303


def test_what_is_no_list_comes_back_in_its_box(sqlite_account: Any, signed_in: Open) -> None:
    refused = signed_in(ADMIN).post(f"{HERE}/tempel", on=HERE, daftar="satu kolom saja")
    assert refused.status_code == 409
    assert "Kolomnya tidak terlihat" in text(refused) and "satu kolom saja</textarea>" in text(refused)


def test_what_is_pasted_cannot_become_a_page(sqlite_account: Any, signed_in: Open) -> None:
    page = text(signed_in(ADMIN).post(f"{HERE}/tempel", on=HERE, daftar="Nama\tNIP\n<b>x</b></textarea>\t1"))
    assert "<b>x</b>" not in page


def test_nobody_else_pastes_one(sqlite_account: Any, signed_in: Open) -> None:
    assert signed_in(Role.KASUBSI_INFOKIM).post(f"{HERE}/tempel", on="/", daftar=LIST).status_code == 403
