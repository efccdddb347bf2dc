"""Every file of the table through the real form: what the case, the paper, the register and the dossier then say."""

import base64
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from admin_app.papers import pdf_copies
from admin_app.papers.papers import issued
from models.actions.papers.dossier.dossier_records import papers as dossier_papers
from models.actions.papers.keep_pdf import known_pdf, remember_pdf
from models.actions.papers.signed.keep_roots import add_roots, remove_root, roots_in_use
from models.rules.papers.copy_states import COPY_STATES, CopyState, Tone
from models.rules.papers.signatures import RootFound
from models.rules.staff.roles import Role
from models.tables import Document, PdfCopy, ReplacedCopy
from tests.actions.walking import Walk
from tests.admin_app.browsing import PASSWORD, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.admin_app.papers.signed_pdfs import Look, pdf
from tests.admin_app.test_screens import SIZES
from tests.browser.people import sign_in
from tests.docgen.returned.authority import Authority, authority
from tests.docgen.returned.files import FILES, Maker
from tests.office import actor
from tests.served import served

SHORT = Look()


@pytest.fixture
def walk(sqlite_account: Any) -> Walk:
    """A signed nota dinas."""
    return Walk(sqlite_account).at_section()


def trust(walk: Walk, ours: Authority) -> None:
    root, span = ours.root.asn1, (ours.root.asn1.not_valid_before, ours.root.asn1.not_valid_after)
    begins, ends = (each.replace(tzinfo=None) for each in span)
    found = RootFound("Akar Contoh", root.sha256.hex(), begins, ends, base64.b64encode(ours.root.der).decode())
    add_roots([found], actor(Role.ADMINISTRATOR), walk.now)


def made(app: Flask, walk: Walk, look: Look = SHORT) -> tuple[Document, Maker]:
    """The paper with its issued PDF, and who makes the files that come back."""
    paper, settings = Document.get(Document.type == "ND-TERUS"), app.config["ADUAN"]
    issued(paper, settings, walk.now)
    paper = Document.get_by_id(paper.id)
    words = f"NOTA DINAS NOMOR {paper.number}\nSehubungan dengan pengaduan masyarakat"
    own = pdf(words, look)
    remember_pdf(str(paper.sha256), settings.files.keep(own), walk.now)
    return paper, Maker(own, words, signer(paper))


def signer(paper: Document) -> str:
    return str(json.loads(paper.facts)["signer"]["name"])


def filed(browser: Any, walk: Walk, paper: Document, content: bytes) -> Any:
    """Send the form: the first copy, or another in its place."""
    form = forms_on(case_page(browser, walk.case))[f"salinan-{paper.id}"]
    words = {"copy_reason": "Salah unggah"} if Document.get_by_id(paper.id).signed_copy else {}
    return send(browser, form, berkas=(io.BytesIO(content), "ttd.pdf"), seen_number=paper.number, **words)


@pytest.fixture
def office(app: Flask, walk: Walk) -> Iterator[tuple[Document, Maker]]:
    """An office that trusts the test authority, with one signed paper."""
    trust(walk, authority())
    yield made(app, walk)


@pytest.mark.parametrize("name", FILES)
def test_what_came_back_is_called_what_it_is_everywhere(
    walk: Walk, signed_in: Any, office: tuple[Document, Maker], name: str
) -> None:
    (paper, maker), pengelola = office, signed_in(Role.PENGELOLA)
    state, make = FILES[name]
    answer = filed(pengelola, walk, paper, make(maker))
    if state is None:
        assert answer.status_code == 409
        assert Document.get_by_id(paper.id).signed_copy is None
        return
    assert answer.status_code == 303
    row = COPY_STATES[state]
    pages = [case_page(pengelola, walk.case), *(text(pengelola.get(f"/naskah/{where}")) for where in where_of(paper))]
    for page in pages:
        assert row.label in page
        assert sum(other.label in page for other in COPY_STATES.values() if other.label not in row.label) == 0
    assert row.sentence in pages[0]
    assert ('pill-good">Salinan' in pages[0]) is (row.tone is Tone.GOOD)
    (told,) = (each for each in dossier_papers(walk.case, {}) if each["number"] == paper.number)
    assert str(told["copy"]).startswith(row.label)
    assert bool(told["no_scan"]) is not row.counts


def where_of(paper: Document) -> tuple[str, ...]:
    return ("", f"details/?id={paper.public_id}", f"{paper.public_id}/lihat")


def test_a_false_copy_is_not_shown_as_the_papers_pages_and_is_replaced(
    walk: Walk, signed_in: Any, office: tuple[Document, Maker]
) -> None:
    (paper, maker), pengelola = office, signed_in(Role.PENGELOLA)
    false, true = (FILES[name][1](maker) for name in ("changed after", "B-T"))
    assert filed(pengelola, walk, paper, false).status_code == 303
    assert pengelola.get(f"/naskah/{paper.public_id}/pdf").data == maker.issued
    assert filed(pengelola, walk, paper, true).status_code == 303
    assert pengelola.get(f"/naskah/{paper.public_id}/pdf").data == true
    page = case_page(pengelola, walk.case)
    assert "Salah unggah" in page
    old = ReplacedCopy.get()
    place = f"/naskah/{paper.public_id}/salinan?lama={old.id}"
    assert place in page
    assert pengelola.get(place).data == false
    assert pengelola.get(f"/naskah/{paper.public_id}/salinan?lama={old.id + 1}").status_code == 404
    assert pengelola.get(f"/naskah/{paper.public_id}/salinan?lama=x").status_code == 404
    assert signed_in(Role.KASI_INTELDAKIM).get(place).status_code == 404


