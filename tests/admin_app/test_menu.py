"""The bar every page carries: what a role finds there, and no key of the program where a word belongs."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from admin_app.office.office_choices import SETTINGS
from models.rules.staff.roles import Role
from models.tables import OfficeSetting
from tests.admin_app.browsing import Browser, Clock, back_office, text

Open = Callable[[Role | str], Browser]
_FIELD = "Beranda, Meja Kerja, Penelitian lapangan, Cari"
WORDS = {
    Role.PENGELOLA: "Beranda, Meja Kerja, Cari, Catat pengaduan, Kasus[4], Naskah[4], Laporan, Kanal[5], Kantor[5]",
    Role.KASUBSI_INFOKIM: "Beranda, Meja Kerja, Cari, Catat pengaduan, Kasus[6], Naskah[4], Dasbor, Laporan, "
    "Kanal[5], Kantor[6], Acuan[7], Sistem[2]",
    Role.KASI_TIKKIM: f"{_FIELD}, Kasus[5], Naskah[4], Dasbor, Laporan, Kanal[4], Kantor[5], Persetujuan",
    Role.KASI_LALINTALKIM: f"{_FIELD}, Kasus[2], Naskah, Dasbor, Laporan, Kanal, Kantor[5]",
    Role.KASI_INTELDAKIM: f"{_FIELD}, Kasus[2], Naskah, Dasbor, Laporan, Kanal, Kantor[5]",
    Role.PETUGAS_SEKSI: f"{_FIELD}, Kasus[2], Naskah, Laporan, Kanal, Kantor[5]",
    Role.KEPALA_KANTOR: "Beranda, Meja Kerja, Cari, Kasus[6], Naskah[4], Dasbor, Laporan, Kanal[4], Kantor[7], "
    "Sistem[4]",
    Role.ADMINISTRATOR: "Beranda, Kanal[2], Kantor[13], Acuan[9], Sistem[8]",
}


def bar_of(page: str) -> str:
    """Read the menu: names in order, a group with how many pages it holds."""
    nav = re.search(r'<div class="menu".*?<form class="menu-width"', page, re.DOTALL)
    assert nav
    found = []
    for piece in re.findall(r"<details.*?</details>|<a .*?</a>", nav[0], re.DOTALL):
        name = re.search(r'<span class="menu-word">([^<]+)</span>', piece)
        assert name
        size = piece.count("<a ")
        found.append(f"{name[1]}[{size}]" if piece.startswith("<details") else name[1])
    return ", ".join(found)


@pytest.mark.parametrize("role", Role)
def test_the_bar_holds_what_a_role_works_with(role: Role, signed_in: Open) -> None:
    assert bar_of(text(signed_in(role).get("/akun"))) == f"{WORDS[role]}, Bantuan"


@pytest.mark.parametrize("practising", [True, False])
def test_practice_is_told_from_real_work_on_every_page(practising: bool, sqlite_account: Any, tmp_path: Path) -> None:
    mark = tmp_path / "data" / "PRACTICE"
    mark.parent.mkdir()
    if practising:
        mark.touch()
    browser = Browser(back_office(tmp_path, Clock()))
    assert (">Latihan<" in text(browser.get("/login"))) is practising
    browser.sign_in(Role.PENGELOLA)
    assert (">Latihan<" in text(browser.get("/akun"))) is practising


def test_every_setting_of_the_office_has_a_name_people_read(signed_in: Open) -> None:
    assert {row.key for row in OfficeSetting.select()} <= set(SETTINGS)
    page = unescape(text(signed_in(Role.ADMINISTRATOR).get("/profil-kantor/")))
    assert [words.label for words in SETTINGS.values() if words.label not in page] == []
