"""The database put back while the back office runs: a paper that the service signed is no plain draft to anybody."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.rules.cases.sop import Move
from models.rules.papers.documents import DocumentState
from models.rules.papers.esign import RESTORED_WORDS
from models.tables import Complaint, Document
from models.tables.core.settings import Settings
from models.tables.papers.signings_log import Signing, note_asked
from tests.admin_app.browsing import text
from tests.admin_app.papers.esign import test_signing_restored as restored
from tests.admin_app.papers.esign.at_service import WORDS, AtService, without_office_program
from tests.admin_app.queue.test_queue import counted

at, kasubsi, settings = restored.at, restored.kasubsi, restored.settings
service = restored.service


@pytest.fixture
def put_back(at: AtService, kasubsi: Any, tmp_path: Path) -> Iterator[AtService]:
    """A paper that was signed at the service, of which the database knows nothing any more."""
    before = restored.Copy(tmp_path)
    assert at.sign(kasubsi).status_code == 303
    before.put_back()
    assert (at.now_kept.state, at.states) == (DocumentState.KONSEP, [])
    yield at
    assert (at.now_kept.state, at.states, at.service.made) == (DocumentState.KONSEP, ["kembali"], 1)


def _case(at: AtService) -> str:
    return f"/meja/kasus/{at.walk.case.public_id}"


def _fields(at: AtService) -> dict[str, str]:
    """Return what every form of the case sends."""
    case = Complaint.get_by_id(at.walk.id)
    looked = {"version": str(case.version), "dilihat": str(case.news)}
    return {"naskah": str(at.paper.id), "form_key": "kunci-formulir-0001", **looked}


def test_its_page_says_so_at_once(put_back: AtService, kasubsi: Any) -> None:
    assert RESTORED_WORDS in put_back.page(kasubsi)


def test_it_is_not_signed_on_paper(put_back: AtService, kasubsi: Any) -> None:
    answer = kasubsi.post(f"{put_back.url}/kertas", alasan="Layanan tidak dapat dipakai")
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("button", "typed"),
    [
        ("buang-konsep", {"reason": "Salah"}),
        ("konsep", {"jenis": "ND-TERUS", "hal": "Lain"}),
        ("langkah", {"langkah": str(Move.TUTUP_DI_TENGAH), "reason": "Bukan pengaduan"}),
    ],
)
def test_its_draft_is_not_changed_or_discarded_on_the_cases_page(
    put_back: AtService, kasubsi: Any, button: str, typed: dict[str, str]
) -> None:
    assert kasubsi.post(f"{_case(put_back)}/{button}", **_fields(put_back), **typed).status_code == 409
    assert Document.get_by_id(put_back.paper.id).facts == put_back.paper.facts


def test_the_walk_of_signatures_does_not_sign_it(put_back: AtService, kasubsi: Any) -> None:
    answer = kasubsi.post("/tanda-tangan-berturut/", naskah=put_back.paper.public_id, rahasia="x")
    assert (answer.status_code, "Pastikan dahulu" in text(answer) or "pastikan dahulu" in text(answer)) == (200, True)


def test_what_the_log_does_not_name_costs_one_query(at: AtService, kasubsi: Any, settings: Settings) -> None:
    def queries() -> int:
        with counted() as seen:
            kasubsi.get(_case(at))
        return len(seen)

    queries()
    without = queries()
    note_asked(settings.signings_log, Signing("lain", at.walk.tick(), "9"))
    assert queries() == without + 1


def test_a_draft_that_is_older_than_its_signed_pdf_is_worded_anew_and_not_signed_again(
    at: AtService, kasubsi: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    before = restored.Copy(tmp_path)
    at.sign(kasubsi)
    before.put_back()
    without_office_program(monkeypatch, WORDS.replace("pengaduan masyarakat", "surat lama"))
    at.submit(kasubsi, "periksa")
    page = at.page(kasubsi)
    assert ("Konsep di sini lebih tua" in page, "bukan teks konsep ini" in page) == (True, False)
    assert ('id="nyatakan"' in page, 'id="tegaskan"' in page) == (False, False)
    assert (kasubsi.post(f"{at.url}/nyatakan", alasan="Salah").status_code, at.states) == (409, ["kembali"])
    typed = {**_fields(at), "jenis": "ND-TERUS", "hal": "Seperti pada PDF"}
    assert "Ubah kata-kata konsep" in text(kasubsi.get(_case(at)))
    answer = kasubsi.post(f"{_case(at)}/konsep", **typed)
    assert answer.status_code in (302, 303)
    without_office_program(monkeypatch)
    at.submit(kasubsi, "periksa")
    yes = re.findall(r'name="ya" value="([^"]+)"', at.page(kasubsi))
    assert at.submit(kasubsi, "tegaskan", ya=yes).status_code == 303
    assert (at.now_kept.state, at.states, at.service.made) == (DocumentState.DITANDATANGANI, ["selesai"], 1)
    assert json.loads(at.now_kept.facts)["hal"] == "Seperti pada PDF"
