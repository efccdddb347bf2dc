"""Meja Kerja over a bad connection: the loss is shown, submissions held back, work goes on after it; signals."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from models.actions.privacy.name_party import name_party
from models.actions.staff.own_choices import choose_signals
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Staff
from tests.browser.people import NARROW, PATIENCE, WIDE, Camera, Officer
from tests.browser.served_office import ServedOffice, served_office
from tests.office import NOW, actor, citizen_message, take_in

CAMERA = Camera("sambungan")
AGAIN = 60_000  # milliseconds until a page has asked again, however long it had waited


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOffice]:
    """A back office with some cases at the field check."""
    with served_office(tmp_path_factory.mktemp("sambungan"), 5) as running:
        yield running


def opened(browser: Browser, served: ServedOffice, role: str, number: int, size: dict[str, int] = WIDE) -> Officer:
    """An officer with a case open at Meja Kerja, its first news heard, so that its scripts surely run."""
    officer = Officer.signed_in(browser, served, role, size, at="")  # type: ignore[arg-type]
    with officer.page.expect_request("**/meja/kabar*", timeout=PATIENCE):
        officer.page.goto(f"{served.office}/meja/kasus/{served.cases[number]}")
    return officer


def note(page: Page, words: str) -> None:
    """Type a note to colleagues, which every role may write."""
    page.keyboard.press("Alt+n")
    page.locator("#isi-catatan").fill(words)


def sends(page: Page) -> None:
    """Press the button of the note."""
    page.locator("#isi-catatan").press("Control+Enter")


def test_a_stopped_office_is_told_and_a_form_is_refused_in_words(browser: Browser, served: ServedOffice) -> None:
    page = opened(browser, served, "pengelola", 0).page
    note(page, "Ditulis saat LAN putus")
    served.stop()
    try:
        expect(page.locator(".line-state")).to_contain_text("Terputus, mencoba lagi", timeout=AGAIN)
        sends(page)
        expect(page.locator(".not-sent")).to_contain_text("Belum terkirim: sambungan", timeout=PATIENCE)
        expect(page.locator("#isi-catatan")).to_have_value("Ditulis saat LAN putus")
        CAMERA.take(page, "terputus-1366")
    finally:
        served.begin()
    expect(page.locator(".line-state")).to_be_hidden(timeout=AGAIN)
    expect(page.locator(".not-sent")).to_have_count(0)
    expect(page.locator("#isi-catatan")).to_have_value("Ditulis saat LAN putus")
    sends(page)
    expect(page.locator(".bubble-catatan")).to_contain_text("Ditulis saat LAN putus", timeout=PATIENCE)


def test_a_session_that_ended_is_taken_up_again_and_another_persons_is_not(
    browser: Browser, served: ServedOffice
) -> None:
    page = opened(browser, served, "pengelola", 1).page
    note(page, "Ditulis dalam sesi lama")
    page.context.clear_cookies()
    expect(page.locator(".line-state")).to_contain_text("Sesi Anda berakhir", timeout=AGAIN)
    CAMERA.take(page, "sesi-berakhir-1366")
    for role, words in (("kasubsi_infokim", "kini masuk akun lain"), ("pengelola", "Anda masuk kembali")):
        with page.context.expect_page() as opening:
            page.locator(".line-state").get_by_role("link", name="Masuk lagi di tab baru").click()
        tab = opening.value
        expect(tab.locator("[name=username]")).to_be_visible(timeout=PATIENCE)
        tab.locator("[name=username]").fill(role)
        tab.locator("[name=password]").fill(served.login(role)[1])
        tab.get_by_role("button", name="Masuk").click()
        expect(tab.get_by_role("heading", name="Anda sudah masuk")).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".line-state")).to_contain_text(words, timeout=AGAIN)
        if role != "pengelola":
            sends(page)
            expect(page.locator(".not-sent")).to_contain_text("akun lain", timeout=PATIENCE)
            page.context.clear_cookies()
        tab.close()
    sends(page)
    expect(page.locator(".bubble-catatan")).to_contain_text("Ditulis dalam sesi lama", timeout=PATIENCE)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "390"])
def test_a_case_taken_away_says_so_and_gives_back_what_was_typed(
    browser: Browser, served: ServedOffice, size: dict[str, int]
) -> None:
    number = 2 if size is WIDE else 3
    page = opened(browser, served, "kasi_lalintalkim", number, size).page
    note(page, "Belum sempat dikirim")
    with served.acting():
        case = Complaint.get(Complaint.public_id == served.cases[number])
        person = Staff.get(Staff.username == "kasi_lalintalkim")
        name_party(case.id, person.id, "Disebut pelapor", actor(Role.KEPALA_KANTOR), NOW)
    taken = page.locator(".pane-taken")
    expect(taken).to_contain_text("Kasus ini tidak terbuka lagi untuk Anda", timeout=AGAIN)
    expect(taken.get_by_label("Ketikan Anda tadi")).to_have_value("Belum sempat dikirim")
    expect(page.locator(".bubbles")).to_have_count(0)
    CAMERA.take(page, f"diambil-{size['width']}")
    taken.get_by_role("link", name="Kembali ke antrean").click()
    expect(page.locator(".pane-queue")).to_be_visible(timeout=PATIENCE)


def test_signals_are_off_until_wanted_then_count_and_sound(browser: Browser, served: ServedOffice) -> None:
    officer = opened(browser, served, "pengelola", 4)
    expect(officer.page).to_have_title("Meja Kerja · Aduan")
    with served.acting():
        choose_signals(actor(Role.PENGELOLA), NOW, sound=True, badge=True)
    page = opened(browser, served, "pengelola", 4).page
    page.evaluate("() => { document.addEventListener('aduan:bunyi', () => { document.body.dataset.rung = '1'; }); }")
    page.locator("h2").first.click()
    with served.acting():
        take_in(ChannelAccount.get(), citizen_message("Ada yang baru", "628119999001"))
    expect(page).to_have_title("(1) Meja Kerja · Aduan", timeout=AGAIN)
    expect(page.locator("body")).to_have_attribute("data-rung", "1", timeout=AGAIN)


def test_a_hidden_page_asks_nothing_and_one_that_comes_back_asks_at_once(
    browser: Browser, served: ServedOffice
) -> None:
    with served.acting():
        choose_signals(actor(Role.KASI_LALINTALKIM), NOW, sound=False, badge=False)
    officer = Officer.signed_in(browser, served, "kasi_lalintalkim")  # type: ignore[arg-type]
    page = officer.page
    page.clock.install()
    asked: list[str] = []

    def count(request: Request) -> None:
        if "/meja/kabar" in request.url:
            asked.append(request.url)

    with page.expect_request("**/meja/kabar*", timeout=PATIENCE) as first:
        page.goto(f"{served.office}/meja/?tab=terbuka")
        page.clock.run_for(5000)
    first.value.response()
    page.on("request", count)
    hide(page, hidden=True)
    page.clock.run_for(120_000)
    assert asked == []
    with page.expect_request("**/meja/kabar*", timeout=PATIENCE):
        hide(page, hidden=False)


def hide(page: Page, *, hidden: bool) -> None:
    """Let the page be hidden, or looked at again, as a change of tabs does."""
    page.evaluate(
        """hidden => {
          Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def test_every_other_page_keeps_its_counters_true(browser: Browser, served: ServedOffice) -> None:
    officer = Officer.signed_in(browser, served, "pengelola")  # type: ignore[arg-type]
    page = officer.page
    page.goto(f"{served.office}/pemberitahuan/")
    shown = page.locator('.side [data-menu-count="/meja/"]')
    before = int(shown.inner_text().split()[0]) if shown.count() else 0
    with served.acting():
        take_in(ChannelAccount.get(), citizen_message("Satu lagi", "628119999002"))
    expect(shown).to_contain_text(f"{before + 1}", timeout=AGAIN)
    assert officer.complaints == []


def test_a_list_grows_by_itself_without_a_reload(browser: Browser, served: ServedOffice) -> None:
    officer = Officer.signed_in(browser, served, "pengelola")  # type: ignore[arg-type]
    page = officer.page
    page.goto(f"{served.office}/pesan/")
    page.evaluate("() => { document.body.dataset.same = '1'; }")
    with served.acting():
        take_in(ChannelAccount.get(), citizen_message("Pesan yang menyusul", "628119999003"))
    expect(page.locator(".list")).to_contain_text("Pesan yang menyusul", timeout=AGAIN)
    expect(page.locator("body")).to_have_attribute("data-same", "1")
    assert officer.complaints == []