def test_without_a_root_nobody_is_trusted_until_one_is_there_and_never_after_it_went(
    walk: Walk, signed_in: Any, app: Flask
) -> None:
    pengelola = signed_in(Role.PENGELOLA)
    paper, maker = made(app, walk)
    assert filed(pengelola, walk, paper, FILES["B-T"][1](maker)).status_code == 303
    assert Document.get_by_id(paper.id).signed_copy_state == CopyState.TANPA_AKAR
    trust(walk, authority())
    again = f"periksa-salinan-{paper.id}"
    assert send(pengelola, forms_on(case_page(pengelola, walk.case))[again]).status_code == 303
    assert Document.get_by_id(paper.id).signed_copy_state == CopyState.DIPERCAYA
    remove_root(roots_in_use()[0].id, actor(Role.ADMINISTRATOR), walk.tick())
    assert COPY_STATES[CopyState.AKAR_DICABUT].sentence in case_page(pengelola, walk.case)
    assert send(pengelola, forms_on(case_page(pengelola, walk.case))[again]).status_code == 303
    assert Document.get_by_id(paper.id).signed_copy_state == CopyState.TANPA_AKAR


def test_words_that_cannot_be_compared_yet_are_said_to_be_so_and_compared_later(
    walk: Walk, signed_in: Any, office: tuple[Document, Maker], monkeypatch: Any
) -> None:
    (paper, maker), pengelola = office, signed_in(Role.PENGELOLA)
    kept = PdfCopy.get()
    PdfCopy.delete().execute()
    monkeypatch.setattr(pdf_copies, "_asked_for", coming)
    assert filed(pengelola, walk, paper, FILES["B-T"][1](maker)).status_code == 303
    assert COPY_STATES[CopyState.TEKS_BELUM].label in case_page(pengelola, walk.case)
    remember_pdf(kept.source, kept.sha256, walk.now)
    assert known_pdf(str(paper.sha256))
    form = forms_on(case_page(pengelola, walk.case))[f"periksa-salinan-{paper.id}"]
    assert send(pengelola, form).status_code == 303
    assert Document.get_by_id(paper.id).signed_copy_state == CopyState.DIPERCAYA


def coming(*_given: object) -> bytes:
    raise pdf_copies.PdfComing(0)


def test_a_copy_whose_file_is_gone_gets_no_new_verdict(
    walk: Walk, signed_in: Any, office: tuple[Document, Maker], app: Flask
) -> None:
    (paper, maker), pengelola = office, signed_in(Role.PENGELOLA)
    assert filed(pengelola, walk, paper, FILES["B-T"][1](maker)).status_code == 303
    app.config["ADUAN"].files.path_of(str(Document.get_by_id(paper.id).signed_copy)).unlink()
    answer = send(pengelola, forms_on(case_page(pengelola, walk.case))[f"periksa-salinan-{paper.id}"])
    assert (answer.status_code, "tidak ada di penyimpanan" in text(answer)) == (409, True)


def test_a_signed_paper_of_four_hundred_pages_is_filed(walk: Walk, signed_in: Any, app: Flask) -> None:
    trust(walk, authority())
    paper, maker = made(app, walk, Look(pages=400))
    pengelola = signed_in(Role.PENGELOLA)
    assert filed(pengelola, walk, paper, maker.stamped()).status_code == 303
    found = Document.get_by_id(paper.id)
    assert (found.signed_copy_state, found.signed_copy_signer) == (CopyState.DIPERCAYA, signer(paper))
    assert found.signed_copy_checked - found.signed_copy_time > timedelta(0)


@pytest.mark.parametrize("size", SIZES)
def test_the_longest_state_and_a_roots_fingerprint_fit_their_screens(
    app: Flask, walk: Walk, signed_in: Any, office: tuple[Document, Maker], chromium: Any, size: str
) -> None:
    paper, maker = office
    assert filed(signed_in(Role.PENGELOLA), walk, paper, FILES["B-B"][1](maker)).status_code == 303
    width, height = SIZES[size]
    with served(app) as url:
        for role, path, box in (
            (Role.PENGELOLA, f"/meja/kasus/{walk.case.public_id}", ".copy-state"),
            (Role.ADMINISTRATOR, "/sertifikat-akar/", ".card"),
        ):
            page = chromium.new_page(viewport={"width": width, "height": height}, locale="id-ID")
            sign_in(page.context, url, str(role), PASSWORD)
            page.goto(f"{url}{path}")
            if page.locator("#tab-kasus").is_visible():
                page.click("#tab-kasus")
            over = page.locator(box).first.evaluate("box => box.scrollWidth - box.clientWidth")
            assert (over <= 0, page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0) == (
                True,
                True,
            ), path
            page.context.close()
