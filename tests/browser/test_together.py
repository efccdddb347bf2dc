"""Two officers in one case: each sees the other, crossing texts are both shown, a killed browser loses nothing."""

from contextlib import suppress

from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.browser.people import NARROW, PATIENCE, Camera, Officer
from tests.browser.practice import Practice, says
from tests.tools import needs

CAMERA = Camera("bersama")


def both(browser: Browser, office: Practice, number: str, words: str) -> tuple[Officer, Officer]:
    """Let a citizen write, and Pengelola and Kasubsi open what he wrote."""
    says(office, (f"Warga {number}", f"62899000008{number}", words))
    one = Officer.signed_in(browser, office, "pengelola")
    two = Officer.signed_in(browser, office, "kasubsi_infokim", at="")
    one.opens(words)
    two.page.goto(one.page.url)
    for officer in (one, two):
        officer.page.wait_for_load_state("load")
    return one, two


def test_each_sees_that_the_other_looks_and_writes(browser: Browser, office: Practice) -> None:
    one, two = both(browser, office, "01", "Antrean dua petugas")
    expect(two.page.locator(".present-melihat")).to_contain_text("sedang melihat", timeout=PATIENCE)
    expect(one.page.locator(".present-melihat")).to_contain_text("sedang melihat", timeout=PATIENCE)
    one.page.locator("#balasan").fill("Yth. Warga")
    expect(two.page.locator(".present-menulis")).to_contain_text("sedang menulis", timeout=PATIENCE)
    CAMERA.take(two.page, "sedang-menulis")
    assert one.complaints == two.complaints == []


def test_two_texts_that_cross_are_shown_side_by_side_and_none_is_lost(browser: Browser, office: Practice) -> None:
    words = "Antrean panjang sekali"
    one, _ = both(browser, office, "02", words)
    two = Officer.signed_in(browser, office, "pengelola", at="")
    two.page.goto(one.page.url)
    two.page.wait_for_load_state("load")
    two.fills("Pihak yang dilaporkan", "Petugas loket dua")
    one.fills("Pihak yang dilaporkan", "Petugas loket satu")
    one.picks("Kategori", "Lainnya")
    one.presses("Simpan")
    changed = two.page.locator(".changed a").first
    changed.wait_for(timeout=PATIENCE)
    with two.page.expect_navigation():
        changed.click()
    field = two.page.get_by_label("Pihak yang dilaporkan")
    expect(field).to_have_value("Petugas loket dua")
    expect(two.page.locator(".merge")).to_contain_text("Petugas loket satu")
    CAMERA.take(two.page, "gabungkan")
    two.page.get_by_role("button", name="Pakai yang tersimpan").click()
    expect(field).to_have_value("Petugas loket satu")
    assert one.complaints == two.complaints == []


def test_what_is_typed_before_the_script_is_there_stands_beside_what_was_kept(
    browser: Browser, office: Practice
) -> None:
    words = "Jaringan kantor pelan sekali"
    officer, _ = both(browser, office, "05", words)
    page = officer.page
    page.locator("#balasan").fill("Kata lama")
    expect(page.locator(".composer .kept")).to_contain_text("Ketikan tersimpan di kantor", timeout=PATIENCE)
    held: list[Route] = []
    page.route("**/meja/menyimpan.js*", lambda route: held.append(route))
    # The script must have been asked for before it is let go, or a later asking would be held for ever.
    with page.expect_request("**/meja/menyimpan.js*"):
        page.reload(wait_until="commit")
    page.locator("#balasan").fill("Kata baru")
    expect(page.locator("#balasan")).to_have_value("Kata baru")
    assert held, "the script was not held back"
    for route in held:
        route.continue_()
    expect(page.locator(".merge")).to_contain_text("Kata lama", timeout=PATIENCE)
    expect(page.locator("#balasan")).to_have_value("Kata baru")
    page.get_by_role("button", name="Gabungkan keduanya").click()
    expect(page.locator("#balasan")).to_have_value("Kata baru\nKata lama")
    CAMERA.take(page, "dua-ketikan")
    assert officer.complaints == []


