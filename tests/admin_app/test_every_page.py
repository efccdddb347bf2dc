"""Every page of every role: no English word, nothing for axe-core to find in light, dark, wide, narrow and opened.

The same walk hears the browser's console: no policy of ours is broken, and nothing else goes wrong.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, TimeoutError, expect

from models.rules.staff.roles import Role
from tests.admin_app.axe import OF_THE_LOOK, OF_THE_WHOLE, violations, with_axe
from tests.admin_app.browsing import PASSWORD, Browser, Clock, back_office
from tests.admin_app.distinct import KNOWN, hide, leave_few_alike, mark_known, remember_unseen, shows_unseen
from tests.admin_app.english import english_in
from tests.admin_app.frame_once import frame_once
from tests.admin_app.test_screens import SIZES
from tests.admin_app.test_visibility_walk import Scene
from tests.browser.people import PATIENCE, sign_in
from tests.served import served

# A screen of 1366 by 768 at 125 percent.
ZOOMED = {"width": 1093, "height": 614}
WIDE, NARROW = ({"width": width, "height": height} for width, height in SIZES.values())
# What the pages looked at were made of, piece by piece and as the pieces stood together. A page that brings a new one
# is looked at whole; of one that only puts known ones together anew, that is asked; of the same again, nothing.
_pieces: set[str] = set()
_pages: set[frozenset[str]] = set()
# The same as the browser sees it, with what scripts add: on the narrow dark page, and on the wide light one, of which
# only the look is asked where nothing is there that was not there before.
_narrow: set[str] = set()
_wide: set[str] = set()
_REFUSED_IN_SHORT = {"Accept": "application/json, text/html;q=0.9"}  # the page of a refusal is not drawn
_NO_PAGE = re.compile(r"/(unduh|pdf|paket|arsip|export|grafik|kabar|salinan|lampiran)\b")
_FITS = "document.documentElement.scrollWidth <= window.innerWidth"
_PIECE = re.compile(r"<[a-z][^>]*>")
_VALUES = re.compile(
    r'(value|href|src|content|title|placeholder|action|alt|id|for|datetime|nonce|data-[a-z-]+)="[^"]*"'
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The walked office, once for all roles: nothing is changed by looking."""
    from tests.office import office

    folder: Path = tmp_path_factory.mktemp("kantor")
    with office(f"sqlite:///{folder / 'aduan.db'}") as account:
        yield Scene(account, frame_once(back_office(folder, Clock())))


@contextmanager
def signed_in(browser: Any, app: Flask, role: Role) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page of somebody of this role, and what its console complains about."""
    with served(with_axe(app)) as url:
        context = browser.new_context(viewport=WIDE, base_url=url, color_scheme="light", reduced_motion="reduce")
        context.set_default_timeout(2 * PATIENCE)
        page = context.new_page()
        heard: list[str] = []
        page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda problem: heard.append(str(problem)))
        sign_in(page.context, url, str(role), PASSWORD)
        yield page, heard
        context.close()


@cache
def shown_to(scene: Scene, role: Role) -> list[tuple[str, str]]:
    """Return the pages of a role with their addresses; of the cases the open and the masked one."""
    return list(_shown_to(scene, role))


def _shown_to(scene: Scene, role: Role) -> Iterator[tuple[str, str]]:
    browser = Browser(scene.app)
    assert browser.sign_in(role).status_code == 302
    spared = [case.case.public_id for case in scene.cases if case not in (scene.own, scene.protected)]
    for path in scene.addresses():
        if _NO_PAGE.search(path) or any(public_id in path for public_id in spared):
            continue
        answer = browser.get(path, headers=_REFUSED_IN_SHORT)
        page = answer.get_data(as_text=True) if answer.mimetype == "text/html" and answer.status_code == 200 else ""
        if "<main " in page:  # not a piece that a page asks for
            yield path, page


def pieces_of(page: str) -> frozenset[str]:
    """Return what a page, or a part of it, is made of: its tags, without what differs from row to row."""
    return frozenset(_VALUES.sub(r"\1", piece) for piece in _PIECE.findall(page))


def pages_of(scene: Scene, role: Role) -> Iterator[tuple[str, bool]]:
    """Yield the addresses that are pages for this role, one of each shape, and whether it has a new piece."""
    for path, page in shown_to(scene, role):
        shape = pieces_of(page.split("<main ", 1)[1])
        if shape not in _pages:
            yield path, not shape <= _pieces
            _pages.add(shape)
            _pieces.update(shape)


def is_too_wide(page: Page) -> bool:
    """Whether the page must be pushed sideways to be read, when its scripts have settled into its size."""
    try:
        if not page.evaluate(_FITS):
            page.wait_for_function(_FITS, timeout=5000)
    except TimeoutError:
        return True
    return False


def looked_at(page: Page, path: str, frame: bool) -> list[str]:
    """Look at a page narrow and dark, then wide and light, its folds open, each of its dialogs shown."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(ZOOMED)
    page.goto(path, wait_until="load")
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
    found = [f"{path} 125 %: wider than the screen"] if is_too_wide(page) else []
    page.set_viewport_size(NARROW)
    found += [f"{path} sempit: wider than the screen"] if is_too_wide(page) else []
    leave_few_alike(page)
    if not frame:
        hide(page, ".side, .bar")
    remember_unseen(page)
    if mark_known(page, _narrow):
        found += [f"{path} gelap, sempit: {one}" for one in violations(page, without=[KNOWN])]
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    if new := mark_known(page, _wide):
        rules = OF_THE_LOOK if new <= _narrow and not shows_unseen(page) else ()
        found += [f"{path} terang: {one}" for one in violations(page, without=[KNOWN], rules=rules)]
    found += [f"{path} bersama: {one}" for one in violations(page, rules=OF_THE_WHOLE)]
    return found + [
        f"{path} {one}" for dialog in page.locator("dialog").all() for one in looked_at_dialog(page, dialog)
    ]


