"""The writing box under an officer's hands: no mouse, places to fill, an answer taken back, words kept."""

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.admin_app.samples import picture
from tests.browser.hands import Hands
from tests.browser.people import NARROW, PATIENCE, WIDE, Camera, Citizen, Officer
from tests.browser.practice import Practice, practice, says

CAMERA = Camera("menulis")
# Gives a file to a place of the page, as dropping or pasting does.
GIVE = """([where, kind, name, content]) => {
    const bag = new DataTransfer(), bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    bag.items.add(new File([bytes], name, {type: "image/jpeg"}));
    const how = {bubbles: true, cancelable: true, clipboardData: bag, dataTransfer: bag};
    const event = kind === "paste" ? new ClipboardEvent(kind, how) : new DragEvent(kind, how);
    document.querySelector(where).dispatchEvent(event);
}"""


def opened(browser: Browser, office: Practice, number: str, words: str, **how: object) -> Officer:
    """Let an officer open what a citizen writes."""
    says(office, (f"Warga {number}", f"62899000007{number}", words))
    officer = Officer.signed_in(browser, office, "pengelola", **how)  # type: ignore[arg-type]
    officer.opens(words)
    officer.page.wait_for_load_state("load")
    return officer


def phone_of(browser: Browser, office: Practice, number: str) -> Citizen:
    """The citizen's phone, where the answer is read."""
    page = browser.new_context(viewport=NARROW).new_page()
    page.goto(f"{office.citizens}/phone/62899000007{number}@c.us")
    return Citizen(page)


def test_a_routine_answer_from_a_prepared_text_takes_four_actions_and_no_mouse(
    browser: Browser, office: Practice
) -> None:
    officer = opened(browser, office, "01", "Jam berapa kantor buka hari Jumat?")
    citizen = phone_of(browser, office, "01")
    hands, page = Hands(officer.page), officer.page
    hands.key("Alt+t")
    hands.word("/jam")
    expect(page.locator("#kode")).to_be_visible()
    expect(page.locator("#kode [aria-selected=true]")).to_contain_text("/jam-layanan")
    CAMERA.take(page, "kode")
    hands.key("Enter")
    expect(page.locator("#balasan")).to_have_value(re.compile("Yth. Warga 01,\nLayanan kami buka"))
    with page.expect_navigation():
        hands.key("Control+Enter")
    assert hands.actions <= 4
    expect(page.locator(".notice-good")).to_contain_text("masuk antrean kirim")
    CAMERA.take(page, "dapat-diurungkan")
    citizen.reads("Layanan kami buka")
    assert officer.complaints == []


def test_nothing_leaves_while_a_place_is_empty_and_tab_goes_from_one_to_the_next(
    browser: Browser, office: Practice
) -> None:
    officer = opened(browser, office, "02", "Saya diminta datang, kapan?")
    page = officer.page
    page.keyboard.press("Alt+t")
    page.keyboard.type("/undang")
    page.keyboard.press("Enter")
    send = page.locator("[data-send]")
    expect(send).to_be_disabled()
    expect(page.locator("[data-send-next]")).to_be_disabled()
    expect(page.locator(".blank")).to_have_count(4)
    CAMERA.take(page, "isian-kosong")
    for words in ("Senin 30 November", "09.00", "Ibu Contoh", "paspor lama"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    box = page.locator("#balasan")
    expect(box).to_have_value(re.compile(r"pada Senin 30 November pukul 09\.00 WIB dan menemui Ibu Contoh"))
    expect(page.locator("#isian-kosong")).to_be_hidden()
    expect(send).to_be_enabled()
    page.locator("#pratinjau summary").click()
    expect(page.locator("[data-preview]")).to_contain_text("Mohon membawa paspor lama.")
    CAMERA.take(page, "pratinjau")
    assert officer.complaints == []


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Practice]:
    """An office of its own whose answers wait as long as a real one's: time enough to take one back."""
    with practice(tmp_path, undo_seconds=10) as running:
        yield running


def test_an_answer_taken_back_never_reaches_the_citizen_and_stands_in_the_box_again(
    browser: Browser, patient: Practice
) -> None:
    officer = opened(browser, patient, "03", "Loketnya pindah ke mana?")
    citizen = phone_of(browser, patient, "03")
    page = officer.page
    page.locator("#balasan").fill("Namanya rahasia sekali")
    page.locator("#tujuan").select_option("lain")
    officer.presses("Kirim lewat WhatsApp")
    page.get_by_role("button", name="Urungkan").click()
    expect(page.locator("#balasan")).to_have_value("Namanya rahasia sekali")
    expect(page.locator(".state-cancelled")).to_contain_text("Namanya rahasia sekali")
    page.locator("#balasan").fill("Mohon tunggu, kami periksa")
    page.locator("#tujuan").select_option("lain")
    officer.presses("Kirim lewat WhatsApp")
    citizen.reads("Mohon tunggu, kami periksa")
    assert citizen.page.get_by_text("Namanya rahasia sekali").count() == 0
    assert officer.complaints == []


