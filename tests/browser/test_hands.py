"""Speed of hand, counted, without a mouse: registered in three actions, forwarded with its numbered memo in two."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import Hands
from tests.browser.people import NARROW, PATIENCE, WIDE, Camera, Officer
from tests.browser.practice import Practice, says

CAMERA = Camera("tangan")
STORY = "Paspor saya sudah tiga minggu belum jadi, mohon ditindaklanjuti."


def at_queue(browser: Browser, office: Practice, role: str, words: str, **how: object) -> tuple[Officer, Hands]:
    """Sign a person in and wait until a case waits for him in his queue and the page listens to keys."""
    officer = Officer.signed_in(browser, office, role, **how)  # type: ignore[arg-type]
    expect(officer.page.locator(".row", has_text=words).first).to_be_visible(timeout=3 * PATIENCE)
    listens(officer.page)
    return officer, Hands(officer.page)


def listens(page: Page) -> None:
    """Wait until the page acts by its keys: the script says so on its buttons."""
    expect(page.locator("[data-key-ambil]")).to_have_attribute("aria-keyshortcuts", "a", timeout=PATIENCE)


def stands_at(hands: Hands, stage: str) -> None:
    """Wait until the open case shows this stage, without reloading."""
    expect(hands.page.locator(".pills .pill").first).to_have_text(stage, timeout=3 * PATIENCE)
    listens(hands.page)


def test_a_routine_complaint_is_registered_in_three_actions_and_forwarded_with_its_memo_in_two(
    browser: Browser, office: Practice
) -> None:
    says(office, ("Warga 01", "6289900000601", STORY))
    officer, hands = at_queue(browser, office, "pengelola", STORY)
    # Others may have written too: j until the row is reached counts as one action, however many rows there are.
    hands.key("j")
    officer.page.locator(".row", has_text=STORY).focus()
    hands.leads("o")
    listens(officer.page)
    CAMERA.take(officer.page, "dibuka")
    hands.leads("Control+Enter")
    stands_at(hands, "Tanggapan awal")
    assert hands.actions <= 3, "registered from a chat"

    hands.key("r")
    expect(officer.page.locator("#balasan")).to_be_focused()
    hands.leads("Control+Enter")
    expect(officer.page.locator(".notice-good")).to_contain_text("masuk antrean kirim")
    CAMERA.take(officer.page, "dijawab")
    stands_at(hands, "Penerusan – Pengelola")  # the channel confirmed the answer
    CAMERA.take(officer.page, "penerusan")

    forwarding = Hands(officer.page)
    forwarding.leads("Control+Enter")
    expect(officer.page.locator(".notice-good")).to_contain_text("kini di meja Kasubsi Infokim", timeout=PATIENCE)
    head, its = at_queue(browser, office, "kasubsi_infokim", STORY)
    head.page.locator(".row", has_text=STORY).focus()
    with head.page.expect_navigation():
        head.page.keyboard.press("o")
    listens(head.page)
    CAMERA.take(head.page, "kasubsi")
    its.leads("Control+Enter")
    expect(head.page.locator(".notice-good")).to_contain_text(
        re.compile(r"akan ditandatangani pukul .*, lalu teruskan ke seksi"), timeout=PATIENCE
    )
    stands_at(its, "Analisa seksi")  # by itself, once it can no longer be taken back
    assert forwarding.actions + its.actions <= 2, "forwarded with its numbered memo"
    assert officer.complaints == head.complaints == []


def test_the_help_lists_every_key_keeps_the_focus_and_letters_can_be_switched_off(
    browser: Browser, office: Practice
) -> None:
    says(office, ("Warga 02", "6289900000602", "Loket nomor dua tutup terus?"))
    officer, hands = at_queue(browser, office, "pengelola", "Loket nomor dua")
    page = officer.page
    hands.leads("o")
    listens(page)
    page.locator("#balasan").focus()
    hands.word("ajk?")
    expect(page.locator("#balasan")).to_have_value(re.compile(r"ajk\?$"))
    hands.key("Escape")
    expect(page.locator("#balasan")).not_to_be_focused()
    page.locator(".talk-head").click()
    hands.key("?")
    sheet = page.locator("#pintas")
    expect(sheet).to_be_visible()
    expect(sheet.locator(":focus")).to_have_text("Tutup")
    CAMERA.take(page, "lembar-tombol")
    hands.key("Escape")
    expect(sheet).to_be_hidden()
    hands.key("n")
    expect(page.locator("#isi-catatan")).to_be_focused()
    hands.key("Escape")
    hands.key("?")
    with page.expect_navigation():
        page.get_by_role("button", name="Matikan huruf tunggal").press("Enter")
    expect(page.locator("#pintas")).to_have_attribute("data-single", "")
    expect(page.locator(".key-hint")).to_have_count(1)  # Ctrl+Enter stays
    hands.key("n")
    hands.key("Alt+t")
    expect(page.locator("#balasan")).to_be_focused()
    expect(page.locator("#isi-catatan")).to_be_hidden()
    page.locator("[data-keys-open]").press("Enter")
    with page.expect_navigation():
        page.get_by_role("button", name="Nyalakan huruf tunggal").press("Enter")
    listens(page)
    assert officer.complaints == []


def test_several_cases_are_ticked_shown_and_done_from_the_keyboard(browser: Browser, office: Practice) -> None:
    words = [f"Antrean loket panjang sekali hari ini ke-{place}" for place in range(3)]
    says(office, *[(f"Warga 3{place}", f"628990000063{place}", text) for place, text in enumerate(words)])
    officer, hands = at_queue(browser, office, "pengelola", words[-1])
    page = officer.page
    for text in words:
        expect(page.locator(".row", has_text=text)).to_be_visible(timeout=PATIENCE)
    rows = page.locator(".row")
    first = [rows.nth(place).locator(".number").inner_text() for place in range(2)]
    hands.key("j")
    expect(rows.nth(0)).to_be_focused()
    hands.key("x")
    hands.key("j")
    hands.key("x")
    hands.key("k")
    expect(rows.nth(0)).to_be_focused()
    expect(page.locator(".tick-row input:checked")).to_have_count(2)
    hands.key("k")
    says(office, ("Warga 39", "6289900000639", "Parkiran penuh sejak pagi"))
    expect(page.locator(".row", has_text="Parkiran penuh")).to_be_visible(timeout=3 * PATIENCE)
    expect(page.locator(".tick-row input:checked")).to_have_count(2)
    hands.key("b")
    expect(page.locator("#sekaligus select")).to_be_focused()
    CAMERA.take(page, "dicentang")
    hands.word("Tandai mendesak")
    hands.leads("Control+Enter")
    expect(page.locator(".page-title")).to_have_text("Tandai mendesak: 2 kasus")
    CAMERA.take(page, "sekaligus")
    page.get_by_role("button", name="Tandai mendesak").focus()
    hands.leads("Enter")
    expect(page.locator(".page-title")).to_have_text("Tandai mendesak: 2 dari 2 kasus")
    for number in first:
        expect(page.locator("tr", has_text=number)).to_contain_text("ditandai mendesak")
    CAMERA.take(page, "sekaligus-hasil")
    assert officer.complaints == []


def test_a_macro_is_read_then_run_and_the_next_case_opens_after_an_answer(browser: Browser, office: Practice) -> None:
    says(office, ("Warga 41", "6289900000641", "Saya minta jadwal wawancara diulang"))
    says(office, ("Warga 42", "6289900000642", "Kartu antrean saya hilang"))
    officer, hands = at_queue(browser, office, "pengelola", "Kartu antrean saya hilang")
    page = officer.page
    expect(page.locator(".row", has_text="jadwal wawancara")).to_be_visible(timeout=PATIENCE)
    page.locator(".row", has_text="jadwal wawancara").focus()
    hands.leads("o")
    listens(page)
    hands.key("m")
    expect(page.locator("#makro")).to_have_attribute("open", "")
    expect(page.locator("#makro")).to_contain_text("Tidak mengirim pesan.")
    CAMERA.take(page, "makro")
    page.get_by_role("button", name="Data kurang: minta dilengkapi").focus()
    hands.leads("Enter")
    expect(page.locator(".notice-good")).to_contain_text("Makro “Data kurang: minta dilengkapi”")
    expect(page.locator("#balasan")).to_have_value(re.compile("mohon sebutkan kapan dan di mana kejadiannya"))
    expect(page.locator(".bubble-catatan")).to_contain_text("Menunggu kelengkapan data")
    here = page.url
    page.locator("#balasan").fill("Mohon kirim nomor antrean Saudara.")
    page.locator("#tujuan").select_option("lain")
    page.locator("#balasan").focus()
    hands.leads("Control+Shift+Enter")
    expect(page.locator(".notice-good")).to_contain_text("masuk antrean kirim")
    assert page.url != here
    expect(page.locator(".row[aria-current]")).to_have_count(1)
    assert officer.complaints == []


@pytest.mark.parametrize("dark", [False, True], ids=["terang", "gelap"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "390"])
def test_the_sheet_the_filters_and_the_views_fit_the_screen(
    browser: Browser, office: Practice, size: dict[str, int], dark: bool
) -> None:
    says(office, ("Warga 51", "6289900000651", "Pintu samping kantor terkunci"))
    officer, hands = at_queue(browser, office, "pengelola", "Pintu samping kantor terkunci", size=size, dark=dark)
    page, name = officer.page, f"{size['width']}-{'gelap' if dark else 'terang'}"
    hands.key("f")
    expect(page.locator("#saring select").first).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    CAMERA.take(page, f"saring-{name}")
    hands.key("Escape")
    hands.key("?")
    expect(page.locator("#pintas")).to_be_visible()
    assert page.evaluate("document.querySelector('#pintas').scrollWidth") <= size["width"]
    CAMERA.take(page, f"tombol-{name}")
    hands.key("Escape")
    hands.key("g")
    hands.leads("p")
    expect(page).to_have_url(re.compile("/pengaduan/"))
    assert officer.complaints == []
