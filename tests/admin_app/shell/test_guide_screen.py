"""Bantuan: one's own page first, every page and picture there, a search that leads to the part, nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from admin_app.shell import guide_pages
from admin_app.shell.keys import KEYS
from models.rules.staff.roles import Role
from models.tables import SopStep
from tests.admin_app.browsing import Browser, text

Open = Callable[[Role | str], Browser]


@pytest.mark.parametrize("role", Role)
def test_the_guide_opens_at_the_page_of_who_asks(role: Role, signed_in: Open) -> None:
    answer = signed_in(role).get("/bantuan/")
    assert answer.headers["Location"] == f"/bantuan/{guide_pages.OF_ROLE[role]}"


def test_every_page_opens_with_its_title_its_list_and_its_pictures(signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    for file in guide_pages.FOLDER.glob("*.md"):
        page = text(browser.get(f"/bantuan/{file.stem}"))
        found = guide_pages.guide_page(file.stem)
        assert found is not None
        assert f'<h1 class="page-title">{found.title}</h1>' in page
        assert "peran Anda" in page
        assert ".md" not in str(found.html).replace(".md<", "").replace(".md</", "")
    for picture in guide_pages.PICTURES.iterdir():
        answer = browser.get(f"/bantuan/gambar/{picture.name}")
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert browser.get("/bantuan/gambar/naskah.png").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/bantuan/tidak-ada", "/bantuan/..%2fREADME", "/bantuan/gambar/..%2fpengelola.md", "/bantuan/gambar/x.png"],
)
def test_nothing_but_the_guide_is_served(path: str, signed_in: Open) -> None:
    assert signed_in(Role.PENGELOLA).get(path).status_code == 404


def test_a_search_leads_to_the_part_and_says_when_nothing_is_found(signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    page = text(browser.get("/bantuan/?cari=Ramadan+jam"))
    assert "/bantuan/waktu#kalender-kerja" in page
    assert "Tidak ada halaman panduan" in text(browser.get("/bantuan/?cari=%3Cscript%3Ezzqx"))
    assert "<script>zzqx" not in text(browser.get("/bantuan/?cari=%3Cscript%3Ezzqx"))


def test_html_in_a_page_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jahat.md").write_text(
        "# Judul\n\n<script>alert(1)</script> [x](javascript:alert(1)) <b onclick=x>\n"
    )
    monkeypatch.setattr(guide_pages, "FOLDER", tmp_path)
    found = guide_pages.guide_page("jahat")
    assert found is not None
    assert "<script" not in found.html
    assert "<b " not in found.html
    assert 'href="javascript' not in found.html


def test_the_quick_guide_has_every_step_key_and_what_is_odd(signed_in: Open) -> None:
    page = text(signed_in(Role.KEPALA_KANTOR).get("/bantuan/ringkas"))
    for step in SopStep.select():
        assert step.title in page
    assert [row.says for rows in KEYS.values() for row in rows if row.says not in page] == []
    assert "Sedang dipastikan" in page


def test_a_part_that_left_the_guide_is_an_error() -> None:
    with pytest.raises(KeyError):
        guide_pages.part("README", "tidak-ada")
