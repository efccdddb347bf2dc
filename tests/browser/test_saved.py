"""Saved means on the server: what the screen says of typed words and photos, beside what the office holds."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from models.actions.cases.keep_draft import keep_draft
from models.rules.staff.roles import Role
from models.tables import Complaint, Draft, Outbox, ReportPhoto, StaffSession, StepOutput
from tests.actions.walking import Walk
from tests.admin_app.axe import violations
from tests.admin_app.browsing import PASSWORD, Clock, back_office
from tests.admin_app.samples import picture
from tests.browser.people import NARROW, WIDE, Camera, Officer, sign_in
from tests.office import NOW, actor, office
from tests.served import served

CAMERA = Camera("tersimpan")
TESTS = 9
ALL_REFUSED = """
Storage.prototype.setItem = () => { throw new DOMException("penuh", "QuotaExceededError"); };
indexedDB.open = () => { throw new DOMException("ditolak", "SecurityError"); };
"""
AT_THE_OFFICE = "Ketikan tersimpan di kantor pukul"
HERE = "Ketikan tersimpan di perangkat ini, belum di kantor."
NOWHERE = "Ketikan belum tersimpan di mana pun."


@dataclass
class Scene:
    """An office served by the test's own process, whose tables the test reads."""

    office: str
    walks: list[Walk]

    def login(self, role: str) -> tuple[str, str]:
        """Return username and password of a role."""
        return role, PASSWORD

    def walk(self) -> Walk:
        """A case at the field check of Lalintalkim that no test touched."""
        return self.walks.pop()

    def officer(self, browser: Browser, at: str, role: str = "petugas_seksi", size: dict[str, int] = NARROW) -> Page:
        """An officer with a page open, its script ready."""
        page = Officer.signed_in(browser, self, role, size, at="").page  # type: ignore[arg-type]
        return self.goes(page, at)

    def goes(self, page: Page, at: str) -> Page:
        """Open a page and wait until it follows what is typed."""
        page.goto(f"{self.office}{at}")
        page.locator("html[data-menyimpan]").wait_for(state="attached")
        return page


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One office for all: every test has a case of its own."""
    yield from office_of(tmp_path_factory.mktemp("tersimpan"), Walk.at_fieldwork, TESTS)


def office_of(folder: Path, begin: Callable[[Walk], Walk], tests: int) -> Iterator[Scene]:
    """Serve an office with so many cases, each walked as far as this."""
    with office(f"sqlite:///{folder / 'aduan.db'}") as account:
        walks = [begin(Walk(account, who=f"6281100{number:05d}")) for number in range(tests)]
        app = back_office(folder, Clock(), undo=10)
        app.config["ADUAN"] = replace(app.config["ADUAN"], news_seconds=0.5)
        with served(app) as url:
            yield Scene(url, walks)


def check(walk: Walk) -> str:
    """The address of a field check."""
    return f"/penelitian/{walk.case.public_id}"


def case(walk: Walk) -> str:
    """The address of a case."""
    return f"/meja/kasus/{walk.case.public_id}"


def held(walk: Walk, field: str = "text") -> list[str]:
    """What the office holds of the case, as drafts."""
    rows = Draft.select().where(Draft.complaint == walk.id).order_by(Draft.id)
    return [json.loads(row.text)[field].replace("\r\n", "\n") for row in rows]


def cut(page: Page) -> None:
    """Let nothing that is typed or shot reach the office, though the browser believes that it is online."""
    for what in ("ketikan", "foto"):
        page.context.route(f"**/{what}", lambda route: route.abort("connectionfailed"))


def mend(page: Page) -> None:
    """Let it through again; nobody tells the page."""
    page.context.unroute_all(behavior="ignoreErrors")


def says(page: Page, words: str, form: str = "#form-laporan") -> None:
    """Wait until the page says where the words of a form are."""
    expect(page.locator(f"{form} .kept").first).to_contain_text(words)


def kept_in(context: BrowserContext, url: str) -> str:
    """All that a browser keeps of typed words, as whoever sits there can read it."""
    page = context.new_page()
    page.goto(f"{url}/static/lambang.svg")
    kept = page.evaluate("JSON.stringify(Object.entries(localStorage).filter(([name]) => name.includes('ketikan')))")
    page.close()
    return str(kept)


def test_a_report_typed_without_a_line_reaches_the_office_by_itself_and_is_not_handed_in(
    browser: Browser, scene: Scene
) -> None:
    walk = scene.walk()
    page = scene.officer(browser, check(walk))
    says(page, "Yang diketik baru sampai di kantor bila diserahkan.")
    cut(page)
    page.get_by_label("Temuan").fill("Rak nomor 3 kosong.")
    says(page, f"{HERE} ")
    assert held(walk) == []
    CAMERA.take(page, "di-sini-390")
    mend(page)
    says(page, AT_THE_OFFICE)
    assert held(walk) == ["Rak nomor 3 kosong."]
    CAMERA.take(page, "di-kantor-390")
    assert violations(page) == []
    assert StepOutput.select().where(StepOutput.complaint == walk.id, StepOutput.kind == "Laporan").count() == 0
    assert kept_in(page.context, scene.office) == "[]"


def test_a_killed_tab_leaves_its_words_to_any_other_page_of_the_same_person(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    page = scene.officer(browser, check(walk))
    context = page.context
    context.set_offline(True)
    page.get_by_label("Temuan").fill("Ditulis sebelum ponsel mati.")
    says(page, HERE)
    page.close()
    assert held(walk) == []
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{scene.office}/penelitian/")
    expect(again.locator("#foto-tertinggal")).to_be_hidden()
    again.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('aduan.ketikan'))")
    assert held(walk) == ["Ditulis sebelum ponsel mati."]
    scene.goes(again, check(walk))
    expect(again.get_by_label("Temuan")).to_have_value("Ditulis sebelum ponsel mati.")
    says(again, AT_THE_OFFICE)


def test_a_full_phone_says_that_words_and_photos_are_nowhere_and_asks_before_signing_out(
    browser: Browser, scene: Scene
) -> None:
    walk = scene.walk()
    page = Officer.signed_in(browser, scene, "petugas_seksi", NARROW, at="").page  # type: ignore[arg-type]
    page.add_init_script(ALL_REFUSED)
    scene.goes(page, check(walk))
    cut(page)
    page.get_by_label("Temuan").fill("Tidak ada ruang.")
    page.locator("#foto-kamera").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture((60, 40))}
    )
    says(page, f"{NOWHERE} Perangkat ini penuh atau menolak menyimpan")
    expect(page.locator("#keadaan-foto")).to_contain_text("1 foto belum tersimpan di mana pun")
    assert (held(walk), ReportPhoto.select().where(ReportPhoto.complaint == walk.id).count()) == ([], 0)
    CAMERA.take(page, "penuh-390")
    page.locator(".who-name").click()
    page.get_by_role("button", name="Keluar", exact=True).click()
    dialog = page.get_by_role("dialog", name="Belum semuanya ada di kantor")
    expect(dialog.locator("li")).to_have_count(2)
    expect(dialog).to_contain_text("1 foto yang belum di kantor")
    CAMERA.take(page, "keluar-390")
    assert violations(page, ".leaving") == []
    dialog.get_by_role("button", name="Tetap masuk").click()
    mend(page)
    says(page, AT_THE_OFFICE)
    expect(page.locator("#keadaan-foto")).to_be_hidden()
    assert held(walk) == ["Tidak ada ruang."]
    assert ReportPhoto.select().where(ReportPhoto.complaint == walk.id).count() == 1


def test_of_two_devices_neither_writes_over_the_other_and_the_officer_chooses(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    desk = scene.officer(browser, case(walk), "pengelola", WIDE)
    phone = scene.officer(browser, case(walk), "pengelola", WIDE)
    desk.locator("#balasan").fill("Dari meja.")
    says(desk, AT_THE_OFFICE, ".composer form")
    phone.locator("#balasan").fill("Dari ponsel.")
    choice = phone.locator(".composer [data-choice]")
    expect(choice).to_contain_text("Dari meja.")
    says(phone, "pilih dahulu di atas; belum ada yang ditimpa", ".composer form")
    assert held(walk) == ["Dari meja."]
    CAMERA.take(phone, "dua-perangkat-1366")
    assert violations(phone, ".composer") == []
    choice.get_by_role("button", name="Gabungkan keduanya").click()
    says(phone, AT_THE_OFFICE, ".composer form")
    assert held(walk) == ["Dari meja.\nDari ponsel."]
    expect(phone.locator("#balasan")).to_have_value("Dari meja.\nDari ponsel.")
    desk.locator("#balasan").press_sequentially("!")
    expect(desk.locator(".composer [data-choice]")).to_contain_text("Dari ponsel.")
    assert held(walk) == ["Dari meja.\nDari ponsel."]


def test_what_is_kept_here_outlives_an_ended_sign_in_for_the_same_person_only(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    Complaint.update(identity_protected=True).where(Complaint.id == walk.id).execute()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    StaffSession.update(ended_at=StaffSession.created_at).execute()
    page.locator("#balasan").fill("Kata-kata rahasia.")
    says(page, "Sesi berakhir: masuk lagi agar tersimpan di kantor.", ".composer form")
    assert held(walk) == []
    context = page.context
    assert "Kata-kata" not in kept_in(context, scene.office) != "[]"
    page.close()
    sign_in(context, scene.office, "kasi_lalintalkim", PASSWORD)
    other = scene.goes(context.new_page(), case(walk))
    other.locator("#isi-catatan").evaluate(
        "(box) => { box.value = 'x'; box.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    says(other, AT_THE_OFFICE, ".note-form")
    assert (held(walk), "Kata-kata rahasia." in other.content()) == (["x"], False)
    other.close()
    sign_in(context, scene.office, "pengelola", PASSWORD)
    again = scene.goes(context.new_page(), case(walk))
    expect(again.locator("#balasan")).to_have_value("Kata-kata rahasia.")
    says(again, AT_THE_OFFICE, ".composer form")
    assert held(walk) == ["x", "Kata-kata rahasia."]


def test_words_whose_form_is_gone_are_shown_until_they_are_put_aside(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    keep_draft(walk.id, "penelitian", {"text": "Setengah jadi.", "dasar:text": ""}, actor(Role.KASI_LALINTALKIM), NOW)
    page = scene.officer(browser, case(walk), "kasi_lalintalkim", WIDE)
    left = page.locator(".left-typed")
    left.locator("summary").click()
    expect(left.get_by_label("Ketikan 1")).to_have_value("Setengah jadi.")
    CAMERA.take(page, "tersisa-1366")
    assert violations(page, ".left-typed") == []
    left.get_by_role("button", name="Buang").click()
    expect(left).to_have_count(0)
    assert held(walk) == []


def test_signing_out_empties_the_browser_after_asking(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    cut(page)
    page.locator("#balasan").fill("Belum di kantor.")
    says(page, HERE, ".composer form")
    page.locator(".who-name").click()
    page.get_by_role("button", name="Keluar", exact=True).click()
    dialog = page.get_by_role("dialog", name="Belum semuanya ada di kantor")
    expect(dialog.locator("li")).to_have_text([f"Kasus {walk.case.number}: ketikan yang hanya ada di perangkat ini"])
    CAMERA.take(page, "keluar-1366")
    assert kept_in(page.context, scene.office) != "[]"
    dialog.get_by_role("button", name="Keluar dan hapus").click()
    page.wait_for_url("**/login")
    assert (kept_in(page.context, scene.office), held(walk)) == ("[]", [])


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "lost"])
def test_an_answer_sent_while_the_line_broke_is_sent_again_under_its_first_key(
    browser: Browser, scene: Scene, arrived: bool
) -> None:
    walk = scene.walk()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    page.locator("#balasan").fill("Sekali saja.")
    page.locator("#tujuan").select_option("lain")
    says(page, AT_THE_OFFICE, ".composer form")
    key = page.locator(".composer [name=form_key]").first.input_value()

    def lose(route: Any) -> None:
        if arrived:
            route.fetch(max_redirects=0)
        route.abort("connectionfailed")

    page.route("**/balas*", lose)
    with page.expect_event("requestfailed", lambda request: "/balas" in request.url):
        page.locator("[data-send]").click()
    mine = Outbox.select().where(Outbox.complaint == walk.id, Outbox.text == "Sekali saja.")
    assert mine.count() == (1 if arrived else 0)
    page.unroute_all(behavior="ignoreErrors")
    scene.goes(page, case(walk))
    if not arrived:
        expect(page.locator("#balasan")).to_have_value("Sekali saja.")
        assert page.locator(".composer [name=form_key]").first.input_value() == key
        with page.expect_navigation():
            page.locator("[data-send]").click()
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('aduan.ketikan'))")
    expect(page.locator("#balasan")).not_to_have_value("Sekali saja.")
    assert [row.reply_key for row in mine] == [key]
    assert held(walk) == []
