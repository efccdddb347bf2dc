"""The field check on a 390-pixel phone: shot and typed without a line, sent when there is one, given back."""

import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from models.actions.cases.return_report import return_report
from models.rules.staff.roles import Role
from models.tables import Complaint
from tests.browser.people import NARROW, PATIENCE, Camera, Officer
from tests.browser.served_office import ServedOffice, served_office
from tests.office import NOW, actor

CAMERA = Camera("lapangan")
# What the phone keeps of photos that wait.
RECORDS = """() => new Promise((done) => {
  const asked = indexedDB.open("aduan-foto", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("foto").objectStore("foto").getAll();
    all.onsuccess = () => done(all.result);
  };
})"""
SEALED = ["at", "key", "number", "of", "place", "sealed", "sizes", "type", "user"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOffice]:
    """A back office with a check for every test."""
    with served_office(tmp_path_factory.mktemp("lapangan"), 7) as running:
        yield running


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Photos as a phone shoots them, too large for a bad line."""
    paths = [tmp_path_factory.mktemp("foto") / f"IMG_000{number}.jpg" for number in range(2)]
    for path in paths:
        Image.effect_noise((2400, 1800), 60).convert("RGB").save(path, quality=92)
    return [str(path) for path in paths]


def opened(browser: Browser, served: ServedOffice, number: int, dark: bool = False) -> Officer:
    """An officer of the section on his phone, with a check open and its script ready."""
    officer = Officer.signed_in(browser, served, "petugas_seksi", NARROW, dark, at="")  # type: ignore[arg-type]
    go(officer.page, served, number)
    return officer


def go(page: Page, served: ServedOffice, number: int) -> None:
    """Open the page of a check and wait until its script is ready."""
    page.goto(f"{served.office}/penelitian/{served.cases[number]}")
    page.locator('html[data-siap="penelitian"]').wait_for(state="attached", timeout=PATIENCE)


def hands_in(page: Page, sentence: str = "Sudah diserahkan.") -> None:
    """Press the button at the foot, and wait for what the next page says."""
    page.get_by_role("button", name="Serahkan").click()
    expect(page.locator('[data-part="keadaan"]')).to_contain_text(sentence, timeout=PATIENCE)


def fits(page: Page) -> bool:
    """Whether nothing stands out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_what_is_shot_and_typed_without_a_line_is_kept_and_sent_by_itself(
    browser: Browser, served: ServedOffice, photos: list[str]
) -> None:
    officer = opened(browser, served, 0)
    page = officer.page
    CAMERA.take(page, "buka-390")
    assert fits(page)
    page.context.set_offline(True)
    page.get_by_label("Temuan").fill("Rak nomor 3 kosong.")
    page.get_by_label("Keterangan foto berikutnya").fill("Rak serah")
    page.locator("#foto-kamera").set_input_files(photos[0])
    expect(page.locator(".shot-waiting")).to_have_count(1)
    expect(page.locator(".line-state")).to_contain_text("Terputus", timeout=PATIENCE)
    expect(page.locator(".shot-waiting")).to_contain_text("Menunggu sambungan", timeout=PATIENCE)
    page.get_by_role("button", name="Serahkan").click()
    expect(page.locator("#keadaan-foto")).to_contain_text("Belum diserahkan")
    CAMERA.take(page, "terputus-390")
    page.context.set_offline(False)
    expect(page.locator('[data-part="foto"] img')).to_have_count(1, timeout=PATIENCE)
    expect(page.locator("#foto-menunggu")).to_be_hidden()
    expect(page.locator('[data-part="foto"]')).to_contain_text("Rak serah")
    expect(page.get_by_label("Temuan")).to_have_value("Rak nomor 3 kosong.")
    hands_in(page)
    expect(page.get_by_label("Temuan")).to_have_value("Rak nomor 3 kosong.")
    CAMERA.take(page, "diserahkan-390")


def test_a_photo_that_waits_outlives_its_page_and_the_list_names_it(
    browser: Browser, served: ServedOffice, photos: list[str]
) -> None:
    officer = opened(browser, served, 1)
    page = officer.page
    page.route("**/penelitian/*/foto", lambda route: route.abort())
    page.locator("#foto-galeri").set_input_files(photos)
    expect(page.locator(".shot-waiting")).to_have_count(2)
    expect(page.locator(".shot-waiting").first).to_contain_text("Menunggu sambungan", timeout=PATIENCE)
    records = page.evaluate(RECORDS)
    assert [sorted(record) for record in records] == [SEALED] * 2, "whoever sits at the phone could look at them"
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(f"{served.office}/penelitian/")
    expect(again.locator("#foto-tertinggal")).to_contain_text("2 foto menunggu dikirim", timeout=PATIENCE)
    CAMERA.take(again, "daftar-390")
    assert fits(again)
    again.locator("#foto-tertinggal a").click()
    expect(again.locator("#foto-menunggu")).to_be_hidden(timeout=PATIENCE)
    expect(again.locator('[data-part="foto"] img')).to_have_count(2, timeout=PATIENCE)