def test_a_stranger_is_offered_english_first(browser: Browser, office: Practice) -> None:
    officer = opened(browser, office, "04", "When are you open? I have been waiting for my visa")
    page = officer.page
    expect(page.locator(".language")).to_contain_text("bahasa Inggris")
    page.keyboard.press("Alt+t")
    page.keyboard.type("/jam")
    expect(page.locator("#kode [aria-selected=true]")).to_contain_text("/jam-layanan-en")
    page.keyboard.press("Escape")
    expect(page.locator("#kode")).to_be_hidden()
    page.locator("#balasan").fill("")
    page.locator("#bahasa").select_option(label="Indonesia")
    page.locator("#balasan").focus()
    page.keyboard.type("/jam")
    expect(page.locator("#kode [aria-selected=true]")).to_contain_text("/jam-layanan ")
    expect(page.locator("#kode li", has_text="jam-layanan-en")).to_have_count(0)
    CAMERA.take(page, "bahasa")


@pytest.mark.parametrize("dark", [False, True], ids=["terang", "gelap"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "390"])
def test_the_box_fits_the_screen(browser: Browser, office: Practice, size: dict[str, int], dark: bool) -> None:
    number = f"1{size['width'] % 9}{int(dark)}"  # words of its own: whoever opens a case finds what was typed before
    officer = opened(browser, office, number, f"Loket {number} tutup?", size=size, dark=dark)
    page = officer.page
    page.keyboard.press("Alt+t")
    page.keyboard.type("/")
    expect(page.locator("#kode")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    CAMERA.take(page, f"kode-{size['width']}-{'gelap' if dark else 'terang'}")
    page.keyboard.type("und")
    page.keyboard.press("Enter")
    CAMERA.take(page, f"isian-{size['width']}-{'gelap' if dark else 'terang'}")
    assert officer.complaints == []


def test_a_picture_and_a_letter_go_with_the_answer_and_reach_the_citizen_once(
    browser: Browser, office: Practice, tmp_path: Path
) -> None:
    officer = opened(browser, office, "21", "Minta foto jadwal dan surat keterangan")
    citizen = phone_of(browser, office, "21")
    page = officer.page
    letter, photo, film = tmp_path / "surat.pdf", tmp_path / "jadwal.jpg", tmp_path / "loket.mp4"
    letter.write_bytes(b"%PDF-1.7 surat keterangan")
    photo.write_bytes(picture((900, 600)))
    film.write_bytes(b"film")
    page.locator("#berkas-jawaban").set_input_files([str(film)])
    expect(page.locator(".attached-said")).to_contain_text("“loket.mp4” tidak dapat dikirim lewat kanal ini")
    page.locator("#berkas-jawaban").set_input_files([str(letter), str(photo)])
    expect(page.locator(".attached-list li")).to_have_count(2, timeout=PATIENCE)
    CAMERA.take(page, "lampiran")
    page.locator("#tujuan").select_option("lain")
    page.locator("#balasan").fill("Terlampir jadwal dan suratnya.")
    expect(page.locator(".composer .kept")).to_contain_text("tersimpan di kantor", timeout=PATIENCE)
    page.reload()  # as after a power cut: words and files are kept
    expect(page.locator("#balasan")).to_have_value("Terlampir jadwal dan suratnya.", timeout=PATIENCE)
    expect(page.locator(".attached-list li")).to_have_count(2)
    page.locator("#tujuan").select_option("lain")
    page.locator("#balasan").focus()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator(".notice-good")).to_contain_text("dengan 2 lampiran")
    citizen.reads("Terlampir jadwal dan suratnya.")
    seen = citizen.page.locator('[data-testid="bubble"][data-direction="out"]')
    expect(seen.locator("[data-testid=bubble-photo]")).to_have_count(1, timeout=PATIENCE)
    expect(seen.locator("a.file")).to_have_text("surat.pdf", timeout=PATIENCE)
    expect(seen).to_have_count(3, timeout=PATIENCE)
    assert officer.complaints == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "390"])
def test_files_are_dropped_pasted_and_taken_away_and_the_box_still_fits(
    browser: Browser, office: Practice, size: dict[str, int]
) -> None:
    officer = opened(browser, office, f"3{size['width'] % 7}", f"Mana berkasnya {size['width']}?", size=size)
    page, photo = officer.page, b64encode(picture((80, 60))).decode()
    page.keyboard.press("Alt+t")
    expect(page.locator("#balasan")).to_be_focused(timeout=PATIENCE)
    page.evaluate(GIVE, ["#balasan", "paste", "tempel.jpg", photo])
    expect(page.locator(".attached-list li")).to_have_count(1, timeout=PATIENCE)
    page.evaluate(GIVE, ["#tulis", "drop", "rusak.jpg", photo[:40]])
    expect(page.locator(".attached-said")).to_contain_text("“rusak.jpg”", timeout=PATIENCE)
    CAMERA.take(page, f"lampiran-{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.locator("[data-take-away]").click()
    expect(page.locator(".attached-list")).to_have_count(0, timeout=PATIENCE)
    assert officer.complaints == []
