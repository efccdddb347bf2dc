"""What the words of a new case propose, on its page: choices, marked words, similar cases; never a decision."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from models.actions.core.write_output import identify
from models.rules.staff.roles import Role
from models.tables import Complaint, ComplaintLink
from tests.admin_app.browsing import Browser, text
from tests.office import NOW, actor, new_complaint

Open = Callable[[Role | str], Browser]
DESK = Role.PENGELOLA
STAY = "KITAS suami saya belum terbit padahal berkas lengkap sejak awal bulan, sponsor sudah diganti <b>dua</b> kali"
AGAIN = "KITAS suami saya belum terbit padahal berkas sudah lengkap sejak awal bulan dan sponsor sudah diganti"


def page_of(case: Complaint, signed_in: Open, role: Role = DESK) -> str:
    return text(signed_in(role).get(f"/meja/kasus/{case.public_id}"))


def chosen(page: str, field: str) -> str:
    select = re.search(rf'<select[^>]*name="{field}".*?</select>', page, re.DOTALL)
    assert select
    found = re.search(r'<option value="([^"]*)"[^>]* selected', select[0])
    return found[1] if found else ""


def test_choices_are_filled_and_the_words_that_led_to_them_marked(sqlite_account: Any, signed_in: Open) -> None:
    page = page_of(new_complaint(sqlite_account, STAY), signed_in)
    assert "Usulan dari kata-kata pelapor" in page
    assert chosen(page, "category") == "izin_tinggal"
    assert chosen(page, "urgency") == "biasa"
    assert "<mark>KITAS</mark>" in page
    assert "<b>dua</b>" not in page
    assert "&lt;b&gt;dua" in page


def test_it_proposes_only_to_who_identifies_and_only_until_then(sqlite_account: Any, signed_in: Open) -> None:
    case = new_complaint(sqlite_account, STAY)
    assert "Usulan dari" not in page_of(case, signed_in, Role.KEPALA_KANTOR)
    before = Complaint.get_by_id(case.id)
    page_of(case, signed_in)
    after = Complaint.get_by_id(case.id)
    assert (
        (after.kind, after.category, after.version) == (before.kind, before.category, before.version) == ("", "", 1)
    )
    identify(case.id, actor(DESK), NOW, category="paspor", subject="Bukan seperti usulan")
    assert Complaint.get_by_id(case.id).category == "paspor"


def test_what_seems_no_complaint_is_shown_the_way(sqlite_account: Any, signed_in: Open) -> None:
    page = page_of(new_complaint(sqlite_account, "Aplikasinya bagus, sangat memudahkan, terima kasih"), signed_in)
    assert "Tampaknya bukan pengaduan" in page
    assert "tutup sebagai apresiasi" in page


def test_a_possible_duplicate_is_shown_and_nothing_merged(sqlite_account: Any, signed_in: Open) -> None:
    first = new_complaint(sqlite_account, STAY, "628110000001")
    second = new_complaint(sqlite_account, AGAIN, "628110000002")
    page = page_of(second, signed_in)
    assert f"/meja/kasus/{first.public_id}" in page
    assert "kata-katanya sama" in page
    assert ComplaintLink.select().count() == 0


@pytest.mark.parametrize("words", ["", "👍👍👍", "?", "\u202e\u0000abc", "你好 " * 400])
def test_any_text_gives_a_page(sqlite_account: Any, signed_in: Open, words: str) -> None:
    assert "Kategori" in page_of(new_complaint(sqlite_account, words), signed_in)