def test_a_stopped_office_refuses_in_words_and_nothing_is_lost(browser: Browser, served: ServedOffice) -> None:
    officer = opened(browser, served, 2)
    page = officer.page
    page.get_by_label("Temuan").fill("Ditulis sebelum listrik kantor padam.")
    served.stop()
    try:
        page.get_by_role("button", name="Serahkan").click()
        expect(page.locator(".not-sent")).to_contain_text("Belum terkirim: sambungan", timeout=PATIENCE)
        expect(page.get_by_label("Temuan")).to_have_value("Ditulis sebelum listrik kantor padam.")
        expect(page.locator(".line-state")).to_contain_text("Terputus, mencoba lagi")
        CAMERA.take(page, "kantor-padam-390")
    finally:
        served.begin()
    expect(page.locator(".not-sent")).to_have_count(0, timeout=60_000)
    hands_in(page)
    expect(page.get_by_label("Temuan")).to_have_value("Ditulis sebelum listrik kantor padam.")


def test_a_session_that_ended_is_taken_up_again_in_another_tab(browser: Browser, served: ServedOffice) -> None:
    officer = opened(browser, served, 3)
    page = officer.page
    page.get_by_label("Temuan").fill("Ditulis dalam sesi pertama.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Serahkan").click()
    expect(page.locator(".not-sent")).to_contain_text("sesi Anda berakhir", timeout=PATIENCE)
    CAMERA.take(page, "sesi-berakhir-390")
    with page.context.expect_page() as opening:
        page.locator(".line-state").get_by_role("link", name="Masuk lagi di tab baru").click()
    tab = opening.value
    username, password = served.login("petugas_seksi")
    tab.locator("[name=username]").fill(username)
    tab.locator("[name=password]").fill(password)
    tab.get_by_role("button", name="Masuk").click()
    expect(tab.get_by_role("heading", name="Anda sudah masuk")).to_be_visible(timeout=PATIENCE)
    tab.close()
    expect(page.locator(".not-sent")).to_have_count(0, timeout=60_000)
    hands_in(page)
    expect(page.get_by_label("Temuan")).to_have_value("Ditulis dalam sesi pertama.")


def test_his_position_is_written_where_he_sees_it_or_politely_left_out(
    browser: Browser, served: ServedOffice
) -> None:
    officer = opened(browser, served, 4)
    page = officer.page
    page.context.grant_permissions(["geolocation"], origin=served.office)
    page.context.set_geolocation({"latitude": 1.1532, "longitude": 103.8921, "accuracy": 12})
    page.get_by_role("button", name="Catat posisi saya").click()
    written = re.compile(re.escape("1,15320° LU, 103,89210° BT (± 12 m).") + "$")
    expect(page.get_by_label("Kegiatan")).to_have_value(written, timeout=PATIENCE)
    other = opened(browser, served, 4)
    other.page.evaluate("() => { navigator.geolocation.getCurrentPosition = (done, fail) => fail({ code: 1 }); }")
    other.page.get_by_role("button", name="Catat posisi saya").click()
    expect(other.page.locator("#posisi-kata")).to_contain_text("Tidak apa-apa", timeout=PATIENCE)
    assert officer.complaints == other.complaints == []


@pytest.mark.parametrize("dark", [False, True], ids=["terang", "gelap"])
def test_what_the_head_gives_back_appears_by_itself(browser: Browser, served: ServedOffice, dark: bool) -> None:
    number = 6 if dark else 5
    officer = opened(browser, served, number, dark)
    page = officer.page
    page.get_by_label("Temuan").fill("Rak kosong.")
    hands_in(page)
    with served.acting():
        case = Complaint.get(Complaint.public_id == served.cases[number])
        return_report(case.id, "Sebutkan siapa yang ditemui.", actor(Role.KASI_LALINTALKIM), NOW)
    told = page.locator('[data-part="keadaan"]')
    expect(told).to_contain_text("Sebutkan siapa yang ditemui.", timeout=60_000)
    CAMERA.take(page, f"dikembalikan-390-{'gelap' if dark else 'terang'}")
    page.get_by_label("Temuan").fill("Rak kosong; bertemu petugas loket 3.")
    hands_in(page)
    assert officer.complaints == []