def test_a_browser_killed_while_typing_loses_nothing(browser: Browser, office: Practice) -> None:
    says(office, ("Warga 03", "6289900000803", "Listrik padam saat menulis"))
    doomed = browser.browser_type.launch(executable_path=needs("chromium"), args=["--no-sandbox"])
    page = typing_in(doomed, office, "Listrik padam saat menulis")
    address = page.url
    # The whole browser dies where it stands; no page of it runs another line.
    with suppress(Error):
        doomed.new_browser_cdp_session().send("Browser.crash")
    again = Officer.signed_in(browser, office, "pengelola", NARROW, dark=True, at="")
    again.page.goto(address)
    again.page.wait_for_load_state("load")
    expect(again.page.locator("#balasan")).to_have_value("Yth. Warga, kami sedang memeriksa")
    expect(again.page.get_by_label("Tempat kejadian")).to_have_value("Loket 3")
    secret = again.page.get_by_label("Rahasiakan identitas pelapor")
    expect(secret).to_be_checked()
    CAMERA.take(again.page, "dipulihkan")
    again.page.locator(".composer .kept").get_by_role("button", name="Buang").click()
    expect(again.page.locator("#balasan")).to_have_value("")
    again.page.get_by_role("tab", name="Kasus").click()
    again.page.locator(".pane-case .kept").get_by_role("button", name="Buang").click()
    expect(again.page.get_by_label("Tempat kejadian")).to_have_value("")
    expect(secret).not_to_be_checked()
    assert again.complaints == []


def typing_in(browser: Browser, office: Practice, words: str) -> Page:
    """Type an answer and a field of the case, tick another, until both forms are kept."""
    officer = Officer.signed_in(browser, office, "pengelola")
    officer.opens(words)
    page = officer.page
    page.wait_for_load_state("load")
    page.locator("#balasan").press_sequentially("Yth. Warga, kami sedang memeriksa")
    page.get_by_label("Tempat kejadian").fill("Loket 3")
    page.get_by_label("Rahasiakan identitas pelapor").check()
    for form in (".composer", ".pane-case"):
        expect(page.locator(f"{form} .kept")).to_contain_text("Ketikan tersimpan di kantor", timeout=PATIENCE)
    return page


def test_a_tick_alone_is_kept_and_is_no_writing(browser: Browser, office: Practice) -> None:
    one, two = both(browser, office, "06", "Mohon nama saya tidak disebut")
    secret = one.page.get_by_label("Rahasiakan identitas pelapor")
    secret.check()
    kept = one.page.locator(".pane-case form", has=secret).locator(".kept")
    expect(kept).to_contain_text("Ketikan tersimpan di kantor", timeout=PATIENCE)
    expect(two.page.locator(".present-melihat")).to_contain_text("sedang melihat", timeout=PATIENCE)
    expect(two.page.locator(".present-menulis")).to_have_count(0)
    one.page.reload()
    expect(secret).to_be_checked()
    expect(kept).to_contain_text("dipulihkan")
    secret.uncheck()
    expect(kept).to_contain_text("Ketikan tersimpan di kantor", timeout=PATIENCE)
    one.page.reload()
    expect(secret).not_to_be_checked()
    expect(kept).to_have_count(0)
    assert one.complaints == two.complaints == []


def test_a_note_is_written_where_no_answer_can_be_sent_by_mistake(browser: Browser, office: Practice) -> None:
    one, two = both(browser, office, "04", "Catatan dan jawaban")
    one.page.keyboard.press("Alt+n")
    expect(one.page.locator("#isi-catatan")).to_be_focused()
    expect(one.page.locator("#balasan")).to_be_hidden()
    one.page.keyboard.type("Berkas ada di loket 2")
    CAMERA.take(one.page, "catatan")
    with one.page.expect_navigation():
        one.page.keyboard.press("Control+Enter")
    expect(one.page.locator(".bubble-catatan")).to_contain_text("Berkas ada di loket 2")
    expect(one.page.locator("#balasan")).to_be_hidden()
    expect(two.page.locator(".bubble-catatan")).to_contain_text("Berkas ada di loket 2", timeout=PATIENCE)
    CAMERA.take(one.page, "catatan-tersimpan")
    assert one.complaints == two.complaints == []
