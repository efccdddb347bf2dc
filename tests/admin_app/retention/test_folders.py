"""Arsip on screen: a folder is put away, lent and taken back, its papers printed; overdue loans are told."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from docx import Document as WordFile

from admin_app.retention import folders_screen
from models.actions.papers.dossier.dossier_files import DossierNotAllowed
from models.actions.retention.folders.lend import lend_folder
from models.actions.retention.folders.place import place_folder
from models.actions.retention.transfer.hand_over import hand_over
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, Document, FolderLoan, FolderPlace, Staff
from tests.actions.retention.transfer.test_hand_over import HANDS
from tests.actions.upkeep.verify.test_verify import Someone
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW, actor

Open = Callable[[Role | str], Browser]
PENGELOLA, KASUBSI, HEAD = Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR
TODAY = to_wib(NOW).date()
PLACE = {"ruang": "Ruang Arsip", "rak": "2", "boks": "7", "lembar": "12"}
_KEYS = count()


@pytest.fixture
def case(sqlite_account: Any) -> Complaint:
    """A case whose answer came back, with its papers signed."""
    return Someone(sqlite_account, 11).with_answer().handed_back().case


def submit(browser: Browser, button: str, case: Complaint, **fields: Any) -> Any:
    sent = {"form_key": f"kunci-arsip-{next(_KEYS)}", "kasus": case.public_id, **fields}
    return browser.post(f"/arsip/{button}", **sent)


def hidden(answer: Any, name: str) -> str:
    found = re.search(f'name="{name}" value="([0-9]+)"', answer.text)
    assert found is not None
    return found[1]


def printed(answer: Any) -> str:
    file = WordFile(io.BytesIO(answer.data))
    cells = [cell.text for table in file.tables for cell in table._cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in file.paragraphs)])


def test_a_folder_is_put_away_lent_and_comes_back(case: Complaint, signed_in: Open) -> None:
    browser, page = signed_in(PENGELOLA), f"/arsip/berkas/{case.public_id}"
    assert ("belum ditata" in text(browser.get(page)), "Pinjamkan" in text(browser.get(page))) == (True, False)
    wrong = submit(browser, "tata", case, **{**PLACE, "lembar": "0"})
    assert (wrong.status_code, "Hitung lembar" in text(wrong), 'value="Ruang Arsip"' in wrong.text) == (
        409,
        True,
        True,
    )
    assert submit(browser, "tata", case, **PLACE).headers["Location"] == page
    assert "Ruang Arsip, rak 2, boks 7: 12 lembar" in text(browser.get(page))
    assert "Ruang Arsip, rak 2, boks 7" in text(browser.get(f"/meja/kasus/{case.public_id}"))
    loan = {"peminjam": "Rina, Hukum", "keperluan": "Sidang", "kembali": TODAY.isoformat()}
    late = submit(browser, "pinjam", case, **{**loan, "kembali": ""})
    assert (late.status_code, "harus kembali" in text(late), 'value="Rina, Hukum"' in late.text) == (409, True, True)
    assert submit(browser, "pinjam", case, **loan).status_code == 303
    assert "dipinjam Rina, Hukum, harus kembali" in text(browser.get(f"/meja/kasus/{case.public_id}"))
    assert "Rina, Hukum" in text(browser.get("/arsip/"))
    stale = submit(browser, "kembali", case, dari="daftar")
    assert (stale.status_code, "Periksa peminjamnya" in text(stale)) == (409, True)
    loan_id = hidden(browser.get("/arsip/"), "pinjaman")
    assert submit(browser, "kembali", case, dari="daftar", pinjaman=loan_id).headers["Location"] == "/arsip/"
    assert (FolderLoan.get().returned_to_id, "Tidak ada berkas yang dipinjam" in text(browser.get("/arsip/"))) == (
        Staff.get(Staff.username == "pengelola").id,
        True,
    )
    assert submit(browser, "hilang", case).status_code == 404


def test_a_folder_handed_over_is_brought_back_first(case: Complaint, signed_in: Open) -> None:
    browser, page = signed_in(PENGELOLA), f"/arsip/berkas/{case.public_id}"
    place_folder(case.id, tuple(PLACE.values()), actor(PENGELOLA), NOW + timedelta(days=1))
    seen = hidden(browser.get(page), "tempat")
    ended = {"open": False, "stage": "ditutup", "closed_at": NOW - timedelta(days=9999)}
    Complaint.update(ended).where(Complaint.id == case.id).execute()
    hand_over([case.id], HANDS, actor(KASUBSI), NOW)
    shown = text(browser.get(page))
    assert ("di Unit Kearsipan, diserahkan" in shown, "Catat tempat" in shown) == (True, False)
    assert "Unit Kearsipan, diserahkan" in text(browser.get(f"/meja/kasus/{case.public_id}"))
    stale = submit(browser, "tata", case, tempat=seen, **PLACE)
    assert (stale.status_code, "catat kembalinya" in text(stale)) == (409, True)
    assert submit(browser, "dari-unit", case).headers["Location"] == page
    assert "Catat tempat" in text(browser.get(page))
    Complaint.update(destroyed_at=NOW).where(Complaint.id == case.id).execute()
    shown = text(browser.get(page))
    assert ("isi berkas ini dimusnahkan" in shown, "Catat tempat" in shown) == (True, False)


def test_an_overdue_loan_is_told_in_the_menu_to_who_keeps_the_folders(
    case: Complaint, signed_in: Open, clock: Clock
) -> None:
    place_folder(case.id, tuple(PLACE.values()), actor(PENGELOLA), NOW)
    lend_folder(case.id, "Rina", "Sidang", TODAY, actor(PENGELOLA), NOW)
    counted = lambda role: 'title="1 menunggu"' in signed_in(role).get("/akun").text  # noqa: E731
    assert [counted(role) for role in (PENGELOLA, KASUBSI, HEAD)] == [False, False, False]
    clock.now = NOW + timedelta(days=1)
    menus = [signed_in(role).get("/arsip/") for role in (PENGELOLA, KASUBSI, HEAD)]
    assert ["terlambat" in text(page) for page in menus] == [True, True, True]
    badges = ["Arsip" in page.text and "menu-count" in page.text.partition("/arsip/")[2][:200] for page in menus]
    assert badges == [True, True, False]
    assert "terlambat" in text(signed_in(HEAD).get(f"/meja/kasus/{case.public_id}"))


def test_a_number_from_the_label_leads_to_its_folder(case: Complaint, signed_in: Open) -> None:
    browser = signed_in(KASUBSI)
    assert browser.get("/arsip/", query_string={"nomor": case.number}).headers["Location"].endswith(case.public_id)
    none = browser.get("/arsip/", query_string={"nomor": "ADU-1999-1"})
    assert (none.status_code, "Tidak ada pengaduan bernomor itu" in text(none)) == (200, True)
    Complaint.update(stage="dokumentasi").where(Complaint.id == case.id).execute()
    assert case.number in text(browser.get("/arsip/"))  # waits for its place
    place_folder(case.id, tuple(PLACE.values()), actor(PENGELOLA), NOW)
    listed = text(browser.get("/arsip/"))
    assert (case.number in listed, "Ruang Arsip" in listed) == (False, True)
    box = {"ruang": "Ruang Arsip", "rak": "2", "boks": "7"}
    assert case.number in text(browser.get("/arsip/", query_string=box))
    key = FolderPlace.get().id
    made = printed(browser.get(f"/arsip/boks/{key}/label"))
    assert ("BOKS 7" in made, f"{case.number} sampai {case.number} (1 berkas)" in made) == (True, True)
    assert [browser.get(f"/arsip/boks/{one}/label").status_code for one in (key + 1, 2**40)] == [404, 404]


def test_the_printed_list_has_every_paper_and_masks_a_protected_person(case: Complaint, signed_in: Open) -> None:
    browser, page = signed_in(KASUBSI), f"/arsip/berkas/{case.public_id}"
    Complaint.update(subject="Sari Contoh mengadu").where(Complaint.id == case.id).execute()
    listed = printed(browser.get(f"{page}/daftar-isi"))
    numbers = [row.number for row in Document.select().where(Document.signed_at.is_null(False)) if row.number]
    assert len(numbers) > 1 and all(number in listed for number in numbers)
    assert ("Sari Contoh" in listed, "Percakapan dengan pelapor" in listed) == (True, True)
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    for shown in (printed(browser.get(f"{page}/daftar-isi")), text(browser.get(page))):
        assert ("Sari" in shown, case.number in shown) == (False, True)
    label = printed(browser.get(f"{page}/label"))
    assert (case.number in label, "mengadu" in label) == (True, False)


def test_what_is_hidden_stands_in_no_box_and_nobody_else_writes(case: Complaint, signed_in: Open) -> None:
    place_folder(case.id, tuple(PLACE.values()), actor(PENGELOLA), NOW)
    assert submit(signed_in(HEAD), "tata", case, **PLACE).status_code == 403
    assert "Catat tempat" not in text(signed_in(HEAD).get(f"/arsip/berkas/{case.public_id}"))
    ConflictParty.create(complaint=case, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    browser = signed_in(KASUBSI)
    assert "Ruang Arsip" not in text(browser.get("/arsip/"))
    hidden = (f"/arsip/berkas/{case.public_id}", f"/arsip/boks/{FolderPlace.get().id}/label")
    assert [browser.get(path).status_code for path in hidden] == [404, 404]
    assert submit(browser, "tata", case, **PLACE).status_code == 404
    assert FolderPlace.select().count() == 1


def test_a_borrower_who_bears_the_protected_name_is_masked_in_the_list_too(case: Complaint, signed_in: Open) -> None:
    browser, name = signed_in(PENGELOLA), case.contact.name
    place_folder(case.id, tuple(PLACE.values()), actor(PENGELOLA), NOW)
    lend_folder(case.id, f"Kuasa hukum {name}", f"Sidang {name}", TODAY, actor(PENGELOLA), NOW)
    pages = ("/arsip/", f"/arsip/berkas/{case.public_id}")
    assert all(name in text(browser.get(page)) for page in pages)
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    shown = [text(browser.get(page)) for page in pages]
    assert [("Kuasa hukum" in page, name in page) for page in shown] == [(True, False), (True, False)]


def test_a_folder_with_a_conversation_hidden_from_its_keeper_can_still_be_put_away(
    case: Complaint, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> None:
        raise DossierNotAllowed

    monkeypatch.setattr(folders_screen, "check_dossier", refused)
    browser, page = signed_in(PENGELOLA), f"/arsip/berkas/{case.public_id}"
    seen = hidden(browser.get(page), "tempat")
    assert submit(browser, "tata", case, tempat=seen, **PLACE).headers["Location"] == page
    shown = text(browser.get(page))
    assert ("Tempat berkas dicatat" in shown, "isinya tidak ditampilkan" in shown) == (True, True)
    assert ("Percakapan dengan pelapor" in shown, "Daftar isi (Word)" in shown) == (False, False)
    assert browser.get(f"{page}/daftar-isi").status_code != 200


def test_a_scanned_box_leads_to_what_is_in_it(case: Complaint, signed_in: Open) -> None:
    place_folder(case.id, tuple(PLACE.values()), actor(PENGELOLA), NOW)
    answer = signed_in(PENGELOLA).get("/arsip/?nomor=Ruang+Arsip,+rak+2,+boks+7")
    assert (answer.status_code, case.number in text(signed_in(PENGELOLA).get(answer.location))) == (302, True)
