"""The desk in a real browser, wide and narrow: filing, importing, answering in public, copying an answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from models.actions.core.write_output import identify
from models.actions.intake.file_by_hand import Filing, file_by_hand
from models.rules.intake.filing import Origin
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Gap
from tests.admin_app.browsing import PASSWORD, Clock
from tests.admin_app.case_page.test_composer import commented, identified
from tests.admin_app.intake.test_chat_import import CHAT
from tests.admin_app.replies.test_approved_texts import official
from tests.admin_app.samples import picture
from tests.admin_app.test_screens import SIZES, shot
from tests.browser.people import PATIENCE, sign_in
from tests.office import NOW, actor
from tests.served import served

Visit = Callable[[str], Any]


@contextmanager
def visiting(app: Flask, chromium: Any, size: str) -> Iterator[tuple[Any, Visit]]:
    """Sign Pengelola in; no page may overflow, no script may be blocked or fail."""
    width, height = SIZES[size]
    complaints: list[str] = []
    with served(app) as url:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="id-ID")
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        sign_in(page.context, url, str(Role.PENGELOLA), PASSWORD)

        def look(name: str) -> None:
            shot(page, f"{name}-{size}")
            overflow = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
            assert overflow <= 0, f"{name} is {overflow} px too wide"

        page.base = url
        yield page, look
        context.close()
    assert [line for line in complaints if "409" not in line] == []


@pytest.mark.parametrize("size", SIZES)
def test_a_call_is_filed_answered_by_copying_and_proven(
    size: str, app: Flask, chromium: Any, sqlite_account: ChannelAccount, tmp_path: Path
) -> None:
    proof = tmp_path / "bukti.jpg"
    proof.write_bytes(picture((300, 200)))
    with visiting(app, chromium, size) as (page, look):
        page.goto(f"{page.base}/catat/")
        look("catat-kosong")
        page.select_option("[name=origin]", "telepon")
        page.fill("[name=name]", "Budi Contoh")
        page.fill("[name=reach]", "Pak Budi")
        page.fill("[name=text]", "Paspor saya hilang di bandara, bagaimana mengurusnya?")
        page.set_input_files("[name=berkas]", str(proof))
        with page.expect_navigation():
            page.click("text=Catat dan buka kasusnya")
        look("catat-ditolak")
        page.fill("[name=reach]", "0812-0000-1234")
        page.set_input_files("[name=berkas]", str(proof))
        page.click("text=Catat dan buka kasusnya")
        page.wait_for_url("**/meja/kasus/**")
        look("catat-kasus")
        identify(Complaint.get().id, actor(Role.PENGELOLA), NOW, category="paspor", subject="Paspor hilang")
        identified(Complaint.get())
        page.reload()
        show(page, size, "percakapan")
        look("salin-jawaban")
        page.click("button:has-text('Salin jawaban')")
        page.wait_for_selector("text=Tersalin. Tempelkan di aplikasinya.")
        assert page.evaluate("navigator.clipboard.readText()") == page.input_value("#balasan").strip()
        show(page, size, "kasus")
        form = page.locator("#catat-tanggapan_awal")
        form.locator("[name=way]").select_option("telepon")
        form.locator("[name=text]").fill("Ditelepon pukul 09.10 oleh petugas.")
        form.locator("[name=berkas]").set_input_files(str(proof))
        look("catat-bukti")
        with page.expect_navigation():
            form.locator("text=Catat penyampaian").click()
        show(page, size, "percakapan")
        page.wait_for_selector("text=Bukti penyampaian")
        look("bukti-tercatat")


def show(page: Any, size: str, pane: str) -> None:
    """On a narrow screen, open the tab."""
    if size == "sempit":
        page.click(f"#tab-{pane}")


@pytest.mark.parametrize("size", SIZES)
def test_a_comment_is_answered_in_public_or_in_private(
    size: str, app: Flask, chromium: Any, sqlite_account: ChannelAccount
) -> None:
    case = commented()
    Gap.create(account=case.account_id, thread_external_id=case.thread.external_id, why="20 terbaru", noticed_at=NOW)
    with visiting(app, chromium, size) as (page, look):
        page.goto(f"{page.base}/meja/kasus/{case.public_id}")
        look("komentar-umum")
        public = page.input_value("#balasan")
        page.check("[name=cara][value=pribadi]")
        assert page.is_hidden("[data-public-note]")
        assert page.text_content("[data-send]") == "Kirim pesan pribadi lewat Instagram"
        assert page.input_value("#balasan").startswith("Yth.") and public.startswith("Terima kasih")
        assert "/ 1000 bita" in page.text_content("#hitungan")
        look("komentar-pribadi")
        page.check("[name=cara][value=kanal]")
        assert page.input_value("#balasan") == public
        page.fill("#balasan", "a" * 301)
        assert page.is_disabled("[data-send]")
        assert page.text_content("#hitungan") == "Kelebihan 1 karakter"
        page.fill("#balasan", "Terima kasih, sudah kami catat.")
        page.click("[data-send]")
        page.wait_for_selector("text=Di depan umum")
        show(page, size, "percakapan")
        look("komentar-terkirim")
        page.click("text=Sudah diperiksa")
        page.wait_for_selector("text=Celah ditandai sudah diperiksa.")


@pytest.mark.parametrize("size", SIZES)
def test_with_approved_texts_open_most_of_the_screen_is_the_conversation(
    size: str, app: Flask, chromium: Any, sqlite_account: ChannelAccount, clock: Clock
) -> None:
    _, case = official(clock, 30)
    with visiting(app, chromium, size) as (page, look):
        page.goto(f"{page.base}/meja/kasus/{case.public_id}")
        show(page, size, "percakapan")
        expect(page.locator("#balasan")).to_be_visible(timeout=PATIENCE)
        page.click("#disetujui > summary")
        expect(page.locator("#balasan")).to_be_hidden(timeout=PATIENCE)
        expect(page.get_by_role("button", name="Kirim templat")).to_be_in_viewport(timeout=PATIENCE)
        look("templat-disetujui")
        bubbles, pane = page.locator(".bubbles").bounding_box(), page.locator(".pane-talk").bounding_box()
        assert bubbles["height"] > pane["height"] / 3
        page.click("#disetujui > summary")
        expect(page.locator("#balasan")).to_be_visible(timeout=PATIENCE)


def test_xs_weights_are_counted_as_the_server_counts_them(
    app: Flask, chromium: Any, sqlite_account: ChannelAccount
) -> None:
    case = commented("x")
    with visiting(app, chromium, "lebar") as (page, look):
        page.goto(f"{page.base}/meja/kasus/{case.public_id}")
        for words, size in (("halo", 4), ("日本", 4), ("👨‍👩‍👧 ok", 5), ("lihat https://imigrasi.go.id/a/b?c=d", 29)):
            page.fill("#balasan", words)
            assert page.text_content("#hitungan") == f"{size} / 280 karakter berbobot"
        look("x")


@pytest.mark.parametrize("size", SIZES)
def test_a_chat_is_looked_at_and_imported_and_people_are_joined(
    size: str, app: Flask, chromium: Any, sqlite_account: ChannelAccount, tmp_path: Path
) -> None:
    file_by_hand(
        Filing(Origin.LOKET, "Calo di parkiran", NOW, "Sari Contoh"), (), "k" * 20, actor(Role.PENGELOLA), NOW
    )
    chat = tmp_path / "_chat.txt"
    chat.write_text(CHAT + "".join(f"24/11/2026 09.{n:02} - +62 811-0000-001: pesan {n}\n" for n in range(20)))
    with visiting(app, chromium, size) as (page, look):
        page.goto(f"{page.base}/impor/")
        look("impor-kosong")
        page.set_input_files("[name=berkas]", str(chat))
        page.click("button:has-text('Periksa')")
        page.wait_for_selector("text=Awal dan akhir percakapan")
        look("impor-pratinjau")
        page.click("text=Impor 23 pesan")
        page.wait_for_url("**/meja/kasus/**")
        look("impor-kasus")
        show(page, size, "kasus")
        page.click("text=Satukan dengan pelapor lain")
        page.fill("[name=cari]", "Sari")
        with page.expect_navigation():
            page.click("main button:has-text('Cari')")
        look("satukan-cari")
        page.click("button:has-text('Satukan')")
        page.click("text=Ya, lanjutkan")
        page.wait_for_selector("text=Disatukan.")
        look("satukan")
