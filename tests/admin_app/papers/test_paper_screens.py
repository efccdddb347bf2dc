"""Templates and the dossier in a real browser, wide and narrow: refused, previewed, activated; made and looked at."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from models.actions.papers.keep_template import active_template
from models.rules.staff.roles import Role
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.papers.test_dossiers import a_finished_case, ready
from tests.admin_app.test_screens import SIZES, shot
from tests.browser.people import downloaded, sign_in
from tests.docgen.papers import changed
from tests.served import served
from tests.tools import needs

Look = Callable[[str], None]


@contextmanager
def visiting(app: Flask, chromium: Any, size: str) -> Iterator[tuple[Callable[[Role], Any], Look]]:
    """Yield a way to sign in, each person in his own browser, and one to look; no page may overflow or complain."""
    complaints: list[str] = []
    pages: list[Any] = []
    width, height = SIZES[size]
    with served(app) as url:

        def arrives(role: Role) -> Any:
            context = chromium.new_context(
                viewport={"width": width, "height": height}, locale="id-ID", accept_downloads=True
            )
            page = context.new_page()
            page.on(
                "console",
                lambda said: (
                    complaints.append(f"{said.text} {said.location['url']}") if said.type == "error" else None
                ),
            )
            sign_in(page.context, url, str(role), PASSWORD)
            page.base = url
            pages.append(page)
            return page

        def look(name: str) -> None:
            shot(pages[-1], f"{name}-{size}")
            overflow = pages[-1].evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
            assert overflow <= 0, f"{name} is {overflow} px too wide"

        yield arrives, look
        for page in pages:
            page.context.close()
    # A refused form is a 409; the film of the finished case was lost from the disk.
    assert [line for line in complaints if "409" not in line and not line.endswith("/putar")] == []


@pytest.mark.parametrize("size", SIZES)
def test_a_template_is_taken_changed_refused_uploaded_looked_at_and_activated(
    size: str, app: Flask, chromium: Any, sqlite_account: Any, tmp_path: Path
) -> None:
    needs("libreoffice")
    bad, good = tmp_path / "salah.docx", tmp_path / "ND-TERUS.docx"
    bad.write_bytes(changed("ND-TERUS", "{{ hal }}", "{{ perihal }}"))
    good.write_bytes(changed("ND-TERUS", "NOTA DINAS", "NOTA DINAS KANTOR"))
    with visiting(app, chromium, size) as (sign_in, look):
        page = sign_in(Role.ADMINISTRATOR)
        page.goto(f"{page.base}/templat/?cari=nomor")
        look("templat-katalog")
        page.goto(f"{page.base}/templat/")
        look("templat-daftar")
        with page.expect_navigation():
            page.get_by_role("row", name=re.compile("ND-TERUS ")).get_by_role("link", name="Buka").click()
        look("templat-bawaan")
        taken = downloaded(page, page.get_by_role("link", name="Unduh", exact=True))
        assert taken.suggested_filename == "ND-TERUS-bawaan.docx"
        for file, said in ((bad, "hal"), (good, "Versi 1 tersimpan")):
            page.set_input_files("[name=berkas]", str(file))
            page.fill("[name=catatan]", "Judul diberi nama kantor")
            page.get_by_role("button", name="Periksa dan simpan").click()
            page.get_by_text(said).first.wait_for()
            look(f"templat-{'ditolak' if file == bad else 'menunggu'}")
        page.get_by_role("link", name="Pratinjau").first.click()
        page.locator("iframe.pages").wait_for(timeout=60_000)
        look("templat-pratinjau")
        kasubsi = sign_in(Role.KASUBSI_INFOKIM)
        kasubsi.goto(f"{kasubsi.base}/templat/ND-TERUS")
        look("templat-diperiksa")
        kasubsi.get_by_role("button", name="Aktifkan").click()
        kasubsi.get_by_role("button", name="Ya, lanjutkan").click()
        kasubsi.get_by_text("kini dipakai untuk naskah baru").first.wait_for()
        look("templat-dipakai")
    in_use = active_template("ND-TERUS")
    assert in_use is not None
    assert in_use.note == "Judul diberi nama kantor"


@pytest.mark.parametrize("size", SIZES)
def test_the_dossier_is_reached_from_the_case_made_and_shown(
    size: str, app: Flask, chromium: Any, sqlite_account: Any
) -> None:
    needs("libreoffice")
    case = a_finished_case(sqlite_account, app)
    with visiting(app, chromium, size) as (sign_in, look):
        page = sign_in(Role.PENGELOLA)
        page.goto(f"{page.base}/meja/kasus/{case.public_id}")
        look("berkas-tombol")
        page.goto(page.base + str(page.get_by_text("Berkas perkara (PDF dan ZIP)").get_attribute("href")))
        look("berkas-belum")
        with page.expect_navigation():
            page.get_by_role("button", name="Susun berkas perkara").click()
        look("berkas-sedang")
        ready(app, case)
        page.locator("iframe.pages").wait_for()  # the page loads itself anew
        look("berkas-jadi")
        taken = downloaded(page, page.get_by_role("link", name="Unduh arsip ZIP"))
        assert taken.suggested_filename == f"Berkas perkara {case.number}.zip"
