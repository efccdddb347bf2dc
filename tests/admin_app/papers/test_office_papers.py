"""Naskah kantor: Pengelola drafts a month's papers, Kasubsi signs them, the front desk takes them away."""

import io
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.actions.channels.serve_account import record_failure, record_success
from models.actions.figures.close_month import close_month
from models.rules.papers.documents import DOCUMENTS
from models.rules.staff.roles import Role
from models.tables import Document, Paraf, ReplacedCopy
from tests.actions.drafting import use_mode
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.papers.signed_pdfs import pdf, scan
from tests.docgen.papers import paragraphs
from tests.office import NOW, actor, new_complaint
from tests.tools import needs

Open = Callable[[Role | str], Browser]
OVER = datetime(2026, 12, 1, 2, 0)
HERE = "/naskah-kantor"


@pytest.fixture
def office_program() -> None:
    """Have LibreOffice."""
    needs("libreoffice")


@pytest.fixture(autouse=True)
def pdfs_where_asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF where a test asks for none: every look at a paper begins one."""
    if "office_program" not in request.fixturenames:
        monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)


@pytest.fixture
def december(clock: Clock, sqlite_account: Any) -> Any:
    """One complaint of November, looked at on the first of December."""
    new_complaint(sqlite_account, "<b>Paspor</b> saya belum jadi")
    clock.now = OVER
    return sqlite_account


def drafted(browser: Browser, code: str, about: str = "2026-11") -> Document:
    answer = browser.post(f"{HERE}/konsep", jenis=code, tentang=about, form_key=f"kunci-konsep-{code}-{about}")
    assert answer.status_code == 303, text(answer)
    return Document.select().order_by(Document.id.desc()).get()


def submit(browser: Browser, paper: Document, button: str, **words: Any) -> Any:
    key = f"kunci-{button}-{paper.id}-0123456789"
    return browser.post(f"{HERE}/{paper.public_id}/{button}", form_key=key, versi=paper.version, **words)


@pytest.mark.parametrize("code", ["REKAP", "REKAP-SAMAR", "REGISTER", "AGENDA"])
def test_a_list_of_the_month_is_drafted_signed_and_taken_away(december: Any, signed_in: Open, code: str) -> None:
    paper = drafted(signed_in(Role.PENGELOLA), code)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert submit(kasubsi, paper, "tanda-tangani").status_code == 303
    issued = Document.get_by_id(paper.id)
    assert (issued.state, issued.number, bool(issued.sha256)) == ("ditandatangani", None, True)
    word = signed_in(Role.KASI_TIKKIM).get(f"{HERE}/{paper.public_id}/unduh")
    assert f"{code}_2026-11.docx" in word.headers["Content-Disposition"]
    assert any("NOVEMBER 2026" in line for line in paragraphs(word.data))
    page = text(kasubsi.get(f"{HERE}/?bulan=2026-11"))
    assert "Susun pengganti" in page


def test_the_covering_memo_goes_through_initials_and_takes_its_number(december: Any, signed_in: Open) -> None:
    pengelola, kasubsi = signed_in(Role.PENGELOLA), signed_in(Role.KASUBSI_INFOKIM)
    refused = pengelola.post(f"{HERE}/konsep", jenis="ND-REKAP", tentang="2026-11", form_key="kunci-konsep-memo-1")
    assert (refused.status_code, "Tutup bulan November 2026" in text(refused)) == (409, True)
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), OVER)
    use_mode("mandiri")
    paper = drafted(pengelola, "ND-REKAP")
    assert submit(pengelola, paper, "paraf").status_code == 303
    assert Paraf.select().count() == 1
    assert submit(kasubsi, paper, "kembalikan", comment="Tambah sebab keterlambatan.").status_code == 303
    assert "Tambah sebab keterlambatan." in text(pengelola.get(f"{HERE}/{paper.public_id}"))
    refused = submit(kasubsi, paper, "tanda-tangani")
    assert (refused.status_code, "dikembalikan" in text(refused)) == (409, True)
    changes = {"hal": "Rekapitulasi November", "sifat": "Biasa", "notes": "Gangguan jaringan.", "annex": "lengkap"}
    assert submit(pengelola, paper, "susun", **changes).status_code == 303
    paper = Document.get_by_id(paper.id)
    assert json.loads(paper.facts)["notes"] == "Gangguan jaringan."
    assert '<option value="lengkap" selected>' in text(pengelola.get(f"{HERE}/{paper.public_id}"))
    signing = kasubsi.post(
        f"{HERE}/{paper.public_id}/tanda-tangani", form_key="kunci-ttd-memo-01234", versi=paper.version
    )
    assert signing.status_code == 303
    assert Document.get_by_id(paper.id).number == "WIM.32.IMI.5-UM.01.01-1"


def test_who_may_only_look_drafts_and_signs_nothing(december: Any, signed_in: Open) -> None:
    paper = drafted(signed_in(Role.PENGELOLA), "REKAP")
    kasi = signed_in(Role.KASI_TIKKIM)
    page = text(kasi.get(f"{HERE}/?bulan=2026-11"))
    assert "Susun" not in page
    refused = kasi.post(f"{HERE}/konsep", jenis="REGISTER", tentang="2026-11", form_key="kunci-konsep-kasi-01")
    assert refused.status_code == 409
    for browser in (kasi, signed_in(Role.PENGELOLA)):
        assert submit(browser, paper, "tanda-tangani").status_code == 409
        assert "Tanda tangani" not in text(browser.get(f"{HERE}/{paper.public_id}"))
    assert signed_in(Role.KASI_LALINTALKIM).get(f"{HERE}/{paper.public_id}/unduh").status_code == 403


def test_what_is_signed_is_what_was_seen(december: Any, signed_in: Open) -> None:
    pengelola, kasubsi = signed_in(Role.PENGELOLA), signed_in(Role.KASUBSI_INFOKIM)
    seen = drafted(pengelola, "REKAP")
    assert submit(pengelola, seen, "susun").status_code == 303
    refused = submit(kasubsi, seen, "tanda-tangani")
    assert (refused.status_code, "disusun ulang" in text(refused)) == (409, True)
    assert Document.get_by_id(seen.id).state == "konsep"


def test_a_paper_is_cancelled_with_a_reason(december: Any, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    paper = drafted(kasubsi, "REGISTER")
    assert submit(kasubsi, paper, "batal", reason=" ").status_code == 409
    cancelled = kasubsi.post(
        f"{HERE}/{paper.public_id}/batal", form_key="kunci-batal-register-1", reason="Salah bulan"
    )
    assert cancelled.status_code == 303
    assert "Salah bulan" in text(kasubsi.get(f"{HERE}/{paper.public_id}"))
    assert "Belum dibuat" in text(kasubsi.get(f"{HERE}/?bulan=2026-11"))


def test_an_outage_gets_its_record_with_a_number_of_its_own(
    clock: Clock, sqlite_account: Any, signed_in: Open
) -> None:
    record_success(sqlite_account.id, NOW)
    record_failure(sqlite_account.id, "terganggu", "Kanal sedang terganggu.", NOW)
    clock.now = NOW + timedelta(hours=2)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = text(kasubsi.get(f"{HERE}/"))
    about = f"kanal:{sqlite_account.id}:2026-11-25"
    assert about in page
    paper = drafted(kasubsi, "BA-GANGGUAN", about)
    assert submit(kasubsi, paper, "susun", cause="Listrik padam.", done="Genset.", impact="").status_code == 303
    paper = Document.get_by_id(paper.id)
    signing = kasubsi.post(
        f"{HERE}/{paper.public_id}/tanda-tangani", form_key="kunci-ttd-gangguan-01", versi=paper.version
    )
    assert signing.status_code == 303
    assert Document.get_by_id(paper.id).number == "1/2026"
    assert "Listrik padam." in paragraphs(kasubsi.get(f"{HERE}/{paper.public_id}/unduh").data)


def test_what_is_no_paper_of_the_office_is_not_found(december: Any, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert kasubsi.get(f"{HERE}/tidak-ada").status_code == 404
    assert kasubsi.get(f"{HERE}/tidak-ada/pdf").status_code == 404
    paper = drafted(kasubsi, "REKAP")
    assert kasubsi.get(f"{HERE}/{paper.public_id}/salinan").status_code == 404
    assert submit(kasubsi, paper, "lainnya").status_code == 404
    for code, about in (("LEMBAR", "2026-11"), ("ANEH", "2026-11"), ("REKAP", "kemarin"), ("REKAP", "2027-01")):
        key = f"kunci-salah-{code}-{about}"
        assert kasubsi.post(f"{HERE}/konsep", jenis=code, tentang=about, form_key=key).status_code == 409


@pytest.mark.parametrize("code", ["REKAP", "REKAP-SAMAR", "REGISTER", "AGENDA"])
def test_the_signed_pdf_of_a_months_list_comes_back_unchanged(
    december: Any, signed_in: Open, office_program: None, code: str
) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    paper = drafted(kasubsi, code)
    assert submit(kasubsi, paper, "tanda-tangani").status_code == 303
    wrong = scan(f"{DOCUMENTS[code].title.upper()} BULAN OKTOBER 2026".replace("(", "").replace(")", ""))
    refused = submit(kasubsi, paper, "unggah-salinan", berkas=(io.BytesIO(wrong), "salah.pdf"))
    assert (refused.status_code, "tidak memuat November 2026" in text(refused)) == (409, True)
    made = kasubsi.get(f"{HERE}/{paper.public_id}/pdf").data
    own = submit(kasubsi, paper, "unggah-salinan", berkas=(io.BytesIO(made + b"\n%% more\n"), "sendiri.pdf"))
    assert (own.status_code, "bukan pindaian" in text(own)) == (409, True)
    right = scan(f"{DOCUMENTS[code].title.upper()} BULAN NOVEMBER 2026")
    key = f"kunci-salinan-{code}-2"
    form = {"form_key": key, "berkas": (io.BytesIO(right), "ttd.pdf")}
    assert kasubsi.post(f"{HERE}/{paper.public_id}/unggah-salinan", **form).status_code == 303
    assert kasubsi.get(f"{HERE}/{paper.public_id}/salinan").data == right
    assert kasubsi.get(f"{HERE}/{paper.public_id}/pdf").data == right
    assert "pindaian, tidak diperiksa" in text(kasubsi.get(f"{HERE}/{paper.public_id}"))
    again = {"form_key": f"{key}-lagi", "copy_reason": "Pindaian miring"}
    other = {"berkas": (io.BytesIO(right + b"\n"), "baru.pdf")}
    assert kasubsi.post(f"{HERE}/{paper.public_id}/unggah-salinan", **again, **other).status_code == 303
    assert "Pindaian miring" in text(kasubsi.get(f"{HERE}/{paper.public_id}"))
    old = ReplacedCopy.get()
    assert kasubsi.get(f"{HERE}/{paper.public_id}/salinan?lama={old.id}").data == right
    looked = kasubsi.post(f"{HERE}/{paper.public_id}/periksa-salinan", form_key=f"{key}-periksa")
    assert looked.status_code == 303


def test_a_scan_of_a_months_list_is_filed_by_the_month_typed_off_it(december: Any, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    paper = drafted(kasubsi, "REGISTER")
    assert submit(kasubsi, paper, "tanda-tangani").status_code == 303
    for place, (typed, status) in enumerate((("", 409), ("Oktober 2026", 409), ("november  2026", 303))):
        form = {"form_key": f"kunci-pindaian-{place}-00", "berkas": (io.BytesIO(pdf()), "pindai.pdf")}
        answer = kasubsi.post(f"{HERE}/{paper.public_id}/unggah-salinan", seen_number=typed, **form)
        assert answer.status_code == status, typed


def test_an_earlier_date_is_given_with_its_reason(december: Any, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    paper = drafted(kasubsi, "REGISTER")
    assert "Bertanggal lebih awal dari hari ini" in text(kasubsi.get(f"{HERE}/{paper.public_id}"))
    refused = submit(kasubsi, paper, "tanda-tangani", dated="2026-11-30")
    assert (refused.status_code, "alasan" in text(refused)) == (409, True)
    assert 'value="2026-11-30"' in text(refused)
    form = {"form_key": "kunci-tanggal-0001", "versi": paper.version, "dated": "2026-11-30"}
    kasubsi.post(f"{HERE}/{paper.public_id}/tanda-tangani", dated_reason="Dicetak kemarin", **form)
    signed = Document.get_by_id(paper.id)
    assert (signed.state, signed.date) == ("ditandatangani", date(2026, 11, 30))
