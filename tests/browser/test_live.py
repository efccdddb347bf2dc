"""The page lives: news arrives without a reload, typed text stays, and everything works without a script."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import NARROW, PATIENCE, Camera, Citizen, Officer
from tests.browser.practice import Practice, says

CAMERA = Camera("layar")


def test_a_new_message_appears_while_the_officer_types_and_nothing_typed_is_lost(
    browser: Browser, office: Practice
) -> None:
    citizen = Citizen.new(browser, office, "Warga Menyela", "089900000601")
    citizen.write("Antrean paspor penuh terus")
    officer = Officer.signed_in(browser, office, "pengelola")
    officer.opens("Antrean paspor penuh terus")
    page = officer.page
    place = page.get_by_label("Tempat kejadian")
    place.fill("Loket 3")
    box = page.locator("#balasan")
    box.fill("Mohon sebutkan tanggal")
    box.press("End")
    citizen.write("Sudah seminggu saya coba")
    expect(page.locator(".bubble-in").last).to_contain_text("Sudah seminggu saya coba", timeout=PATIENCE)
    assert (place.input_value(), box.input_value()) == ("Loket 3", "Mohon sebutkan tanggal")
    assert page.evaluate("document.activeElement.id") == "balasan"
    page.keyboard.type(" kejadiannya")
    # Looked at: a form that stands here since before has shown it too, and does not ask about it.
    expect(page.locator('#langkah-tutup_apresiasi input[name="dilihat"]')).to_have_value("2", timeout=PATIENCE)
    assert box.input_value() == "Mohon sebutkan tanggal kejadiannya"
    CAMERA.take(page, "pesan-menyela")
    assert officer.complaints == []


def test_what_comes_before_an_empty_chair_is_read_only_when_the_officer_is_back(
    browser: Browser, office: Practice
) -> None:
    """By then the citizen may be told so: a page left open reads nothing."""
    citizen = Citizen.new(browser, office, "Warga Malam", "089900000609")
    citizen.write("Sudah tutup kantornya")
    officer = Officer.signed_in(browser, office, "pengelola")
    officer.opens("Sudah tutup kantornya")
    page, unread = officer.page, officer.page.locator(".mark-read button")
    expect(unread).to_have_count(0)
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 180_000; }")
    citizen.write("Besok saya ke sana")
    expect(page.locator(".bubble-in").last).to_contain_text("Besok saya ke sana")
    expect(unread).to_have_count(1)
    page.mouse.move(500, 300)
    expect(unread).to_have_count(0)
    assert officer.complaints == []


def test_a_case_changed_by_another_officer_says_so_beside_what_is_typed(browser: Browser, office: Practice) -> None:
    says(office, ("Warga Berdua", "6289900000602", "Petugas loket lambat sekali"))
    one, two = (Officer.signed_in(browser, office, "pengelola") for _ in range(2))
    for officer in (one, two):
        officer.opens("Petugas loket lambat sekali")
    two.fills("Pihak yang dilaporkan", "Petugas loket 2")
    one.unfolds("Tutup: bukan pengaduan")
    one.fills("Alasan", "Salah alamat")
    one.presses("Tutup: bukan pengaduan")
    expect(two.page.locator(".changed").first).to_contain_text("baru berubah", timeout=PATIENCE)
    assert two.page.get_by_label("Pihak yang dilaporkan").input_value() == "Petugas loket 2"
    two.picks("Kategori", "Lainnya")
    two.page.locator(".pane-case").get_by_role("button", name="Simpan", exact=True).click()
    expect(two.page.locator(".left-over .notice")).to_contain_text("baru saja diubah petugas lain")
    expect(two.page.get_by_label("Pihak yang dilaporkan")).to_have_value("Petugas loket 2")
    CAMERA.take(two.page, "diubah-petugas-lain")
    # Both closed and undone again: the first page follows by itself.
    two.unfolds("Batalkan penutupan")
    two.fills("Alasan", "Perlu diperiksa")
    two.presses("Batalkan penutupan")
    one.stands_at("Identifikasi")


def test_the_whole_desk_works_on_a_phone(browser: Browser, office: Practice) -> None:
    says(office, ("Warga Ponsel", "6289900000603", "Kapan paspor anak saya selesai?"))
    officer = Officer.signed_in(browser, office, "pengelola", NARROW)
    CAMERA.take(officer.page, "390-antrean")
    officer.opens("Kapan paspor anak saya selesai?")
    CAMERA.take(officer.page, "390-percakapan")
    officer.page.locator(".pane-tabs").get_by_text("Kasus").click()
    expect(officer.page.locator(".pane-case").get_by_label("Kategori")).to_be_visible()
    CAMERA.take(officer.page, "390-kasus")
    wide = officer.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= NARROW["width"]
    officer.picks("Kategori", "Paspor (DPRI) dan penggantiannya")
    officer.presses("Simpan & identifikasi selesai")
    officer.page.locator(".pane-tabs").get_by_text("Kasus").click()
    officer.page.get_by_role("link", name="Tulis dan kirim di percakapan").click()
    expect(officer.page.locator("#balasan")).to_be_focused()
    officer.presses("Kirim lewat WhatsApp")
    assert officer.complaints == []


@pytest.mark.parametrize("dark", [False, True], ids=["terang", "gelap"])
def test_at_125_percent_conversation_and_case_share_the_screen(
    browser: Browser, office: Practice, dark: bool
) -> None:
    size = {"width": 1366 * 4 // 5, "height": 768 * 4 // 5}
    officer = Officer.signed_in(browser, office, "kasubsi_infokim", size, dark, at="/meja/?tab=terbuka")
    officer.page.locator(".row").first.click()
    expect(officer.page.locator(".pane-talk")).to_be_visible()
    expect(officer.page.locator(".pane-case")).to_be_visible()
    CAMERA.take(officer.page, f"125-persen-{'gelap' if dark else 'terang'}")


def test_everything_works_without_a_script(browser: Browser, office: Practice) -> None:
    says(office, ("Warga Tanpa Skrip", "6289900000604", "Nomor M-Paspor tidak terkirim"))
    seen = Officer.signed_in(browser, office, "pengelola")
    seen.opens("Nomor M-Paspor tidak terkirim")
    address = seen.page.url
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(seen.page.context.cookies())
    page = context.new_page()
    page.goto(address)
    page.locator(".pane-case").get_by_label("Kategori").select_option(label="M-Paspor dan aplikasi")
    page.get_by_role("button", name="Simpan & identifikasi selesai").click()
    expect(page.locator(".pills .pill").first).to_have_text("Tanggapan awal")
    page.get_by_role("button", name="Kirim lewat WhatsApp").click()
    expect(page.locator(".notice-good")).to_contain_text("masuk antrean kirim")
    seen.stands_at("Penerusan – Pengelola")


def test_the_counter_counts_as_the_channel_does_and_stops_what_is_too_long(
    browser: Browser, office: Practice
) -> None:
    words = "Berapa panjang jawaban paling banyak?"
    says(office, ("Warga Panjang", "6289900000605", words))
    officer = Officer.signed_in(browser, office, "pengelola")
    officer.opens(words)
    officer.page.wait_for_load_state("load")
    box = officer.page.locator("#balasan")
    box.fill("👍" * 3)
    expect(officer.page.locator("#hitungan")).to_have_text(re.compile(r"^3 / 4096 karakter$"))
    box.fill("a" * 4100)
    expect(officer.page.locator("#hitungan")).to_have_text("Kelebihan 4 karakter")
    expect(officer.page.locator("[data-send]")).to_be_disabled()
    box.fill("")
    officer.page.locator("[data-templates]").select_option(label="Meminta keterangan tambahan")
    expect(box).to_have_value(re.compile("Agar pengaduan Nomor ADU-"))


def test_the_queue_is_told_when_the_line_is_lost_and_found_again(browser: Browser, office: Practice) -> None:
    officer = Officer.signed_in(browser, office, "pengelola")
    officer.page.context.set_offline(True)
    expect(officer.page.locator(".line-state")).to_be_visible(timeout=PATIENCE)
    officer.page.context.set_offline(False)
    expect(officer.page.locator(".line-state")).to_be_hidden(timeout=60_000)


def test_many_citizens_fill_the_queue_by_themselves(browser: Browser, office: Practice) -> None:
    officer = Officer.signed_in(browser, office, "pengelola")
    says(office, *((f"Warga {place}", f"6289900007{place:02d}", f"Aduan nomor {place}") for place in range(10, 50)))
    expect(officer.page.locator(".row")).to_have_count(30, timeout=PATIENCE)
    CAMERA.take(officer.page, "antrean-penuh")
    officer.page.get_by_role("link", name="Berikutnya").click()
    expect(officer.page.locator(".pages")).to_contain_text("Halaman 2")
