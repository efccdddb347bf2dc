"""Kop surat: uploaded, looked at as it prints, put into force from a day on; papers issued before keep theirs."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from admin_app.cli.diagnosing import look_at_letterhead
from admin_app.papers import papers
from docgen.package import unpack
from models.actions.papers.letterhead.letterheads import draft_of_letterhead, letterhead_on
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Document, IssuedNumber, LetterheadVersion
from models.tables.core.files.folder_store import FolderStore
from tests.actions.drafting import draft
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.docgen.letterhead.emblems import shield
from tests.docgen.papers import opened
from tests.office import NOW, actor
from tests.tools import needs

Open = Callable[[Role | str], Browser]
HERE = "/kop-surat/"
PICTURE = "word/media/lambang_kantor.png"
LINES = {
    "ministry": "KEMENTERIAN CONTOH",
    "directorate": "",
    "region": "",
    "office": "KANTOR CONTOH BARU",
    "address": "Jalan Contoh 7",
    "web": "kantor.example",
    "email": "",
}
TODAY = to_wib(NOW).date()


def keep(browser: Browser, emblem: bytes | None = None, name: str = "lambang.png", **words: str) -> TestResponse:
    """Send the form of the draft."""
    file = {"lambang": (io.BytesIO(emblem), name)} if emblem is not None else {}
    return browser.post(f"{HERE}konsep", **{**LINES, "tinggi": "21", **words}, **file)


def put(browser: Browser, day: str = TODAY.isoformat()) -> TestResponse:
    """Put the draft into force."""
    version = draft_of_letterhead()
    assert version is not None
    return browser.post(f"{HERE}berlakukan", versi=str(version.id), mulai=day)


def with_emblem(browser: Browser, emblem: bytes = shield(), day: str = TODAY.isoformat()) -> LetterheadVersion:
    """Give the office a letterhead with an emblem, through the screen."""
    assert keep(browser, emblem).status_code == 303
    assert put(browser, day).status_code == 303
    return LetterheadVersion.select().order_by(LetterheadVersion.id.desc()).get()


def settings_of(app: Flask) -> Any:
    return app.config["ADUAN"]


def test_an_office_without_emblem_is_told_and_none_is_drawn(app: Flask, signed_in: Open) -> None:
    assert "Lambang kantor belum dipasang" in text(signed_in(Role.ADMINISTRATOR).get(HERE))
    (finding,) = look_at_letterhead(NOW)
    assert "no emblem" in finding.sentence
    assert "Kop surat" in finding.sentence


def test_a_draft_is_kept_looked_at_and_put_into_force(app: Flask, signed_in: Open) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    assert keep(admin, shield()).headers["Location"] == f"{HERE}#konsep"
    page = text(admin.get(HERE))
    assert "Konsep, belum berlaku" in page and "Lambang dicetak 17 × 21 mm" in page
    assert "KANTOR CONTOH BARU" in page and "kasar" not in page
    assert letterhead_on(TODAY).emblem is None  # type: ignore[union-attr]
    assert put(admin).headers["Location"] == f"{HERE}#versi"
    version = letterhead_on(TODAY)
    assert version is not None and (version.office, version.emblem_width) == ("KANTOR CONTOH BARU", 480)
    page = text(admin.get(HERE))
    assert "Lambang kantor belum dipasang" not in page and "Pernah berlaku" in page and "sejak awal" in page
    assert "Kop surat diberlakukan" in text(admin.get("/jejak-audit/"))
    (finding,) = look_at_letterhead(NOW)
    assert "has the office's emblem" in finding.sentence


def test_the_stored_emblem_is_written_anew_and_no_part_of_the_upload(app: Flask, signed_in: Open) -> None:
    version = with_emblem(signed_in(Role.ADMINISTRATOR), shield(960, 1200))
    stored = settings_of(app).files.path_of(str(version.emblem)).read_bytes()
    assert stored != shield(960, 1200)
    with Image.open(io.BytesIO(stored)) as image:
        assert (image.format, image.size) == ("PNG", (480, 600))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"MZ", "lambang.png", "bukan gambar PNG, JPEG, atau SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "lambang.svg", "memuat skrip"),
        (shield(40, 50), "lambang.png", "terlalu kasar"),
    ],
)
def test_what_is_refused_says_what_to_do_and_what_was_typed_stays(
    signed_in: Open, sqlite_account: Any, content: bytes, name: str, said: str
) -> None:
    refused = keep(signed_in(Role.ADMINISTRATOR), content, name, address="Jalan Diketik 9")
    assert refused.status_code == 409
    assert said in text(refused) and "Jalan Diketik 9" in text(refused)
    assert draft_of_letterhead() is None


def test_a_coarse_emblem_is_said_to_be(app: Flask, signed_in: Open) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    keep(admin, shield(80, 100))
    assert "kasar: 121 titik per inci" in text(admin.get(HERE))


def test_a_day_to_come_waits_is_listed_and_is_taken_back(app: Flask, signed_in: Open) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    version = with_emblem(admin, day="2027-01-01")
    page = text(admin.get(HERE))
    assert re.findall(r'pill (pill-\w+)?">(\w+ ?\w+)<', page) == [
        ("pill-info", "Akan berlaku"),
        ("pill-good", "Berlaku"),
    ]
    assert "Akan berlaku" in page and "Lambang kantor belum dipasang" in page
    assert admin.post(f"{HERE}batalkan", versi=str(version.id)).status_code == 303
    assert "Dibatalkan" in text(admin.get(HERE))
    keep(admin)
    for wrong in ("2026-11-24", "", "besok"):
        assert put(admin, wrong).status_code == 409
    draft_id = str(draft_of_letterhead().id)  # type: ignore[union-attr]
    assert admin.post(f"{HERE}buang", versi=draft_id).status_code == 303
    assert draft_of_letterhead() is None
    assert admin.get(f"{HERE}999/halaman").status_code == 404


def test_papers_issued_before_keep_theirs_and_drafts_show_the_new_one(
    app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    walk, settings, kasubsi = Walk(sqlite_account).at_kasubsi(), settings_of(app), actor(Role.KASUBSI_INFOKIM)
    old = papers.sign(draft(walk).id, kasubsi, walk.tick(), settings)
    version = with_emblem(signed_in(Role.ADMINISTRATOR))
    waiting = draft(walk)
    shown = papers.preview(waiting, settings, NOW)
    assert "KANTOR CONTOH BARU" in opened(shown).sections[0].first_page_header.tables[0].cell(0, 1).text
    new = papers.sign(waiting.id, kasubsi, walk.tick(), settings)
    assert (
        unpack(papers.issued(new, settings, NOW))[PICTURE]
        == FolderStore(settings.files_dir).path_of(str(version.emblem)).read_bytes()
    )
    again = Document.get_by_id(old.id)
    assert PICTURE not in unpack(papers.issued(again, settings, NOW))
    # Made again, as after a power cut, it is the same to the byte.
    made = papers.issued(again, settings, NOW)
    Document.update(sha256=None).where(Document.id == old.id).execute()
    assert papers.issued(Document.get_by_id(old.id), settings, NOW) == made


def test_a_lost_emblem_spends_no_number(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    walk, settings = Walk(sqlite_account).at_kasubsi(), settings_of(app)
    version = with_emblem(signed_in(Role.ADMINISTRATOR))
    FolderStore(settings.files_dir).path_of(str(version.emblem)).unlink()
    with pytest.raises(DocumentNotAllowed, match="lambang kantor hilang"):
        papers.sign(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick(), settings)
    assert not IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).exists()


def test_the_preview_is_the_real_pages_as_pictures(app: Flask, signed_in: Open, tmp_path: Path) -> None:
    needs("libreoffice")
    needs("pdftoppm")
    admin = signed_in(Role.ADMINISTRATOR)
    keep(admin, shield())
    version = draft_of_letterhead()
    assert version is not None
    pdf = admin.get(f"{HERE}{version.id}/contoh.pdf")
    assert pdf.data.startswith(b"%PDF")
    frame = admin.get(f"{HERE}{version.id}/halaman")
    assert f"/kop-surat/{version.id}/halaman?nomor=1" in frame.get_data(as_text=True)
    picture = admin.get(f"{HERE}{version.id}/halaman?nomor=1")
    with Image.open(io.BytesIO(picture.data)) as page:
        head = page.convert("RGB").crop((0, 0, page.width // 3, page.height // 6))
        assert any(blue > red + 60 for red, _, blue in head.getdata())