def looked_at_dialog(page: Page, dialog: Locator) -> list[str]:
    """Look at a dialog of a page, shown; one like it on another page is not shown again."""
    shape = pieces_of(dialog.evaluate("dialog => dialog.outerHTML"))
    if shape in _pages:
        return []
    _pages.add(shape)
    dialog.evaluate("dialog => { if (!dialog.open) dialog.showModal(); dialog.dataset.looked = ''; }")
    found = [f"dialog: {one}" for one in violations(page, "[data-looked]")]
    dialog.evaluate("dialog => { dialog.close(); delete dialog.dataset.looked; }")
    return found


def asked_as_a_whole(page: Page, path: str) -> list[str]:
    """Ask of a page made of known pieces whether they go together."""
    page.goto(path, wait_until="load")
    return [f"{path} bersama: {one}" for one in violations(page, rules=OF_THE_WHOLE)]


@pytest.fixture(autouse=True)
def without_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: its words stand in its Word file, and no browser of these tests looks at it."""
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)


@pytest.mark.parametrize("role", Role)
def test_no_page_of_a_role_has_an_english_word(role: Role, scene: Scene) -> None:
    found = {text: path for path, page in shown_to(scene, role) for text in english_in(page)}
    browser = Browser(scene.app)
    browser.sign_in(role)
    for path in ("/alamat-yang-tidak-ada", "/pengaduan/?search=zzz", "/meja/?tab=selesai&cari=zzz"):
        found |= dict.fromkeys(english_in(browser.get(path).get_data(as_text=True)), path)
    assert found == {}


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_is_for_everybody_and_breaks_no_policy(role: Role, scene: Scene, chromium: Any) -> None:
    pages = list(pages_of(scene, role))
    with signed_in(chromium, scene.app, role) as (page, heard):
        found = looked_at(page, "/", frame=True)
        for path, is_new in pages:
            found += looked_at(page, path, frame=False) if is_new else asked_as_a_whole(page, path)
    assert found == []
    assert heard == []


def both_colours(page: Page, name: str) -> list[str]:
    """Look at what is open now, light and dark."""
    found = []
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        found += [f"{name} {colours}: {one}" for one in violations(page)]
    page.emulate_media(color_scheme="light")
    return found


def test_menus_drawer_and_wide_menu_open(scene: Scene, chromium: Any) -> None:
    with signed_in(chromium, scene.app, Role.PENGELOLA) as (page, heard):
        page.goto("/pengaduan/")
        page.locator(".side summary", has_text="Kasus").click()
        expect(page.get_by_role("link", name="Data pribadi")).to_be_visible(timeout=PATIENCE)
        found = both_colours(page, "kelompok")
        page.locator(".who > summary").click()
        expect(page.get_by_role("button", name="Keluar")).to_be_visible(timeout=PATIENCE)
        found += both_colours(page, "akun")
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Keluar")).to_be_hidden(timeout=PATIENCE)
        page.get_by_role("button", name="Lebarkan").click()
        expect(page.locator(".side details.has-here")).to_have_attribute("open", "", timeout=PATIENCE)
        found += both_colours(page, "menu lebar")
        page.set_viewport_size(NARROW)
        page.locator(".menu-button").click()
        expect(page.locator(".side").get_by_role("link", name="Meja Kerja")).to_be_in_viewport(timeout=PATIENCE)
        found += both_colours(page, "laci")
        page.keyboard.press("Escape")
        expect(page.locator(".side")).to_be_hidden(timeout=PATIENCE)
    assert found == []
    assert heard == []


def test_the_menu_opens_without_a_script(scene: Scene, chromium: Any) -> None:
    with signed_in(chromium, scene.app, Role.PENGELOLA) as (page, _heard):
        context = chromium.new_context(
            viewport=NARROW, java_script_enabled=False, storage_state=page.context.storage_state()
        )
        page.goto("/")
        plain = context.new_page()
        plain.goto(page.url)
        expect(plain.locator(".side")).to_be_hidden(timeout=PATIENCE)
        plain.locator("#buka-menu").focus()
        plain.keyboard.press("Space")
        expect(plain.locator(".side").get_by_role("link", name="Meja Kerja")).to_be_in_viewport(timeout=PATIENCE)
        plain.locator(".side summary", has_text="Kanal").click()
        expect(plain.get_by_role("link", name="Kotak keluar")).to_be_visible(timeout=PATIENCE)
        context.close()


def test_a_question_and_a_refused_form_are_asked_and_told_in_indonesian(scene: Scene, chromium: Any) -> None:
    with signed_in(chromium, scene.app, Role.ADMINISTRATOR) as (page, heard):
        page.goto("/kanal/")
        page.get_by_role("button", name="Matikan").first.click()
        question = page.get_by_role("dialog", name="Matikan")
        expect(question).to_be_visible(timeout=PATIENCE)
        found = both_colours(page, "pertanyaan")
        question.get_by_role("button", name="Batal").click()
        expect(question).to_be_hidden(timeout=PATIENCE)
        expect(page).to_have_url(re.compile("/kanal/$"), timeout=PATIENCE)
        page.goto("/hari-libur/new/")
        page.get_by_role("button", name="Simpan").click()
        told = page.locator("[name=day]").evaluate("field => field.validationMessage")
        assert told == "Isian ini wajib diisi."
        page.locator("[name=day]").fill("2027-08-17")
        expect(page.locator(".date-words")).to_have_text("Selasa, 17 Agustus 2027", timeout=PATIENCE)
        assert page.locator("[name=day]").evaluate("field => field.validationMessage") == ""
        page.locator("[name=name]").fill("   ")
        with page.expect_navigation():
            page.get_by_role("button", name="Simpan").click()
        expect(page.locator(".field-problem")).to_have_text("Isian ini wajib diisi.", timeout=PATIENCE)
        found += both_colours(page, "formulir ditolak")
        page.goto("/jam-kerja/new/")  # an hour by twelves in the browser's language, by twenty-four in words
        page.locator("[name=starts]").fill("13:05")
        expect(page.locator("[name=starts] + .date-words")).to_have_text("pukul 13.05", timeout=PATIENCE)
    assert found == []
    assert [one for one in heard if "409" not in one] == []


def test_the_composer_with_its_texts_and_the_note_open(scene: Scene, chromium: Any) -> None:
    with signed_in(chromium, scene.app, Role.PENGELOLA) as (page, heard):
        page.goto(f"/meja/kasus/{scene.own.case.public_id}?tab=terbuka")
        expect(page.locator("#meja")).to_have_attribute("data-live", "", timeout=PATIENCE)
        page.locator("#balasan").press_sequentially("/")
        expect(page.locator(".codes")).to_be_visible(timeout=PATIENCE)
        found = both_colours(page, "teks siap pakai")
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+n")
        expect(page.locator("#isi-catatan")).to_be_visible(timeout=PATIENCE)
        found += both_colours(page, "catatan")
    assert found == []
    assert heard == []
