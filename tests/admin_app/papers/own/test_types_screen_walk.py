"""In a real browser: an administrator makes three types in minutes, and a case has their papers in its dossier."""

import re
from dataclasses import replace
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect

from models.actions.core.own_types.catalogue import newest_version, own_type_of
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.tables import Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.papers.own.making import make
from tests.browser.people import WIDE, sign_in
from tests.own_types import INVITATION, ORDER, RECORD, THREE
from tests.served import served

_PATIENCE = 60_000
LONGEST = 10 * 60  # seconds a type may take


def opened(chromium: Any, url: str, username: str) -> Page:
    page: Page = chromium.new_page(viewport=WIDE, locale="id-ID")
    sign_in(page.context, url, username, PASSWORD)
    return page


def test_three_types_are_made_in_minutes_and_their_papers_stand_in_the_dossier(
    app: Flask, sqlite_account: Any, chromium: Any
) -> None:
    walk = Walk(sqlite_account).at_section()
    case = walk.case
    with served(app) as url:
        admin = opened(chromium, url, "administrator")
        for own in THREE:
            admin.goto(f"{url}/jenis-naskah/")
            hands = make(admin, own)
            expect(admin.get_by_text("tersimpan sebagai versi 1")).to_be_visible()
            assert hands.seconds <= LONGEST, (own.code, hands.clicks, hands.keys, hands.seconds)
            kept = newest_version(own.code)
            assert kept is not None
            same = {
                "questions": tuple(replace(one, key="") for one in own.questions),
                "drafters": (),
                "stages": (),
            }
            made = own_type_of(kept)
            assert set(made.stages) == set(own.stages) and set(made.drafters) == set(own.drafters)
            asked = tuple(replace(one, key="") for one in made.questions)
            assert replace(made, **same | {"questions": asked}) == replace(own, **same)  # type: ignore[arg-type]
        kasi = opened(chromium, url, "kasi_lalintalkim")
        kasi.goto(f"{url}/meja/kasus/{case.public_id}")
        _invite(kasi)
        _record(kasi)
        _order(kasi)
        head = opened(chromium, url, "kepala_kantor")
        _sign(head, f"{url}/meja/kasus/{case.public_id}", ORDER.code)
    signed = {paper.own_title: paper.number for paper in Document.select().where(Document.own_title != "")}
    listed = {row["title"]: row["number"] for row in dossier_facts(walk.case)["papers"]}  # type: ignore[attr-defined]
    assert set(signed) == {own.title for own in THREE}
    assert listed | signed == listed


def _begin(page: Page, code: str) -> Any:
    """Begin a draft and return the form of its words."""
    form = page.locator(f"#konsep-{code.lower()}")
    fold = page.locator(f"#f-{code.lower()}")
    if not form.is_visible():
        fold.locator("summary").first.click()
    form.get_by_role("button", name=re.compile("Siapkan konsep")).click()
    form = page.locator(f"#konsep-{code.lower()}")
    expect(form.get_by_role("button", name="Simpan konsep")).to_be_visible(timeout=_PATIENCE)
    return form


def _save(page: Page, form: Any, title: str) -> None:
    """Keep the words of a draft; the page is drawn again before anything else is done."""
    form.locator("[name=form_key]").evaluate("one => one.form.dataset.before = 'ya'")
    form.get_by_role("button", name="Simpan konsep").click()
    expect(page.locator("form[data-before]")).to_have_count(0, timeout=_PATIENCE)
    expect(page.get_by_text(f"Konsep {title} tersimpan.")).to_be_visible(timeout=_PATIENCE)


def _sign(page: Page, address: str, code: str) -> None:
    page.goto(address)
    form = page.locator(f"#ttd-{code.lower()}")
    if not form.is_visible():
        page.locator(f"#f-{code.lower()} > summary").first.click()
    form.get_by_role("button", name=re.compile("Tanda tangani|Terbitkan")).last.click()
    expect(page.get_by_text(re.compile("ditandatangani dengan nomor")).first).to_be_visible(timeout=_PATIENCE)


def _invite(page: Page) -> None:
    form = _begin(page, INVITATION.code)
    form.get_by_label("Tanggal").fill("2026-11-30")
    form.get_by_label("Pukul").fill("09.00 WIB")
    form.get_by_label("Tempat").fill("Ruang Klarifikasi")
    _save(page, form, INVITATION.title)
    _sign(page, page.url, INVITATION.code)


def _record(page: Page) -> None:
    form = _begin(page, RECORD.code)
    form.get_by_label("Nama yang diperiksa").fill("Budi")
    form.get_by_label("Kewarganegaraan").select_option(label="WNA")
    form.get_by_label("Pertanyaan, baris 1").fill("Kapan?")
    form.get_by_label("Jawaban, baris 1").fill("Kemarin.")
    form.get_by_label("Simpulan").fill("Terbukti.")
    _save(page, form, RECORD.title)
    _sign(page, page.url, RECORD.code)


def _order(page: Page) -> None:
    form = _begin(page, ORDER.code)
    form.get_by_label("Dasar").fill("Pengaduan.")
    form.get_by_label("Nama, baris 1").fill("Budi")
    form.get_by_label("Untuk").fill("Meneliti.")
    form.get_by_label("Mulai").fill("2026-11-26")
    _save(page, form, ORDER.title)
    page.get_by_role("button", name="Paraf", exact=True).click()
    expect(page.get_by_text("Surat Tugas diparaf.")).to_be_visible(timeout=_PATIENCE)
